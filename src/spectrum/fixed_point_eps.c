// SPDX-License-Identifier: Apache-2.0
/*
 * With A' the fixed-point A and X = F - T H T^-1,
 *
 *   A' V' = W' T^-1 - e_W T^-1 + W T^-1 X - e (I + F) + A' e_V
 *   A'    = A' V' V'^T + A' (I - V' V'^T),   ||I - V' V'^T||_F = ||I - V'^T V'||_F
 *   eps   = ||A - A'||_F + ||A'||_F (beta + ||e_V||_F sqrt(1 + beta)) + sqrt(1 + beta) c',
 *   c'    = ||e_W||_F + sqrt(mn) 2^unit (1 + f) + (||delta||_F + ||M||_F) s_1 + ||W_0||_F
 *           + sqrt(1 + kappa + eta) ||diag(s) X_K||_F + ||W_0||_F ||X_0||_F
 *
 * where X_K and X_0 are rows, and W_0 are columns of W T^-1, before the turn and after it.
 * ||M||_F s_1 is there for faults: an entry of H that is not the one that turned W, by x, is
 * off in ||diag(s) X_K||_F by s_j d_i x / d_j, and then M is.
 */
#include "spectrum/fixed_point_bound.h"

/* x >= |X_ij|. */
static void other_turn(mag_t x, const struct parts *p, slong i, slong j)
{
    arf_t difference;

    mag_zero(x);
    if (p->f->one_turn)
        return;
    arf_init(difference);
    arf_mul_2exp_si(difference, arb_midref(arb_mat_entry(p->turn_w, i, j)),
                    p->f->scale[i] - p->f->scale[j]);
    arf_sub(difference, arb_midref(arb_mat_entry(p->turn_v, i, j)), difference, MAG_BITS,
            ARF_RND_UP);
    arf_get_mag(x, difference);
    arf_clear(difference);
}

/* out += what X leaves of A. */
static void add_other_turns(mag_t out, const struct mc_svd *svd, const struct parts *p)
{
    slong n = p->f->n, a, i, j;
    mag_t kept, others, t, s;

    mag_init(kept), mag_init(others), mag_init(t), mag_init(s);
    for (a = 0; a < p->k; a++) {
        arb_get_mag(s, svd->s + a);
        for (j = 0; j < n; j++) {
            other_turn(t, p, p->column[a], j);
            mag_mul(t, t, s);
            add_square(kept, t);
        }
    }
    for (i = 0; i < n; i++)
        for (j = 0; !p->is_kept[i] && j < n; j++) {
            other_turn(t, p, i, j);
            add_square(others, t);
        }
    mag_add_ui(t, p->kappa, 1);
    mag_add(t, t, p->eta);
    mag_mul(kept, kept, t);
    mag_sqrt(kept, kept);
    mag_sqrt(others, others);
    mag_add(out, out, kept);
    mag_addmul(out, others, p->dropped);
    mag_clear(kept), mag_clear(others), mag_clear(t), mag_clear(s);
}

/* difference >= ||A - A'||_F, radii included; whole >= ||A'||_F. */
static void input_norms(mag_t difference, mag_t whole, const struct fixed_point *f,
                        const arb_mat_t A)
{
    arb_mat_t fixed;
    mag_t t;
    arf_t x;
    slong i, j;

    arb_mat_init(fixed, f->m, f->n);
    mag_init(t);
    arf_init(x);
    mc_planes_get(fixed, &f->A);
    for (i = 0; i < f->m; i++)
        for (j = 0; j < f->n; j++) {
            arf_sub(x, arb_midref(arb_mat_entry(A, i, j)),
                    arb_midref(arb_mat_entry(fixed, i, j)), MAG_BITS, ARF_RND_UP);
            arf_get_mag(t, x);
            mag_add(t, t, arb_radref(arb_mat_entry(A, i, j)));
            add_square(difference, t);
        }
    mag_sqrt(difference, difference);
    arb_mat_bound_frobenius_norm(whole, fixed);
    arb_mat_clear(fixed);
    mag_clear(t);
    arf_clear(x);
}

void bound_eps(arb_t eps, const struct mc_svd *svd, const struct parts *p,
                      const arb_mat_t A)
{
    mag_t t, whole, root, inner, sum;

    mag_init(t), mag_init(whole), mag_init(root), mag_init(inner), mag_init(sum);
    mag_add_ui(root, p->beta, 1);
    mag_sqrt(root, root);
    input_norms(sum, whole, p->f, A);
    mag_mul(t, p->e_v, root);
    mag_add(t, t, p->beta);
    mag_addmul(sum, whole, t);
    mag_add(inner, p->e_w, p->dropped);
    if (p->k) {
        arb_get_mag(t, svd->s);
        mag_addmul(inner, p->delta, t);
        mag_addmul(inner, p->first, t);
    }
    mag_add_ui(t, p->f_size, 1);
    mag_addmul(inner, p->unit_mn, t);
    add_other_turns(inner, svd, p);
    mag_addmul(sum, inner, root);
    arf_set_mag(arb_midref(eps), sum);
    mag_zero(arb_radref(eps));
    mag_clear(t), mag_clear(whole), mag_clear(root), mag_clear(inner), mag_clear(sum);
}
