// SPDX-License-Identifier: Apache-2.0
/* Within this room: the sum of tolerance.h over the steps of a run. */
#ifndef TOLERANCE_SUM_H
#define TOLERANCE_SUM_H

#include "iteration/reach.h"
#include "iteration/start_error.h"
#include "iteration/step_error.h"
#include "iteration/tolerance.h"

/* J_k with a bound of ||X^_k||, and what the step from there adds. */
struct place {
    double from, to, size;
    double least;                /* of q; 0 where the ways from p_k(X^_k) may leave J_(k+1)   */
    struct step_error error;
    struct reach F;              /* of F_k on J_k                                             */
};

/* A bound of ||X^_K - X_K||, places[0] to places[steps] known but for F, which is set; infinite
 * where there is none.  `last` is the model for the one event that the second sum adds. */
double tolerance_sum(const struct tolerance_question *question, struct place *places,
                     const struct start_error *start, const struct rounding_model *model,
                     const struct rounding_model *last);

/* Within tolerance.h's second sum: what is beyond the derivative of F_(k+1). */
double beyond_derivative(const struct tolerance_question *question, const struct place *places,
                         slong k, double moved);

#endif
