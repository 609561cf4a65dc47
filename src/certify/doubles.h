// SPDX-License-Identifier: Apache-2.0
/* Within this room: what doubles alone say of a polar factor, with src/certificate's bounds. */
#ifndef CERTIFY_DOUBLES_H
#define CERTIFY_DOUBLES_H

#include "muoncheck/certify.h"

/* Ever sharper and dearer: the bound of Y itself, where it is nearly orthonormal; the distance from
 * an estimate of the factor; from the factor. */
enum effort { BOUND, ESTIMATE, FACTOR };

struct doubles;

/* NULL where p > 0, doubles do not hold what is given, or memory is out. */
struct doubles *doubles_new(const struct mc_matrix *X, const struct mc_matrix *Y,
                            const struct mc_certify_options *options);
void doubles_free(struct doubles *d);

/*
 * All numbers of `out` but the verdict, norms to `digits` where they are computed.
 * Errors: MC_NOT_DECIDED where the effort does not do (rank, condition, Y not nearly orthonormal);
 * `out` is then of no use.  MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status doubles_certify(struct mc_certified *out, struct doubles *d,
                                             enum effort effort, slong digits);

/* scale = ||Y||_F + ||W||_F, an upper bound. */
void doubles_scale(arb_t scale, const struct doubles *d);

/*
 * out (m x n) nearly the image of A / ||A||_F under `steps` steps of the table, A not zero, m >= n;
 * *error >= the Frobenius norm of its error.  See image_doubles.c.  false: memory is out, or no
 * bound.
 */
bool table_image_in_doubles(double *out, double *error, const double *A, slong m, slong n,
                            const struct mc_table *table, slong steps);

#endif
