// SPDX-License-Identifier: Apache-2.0
/*
 * Over the kept columns K alone, with M = D^-1 (G + e' + diag(g) H + H^T diag(g)) D^-1 - I,
 * h = ||D H D^-1||_F, kappa = max |g_j / d_j^2 - 1|, eta = ||D^-1 (G + e' - diag(g)) D^-1||_F,
 * U = W' D^-1 + delta, and as in fixed_point_beta.c,
 *
 *   a     = ||M||_F + (1 + kappa) h^2 + 2 eta h + eta h^2
 *   alpha = a + 2 sqrt(1 + a) c + c^2,   c = ||e_W||_F / min d + ||delta||_F.
 */
#include "spectrum/fixed_point_bound.h"

/* m >= ||M||_F. */
static void first_order(mag_t m, const struct parts *p)
{
    const struct fixed_point *f = p->f;
    slong fine = BOUND_BITS - f->unit, a, b;
    slong size = mag_is_special(p->h) ? 0 : FLINT_MAX(f->unit, FLINT_MIN(0, MAG_EXP(p->h)));
    arb_t x;
    mag_t t;

    arb_init(x);
    mag_init(t);
    for (b = 0; b < p->k; b++)
        for (a = 0; a <= b; a++) {
            slong i = p->column[a], j = p->column[b], prec = a == b ? fine : fine + size;
            arb_set(x, arb_mat_entry(f->g, i, j));
            arb_add_error_2exp_si(x, f->unit);
            arb_addmul(x, arb_mat_entry(f->g, i, i), turn_w(p, i, j), prec);
            arb_addmul(x, arb_mat_entry(f->g, j, j), turn_w(p, j, i), prec);
            if (a == b)
                arb_submul(x, p->length + a, p->length + a, prec);
            arb_get_mag(t, x);
            mag_mul(t, t, p->under + a);
            mag_mul(t, t, p->under + b);
            add_square(m, t);
            if (a != b)
                add_square(m, t);
        }
    mag_sqrt(m, m);
    arb_clear(x);
    mag_clear(t);
}

void bound_alpha(arb_t alpha, struct parts *p)
{
    mag_t a, t, c;
    slong j;

    mag_init(a), mag_init(t), mag_init(c);
    first_order(p->first, p);
    mag_set(a, p->first);
    mag_add_ui(t, p->kappa, 1);
    mag_add(t, t, p->eta);
    mag_mul(t, t, p->h);
    mag_addmul(a, t, p->h);
    mag_mul(t, p->eta, p->h);
    mag_mul_2exp_si(t, t, 1);
    mag_add(a, a, t);
    for (j = 0; j < p->k; j++)
        mag_max(c, c, p->under + j);
    mag_mul(c, c, p->e_w);
    mag_add(c, c, p->delta);
    widen_defect(a, a, c);
    arf_set_mag(arb_midref(alpha), a);
    mag_zero(arb_radref(alpha));
    mag_clear(a), mag_clear(t), mag_clear(c);
}
