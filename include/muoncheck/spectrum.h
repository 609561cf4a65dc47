// SPDX-License-Identifier: Apache-2.0
/*
 * Certified singular values.
 *
 *   A = U S V^T + E,   U (m x k), V (n x k) nearly orthonormal,  S = diag(s_1 >= ... >= s_k > 0)
 *
 * with rigorous bounds  alpha >= ||U^T U - I||_F,  beta >= ||V^T V - I||_F,  eps >= ||E||_F.
 * Whatever way U, S, V were computed, then for i <= k
 *
 *   s_i sqrt((1-alpha)(1-beta)) - eps <= sigma_i(A) <= s_i sqrt((1+alpha)(1+beta)) + eps
 *
 * and 0 <= sigma_i(A) <= eps for i > k: Weyl for E, and the multiplicative bounds
 * sigma_min(U) s_i sigma_min(V) <= sigma_i(U S V^T) <= sigma_max(U) s_i sigma_max(V), where
 * sigma(U)^2 lies in [1-alpha, 1+alpha].  Clusters and multiple values need no care.
 * Source: Weyl 1912; Ostrowski 1959; Horn and Johnson, Topics in Matrix Analysis, 3.3.16, 3.3.19.
 */
#ifndef MUONCHECK_SPECTRUM_H
#define MUONCHECK_SPECTRUM_H

#include "arb.h"
#include "matrix.h"
#include "status.h"

struct mc_svd {
    slong rows, cols;   /* of A                                                              */
    slong kept;         /* k: triplets kept, at most min(m, n)                               */
    slong values;       /* min(m, n)                                                         */
    slong rank_lo, rank_hi;
    arb_mat_t u;        /* m x k, exact midpoints                                            */
    arb_mat_t v;        /* n x k, exact midpoints                                            */
    arb_ptr s;          /* k, exact midpoints, descending, positive                          */
    arb_ptr sigma;      /* min(m, n) enclosures of the singular values, descending           */
    arb_t alpha, beta, eps;
    slong prec;         /* bits that it was computed with                                    */
};

void mc_svd_init(struct mc_svd *svd);
void mc_svd_clear(struct mc_svd *svd);

/*
 * Encloses the singular value decomposition of every matrix in the balls A, at one precision.
 * `known_rank`: the exact rank if known, else -1.  With it, sigma_i = 0 exactly for i > rank, and
 * just `rank` triplets are kept.  Rounding: enclosure; widths about 2^-prec sigma_1, n times
 * that where values closer than 2^-prec stay a block, wider where the balls of A are.
 * Errors: MC_BAD_INPUT if an entry is not finite; MC_NO_RESOURCE.  svd is then as initialised.
 * A computation that did not converge is no error: the enclosures are wide.
 */
MC_MUST_CHECK enum mc_status mc_svd_enclose(struct mc_svd *svd, const arb_mat_t A,
                                            slong known_rank, slong prec);

/*
 * Raises the precision until every sigma_i is enclosed with relative width <= 10^-digits where
 * sigma_i is known to be nonzero and A is exact, and in any case with absolute width
 * <= 10^-digits sigma_1.
 * Errors: MC_NOT_DECIDED if `max_bits` is not enough: svd then holds the best enclosure found,
 * valid but wide.  Others as above.
 */
MC_MUST_CHECK enum mc_status mc_svd_to_digits(struct mc_svd *svd, const struct mc_matrix *A,
                                              slong digits, slong max_bits,
                                              struct mc_complaint *why);

/*
 * An upper estimate of the bytes that mc_svd_enclose of a rows x cols matrix holds at `bits` bits, its
 * input among them, SIZE_MAX where there is no such product: no bound, since inputs that refinement
 * cannot take go other ways.  Ordinary ones need between a third of it and all of it.
 */
size_t mc_svd_bytes(slong rows, slong cols, slong bits, int threads);

/* The SVD of an exact or computed matrix at one precision, with its exact rank where it has one. */
MC_MUST_CHECK enum mc_status mc_svd_of(struct mc_svd *svd, const struct mc_matrix *A, slong prec);

