// SPDX-License-Identifier: Apache-2.0
/*
 * V' is square, and (I + F)^T (I - S - e'') (I + F) - I = F + F^T - S + F^T F - S F - ..., so
 * with f = ||F||_F and sigma = ||S||_F + n 2^unit
 *
 *   b    = ||F + F^T - S||_F + n 2^unit + f^2 (1 + sigma) + 2 sigma f
 *   beta = b + 2 sqrt(1 + b) ||e_V||_F + ||e_V||_F^2.
 */
#include "spectrum/fixed_point_bound.h"

void bound_beta(struct parts *p)
{
    const struct fixed_point *f = p->f;
    slong n = f->n, i, j;
    mag_t sigma, b, t;
    arf_t x;

    mag_init(sigma), mag_init(b), mag_init(t), arf_init(x);
    for (j = 0; j < n; j++)
        for (i = 0; i <= j; i++) {
            arf_add(x, arb_midref(arb_mat_entry(p->turn_v, i, j)),
                    arb_midref(arb_mat_entry(p->turn_v, j, i)), ARF_PREC_EXACT, ARF_RND_UP);
            arf_sub(x, x, arb_midref(arb_mat_entry(f->s, i, j)), MAG_BITS, ARF_RND_UP);
            arf_get_mag(t, x);
            add_square(b, t);
            if (i != j)
                add_square(b, t);
        }
    mag_sqrt(b, b);
    mag_add(b, b, p->unit_n);
    arb_mat_bound_frobenius_norm(sigma, f->s);
    mag_add(sigma, sigma, p->unit_n);
    mag_add_ui(t, sigma, 1);
    mag_mul(t, t, p->f_size);
    mag_add(t, t, sigma);
    mag_add(t, t, sigma);
    mag_addmul(b, t, p->f_size);
    widen_defect(p->beta, b, p->e_v);
    mag_clear(sigma), mag_clear(b), mag_clear(t), arf_clear(x);
}
