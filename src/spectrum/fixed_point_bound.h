// SPDX-License-Identifier: Apache-2.0
/*
 * The parts of the certificate of fixed_point.c.  V' = V (I + F) + e_V and W' = W (I + H) + e_W; K
 * are the columns that are kept and 0 the others, H = H_KK; D = diag(d), d_j = 2^scale_j s_j; g is
 * the diagonal of G.  Everything is rounded upward.
 */
#ifndef FIXED_POINT_BOUND_H
#define FIXED_POINT_BOUND_H

#include "spectrum/fixed_point_state.h"

enum { BOUND_BITS = 64 };

/* Everything that the bounds are made of. */
struct parts {
    struct fixed_point *f;
    slong k;
    slong *column; /* the kept columns, their values descending      */
    char *is_kept;
    arb_mat_t turn_v, turn_w; /* F, H                                           */
    arb_ptr length;           /* d_j of the kept columns, exact                 */
    mag_ptr over, under;      /* d_j from above, 1 / d_j from above             */
    mag_t f_size, e_v, e_w, delta, beta, first, h, eta, kappa, dropped, unit_n, unit_mn;
};

void parts_init(struct parts *p, struct fixed_point *f);
void parts_clear(struct parts *p);

/* H_ij. */
static inline arb_srcptr turn_w(const struct parts *p, slong i, slong j)
{
    return arb_mat_entry(p->f->one_turn ? p->turn_v : p->turn_w, i, j);
}

/* x += y^2. */
static inline void add_square(mag_t x, const mag_t y)
{
    mag_addmul(x, y, y);
}

/* x = c + 2 sqrt(1 + c) e + e^2: of what c is the defect of, when it is off by e. */
void widen_defect(mag_t x, const mag_t c, const mag_t e);

/* svd->s descending, the columns in that order, d and what bounds it.  0 returned where a value is
 * not positive. */
int parts_values(struct mc_svd *svd, struct parts *p, slong prec);

/* The Frobenius norms of F, e_V and e_W; kappa, eta and h. */
void parts_measure(struct parts *p);

/* alpha; needs delta.  Leaves ||M||_F in `first`. */
void bound_alpha(arb_t alpha, struct parts *p);

/* p->beta. */
void bound_beta(struct parts *p);

/* eps; needs beta, delta and ||M||_F. */
void bound_eps(arb_t eps, const struct mc_svd *svd, const struct parts *p, const arb_mat_t A);

#endif
