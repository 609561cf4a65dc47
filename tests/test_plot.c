// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/plot.h"

static const double x[] = {0, 1, 2, 3}, y[] = {0.9, 1e-3, 0, 1e-300};
static const double lo[] = {0.8, 1e-4, 0, 1e-301}, hi[] = {1, 1e-2, 0, 1e-299};
static const struct plot_series series[] = {
    {.label = "it's <b>10</b>", .count = 4, .x = x, .y = y},
    {.label = "10^3\nplot 1", .count = 4, .x = x, .y = y, .lo = lo, .hi = hi},
};
static const struct plot plot = {.id = "cubic",
                                 .title = "Error & \"more\"",
                                 .x_axis = "step",
                                 .y_axis = "error",
                                 .log_y = true,
                                 .series = series,
                                 .count = 2};

static char *draw_plot(const struct plot *drawn, enum plot_place place, enum mc_status expected)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    struct mc_complaint why = {""};

    cr_expect(plot_svg(out, drawn, place, &why) == expected, "%s", why.text);
    fclose(out);
    return text;
}

static char *draw(enum plot_place place, enum mc_status expected)
{
    return draw_plot(&plot, place, expected);
}

Test(plot, in_a_page_follows_the_pages_colours_and_fetches_nothing)
{
    char *svg = draw(PLOT_IN_PAGE, MC_OK);

    cr_assert(
        !strncmp(svg, "<svg role=\"img\" aria-label=\"Error &amp; &quot;more&quot;\"", 50));
    cr_expect(strstr(svg, "var(--series-1)") && strstr(svg, "var(--ink)"));
    cr_expect(!strstr(svg, "http") && !strstr(svg, "<title>") && !strstr(svg, "rgb("));
    cr_expect(strstr(svg, "cubic-gpPt") && !strstr(svg, "'gpPt") && !strstr(svg, "#gpPt"));
    free(svg);
}

Test(plot, escapes_labels_and_keeps_them_on_one_line)
{
    char *svg = draw(PLOT_IN_PAGE, MC_OK);

    cr_expect(!strstr(svg, "<b>") && strstr(svg, "it's &lt;b>10"), "no label in the plot");
    cr_expect(strstr(svg, "10^3 plot 1") != NULL);
    free(svg);
}

Test(plot, leaves_out_the_middle_of_a_label_that_would_not_fit)
{
    static const struct plot_series named = {
        .label = "\xce\xba/a/folder/in/a/folder/in/a/folder/in/a/folder/step_00100.safetensors",
        .count = 4, .x = x, .y = y};
    struct plot one = plot;
    char *svg;

    one.series = &named;
    one.count = 1;
    svg = draw_plot(&one, PLOT_IN_FILE, MC_OK);
    cr_expect(strstr(svg, "\xce\xba/a/folder/in/a/fold...tep_00100.safetensors") != NULL, "%s", svg);
    cr_expect(!strstr(svg, "folder/step"), "%s", svg);
    free(svg);
}

Test(plot, in_a_file_is_a_whole_svg_document)
{
    char *svg = draw(PLOT_IN_FILE, MC_OK);

    cr_expect(!strncmp(svg, "<?xml", 5) && strstr(svg, "xmlns=") && !strstr(svg, "var("));
    free(svg);
}

Test(plot, complains_and_writes_nothing_where_gnuplot_is_not_there)
{
    char *svg;

    cr_assert(setenv("PATH", "/nowhere", 1) == 0);
    svg = draw(PLOT_IN_PAGE, MC_NO_RESOURCE);
    cr_expect(!*svg, "%s", svg);
    free(svg);
}
