// SPDX-License-Identifier: Apache-2.0
/* Within this room: the transform that Y is held to, and what follows from it. */
#ifndef CERTIFY_WANTED_H
#define CERTIFY_WANTED_H

#include "muoncheck/certify.h"

/* Tall: m >= n.  a and y enclose X and Y, t (exact midpoints) T up to radius: W for p = 0. */
struct wanted {
    const struct mc_matrix *X;   /* as given, tall or not                                     */
    arb_mat_t a, y, t;
    arb_t radius;                /* >= ||t - T||_F                                            */
    bool unique;                 /* is there one admissible T?                                */
    slong rank, prec;
};

void wanted_init(struct wanted *wanted, const struct mc_matrix *X, const struct mc_matrix *Y,
                 slong prec);
void wanted_clear(struct wanted *wanted);

/* Fills t, radius, unique, rank.  Errors: as mc_transform_power. */
MC_MUST_CHECK enum mc_status wanted_find(struct wanted *wanted, const fmpq_t p);

/* The error; see muoncheck/certify.h. */
void wanted_distance(arb_t spectral, arb_t frobenius, const struct wanted *wanted);

/* ||M - t|| +- radius. */
void wanted_distance_from(arb_t spectral, arb_t frobenius, const arb_mat_t M,
                          const struct wanted *wanted);

/* The five metrics of p = 0. */
void wanted_metrics(struct mc_certified *out, const struct wanted *wanted);

/* out (m x n) = the image of a / ||a||_F under `steps` steps of the table.
 * Indeterminate for a = 0. */
void table_image(arb_mat_t out, const arb_mat_t a, const struct mc_table *table, slong steps,
                 slong prec);

#endif
