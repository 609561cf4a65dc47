// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SVG_H
#define SVG_H

#include "report/plot.h"

/*
 * Copies gnuplot's SVG file `path` to `out`.  In a page it loses its prolog, namespaces, titles
 * and description, its colours become variables, and its ids begin with the plot's id.
 * Errors: MC_NO_RESOURCE if `path` holds no SVG; nothing is then written.
 */
MC_MUST_CHECK enum mc_status svg_copy(FILE *out, const char *path, const struct plot *plot,
                                      enum plot_place place, struct mc_complaint *why);

#endif
