// SPDX-License-Identifier: GPL-3.0-or-later
/* gnuplot reads a script file and writes an SVG file, both in a folder made for the purpose. */
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/plot_script.h"
#include "report/svg.h"

extern char **environ;

struct workshop {
    char folder[200], script[220], target[220];
};

static bool open_workshop(struct workshop *shop)
{
    const char *place = getenv("TMPDIR");

    if (snprintf(shop->folder, sizeof shop->folder, "%s/muoncheck-plot-XXXXXX",
                 place && *place ? place : "/tmp") >= (int)sizeof shop->folder ||
        !mkdtemp(shop->folder))
        return false;
    snprintf(shop->script, sizeof shop->script, "%s/script", shop->folder);
    snprintf(shop->target, sizeof shop->target, "%s/plot.svg", shop->folder);
    return true;
}

static void clear_workshop(const struct workshop *shop)
{
    unlink(shop->script);
    unlink(shop->target);
    rmdir(shop->folder);
}

/* Runs `gnuplot -d SCRIPT` (no start-up files) in silence; true if it ended with 0. */
static bool run_gnuplot(const struct workshop *shop)
{
    char *const words[] = {(char[]){"gnuplot"}, (char[]){"-d"}, (char *)shop->script, NULL};
    posix_spawn_file_actions_t quiet;
    int state = -1;
    pid_t child;
    bool started;

    if (posix_spawn_file_actions_init(&quiet))
        return false;
    started = !posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0) &&
              !posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0) &&
              !posix_spawnp(&child, words[0], &quiet, NULL, words, environ);
    posix_spawn_file_actions_destroy(&quiet);
    return started && waitpid(child, &state, 0) == child && WIFEXITED(state) &&
           WEXITSTATUS(state) == 0;
}

static bool write_script(const struct workshop *shop, const struct plot *plot,
                         enum plot_place place)
{
    FILE *script = fopen(shop->script, "w");

    if (!script)
        return false;
    plot_write_script(script, plot, place, shop->target);
    return fclose(script) == 0;
}

enum mc_status plot_svg(FILE *out, const struct plot *plot, enum plot_place place,
                        struct mc_complaint *why)
{
    struct workshop shop;
    enum mc_status status = MC_NO_RESOURCE;

    if (!open_workshop(&shop))
        return mc_complain(why, MC_NO_RESOURCE, "no place for temporary files");
    if (!write_script(&shop, plot, place))
        mc_complain(why, status, "the plot's script could not be written");
    else if (!run_gnuplot(&shop))
        mc_complain(why, status, "gnuplot is not installed, or failed");
    else
        status = svg_copy(out, shop.target, plot, place, why);
    clear_workshop(&shop);
    return status;
}
