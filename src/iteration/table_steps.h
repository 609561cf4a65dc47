// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the step of an iteration whose coefficients are a published table, row by
 * row; after the last one as the table says (its last row again, or nothing happens any more).
 * The map is rational_map_at.
 */
#ifndef TABLE_STEPS_H
#define TABLE_STEPS_H

#include "iteration/odd_rational.h"

enum mc_status table_step(struct mc_state *state);

/* Products of a quintic: the Gram matrix, its square, and the outer one; of a cubic, a septic. */
slong cubic_products(slong p);
slong quintic_products(slong p);
slong septic_products(slong p);

#endif
