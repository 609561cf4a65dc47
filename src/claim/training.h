// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An optimizer on an objective.  What a run stores (X, M, the second moment) is rounded once a
 * step, entry by entry, to a format; so is the gradient that the optimizer is given.  Stored
 * numbers are points, and the exact update of a stored state is enclosed and handed to the
 * observer before it is rounded: what is decided about it is no matter of the run's rounding.
 * Operations within a step are exact, but for an iteration that settings->in runs in a format.
 */
#ifndef TRAINING_H
#define TRAINING_H

#include "objective/noise.h"
#include "objective/objective.h"
#include "optimizer/optimizer.h"

struct training {
    const struct optimizer *optimizer;
    struct optimizer_settings *settings;
    /* Sets what changes from step to step; NULL: nothing. */
    void (*schedule)(struct optimizer_settings *settings, slong t);
    const struct objective *f;
    const struct objective_data *data;
    const struct mc_arithmetic *stored;   /* "fp64", "bf16", "mpfr:100", ...; NULL: balls,
                                             nothing is rounded                               */
    const struct noise *noise;            /* on the gradient; NULL: none                      */
    slong log2_sigma;
    gsl_rng *rng;                         /* of the noise                                     */
    slong delay;                          /* the gradient is that at X_(t - delay), or at X_0 */
    slong steps, prec;
};

struct training_step {
    slong t;
    const struct optimizer_state *before;    /* as stored                                     */
    const struct optimizer_state *after;     /* its exact update                              */
    const arb_mat_struct *exact, *given;     /* grad F(X_t), and what the optimizer was given */
};

/* Errors end the run. */
typedef enum mc_status training_observer(const struct training_step *step, void *context);

/* From X0, rounded, and M = 0; or from `momentum` if that is not NULL.
 * Errors: the optimizer's, the observer's. */
MC_MUST_CHECK enum mc_status training_run(const struct training *run, const arb_mat_t X0,
                                            const arb_mat_struct *momentum,
                                            training_observer *observe, void *context);

#endif
