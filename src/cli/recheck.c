// SPDX-License-Identifier: GPL-3.0-or-later
/* Hands certificates to muoncheck-recheck, a program of its own, and tells what it said. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"

extern const struct command command_recheck;
extern char **environ;

/* muoncheck-recheck beside this program, else in the build's folder, else in the PATH. */
static void find_checker(char *out, size_t size)
{
    static const char *const places[] = {"muoncheck-recheck",
                                         "../../recheck/muoncheck-recheck"};
    char here[3000] = "";
    ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
    char *slash = length > 0 ? strrchr(here, '/') : NULL;
    size_t i;

    for (i = 0; slash && i < sizeof places / sizeof places[0]; i++) {
        snprintf(out, size, "%.*s/%s", (int)(slash - here), here, places[i]);
        if (access(out, X_OK) == 0)
            return;
    }
    snprintf(out, size, "muoncheck-recheck");
}

/* The exit code of the checker on one certificate, its first line in `line`; -1: it did not
 * run. */
static int check(char *line, size_t size, const char *certificate)
{
    char checker[4096], *words[] = {checker, (char *)certificate, NULL};
    posix_spawn_file_actions_t actions;
    int ends[2], status = -1;
    FILE *from;
    pid_t child;

    *line = '\0';
    find_checker(checker, sizeof checker);
    if (pipe(ends))
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    if (posix_spawnp(&child, checker, &actions, NULL, words, environ))
        child = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    from = fdopen(ends[0], "r");
    if (from && fgets(line, (int)size, from))
        line[strcspn(line, "\n")] = '\0';
    if (from)
        fclose(from);
    else
        close(ends[0]);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/* accepted is proved; rejected is undecided, as nothing was shown false. */
static int tell(const struct invocation *call, json_t *results, const char *certificate)
{
    char line[1024];
    int code = check(line, sizeof line, certificate);
    bool accepted = code == 0 && !strncmp(line, "accepted ", 9);

    if (code < 0 || code > 2)
        return EXIT_TOOL_FAILED;
    if (code == 2)
        return EXIT_USAGE;
    if (call->json)
        json_array_append_new(results, json_pack("{s:s, s:s, s:s}", "certificate", certificate,
                                                 "verdict", accepted ? "proved" : "undecided",
                                                 "message", line));
    else
        puts(line);
    return accepted ? EXIT_AS_EXPECTED : EXIT_NOT_AS_EXPECTED;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_recheck, &why);
    json_t *results = json_array();
    int code = EXIT_AS_EXPECTED, one;
    size_t i, count = status == MC_OK ? arguments_positional_count(args) : 0;

    if (status == MC_OK && !count)
        status =
            mc_complain(&why, MC_BAD_INPUT, "which certificates? `prove -o DIR` writes them");
    for (i = 0; i < count; i++) {
        fflush(stdout);
        one = tell(call, results, arguments_positional(args, i));
        code = one > code ? one : code;
    }
    if (code == EXIT_TOOL_FAILED)
        status = mc_complain(&why, MC_NO_RESOURCE, "muoncheck-recheck could not be run");
    if (status != MC_OK)
        code = command_fails(call, NULL, status, &why);
    else if (call->json && code != EXIT_USAGE &&
             command_prints_json(call, json_incref(results)))
        code = EXIT_TOOL_FAILED;
    json_decref(results);
    arguments_free(args);
    return code;
}

const struct command command_recheck = {
    .id = "recheck",
    .usage = "recheck CERT...",
    .title = "certificates checked by a program that shares no code with the prover",
    .help = "Runs muoncheck-recheck, which knows integers and rationals alone, on each file.\n"
            "Exit code 0: all are accepted; 1: one is rejected.\n"
            "\n"
            "  muoncheck recheck certificates/*.json",
    .run = run,
};
