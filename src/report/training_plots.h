// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Two training runs on iris (claim/real_run.h), step by step, as plots: how far gauge(lam X) is
 * above 1 beside the bound of constraint-violation-decay, the KKT score, and the loss beside the
 * energy of energy-descent-discrete.  Values are upper ends of enclosures.
 */
#ifndef TRAINING_PLOTS_H
#define TRAINING_PLOTS_H

#include "report/plot.h"

enum { TRAINING_STEPS = 64, TRAINING_PLOTS = 4, TRAINING_RUNS = 2 };

struct training_curves {
    double violation[TRAINING_STEPS], bound[TRAINING_STEPS], score[TRAINING_STEPS];
    double loss[TRAINING_STEPS], energy[TRAINING_STEPS];
};

struct training_plots {
    struct plot plots[TRAINING_PLOTS];
    struct plot_series series[TRAINING_PLOTS][2 * TRAINING_RUNS];
    struct training_curves curves[TRAINING_RUNS];   /* softmax, network */
    double step[TRAINING_STEPS];
};

/* The struct points to itself and must not move; nothing is to be cleared.
 * Errors: MC_BAD_INPUT with one line where the data are not there; MC_NOT_DECIDED. */
MC_MUST_CHECK enum mc_status training_plots_init(struct training_plots *out,
                                                 struct mc_complaint *why);

#endif
