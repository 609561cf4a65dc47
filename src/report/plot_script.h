// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PLOT_SCRIPT_H
#define PLOT_SCRIPT_H

#include "report/plot.h"

/* A colour in a file, and the page's variable that takes its place. */
struct plot_colour {
    const char *hex;
    int red, green, blue;
    const char *variable;
};

/* Ink, rule, then one a series. */
extern const struct plot_colour plot_colours[2 + PLOT_SERIES_MAX];

/* The gnuplot program that draws `plot` into the file `target`. */
void plot_write_script(FILE *script, const struct plot *plot, enum plot_place place,
                       const char *target);

#endif
