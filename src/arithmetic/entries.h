// SPDX-License-Identifier: Apache-2.0
/* Within this room: the midpoints of a state as row-major doubles, and back. */
#ifndef ENTRIES_H
#define ENTRIES_H

#include "muoncheck/arb.h"

/* Each midpoint to the nearest double: itself in fp64 and emulated formats.  NULL when memory
 * is out. */
double *entries_new(const arb_mat_t A);

/* C = c, radii zero.  NULL stands for lost memory: the result is then no number, which nobody
 * takes for one. */
void entries_set(arb_mat_t C, const double *c);

#endif
