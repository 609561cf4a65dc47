// SPDX-License-Identifier: Apache-2.0
/* Within this room: is a matrix symmetric positive definite? */
#ifndef ITERATION_DEFINITE_H
#define ITERATION_DEFINITE_H

#include "muoncheck/matrix.h"

enum definite { DEFINITE_UNKNOWN = 0, DEFINITE_YES, DEFINITE_NO };

/*
 * Decided rigorously: YES by a Cholesky factorisation in balls of an exactly symmetric matrix;
 * NO where two mirrored entries certainly differ, or tr M < ||M||_* certainly (for symmetric M
 * both are equal just when M >= 0).  UNKNOWN: at this precision.  A computed matrix (irrational
 * entries) whose mirrored entries overlap counts as not symmetric at any precision: NO.
 */
enum definite definite_decide(const struct mc_matrix *M, slong prec);

#endif
