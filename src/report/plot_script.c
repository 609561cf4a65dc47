// SPDX-License-Identifier: GPL-3.0-or-later
/* Series differ in mark and dash as well as in colour (the colours are Okabe and Ito's). */
#include <math.h>

#include "report/plot_script.h"

const struct plot_colour plot_colours[2 + PLOT_SERIES_MAX] = {
    {"#1a1a1a", 0x1a, 0x1a, 0x1a, "--ink"},      {"#c8c8c8", 0xc8, 0xc8, 0xc8, "--rule"},
    {"#0072b2", 0x00, 0x72, 0xb2, "--series-1"}, {"#d55e00", 0xd5, 0x5e, 0x00, "--series-2"},
    {"#009e73", 0x00, 0x9e, 0x73, "--series-3"}, {"#cc79a7", 0xcc, 0x79, 0xa7, "--series-4"},
    {"#8a6d00", 0x8a, 0x6d, 0x00, "--series-5"}, {"#56619e", 0x56, 0x61, 0x9e, "--series-6"},
};

enum { LEGEND_ROW = 21 };

static const int marks[PLOT_SERIES_MAX] = {7, 4, 8, 12, 1, 2};
static const int dashes[PLOT_SERIES_MAX] = {1, 2, 4, 5, 3, 1};

/* Characters that fit into the 400 points right of the axis. */
enum { LABEL_MOST = 44, TITLE_MOST = 52 };

/* In gnuplot's single quotes only the quote itself is special, doubled; no line may end. */
static void write_byte(FILE *script, char byte)
{
    if (byte == '\'')
        fputc('\'', script);
    fputc((unsigned char)byte < ' ' ? ' ' : byte, script);
}

static void write_quoted(FILE *script, const char *text)
{
    fputc('\'', script);
    for (; *text; text++)
        write_byte(script, *text);
    fputc('\'', script);
}

/* Does a character of UTF-8 begin here? */
static bool begins(char byte)
{
    return (byte & 0xc0) != 0x80;
}

/* Quoted, with its middle left out where it has more than `most` characters: a path is told from
 * others by its end, a SPEC by its beginning. */
static void write_shortened(FILE *script, const char *text, size_t most)
{
    size_t all = 0, at = 0, head = (most - 3) / 2, tail = most - 3 - head;

    for (const char *byte = text; *byte; byte++)
        all += begins(*byte);
    fputc('\'', script);
    for (; *text; text++) {
        at += begins(*text);
        if (all <= most || at <= head || at > all - tail)
            write_byte(script, *text);
        else if (at == head + 1 && begins(*text))
            fputs("...", script);
    }
    fputc('\'', script);
}

static bool drawable(const struct plot *plot, double y)
{
    return isfinite(y) && (!plot->log_y || y > 0);
}

static void write_data(FILE *script, const struct plot *plot, size_t which)
{
    const struct plot_series *s = &plot->series[which];

    fprintf(script, "$series%zu << END_OF_SERIES\n", which);
    for (size_t i = 0; i < s->count; i++) {
        double lo = s->lo ? s->lo[i] : s->y[i], hi = s->hi ? s->hi[i] : s->y[i];

        if (!isfinite(s->x[i]) || !drawable(plot, s->y[i])) {
            fputc('\n', script);
            continue;
        }
        fprintf(script, "%.17g %.17g %.17g %.17g\n", s->x[i], s->y[i],
                drawable(plot, lo) ? lo : s->y[i], drawable(plot, hi) ? hi : s->y[i]);
    }
    fputs("END_OF_SERIES\n", script);
}

static void write_x_points(FILE *script, const struct plot *plot)
{
    const struct plot_series *longest = plot->series;

    for (size_t s = 1; s < plot->count; s++)
        if (plot->series[s].count > longest->count)
            longest = &plot->series[s];
    fputs("set logscale x 2\nset xtics (", script);
    for (size_t i = 0; i < longest->count; i++)
        fprintf(script, "%s%.17g", i ? "," : "", longest->x[i]);
    fputs(")\nset offsets graph 0.03, graph 0.03, 0, 0\n", script);
}

