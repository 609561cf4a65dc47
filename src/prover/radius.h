// SPDX-License-Identifier: Apache-2.0
/* Within this room: the safe radius, from the tail of a table back to its first row. */
#ifndef PROVER_RADIUS_H
#define PROVER_RADIUS_H

#include "muoncheck/prover.h"

struct radius {
    struct mc_interval at;
    bool finite;
};

/* at = the first positive root of p - value; false when there is none. */
bool radius_first_root(struct mc_interval *at, const fmpq_poly_t p, const fmpq_t value,
                       slong bits);

/* The sign of p just above 0. */
int radius_slope_sign(const fmpq_poly_t p);

/* r = R(p, S) for S = r, the supremum of the inputs that the rest keeps positive and bounded. */
void radius_step_back(struct radius *r, const fmpq_poly_t p, slong bits);

/* r = S of the tail p, p, p, ...  Errors: MC_NOT_DECIDED. */
enum mc_status radius_repeated(struct radius *r, const fmpq_poly_t p, slong bits);

/* r = S of the whole table again and again. */
enum mc_status radius_cycled(struct radius *r, const struct mc_table *table, slong bits);

#endif
