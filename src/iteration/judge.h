// SPDX-License-Identifier: Apache-2.0
/* Within this room: what the distances of a run say of it. */
#ifndef JUDGE_H
#define JUDGE_H

#include "iteration/trajectory.h"

/* Sets order of every step, wrong, wrong_at and stagnates_at from the other distances. */
void judge(struct mc_convergence *out, const struct trajectory *run,
           const struct target *target);

/* Sets rounding_bound, where one is proved, of the first eight steps, of the one at which the
 * run stagnates, and of the last. */
void trajectory_bound(struct mc_convergence *out, const struct trajectory *run,
                      const struct mc_matrix *M, const struct mc_arithmetic *format,
                      const struct mc_convergence_options *options);

#endif
