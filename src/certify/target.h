// SPDX-License-Identifier: Apache-2.0
/* Within this room: the transform that Y is held to, and what follows from it. */
#ifndef CERTIFY_TARGET_H
#define CERTIFY_TARGET_H

#include "muoncheck/certify.h"

/* Tall: m >= n.  a and y enclose X and Y, t (exact midpoints) T up to radius: W for p = 0. */
struct target {
    const struct mc_matrix *X;   /* as given, tall or not                                     */
    arb_mat_t a, y, t;
    arb_t radius;                /* >= ||t - T||_F                                            */
    bool unique;                 /* is there one admissible T?                                */
    slong rank, prec;
};

void target_init(struct target *target, const struct mc_matrix *X, const struct mc_matrix *Y,
                 slong prec);
void target_clear(struct target *target);

/* Fills t, radius, unique, rank.  Errors: as mc_transform_power. */
MC_MUST_CHECK enum mc_status target_find(struct target *target, const fmpq_t p);

/* The error; see muoncheck/certify.h. */
void target_distance(arb_t spectral, arb_t frobenius, const struct target *target);

/* ||M - t|| +- radius. */
void target_distance_from(arb_t spectral, arb_t frobenius, const arb_mat_t M,
                          const struct target *target);

/* The five metrics of p = 0. */
void target_metrics(struct mc_certified *out, const struct target *target);

/* out (m x n) = the image of a / ||a||_F under `steps` steps of the table.
 * Indeterminate for a = 0. */
void table_image(arb_mat_t out, const arb_mat_t a, const struct mc_table *table, slong steps,
                 slong prec);

#endif
