// SPDX-License-Identifier: GPL-3.0-or-later
/* Small matrices of doubles of every kind: number `index` has a shape of up to 9 x 9, a
 * spectrum (random, geometric, clustered, equal, rank-deficient, graded, integers) and a scale
 * (1, 1e-300, 1e300, subnormal, rows of different scales) that follow from it. */
#ifndef DOUBLE_MATRICES_H
#define DOUBLE_MATRICES_H

#include "muoncheck/matrix.h"

/* Column-major; heap. */
double *double_matrix_new(slong *m, slong *n, slong index);

/* A dyadic matrix with the same entries. */
void matrix_of_doubles(struct mc_matrix *A, const double *a, slong m, slong n);

#endif
