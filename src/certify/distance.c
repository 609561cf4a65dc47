// SPDX-License-Identifier: Apache-2.0
#include "certify/functional.h"
#include "certify/wanted.h"
#include "muoncheck/transform.h"

void wanted_distance_from(arb_t spectral, arb_t frobenius, const arb_mat_t M,
                          const struct wanted *wanted)
{
    arb_mat_t difference;

    arb_mat_init(difference, arb_mat_nrows(M), arb_mat_ncols(M));
    arb_mat_sub(difference, M, wanted->t, wanted->prec);
    spectral_of(spectral, difference, wanted->prec);
    mc_frobenius_norm(frobenius, difference, wanted->prec);
    arb_add_error(spectral, wanted->radius);
    arb_add_error(frobenius, wanted->radius);
    cut_below_zero(spectral);
    cut_below_zero(frobenius);
    arb_mat_clear(difference);
}

/* The parts of Y at less than full rank, w the balls around W:
 * left = W W^T Y, right = Y W^T W, outer = Z, inner = Y - W - Z = left + right - both - W. */
struct parts {
    arb_mat_t w, left, right, outer, inner;
};

static void parts_init(struct parts *p, const struct wanted *x)
{
    slong m = arb_mat_nrows(x->y), n = arb_mat_ncols(x->y);
    arb_mat_t wt, square, both;

    arb_mat_init(p->w, m, n);
    arb_mat_init(p->left, m, n);
    arb_mat_init(p->right, m, n);
    arb_mat_init(p->outer, m, n);
    arb_mat_init(p->inner, m, n);
    arb_mat_init(wt, n, m);
    arb_mat_init(square, n, n);
    arb_mat_init(both, m, n);
    arb_mat_set(p->w, x->t);
    mc_widen(p->w, x->radius);
    arb_mat_transpose(wt, p->w);
    arb_mat_mul(square, wt, x->y, x->prec);
    arb_mat_mul(p->left, p->w, square, x->prec);
    arb_mat_mul(square, wt, p->w, x->prec);
    arb_mat_mul(p->right, x->y, square, x->prec);
    arb_mat_mul(both, p->left, square, x->prec);
    arb_mat_add(p->inner, p->left, p->right, x->prec);
    arb_mat_sub(p->inner, p->inner, both, x->prec);
    arb_mat_sub(p->outer, x->y, p->inner, x->prec);
    arb_mat_sub(p->inner, p->inner, p->w, x->prec);
    arb_mat_clear(wt);
    arb_mat_clear(square);
    arb_mat_clear(both);
}

static void parts_clear(struct parts *p)
{
    arb_mat_clear(p->w);
    arb_mat_clear(p->left);
    arb_mat_clear(p->right);
    arb_mat_clear(p->outer);
    arb_mat_clear(p->inner);
}

/* max(x - 1, 0). */
static void excess(arb_t out, const arb_t x, slong prec)
{
    arb_t zero;

    arb_init(zero);
    arb_sub_ui(out, x, 1, prec);
    arb_max(out, out, zero, prec);
    cut_below_zero(out);
    arb_clear(zero);
}

static void threshold(arb_t out, const arb_t s, const void *parameters, slong prec)
{
    excess(out, s, prec);
}

/* max(s - 1, 0), odd, rises by at most 1. */
static void threshold_rises(arb_t out, const struct mc_svd *svd, const void *parameters,
                            slong prec)
{
    arb_one(out);
}

/* E = U max(S - 1, 0) V^T of Z, `norm` = ||Z||_2: Z - E is the contraction nearest to Z. */
static void set_excess(arb_mat_t E, const arb_mat_t Z, const arb_t norm, slong prec)
{
    const struct mc_spectral_function function = {threshold, threshold_rises, NULL};
    struct mc_svd svd;
    arb_t x;

    arb_init(x);
    excess(x, norm, prec);
    arb_mat_zero(E);
    if (!arb_is_zero(x)) {
        mc_svd_init(&svd);
        if (mc_svd_enclose(&svd, Z, -1, prec) != MC_OK ||
            mc_transform_function(E, x, &svd, &function, prec) != MC_OK)
            arb_pos_inf(x);
        mc_widen(E, x);
        mc_svd_clear(&svd);
    }
    arb_clear(x);
}

/* out contains every number that is at least one of `low` and at most those of high and cap. */
static void hull(arb_t out, const arb_t low, const arb_t high, const arb_t cap, slong prec)
{
    arf_t from, to;
    arb_t top;

    arb_init(top);
    arf_init(from);
    arf_init(to);
    arb_min(top, high, cap, prec);
    arb_get_lbound_arf(from, low, prec);
    arb_get_ubound_arf(to, top, prec);
    if (arb_is_finite(low) && arb_is_finite(top) && arf_cmp(from, to) <= 0)
        arb_set_interval_arf(out, from, to, prec);
    else
        arb_indeterminate(out);
    cut_below_zero(out);
    arb_clear(top);
    arf_clear(from);
    arf_clear(to);
}

static void raise_to(arb_t low, const arb_mat_t M, const arb_mat_t W, slong prec)
{
    arb_mat_t difference;
    arb_t norm;

    arb_init(norm);
    arb_mat_init(difference, arb_mat_nrows(M), arb_mat_ncols(M));
    arb_mat_sub(difference, M, W, prec);
    spectral_of(norm, difference, prec);
    arb_max(low, low, norm, prec);
    arb_mat_clear(difference);
    arb_clear(norm);
}

static void distance_from_set(arb_t spectral, arb_t frobenius, const struct wanted *x)
{
    slong prec = x->prec;
    struct parts p;
    arb_mat_t beyond;
    arb_t low, high;

    arb_init(low);
    arb_init(high);
    arb_mat_init(beyond, arb_mat_nrows(x->y), arb_mat_ncols(x->y));
    parts_init(&p, x);
    spectral_of(high, p.outer, prec);
    excess(low, high, prec);
    set_excess(beyond, p.outer, high, prec);
    raise_to(low, p.left, p.w, prec);
    raise_to(low, p.right, p.w, prec);
    arb_mat_add(p.inner, p.inner, beyond, prec);
    mc_frobenius_norm(frobenius, p.inner, prec);
    cut_below_zero(frobenius);
    spectral_of(high, p.inner, prec);
    hull(spectral, low, high, frobenius, prec);
    parts_clear(&p);
    arb_mat_clear(beyond);
    arb_clear(low);
    arb_clear(high);
}

void wanted_distance(arb_t spectral, arb_t frobenius, const struct wanted *wanted)
{
    if (wanted->unique)
        wanted_distance_from(spectral, frobenius, wanted->y, wanted);
    else
        distance_from_set(spectral, frobenius, wanted);
}
