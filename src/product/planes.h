// SPDX-License-Identifier: Apache-2.0
/* What the core does with planes beyond products, none of it rounded where it says so. */
#ifndef PLANES_H
#define PLANES_H

#include "muoncheck/product.h"

/* Entries of a row that go between balls and planes together: a cache line of each plane. */
enum { TILE = 16 };

/* Room for the shape; the digits hold nothing of use.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status planes_shape(struct mc_planes *P, slong rows, slong cols,
                                          slong count);

/* Entry (i, j) counts in units of 2^(row_i + column_j); NULL: of 1. */
struct scales {
    const slong *row, *column;
};

static inline slong entry_scale(const struct scales *s, slong i, slong j)
{
    return (s->row ? s->row[i] : 0) + (s->column ? s->column[j] : 0);
}

/* mc_planes_set and mc_planes_get of the matrix that A is in these units. */
MC_MUST_CHECK enum mc_status planes_set_scaled(struct mc_planes *P, const arb_mat_t A,
                                               slong exponent, const struct scales *scales);
void planes_get_scaled(arb_mat_t A, const struct mc_planes *P, const struct scales *scales);

/* The planes of P from 2^exponent on, as a view that owns nothing and is off by at most
 * 2^(exponent - 1) (1 + 2^-23) entry by entry; P itself where it has no lower ones.
 * exponent - P->exponent is a multiple of 24. */
struct mc_planes planes_view(const struct mc_planes *P, slong exponent);

/* Leaves out the `drop` lowest planes; entries move by at most 2^(exponent - 1) (1 + 2^-23)
 * with the exponent that P then has. */
void planes_drop(struct mc_planes *P, slong drop);

/* b >= 0 with |C_ij| <= 2^b for C = op(A) op(B) in units of 2^(A.exponent + B.exponent), from
 * the norms of the rows of op(A) and the columns of op(B). */
slong planes_product_bits(const struct mc_planes *A, enum mc_side a, const struct mc_planes *B,
                          enum mc_side b);

/* R = P + Q exactly; exponents differ by a multiple of 24; R is another than both.
 * Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status planes_add(struct mc_planes *R, const struct mc_planes *P,
                                        const struct mc_planes *Q);

/* Digits of size up to 2^24 become digits of size 2^23; the values stay. */
void planes_normalise(struct mc_planes *P);

/* P <- I - P exactly, P square with its exponent a multiple of 24, not above 0, and entries
 * below 2 in size.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status planes_from_identity(struct mc_planes *P);

/* out (n x 1, initialised) = the diagonal of the n x n P, exact midpoints.  Errors:
 * MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status planes_diagonal(arb_mat_t out, const struct mc_planes *P);

/* hi + lo = P to about 106 bits, |lo| <= ulp(hi): an unevaluated sum of two doubles for each
 * entry, row-major. */
void planes_to_pairs(double *hi, double *lo, const struct mc_planes *P);

/* P = hi + lo, column-major, in units of 2^exponent, off by at most 2^exponent.  Errors:
 * MC_NO_RESOURCE; MC_BAD_INPUT if an entry is not finite or too large. */
MC_MUST_CHECK enum mc_status planes_from_pairs(struct mc_planes *P, const double *hi,
                                               const double *lo, slong rows, slong cols,
                                               slong exponent);

#endif
