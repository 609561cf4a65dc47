// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The nuclear norm at M (m x n) of rank r, along a direction E.  O = msgn(M), P = I - O O^T, Q
 * = I - O^T O, s = sigma_r(M), e = ||E||_F; the one-sided derivative is
 *   D(E) = <O, E> + ||PEQ||_*.
 * Watson, Characterization of the subdifferential of some matrix norms, 1992.
 */
#ifndef NUCLEAR_DIRECTION_H
#define NUCLEAR_DIRECTION_H

#include "claim/claim.h"

struct nuclear_point {
    struct ledger *ledger;
    struct instance *x;
    const struct mc_svd *svd;
    slong m, n, rank, prec;
    int twist;
    bool polar_derivative;      /* for controls: D(E) = <O, E>                     */
    arb_mat_struct *M, *O;
    arb_ptr nuclear;            /* ||M||_* */
};

/* One direction E with what (3) needs of it. */
struct nuclear_direction {
    arb_mat_struct *E, *kernel_part, *moved;     /* E, PEQ, M + hE                  */
    arb_ptr h, derivative, e, moved_nuclear;
    struct mc_svd kernel_svd;                    /* of PEQ                          */
};

/* M, its norm and its rank, O not yet set.  Errors: MC_NOT_DECIDED where the rank is not known.
 * */
MC_MUST_CHECK enum mc_status nuclear_point_open(struct nuclear_point *p, struct ledger *ledger,
                                                struct instance *x, int twist, slong prec);

bool nuclear_full_rank(const struct nuclear_point *p);   /* r = min(m, n) */

/* out = (I - O O^T) E, and E (I - O^T O). */
void nuclear_off_range(arb_mat_t out, const struct nuclear_point *p, const arb_mat_t E);
void nuclear_off_corange(arb_mat_t out, const struct nuclear_point *p, const arb_mat_t E);

/* Everything about d->E, with h = 2^k below 2^-10 s / e.  The SVD is the caller's to clear, in
 * any case.  Errors: MC_NOT_DECIDED where PEQ has none at this precision. */
MC_MUST_CHECK enum mc_status nuclear_direction_open(struct nuclear_direction *d,
                                                    const struct nuclear_point *p);

/* out >= (||M + hE||_* - ||M||_*) / h - D(E): h e^2/(2a) at full rank, else h e^2/a (1 +
 * (he/a)^2 / 16), a = s - he.  Derived in
 * checks/nuclear_one_sided_derivative.c. */
void nuclear_remainder(arb_t out, const struct nuclear_direction *d,
                       const struct nuclear_point *p);

#endif
