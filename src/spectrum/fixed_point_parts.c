// SPDX-License-Identifier: Apache-2.0
#include "spectrum/fixed_point_bound.h"

static void for_each_bound(struct parts *p, void (*act)(mag_t))
{
    mag_ptr all[] = {p->f_size, p->e_v, p->e_w,   p->delta,   p->beta,   p->first,
                     p->h,      p->eta, p->kappa, p->dropped, p->unit_n, p->unit_mn};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        act(all[i]);
}

void parts_init(struct parts *p, struct fixed_point *f)
{
    p->f = f;
    p->k = f->kept;
    p->column = flint_malloc(sizeof(slong) * (size_t)(f->n + 1));
    p->is_kept = flint_calloc((size_t)f->n + 1, 1);
    arb_mat_init(p->turn_v, f->n, f->n);
    arb_mat_init(p->turn_w, f->n, f->n);
    p->length = _arb_vec_init(f->n);
    p->over = _mag_vec_init(f->n);
    p->under = _mag_vec_init(f->n);
    for_each_bound(p, mag_init);
}

void parts_clear(struct parts *p)
{
    flint_free(p->column);
    flint_free(p->is_kept);
    arb_mat_clear(p->turn_v);
    arb_mat_clear(p->turn_w);
    _arb_vec_clear(p->length, p->f->n);
    _mag_vec_clear(p->over, p->f->n);
    _mag_vec_clear(p->under, p->f->n);
    for_each_bound(p, mag_clear);
}

void widen_defect(mag_t x, const mag_t c, const mag_t e)
{
    mag_t t;

    mag_init(t);
    mag_add_ui(t, c, 1);
    mag_sqrt(t, t);
    mag_mul_2exp_si(t, t, 1);
    mag_add(t, t, e);
    mag_mul(t, t, e);
    mag_add(x, c, t);
    mag_clear(t);
}

static void mag_sqrt_ui(mag_t x, ulong n)
{
    mag_set_ui(x, n);
    mag_sqrt(x, x);
}

/* The Frobenius norms of F, e_V and e_W. */
static void measure_turns(struct parts *p)
{
    struct fixed_point *f = p->f;
    mag_t t, size;

    mag_init(t);
    mag_init(size);
    mag_sqrt_ui(p->unit_n, (ulong)(f->n * f->n));
    mag_mul_2exp_si(p->unit_n, p->unit_n, f->unit);
    mag_sqrt_ui(p->unit_mn, (ulong)(f->m * f->n));
    mag_mul_2exp_si(p->unit_mn, p->unit_mn, f->unit);
    arb_mat_bound_frobenius_norm(p->f_size, p->turn_v);
    mag_mul_2exp_si(t, p->unit_n, f->v_from - f->unit);
    mag_mul(t, t, p->f_size);
    mag_add(p->e_v, p->unit_n, t);
    arb_mat_bound_frobenius_norm(size, f->one_turn ? p->turn_v : p->turn_w);
    mag_mul_2exp_si(t, p->unit_mn, f->w_from - f->unit);
    mag_mul(t, t, size);
    mag_add(p->e_w, p->unit_mn, t);
    mag_clear(t);
    mag_clear(size);
}

/* kappa, eta and h. */
static void measure_gram(struct parts *p)
{
    const struct fixed_point *f = p->f;
    mag_t t, unit;
    arb_t x;
    slong a, b;

    mag_init(t), mag_init(unit), arb_init(x);
    mag_set_ui_2exp_si(unit, 1, f->unit);
    for (b = 0; b < p->k; b++) {
        slong j = p->column[b];
        arb_sqr(x, p->length + b, BOUND_BITS - f->unit);
        arb_div(x, arb_mat_entry(f->g, j, j), x, BOUND_BITS - f->unit);
        arb_sub_ui(x, x, 1, BOUND_BITS);
        arb_get_mag(t, x);
        mag_max(p->kappa, p->kappa, t);
        for (a = 0; a < p->k; a++) {
            slong i = p->column[a];
            mag_set(t, unit);
            if (i != j) {
                arb_get_mag(t, arb_mat_entry(f->g, i, j));
                mag_add(t, t, unit);
            }
            mag_mul(t, t, p->under + a);
            mag_mul(t, t, p->under + b);
            add_square(p->eta, t);
            arb_get_mag(t, turn_w(p, i, j));
            mag_mul(t, t, p->over + a);
            mag_mul(t, t, p->under + b);
            add_square(p->h, t);
        }
    }
    mag_sqrt(p->eta, p->eta);
    mag_sqrt(p->h, p->h);
    mag_clear(t), mag_clear(unit), arb_clear(x);
}

void parts_measure(struct parts *p)
{
    measure_turns(p);
    measure_gram(p);
}
