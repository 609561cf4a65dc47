// SPDX-License-Identifier: Apache-2.0
/*
 * Certificates for large matrices in double arithmetic alone: arrays of doubles, BLAS and
 * LAPACK on any number of threads, and scalars rounded outward.  What a formula or a
 * factorization gives is never believed; a residual is, with a bound of its rounding known
 * beforehand.
 *
 * Arrays are m x n, column-major without gaps (a norm does not see a transposition), finite,
 * and are the exact numbers that they hold.  Matrices are scaled by a power of two to max
 * |a_ij| in [1/2, 1), which is exact but for entries below 2^-1022 then, whose loss of 2^-1075
 * each is counted, as is every other underflow.
 *
 * What the bounds rest on.  (1) IEEE doubles rounded to nearest, subnormals kept.  (2) BLAS
 * forms an entry of a product as a sum of k products in some order, fused or not, so that |fl(A
 * B) - A B| <= gamma_k |A| |B|, gamma_k = k u / (1 - k u), u = 2^-53 (Higham 2002, 3.5;
 * Jeannerod and Rump 2013 have k u).  No Strassen.  (3) dpotrf solves for the entries of R by
 * substitution, in whatever blocks.  The bounds are derived where they are used:
 * certificate/blocked.h (products), definite.h (Cholesky), polar.h (from residuals to
 * distances), polar_pair.h (the residuals).
 *
 * Digits: the bounds grow with m and n; about 9 for ||.||_2 and 10 for ||.||_* at n = 2048.
 *
 * Errors, everywhere: MC_BAD_INPUT for an entry that is not finite; MC_NO_RESOURCE;
 * MC_NOT_DECIDED where doubles do not suffice.  What `out` holds then is said below, and is
 * never wrong. Source: Rump 2006, 2011 (verified bounds for singular values); Higham 2002;
 * Ozaki, Ogita, Oishi, Rump 2012 (error-free splitting).
 */
#ifndef MUONCHECK_CERTIFICATE_H
#define MUONCHECK_CERTIFICATE_H

#include "matrix.h"
#include "spectrum.h"
#include "status.h"

/* Beyond so many digits the norms below go to ball arithmetic at once. */
enum { MC_DOUBLE_DIGITS = 12 };

/*
 * out contains ||A||_2, with relative width <= 10^-digits on MC_OK.
 * Above: lambda_max of the smaller Gram matrix G by Cholesky of t I - G; below: ||A x|| /
 * ||x||. Memory beside A: half an n x n array, n = min(m, n), a panel and Lanczos vectors.
 * MC_NOT_DECIDED: out still contains ||A||_2, wider.
 */
MC_MUST_CHECK enum mc_status mc_double_spectral_norm(arb_t out, const double *a, slong m,
                                                     slong n, slong digits);
MC_MUST_CHECK enum mc_status mc_float_spectral_norm(arb_t out, const float *a, slong m, slong n,
                                                    slong digits);

/* out contains ||A||_F, relative width about (2 m + n) u. */
MC_MUST_CHECK enum mc_status mc_double_frobenius_norm(arb_t out, const double *a, slong m,
                                                      slong n);

/*
 * Enclosures of the min(m, n) singular values, descending (`sigma` may be NULL), and of their sum:
 * absolute width about n u ||A||_F of each.  Memory beside A: about 6 times it in doubles, if it
 * is square, dgesdd's work included.
 * MC_NOT_DECIDED: they are indeterminate.
 */
MC_MUST_CHECK enum mc_status mc_double_singular_values(arb_ptr sigma, arb_t nuclear,
                                                       const double *a, slong m, slong n);

/*
 * out contains ||A||_*, the sum of the singular values, whatever the rank.
 * MC_NOT_DECIDED: out contains it, wider than 10^-digits, or is indeterminate.
 */
MC_MUST_CHECK enum mc_status mc_double_nuclear_norm(arb_t out, const double *a, slong m,
                                                    slong n, slong digits);

/*
 * radius >= ||Y - polar(X)||_F for a Y that somebody supplies, by two products and a Cholesky
 * factorization (three products where X is not square).  X must be certified to have full rank
 * and Y must be nearly orthonormal; the radius is about ||Y^T Y - I|| and, times the condition
 * number of X, ||skew(Y^T X)|| / ||X|| + rounding.  For more use mc_double_polar_distance.
 * MC_NOT_DECIDED: radius is inf.
 */
MC_MUST_CHECK enum mc_status mc_double_polar_bound(arb_t radius, const double *y,
                                                   const double *x, slong m, slong n);

