// SPDX-License-Identifier: Apache-2.0
/* The certificate of fixed_point.c, from the bounds of fixed_point_alpha.c, _beta.c and _eps.c. */
#include "spectrum/fixed_point_bound.h"
#include "spectrum/refine.h"

/* Are H_0K, H_K0 and H_00 zero? */
static int keeps_apart(const struct parts *p)
{
    slong i, j;

    for (j = 0; j < p->f->n; j++)
        for (i = 0; i < p->f->n; i++)
            if (!(p->is_kept[i] && p->is_kept[j]) && !arb_is_zero(turn_w(p, i, j)))
                return 0;
    return 1;
}

/* ||W_0||_F, from W after the turn: the columns that are not kept have none. */
static void measure_dropped(struct parts *p, const arb_mat_t w)
{
    const struct fixed_point *f = p->f;
    mag_t t;

    mag_init(t);
    for (slong j = 0; j < f->n; j++)
        for (slong i = 0; !p->is_kept[j] && i < f->m; i++) {
            arb_get_mag(t, arb_mat_entry(w, i, j));
            mag_mul_2exp_si(t, t, -f->scale[j]);
            add_square(p->dropped, t);
        }
    mag_sqrt(p->dropped, p->dropped);
    if (p->k < f->n)
        mag_add(p->dropped, p->dropped, p->e_w);
    mag_clear(t);
}

/* U = W D^-1: the inverse and the product are rounded to `prec` bits, so delta >= 2^(2 - prec)
 * ||U||_F. */
static void take_u(struct mc_svd *svd, struct parts *p, slong prec)
{
    struct fixed_point *f = p->f;
    arb_mat_t w;
    arf_t inverse;
    slong i, j;

    arb_mat_clear(svd->u);
    arb_mat_init(svd->u, f->m, p->k);
    arb_mat_init(w, f->m, f->n);
    arf_init(inverse);
    mc_planes_get(w, &f->W);
    measure_dropped(p, w);
    for (j = 0; j < p->k; j++) {
        arf_ui_div(inverse, 1, arb_midref(p->length + j), prec, ARF_RND_NEAR);
        for (i = 0; i < f->m; i++)
            arf_mul(arb_midref(arb_mat_entry(svd->u, i, j)),
                    arb_midref(arb_mat_entry(w, i, p->column[j])), inverse, prec, ARF_RND_NEAR);
    }
    arb_mat_bound_frobenius_norm(p->delta, svd->u);
    mag_mul_2exp_si(p->delta, p->delta, 2 - prec);
    arb_mat_clear(w);
    arf_clear(inverse);
}

static void take_v(struct mc_svd *svd, const struct parts *p)
{
    arb_mat_t v;
    slong i, j;

    arb_mat_clear(svd->v);
    arb_mat_init(svd->v, p->f->n, p->k);
    arb_mat_init(v, p->f->n, p->f->n);
    mc_planes_get(v, &p->f->V);
    for (j = 0; j < p->k; j++)
        for (i = 0; i < p->f->n; i++)
            arb_swap(arb_mat_entry(svd->v, i, j), arb_mat_entry(v, i, p->column[j]));
    arb_mat_clear(v);
}

/* Are the bounds what `prec` bits should give, blocks and the radii of A itself allowed for? */
static int good_enough(const struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    mag_t allowed, unit, radius;
    slong i, j;
    int yes;

    mag_init(allowed), mag_init(unit), mag_init(radius);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            add_square(allowed, arb_radref(arb_mat_entry(A, i, j)));
    mag_sqrt(allowed, allowed);
    mag_mul_2exp_si(allowed, allowed, 1);
    mag_set_ui_2exp_si(unit, (ulong)svd->cols, 1 - prec);
    mag_add(allowed, allowed, unit);
    arf_get_mag(radius, arb_midref(svd->eps));
    yes = arf_cmpabs_2exp_si(arb_midref(svd->alpha), -prec) <= 0 &&
          arf_cmpabs_2exp_si(arb_midref(svd->beta), -prec) <= 0 &&
          mag_cmp(radius, allowed) <= 0;
    mag_clear(allowed), mag_clear(unit), mag_clear(radius);
    return yes;
}

int fixed_point_bounds(struct mc_svd *svd, struct fixed_point *f, const arb_mat_t A, slong prec)
{
    slong bits = prec + 20;
    struct parts p;
    int fine;

    parts_init(&p, f);
    fixed_point_read(f);
    mc_planes_get(p.turn_v, &f->F);
    if (!f->one_turn)
        mc_planes_get(p.turn_w, &f->H);
    svd->kept = f->kept;
    fine = parts_values(svd, &p, bits) && keeps_apart(&p);
    if (fine) {
        parts_measure(&p);
        take_u(svd, &p, bits);
        take_v(svd, &p);
        bound_alpha(svd->alpha, &p);
        bound_beta(&p);
        arf_set_mag(arb_midref(svd->beta), p.beta);
        mag_zero(arb_radref(svd->beta));
        bound_eps(svd->eps, svd, &p, A);
        fine = good_enough(svd, A, prec) && spot_check(svd, A, prec + 20);
    }
    if (!fine)
        svd->kept = 0;
    parts_clear(&p);
    return fine;
}
