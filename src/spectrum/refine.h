// SPDX-License-Identifier: Apache-2.0
/*
 * From a matrix to an approximate V whose columns make those of A V orthogonal.  Nothing here is
 * rigorous and nothing needs to be: certify.c encloses whatever comes out.
 *
 * All arb_mat_t below carry exact midpoints (radius zero).
 */
#ifndef REFINE_H
#define REFINE_H

#include "muoncheck/arb.h"
#include "muoncheck/spectrum.h"

/* u, v, s, kept (at most `wanted`) and the rigorous alpha, beta, eps of svd for A (m >= n, entries
 * about 1 at most). */
void decompose(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec);

/* V (n x n) = the right singular vectors of A (m x n, m >= n, entries about 1 at most) in double
 * by dgesdd; the identity where that fails. */
void double_start(arb_mat_t V, const arb_mat_t A);

/* The same as doubles, column-major. */
void double_vectors(double *v, const arb_mat_t A);

/*
 * Turns V until |w_i . w_j| <= 2^-prec max_k |w_k| max(|w_i|, |w_j|) for all columns of W = A V:
 * small angles all at once by products (quadratic convergence), large ones and clusters by
 * one-sided Jacobi rotations.  V is orthonormal to about n 2^-prec afterwards.
 * W (m x n) = A V.
 */
void refine(arb_mat_t V, arb_mat_t W, const arb_mat_t A, slong prec);

/* V <- V (3I - V^T V) / 2 until the defect is about n 2^-prec: two or three products a step. */
void orthonormalise(arb_mat_t V, slong prec);

/* One cyclic sweep of one-sided Jacobi over the pairs of rows of Wt (n x m) that are not yet
 * orthogonal in the sense above; the same rotations on Vt (n x n).  Returns rotations made. */
slong jacobi_sweep(arb_mat_t Wt, arb_mat_t Vt, slong prec);

/* U (m x k) = the columns of W in the given order, orthonormalised by Gram-Schmidt from the longest
 * to the shortest (so that W = U S + O(2^-prec |w_1|)); s_j = their lengths.  A column that
 * vanishes ends the list: returns how many stand. */
slong orthonormal_columns(arb_mat_t U, arb_ptr s, const arb_mat_t W, const slong *order, slong k,
                          slong prec);

/* Rigorous: alpha, beta and eps of svd from its u, s, v, whatever they are. */
void measure_defects(struct mc_svd *svd, const arb_mat_t A, slong prec);

/*
 * A second opinion on alpha, beta and eps that were not measured but derived: 0 returned if a
 * vector of -1 and 1 refutes one of them, certainly.  No proof, but what a wrong digit in a factor
 * comes to.
 */
int spot_check(const struct mc_svd *svd, const arb_mat_t A, slong prec);

/* Rigorous: sigma and the rank interval of svd from s, alpha, beta and eps. */
void enclose_values(struct mc_svd *svd, slong known_rank, slong prec);

#endif