/*
 * y = the polar factor of X, radius >= ||y - polar(X)||_F: an eigenproblem of X^T X (an SVD
 * where that is too far off) and one Newton step whose residuals are evaluated through
 * error-free splittings.  y may not be x. MC_NOT_DECIDED (rank deficient, or condition beyond
 * about 10^8 / n): y is untouched, radius inf.
 */
MC_MUST_CHECK enum mc_status mc_double_polar_factor(double *y, arb_t radius, const double *x,
                                                    slong m, slong n);

/* The same without the step, at half the price, with a radius as of mc_double_polar_bound. */
MC_MUST_CHECK enum mc_status mc_double_polar_estimate(double *y, arb_t radius, const double *x,
                                                      slong m, slong n);

/*
 * out (m x n, initialised) = exact midpoints, radius >= ||out - polar||_F for the polar factor
 * of every matrix in the balls A, about 2^-prec sqrt(n) where they are exact: refined in
 * multiprecision products from a double SVD, without one of `prec` bits. MC_NOT_DECIDED (rank
 * deficient, condition beyond 2^30, more than about 800 bits, wide balls): out is untouched,
 * radius inf, and mc_transform_power has the answer.
 */
MC_MUST_CHECK enum mc_status mc_polar_refine(arb_mat_t out, arb_t radius, const arb_mat_t A,
                                             slong prec);

/* Columns (of the longer side's rows) from which the above is faster than an SVD of as many
 * bits. */
enum { MC_REFINE_FROM = 8 };

/*
 * The polar factor of every matrix of full rank in the balls A, as balls: by refinement, or by
 * the enclosed SVD. Errors: MC_NOT_DECIDED when full rank cannot be certified at this
 * precision.
 */
MC_MUST_CHECK enum mc_status mc_polar_factor(arb_mat_t out, const arb_mat_t A, slong prec);

/* distance contains ||Y - polar(X)||_F for any Y: by the factor above.
 * MC_NOT_DECIDED: distance is indeterminate. */
MC_MUST_CHECK enum mc_status mc_double_polar_distance(arb_t distance, const double *y,
                                                      const double *x, slong m, slong n);

/*
 * The same for any matrix and any digits: doubles where the entries are doubles and give what
 * is wanted, else the enclosed SVD with growing precision. Errors: MC_NOT_DECIDED if max_bits
 * is not enough; out then holds the best enclosure found.
 */
MC_MUST_CHECK enum mc_status mc_spectral_norm_bounds(arb_t out, const struct mc_matrix *A,
                                                     slong digits, slong max_bits,
                                                     struct mc_complaint *why);
MC_MUST_CHECK enum mc_status mc_nuclear_norm_bounds(arb_t out, const struct mc_matrix *A,
                                                    slong digits, slong max_bits,
                                                    struct mc_complaint *why);

/*
 * distance contains ||Y - polar(X)||_F, with absolute width at most 10^-digits sqrt(min(m, n))
 * on MC_OK: the bound of a given Y where that is sharp enough, the certified factor, balls in
 * turn. polar(X) of a rank-deficient X is the partial isometry on its range.  Same shape.
 * Errors: MC_NOT_DECIDED if max_bits is not enough, or the rank is not decided; distance is
 * then an enclosure, or indeterminate.
 */
MC_MUST_CHECK enum mc_status mc_polar_bound(arb_t distance, const struct mc_matrix *Y,
                                            const struct mc_matrix *X, slong digits,
                                            slong max_bits, struct mc_complaint *why);

/*
 * out (m x n, initialised): exact midpoints; radius >= ||out - U S^p V^T||_F.  Raises the
 * precision, and svd with it, until radius <= 10^-digits ||out||_F (10^-digits where out cannot
 * be told from zero) or max_bits is reached; the radius is right in either case.
 * Errors: MC_NOT_DECIDED for p = 0 while the rank is an interval; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_power_to_digits(arb_mat_t out, arb_t radius, struct mc_svd *svd,
                                                const struct mc_matrix *A, const fmpq_t p,
                                                slong digits, slong max_bits);

/*
 * Raises svd's precision until mc_transform_power has a radius <= 10^-digits of the transform, and
 * 2^32 (eps + 2 s_1 (alpha + beta)) <= s_k: for those who go on with svd itself.
 * Errors: MC_NOT_DECIDED where max_bits is not enough, or as above; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_svd_for_power(struct mc_svd *svd, const struct mc_matrix *A,
                                              const fmpq_t p, slong digits, slong max_bits);

#endif
