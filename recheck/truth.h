// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What `truth -o DIR` wrote:  ||F - U S^p V^T||_F <= radius  for each file F of DIR/manifest.json,
 * X = U S V^T being the input beside it, p = a/b >= 0, and S^0 one on the range of X.
 * Certificates hold dyadic U~ (m x r), S~ (r, positive), V~ (n x r).  All else is integers and
 * fractions, with square roots rounded up:
 *
 *   alpha >= ||U~^T U~ - I||_F < 1,   beta >= ||V~^T V~ - I||_F < 1,
 *   eps >= ||X - U~ S~ V~^T||_F.
 *
 * (1) With U^ the polar factor of U~, ||U~ - U^||_F <= alpha, since |u - 1| = |u^2 - 1| / (u + 1)
 *     for its singular values u; and likewise V^.  As ||V~||_2 <= sqrt(1 + beta) <= 1 + beta, for
 *     every diagonal D of norm t
 *       ||U~ D V~^T - U^ D V^^T||_F = ||(U~ - U^) D V~^T + U^ D (V~ - V^)^T||_F <= t turn,
 *       turn = alpha (1 + beta) + beta.
 * (2) B = U^ S~ V^^T is a singular value decomposition, ||X - B||_F <= eps + s_max turn = d.
 * (3) rank X = r: for r = min(m, n) by (4), else by Bareiss's elimination in integers.
 * (4) By Weyl's inequality the nonzero singular values of X and of B lie in [lo, hi],
 *     lo = s_min - d > 0, hi = s_max + d.
 * (5) Let f(t) = sign(t) |t|^p, f(0) = 0.  For k, l in {0} and +-[lo, hi],
 *       |f(k) - f(l)| <= L |k - l|,   L = lo^(p-1) for p <= 1,   L = p hi^(p-1) for p > 1:
 *     of one sign, by the mean value theorem (for p = 0 they are equal); of two signs, and
 *     against 0, since |k|^p = |k|^(p-1) |k|.
 * (6) For symmetric H = sum k_i x_i x_i^T and K = sum l_j y_j y_j^T
 *       ||f(H) - f(K)||_F^2 = sum (f(k_i) - f(l_j))^2 <x_i, y_j>^2 <= L^2 ||H - K||_F^2;
 *     with H = [0 X; X^T 0] and K = [0 B; B^T 0],  ||U S^p V^T - U^ S~^p V^^T||_F <= L d.
 * (7) With G the floors of S~^p at J bits, ||U~ (S~^p - G) V~^T||_F <= 4 r 2^-J, as the norms of
 *     U~ and V~ are below 2, and
 *       ||F - U S^p V^T||_F <= ||F - U~ G V~^T||_F + 4 r 2^-J + s_max^p turn + L d.
 *
 * p = 1 is ||F - X||_F, and needs no certificate; a zero X has the transform 0.
 * Source: Higham 2008, Functions of Matrices, 8; Bhatia 1997, Matrix Analysis, III.2, X.
 */
#ifndef RECHECK_TRUTH_H
#define RECHECK_TRUTH_H

#include "truth_matrix.h"

/* The certificate of one input, and what it establishes. */
struct decomposition {
    struct table u, v, s; /* m x r, n x r, 1 x r                                          */
    mpq_t turn, d, least, largest;
};

void decomposition_init(struct decomposition *out);
void decomposition_clear(struct decomposition *out);

/* Reads the certificate of X and establishes (1) to (4).  Errors: why, NULL for none. */
const char *decomposition_read(struct decomposition *out, const char *path,
                               const struct table *X);

/* out (initialised here) = U~ diag(values) V~^T.  Errors: false. */
bool spectral_product(struct table *out, const struct decomposition *X,
                      const struct table *values);

/* Is ||F - U S^p V^T||_F <= radius, by (5) to (7)?  p = a/b.  Errors: why not. */
const char *transform_check(const struct table *F, const struct decomposition *X,
                            unsigned long a, unsigned long b, const mpq_t radius);

/* Tells of each file of DIR/manifest.json on stdout.  0: all hold; 1: one does not; 2: the
 * manifest cannot be used; 3: one has no certificate, and no worse. */
int truth_check(const char *directory);

#endif
