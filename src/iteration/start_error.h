// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: what rounds before the first step.  M is stored, its squares, their sum,
 * its root and the quotient are rounded:
 *
 *   computed X_0 = e^s X_0 + D,    X_0 = M / ||M||,  1 <= ||M|| <= sqrt(largest) / 2
 *
 * s comes from the norm: it is a scale, and moves no singular vector.
 */
#ifndef START_ERROR_H
#define START_ERROR_H

#include "iteration/rounding_model.h"

struct start_error {
    double scale;            /* |s| is at most this                                           */
    struct size plain;       /* D                                                             */
};

/* m x n, ||X_0||_2 <= top; infinite where the sum may lose all. */
struct start_error start_error(const struct rounding_model *model, double m, double n,
                               double top);

#endif
