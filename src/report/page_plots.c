// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/escape.h"
#include "report/page.h"

/* The x of row i, from the first series that is long enough. */
static void write_step(FILE *out, const struct plot *plot, size_t i)
{
    for (size_t s = 0; s < plot->count; s++)
        if (i < plot->series[s].count) {
            fprintf(out, "%g", plot->series[s].x[i]);
            return;
        }
}

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
        fputs("<tr><td>", out);
        write_step(out, plot, i);
        fputs("</td>", out);
        for (size_t s = 0; s < plot->count; s++) {
            fputs("<td class=\"number\">", out);
            if (i < plot->series[s].count)
                page_write_number(out, plot->series[s].y[i], 3);
            fputs("</td>", out);
        }
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table></div></details>", out);
}

static void write_figure(FILE *out, const struct plot *plot)
{
    struct mc_complaint why;

    fputs("<figure><figcaption>", out);
    write_escaped(out, plot->title);
    if (plot->note) {
        fputs("<span class=\"note\">", out);
        write_escaped(out, plot->note);
        fputs("</span>", out);
    }
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
          "<p>Each iteration in double precision on dense 10 × 10 matrices with geometric "
          "singular values, for three condition numbers κ: the spectral norm of the error of "
          "each step against the exact transform, as an upper bound of its enclosure. "
          "Roots are of the Gram matrix, whose condition number is κ².</p>\n"
          "<div class=\"figures\">",
          out);
    for (size_t i = 0; i < report->plot_count; i++)
        write_figure(out, &report->plots[i]);
    fputs("</div></section>\n", out);
}

void page_write_runs(FILE *out, const struct report *report)
{
    if (!report->run_count)
        return;
    fputs("<section><h2>Training runs</h2>\n"
          "<p>Softmax regression and a network with one hidden layer on iris under Muon by "
          "layers, η = 1/8, λ = 1/4, weights stored in fp32, from a start that violates the "
          "constraint. Upper ends of enclosures; a logarithmic axis leaves out what is inside. "
          "The theory of each step is decided in <code>training-on-real-data</code> and "
          "<code>energy-descent-discrete</code>.</p>\n<div class=\"figures\">",
          out);
    for (size_t i = 0; i < report->run_count; i++)
        write_figure(out, &report->runs[i]);
    fputs("</div></section>\n", out);
}
