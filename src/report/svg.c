// SPDX-License-Identifier: GPL-3.0-or-later
/* A pass over the text: at each place the rule that fits says what to write and how much it
 * eats. */
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/plot_script.h"
#include "report/svg.h"

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    ssize_t length;

    if (!file)
        return NULL;
    length = getdelim(&text, &size, '\0', file);
    fclose(file);
    if (length > 0)
        return text;
    free(text);
    return NULL;
}

/* "rgb(r, g, b)" in any spacing. */
static size_t replace_colour(FILE *out, const char *at)
{
    int red, green, blue, length = 0;

    if (strncmp(at, "rgb(", 4) ||
        sscanf(at, "rgb(%d,%d,%d)%n", &red, &green, &blue, &length) != 3 || !length)
        return 0;
    for (size_t i = 0; i < sizeof plot_colours / sizeof *plot_colours; i++) {
        const struct plot_colour *c = &plot_colours[i];

        if (c->red == red && c->green == green && c->blue == blue) {
            fprintf(out, "var(%s)", c->variable);
            return (size_t)length;
        }
    }
    return 0;
}

/* gnuplot's ids all begin with gp or gnuplot. */
static size_t prefix_id(FILE *out, const char *at, const char *id)
{
    static const char *const openings[] = {"id='gp", "id=\"gnuplot", "xlink:href='#gp"};

    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t length = strlen(openings[i]), head = strcspn(openings[i], "'\"") + 1;

        if (strncmp(at, openings[i], length))
            continue;
        head += openings[i][head] == '#';
        fprintf(out, "%.*s%s-", (int)head, at, id);
        return head;
    }
    return 0;
}

static size_t drop_element(const char *at)
{
    static const char *const dropped[][2] = {
        {"<title>", "</title>"}, {"<desc>", "</desc>"}, {"<filter ", "</filter>"},
        {"xmlns=\"", "svg\""}, {"xmlns:xlink=\"", "xlink\""}};

    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
        const char *end;

        if (strncmp(at, dropped[i][0], strlen(dropped[i][0])))
            continue;
        end = strstr(at + strlen(dropped[i][0]), dropped[i][1]);
        if (end)
            return (size_t)(end - at) + strlen(dropped[i][1]);
    }
    return 0;
}

static void copy_into_page(FILE *out, const char *svg, const struct plot *plot)
{
    fputs("<svg role=\"img\" aria-label=\"", out);
    write_escaped(out, plot->title);
    fputc('"', out);
    svg += strlen("<svg");
    while (*svg) {
        size_t eaten = drop_element(svg);

        if (!eaten)
            eaten = replace_colour(out, svg);
        if (!eaten)
            eaten = prefix_id(out, svg, plot->id);
        if (!eaten) {
            fputc(*svg, out);
            eaten = 1;
        }
        svg += eaten;
    }
}

enum mc_status svg_copy(FILE *out, const char *path, const struct plot *plot,
                        enum plot_place place, struct mc_complaint *why)
{
    char *text = read_all(path);
    const char *svg = text ? strstr(text, "<svg") : NULL;

    if (!svg || !strstr(svg, "</svg>")) {
        free(text);
        return mc_complain(why, MC_NO_RESOURCE, "gnuplot wrote no SVG");
    }
    if (place == PLOT_IN_FILE)
        fputs(text, out);
    else
        copy_into_page(out, svg, plot);
    free(text);
    return MC_OK;
}
