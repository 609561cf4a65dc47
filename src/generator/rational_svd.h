// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The truth behind "rational-svd" matrices:  A = U S V^T with rational U, S, V, exactly, so
 * that a test knows the singular values and every transform by integers, without computing.
 */
#ifndef RATIONAL_SVD_H
#define RATIONAL_SVD_H

#include "generator/generator.h"

struct rational_svd {
    fmpq_mat_t u;   /* m x k, k = min(m, n), U^T U = I                 */
    fmpq_mat_t s;   /* k x k, diagonal, descending, >= 0               */
    fmpq_mat_t v;   /* n x k, V^T V = I                                */
};

/* U, S, V of the matrix that generate() makes of the same text.
 * Errors: as generate(), and MC_BAD_INPUT for another generator; nothing is to be cleared
 * then. */
MC_MUST_CHECK enum mc_status rational_svd_init(struct rational_svd *truth, const char *text,
                                               struct mc_complaint *why);
void rational_svd_clear(struct rational_svd *truth);

#endif