/* Where every x is an integer (steps), so is every tic, and there are nine at most. */
static void write_x_tics(FILE *script, const struct plot *plot)
{
    double last = 0;

    for (size_t s = 0; s < plot->count; s++)
        for (size_t i = 0; i < plot->series[s].count; i++) {
            if (plot->series[s].x[i] != floor(plot->series[s].x[i]))
                return;
            last = fmax(last, plot->series[s].x[i]);
        }
    fprintf(script, "set xtics %g\n", fmax(1, ceil(last / 8)));
}

static void write_frame(FILE *script, const struct plot *plot, enum plot_place place,
                        const char *target)
{
    const char *ink = plot_colours[0].hex, *rule = plot_colours[1].hex;

    fprintf(script, "set encoding utf8\nset terminal svg size 520,%d dynamic enhanced "
                    "font 'system-ui,sans-serif,14' lw 1.4\nset output ",
            (place == PLOT_IN_FILE ? 380 : 350) +
                (plot->count > 3 ? (int)(plot->count - 3) * LEGEND_ROW : 0));
    write_quoted(script, target);
    fprintf(script, "\nset border 3 lc rgb '%s' lw 0.7\nset tics nomirror tc rgb '%s'\n", ink,
            ink);
    fprintf(script,
            "set grid y lt 1 lc rgb '%s' lw 0.5\nset pointintervalbox 0\nset mytics 1\n"
            "set autoscale xfix\nset key outside top left horizontal "
            "Left reverse samplen 3 noenhanced tc rgb '%s'\n",
            rule, ink);
    if (plot->log_y)
        fputs("set logscale y\nset format y '10^{%T}'\n", script);
    if (place == PLOT_IN_FILE) {   /* a title of the plot would stand below the key */
        fputs("set key title ", script);
        write_shortened(script, plot->title, TITLE_MOST);
        fputs(" noenhanced left\n", script);
    }
    if (plot->log_x && plot->count && plot->series->count)
        write_x_points(script, plot);
    else
        write_x_tics(script, plot);
    fputs("set xlabel ", script);
    write_quoted(script, plot->x_axis);
    fprintf(script, " noenhanced tc rgb '%s'\nset ylabel ", ink);
    write_quoted(script, plot->y_axis);
    fprintf(script, " noenhanced tc rgb '%s'\n", ink);
}

/* First of all, since gnuplot clears the ground under each. */
static size_t write_bars(FILE *script, const struct plot *plot)
{
    size_t written = 0;

    for (size_t i = 0; i < plot->count; i++)
        if (plot->series[i].lo && plot->series[i].hi)
            fprintf(script, "%s $series%zu using 1:2:3:4 with yerrorbars lc rgb '%s' ps 0 notitle",
                    written++ ? "," : "plot", i, plot_colours[2 + i % PLOT_SERIES_MAX].hex);
    return written;
}

void plot_write_script(FILE *script, const struct plot *plot, enum plot_place place,
                       const char *target)
{
    size_t written;

    write_frame(script, plot, place, target);
    for (size_t i = 0; i < plot->count; i++)
        write_data(script, plot, i);
    written = write_bars(script, plot);
    for (size_t i = 0; i < plot->count; i++) {
        fprintf(script, "%s $series%zu using 1:2 with linespoints lc rgb '%s' dt %d pt %d "
                        "ps 0.7 title ", written++ ? "," : "plot", i,
                plot_colours[2 + i % PLOT_SERIES_MAX].hex, dashes[i % PLOT_SERIES_MAX],
                marks[i % PLOT_SERIES_MAX]);
        write_shortened(script, plot->series[i].label, LABEL_MOST);
    }
    fputc('\n', script);
}
