// SPDX-License-Identifier: Apache-2.0
/* Within this room: operations on midpoints, each rounded to nearest even at `bits`. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stdbool.h>
#include "muoncheck/arb.h"

#define MID(A, i, j) arb_midref(arb_mat_entry(A, i, j))

/* sum = fl(sum + fl(x y)) */
void mc_accumulate(arf_t sum, const arf_t x, const arf_t y, slong bits);

/* C = A^-1; false, and C untouched, when a pivot column is zero. */
bool mc_gauss_jordan(arb_mat_t C, const arb_mat_t A, slong bits);

#endif
