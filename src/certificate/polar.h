// SPDX-License-Identifier: Apache-2.0
/*
 * From residuals to the distance of a polar factor.  B is m x n, m >= n; Y of full rank is Y^ P
 * with Y^ its polar factor; Y^T B = S + K, S symmetric, K skew.  Upper bounds in the Frobenius
 * norm, `least` a lower one:
 *
 *   defect  ||Y^T Y - I||    skew  ||K||    normal  ||(I - Y^ Y^^T) B||    least  lambda_min(S)
 *
 *   ||Y - polar(B)|| <= ||P - I|| + ||Y^ - polar(Y^ P^-1 S)|| + ||polar(Y^ P^-1 S) - polar(B)||
 *
 * (1) ||P - I|| <= defect / (1 + s), s = sigma_min(Y) >= sqrt(1 - defect): singular value by
 *     singular value |p - 1| = |p^2 - 1| / (p + 1)                        (catalogue 3.26).
 * (2) ||Y^ - polar(Y^ P^-1 S)|| <= hypot(||P - I||, ||P^-1 - I||), whatever the condition of B.
 *     Let D = P^-1, D S = Q H (polar), X = Q^T.  H = X D S = S D X^T, so H X = S D, and
 *       H (X - I) + (X - I) S = S (D - I) - X (D - I) S = H X (I - D^-1) - X (D - I) S.
 *     Between eigenvectors of H and S, (h_i + s_j) e_ij = h_i g_ij - s_j f_ij, |e_ij| <=
 *     max(|g_ij|, |f_ij|): ||Q - I||^2 = ||E||^2 <= ||I - P||^2 + ||P^-1 - I||^2  (Li 1997).
 * (3) B - Y^ P^-1 S = Y^ P^-1 K + (I - Y^ Y^^T) B, orthogonal to each other, of norm <= delta =
 *     hypot(||P^-1||_2 skew, normal).  t = sigma_min(Y^ P^-1 S) >= least / ||P||_2 and
 *     sigma_n(B) >= t - delta; where that is positive, 3.30 gives 2 delta / (t + (t - delta)).
 *
 * An error of Y that is symmetric costs itself, then, and only the skew one costs the
 * condition.
 */
#ifndef POLAR_H
#define POLAR_H

#include "muoncheck/arb.h"
#include <stdbool.h>

struct polar_residuals {
    double defect, skew, normal, least;
};

/* ||Y - polar(B)||_F; inf where that is not decided (defect >= 1, least not large enough). */
double polar_distance_up(const struct polar_residuals *r);

/* ||P - I|| of (1); inf from defect 1 on. */
double polar_defect_up(double defect);

/* ||G - I||_F from the lower triangle of a symmetric G (n x n), rounded once an entry. */
double lower_defect_up(const double *G, slong n);

/* The lower triangle of M (n x n) becomes that of its symmetric part, rounded once an entry,
 * which `error` counts; sym and skew bound the norms of both parts, the rounding of skew
 * included. */
struct two_parts {
    double sym, skew, error;
};
struct two_parts split_parts(double *M, slong n);

/* Upper triangle = lower triangle. */
void mirror_lower(double *G, slong n);

/* t (n x m) = A^T, A m x n. */
void transpose(double *t, const double *A, slong m, slong n);

#endif