/*
 * Rounds U and V to multiples of 2^-bits and S to multiples of 2^-E, so that s_k has `bits` bits or
 * more and stays positive, and measures alpha, beta and eps anew for A, the matrix of svd.  Returns
 * E >= 0.
 */
slong mc_svd_round(struct mc_svd *svd, const arb_mat_t A, slong bits);

/* Triplets that have their singular subspaces together. */
struct mc_subspace {
    slong first, last;   /* counted from 0                                                    */
    arf_t gap;           /* a lower bound; +inf where there is no other singular value        */
    arf_t left, right;   /* upper bounds for the Frobenius norm of the sines of the angles    */
};

/*
 * The kept triplets of svd in as many subspaces as it certifies.  `left` is the distance of what
 * columns first..last of svd->u span from the singular subspace of A for sigma_first..sigma_last,
 * `right` that for svd->v.  A cut is where the bound below is less than 1; left and right are +inf
 * where the gap after the last triplet is not certified.
 *
 * Let B = U^ S V^^T with the exactly orthonormal polar factors U^, V^ of U, V, so that
 * ||U - U^||_F <= alpha, ||V - V^||_F <= beta (Higham's lemma), and
 *
 *   ||A - B||_F <= eps + s_1 (alpha sqrt(1 + beta) + beta) = delta.
 *
 * For triplets I the columns of [U^_I U^_I; V^_I -V^_I] / sqrt(2) span an invariant subspace of
 * the dilation of B, with eigenvalues +-s_I; the dilation of A leaves there a residual of at most
 * sqrt(2) delta and has +-sigma_l(A), l not in I, and |m - n| zeros as its other eigenvalues.
 * With gap their distance from s_I (the other sign is farther), the sin theta theorem, which in
 * the Frobenius norm holds for any disjoint sets, says
 *
 *   ||sin(U^_I, U*_I)||_F^2 + ||sin(V^_I, V*_I)||_F^2 <= 2 delta^2 / gap^2.
 *
 * The columns of U themselves add alpha / sqrt(1 - alpha): U_I is off U^_I by alpha and stretches
 * by sqrt(1 - alpha) at least, and the sines, ||P - Q||_F / sqrt(2), are a metric.
 * Rounding: bounds on the safe side.  Errors: MC_NO_RESOURCE.
 * Source: Davis and Kahan 1970; Wedin 1972; Stewart and Sun 1990, V.3.4, V.4.1.
 */
MC_MUST_CHECK enum mc_status mc_svd_subspaces(struct mc_subspace **out, slong *count,
                                              const struct mc_svd *svd);
void mc_subspaces_free(struct mc_subspace *subspaces, slong count);

/* Norms from the enclosed singular values.  `p` >= 1: Schatten norm (sum sigma^p)^(1/p). */
void mc_svd_spectral_norm(arb_t out, const struct mc_svd *svd);
void mc_svd_nuclear_norm(arb_t out, const struct mc_svd *svd, slong prec);
void mc_svd_ky_fan_norm(arb_t out, const struct mc_svd *svd, slong k, slong prec);
void mc_svd_schatten_norm(arb_t out, const struct mc_svd *svd, const fmpq_t p, slong prec);

/* sigma_1 / sigma_r with r the certified rank; NaN ball while the rank is an interval or 0. */
void mc_svd_condition(arb_t out, const struct mc_svd *svd, slong prec);

/* The same norms straight from balls, for matrices that are computed on the way.
 * A failure to compute gives the infinite ball [0 +/- inf], which decides nothing. */
void mc_spectral_norm(arb_t out, const arb_mat_t A, slong prec);
void mc_nuclear_norm(arb_t out, const arb_mat_t A, slong prec);
void mc_frobenius_norm(arb_t out, const arb_mat_t A, slong prec);

/* <A, B> = tr(A^T B). */
void mc_inner_product(arb_t out, const arb_mat_t A, const arb_mat_t B, slong prec);

#endif
