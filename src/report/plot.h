// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A plot for people, drawn by gnuplot as SVG.  Points that a logarithmic axis cannot show
 * (y <= 0) and values that are not finite leave a gap.
 */
#ifndef PLOT_H
#define PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "muoncheck/status.h"

struct plot_series {
    const char *label;
    size_t count;
    const double *x, *y;
    const double *lo, *hi;   /* an interval about each y; both NULL where there is none */
};

struct plot {
    const char *id;          /* unique in its page: [a-z0-9-] */
    const char *title, *x_axis, *y_axis;
    const char *note;        /* a sentence beside the plot; NULL */
    bool log_x;              /* then x > 0, and the tics are at the points of the longest series */
    bool log_y;
    const struct plot_series *series;
    size_t count;            /* at most PLOT_SERIES_MAX: further ones have no own mark */
};

#define PLOT_SERIES_MAX 6

/* A file of its own keeps literal colours; in a page they are its variables (--ink, --rule,
 * --series-1 ...), so that they follow its scheme, and the title is left to the page. */
enum plot_place { PLOT_IN_FILE, PLOT_IN_PAGE };

/*
 * Writes an <svg> element (in a file: with its XML prolog) to `out`.
 * Errors: MC_NO_RESOURCE with one line if gnuplot is not there or failed; nothing is then
 * written.
 */
MC_MUST_CHECK enum mc_status plot_svg(FILE *out, const struct plot *plot, enum plot_place place,
                                      struct mc_complaint *why);

#endif
