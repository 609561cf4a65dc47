// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>

#include "report/escape.h"
#include "report/page.h"

/* The numbers behind a plot, for who cannot see it and for who wants them. */
static void write_values(FILE *out, const struct plot *plot)
{
    size_t rows = 0;

    fputs("<details class=\"values\"><summary>the values</summary><div class=\"scroll\"><table>"
          "<thead><tr><th scope=\"col\">", out);
    write_escaped(out, plot->x_axis);
    fputs("</th>", out);
    for (size_t s = 0; s < plot->count; s++) {
        fputs("<th scope=\"col\" class=\"number\">", out);
        write_escaped(out, plot->series[s].label);
        fputs("</th>", out);
        rows = plot->series[s].count > rows ? plot->series[s].count : rows;
    }
    fputs("</tr></thead><tbody>\n", out);
    for (size_t i = 0; i < rows; i++) {
        fprintf(out, "<tr><td>%zu</td>", i);
        for (size_t s = 0; s < plot->count; s++)
            if (i < plot->series[s].count)
                fprintf(out, "<td class=\"number\">%.3g</td>", plot->series[s].y[i]);
            else
                fputs("<td></td>", out);
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table></div></details>", out);
}

static void write_figure(FILE *out, const struct plot *plot)
{
    struct mc_complaint why;

    fputs("<figure><figcaption>", out);
    write_escaped(out, plot->title);
    fputs("</figcaption>\n", out);
    if (plot_svg(out, plot, PLOT_IN_PAGE, &why) != MC_OK) {
        fputs("<p class=\"open\">No picture: ", out);
        write_escaped(out, why.text);
        fputs(". The values are below.</p>", out);
    }
    write_values(out, plot);
    fputs("</figure>\n", out);
}

void page_write_plots(FILE *out, const struct report *report)
{
    if (!report->plot_count)
        return;
    fputs("<section><h2>Convergence of the iterations</h2>\n"
          "<p>Error of each step against the exact transform, in the spectral norm, for three "
          "condition numbers. What is drawn is an upper bound of the enclosed error.</p>\n"
          "<div class=\"figures\">", out);
    for (size_t i = 0; i < report->plot_count; i++)
        write_figure(out, &report->plots[i]);
    fputs("</div></section>\n", out);
}
