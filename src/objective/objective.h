// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Objectives with known gradients and known Lipschitz constants of the gradient:
 *
 *   spectral    ||grad F(X) - grad F(Y)||_* <= L ||X - Y||
 *   Frobenius   ||grad F(X) - grad F(Y)||_F <= L_F ||X - Y||_F;   L <= min(m, n) L_F
 *
 * One file an objective, one const struct in it, listed in this folder's meson.build.
 */
#ifndef OBJECTIVE_H
#define OBJECTIVE_H

#include <stddef.h>
#include "muoncheck/arb.h"

/* What an objective is made from; borrowed. */
struct objective_data {
    const arb_mat_struct *target;   /* C, m x n                                               */
    arb_srcptr offset;              /* c; NULL where there is none                            */
};

struct objective {
    const char *id, *title, *source;
    /* X and out are m x n, not aliased.  Enclosures. */
    void (*value)(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec);
    void (*gradient)(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec);
    /* The least L and L_F. */
    void (*lipschitz)(arb_t spectral, arb_t frobenius, const struct objective_data *data,
                      slong prec);
};

extern const struct objective *const objectives[];
extern const size_t objective_count;

const struct objective *objective_find(const char *id);   /* NULL: there is none             */

#endif
