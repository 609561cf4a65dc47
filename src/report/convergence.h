// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How each iteration converges in double precision, on dense matrices with geometric singular
 * values: one plot an iteration, one series a condition number (10, 10^3, 10^6).
 *
 *   y_k = an upper bound of the spectral norm ||X_k - T||, T the exact transform, from its
 *         enclosure
 */
#ifndef CONVERGENCE_H
#define CONVERGENCE_H

#include "muoncheck/arb.h"
#include "report/plot.h"

struct convergence_plots {
    struct plot *plots;
    size_t count;
    struct convergence_series *data;   /* what the plots point to */
};

/* On `jobs` threads.  An iteration that cannot be run on a matrix says so in its plot's note.
 * Errors: MC_NO_RESOURCE; `out` may be cleared in any case. */
MC_MUST_CHECK enum mc_status convergence_plots_init(struct convergence_plots *out, slong jobs,
                                                    struct mc_complaint *why);
void convergence_plots_clear(struct convergence_plots *plots);

#endif
