// SPDX-License-Identifier: Apache-2.0
#include "certify/functional.h"
#include "certify/wanted.h"
#include "muoncheck/spectrum.h"

/* x / y; indeterminate where y may be zero. */
static void ratio(arb_t out, const arb_t x, const arb_t y, slong prec)
{
    if (arb_contains_zero(y))
        arb_indeterminate(out);
    else
        arb_div(out, x, y, prec);
    cut_below_zero(out);
}

/* ||Y^T Y - I||_F. */
static void set_defect(arb_t out, const arb_mat_t y, const arb_mat_t yt, slong prec)
{
    slong n = arb_mat_ncols(y), i;
    arb_mat_t gram;

    arb_mat_init(gram, n, n);
    arb_mat_mul(gram, yt, y, prec);
    for (i = 0; i < n; i++)
        arb_sub_ui(arb_mat_entry(gram, i, i), arb_mat_entry(gram, i, i), 1, prec);
    mc_frobenius_norm(out, gram, prec);
    arb_mat_clear(gram);
}

/* h = sym(Y^T A). */
static void symmetric_part(arb_mat_t h, const arb_mat_t yt, const arb_mat_t a, slong prec)
{
    slong n = arb_mat_nrows(h);
    arb_mat_t other;

    arb_mat_init(other, n, n);
    arb_mat_mul(h, yt, a, prec);
    arb_mat_transpose(other, h);
    arb_mat_add(h, h, other, prec);
    arb_mat_scalar_mul_2exp_si(h, h, -1);
    arb_mat_clear(other);
}

/* ||Y h - A||_F. */
static void set_residual(arb_t out, const struct wanted *x, const arb_mat_t h)
{
    arb_mat_t product;

    arb_mat_init(product, arb_mat_nrows(x->a), arb_mat_ncols(x->a));
    arb_mat_mul(product, x->y, h, x->prec);
    arb_mat_sub(product, product, x->a, x->prec);
    mc_frobenius_norm(out, product, x->prec);
    arb_mat_clear(product);
}

static void products_in_balls(struct mc_certified *out, arb_t positive, const struct wanted *x)
{
    slong m = arb_mat_nrows(x->y), n = arb_mat_ncols(x->y);
    arb_mat_t yt, h;

    arb_mat_init(yt, n, m);
    arb_mat_init(h, n, n);
    arb_mat_transpose(yt, x->y);
    set_defect(out->orthogonality, x->y, yt, x->prec);
    symmetric_part(h, yt, x->a, x->prec);
    set_residual(out->residual, x, h);
    parts_of(out->psd_residual, positive, h, x->prec);
    arb_mat_clear(yt);
    arb_mat_clear(h);
}

/* ||A||_* = <A, W>, and W is within the radius of t. */
static void nuclear_by_factor(arb_t out, const struct wanted *x)
{
    arb_t error;

    arb_init(error);
    mc_inner_product(out, x->a, x->t, x->prec);
    mc_frobenius_norm(error, x->a, x->prec);
    arb_mul(error, error, x->radius, x->prec);
    arb_add_error(out, error);
    cut_below_zero(out);
    arb_clear(error);
}

/* Not negative for ||Y||_2 <= 1 only: no part is cut off. */
static void dual_gap(arb_t out, const struct wanted *x)
{
    arb_t nuclear, inner;

    arb_init(nuclear);
    arb_init(inner);
    if (x->unique && x->prec > FUNCTIONAL_BITS)
        nuclear_by_factor(nuclear, x);
    else
        nuclear_of(nuclear, x->a, x->prec);
    mc_inner_product(inner, x->a, x->y, x->prec);
    arb_sub(inner, nuclear, inner, x->prec);
    if (arb_contains_zero(nuclear))
        arb_indeterminate(out);
    else
        arb_div(out, inner, nuclear, x->prec);
    arb_clear(nuclear);
    arb_clear(inner);
}

void wanted_metrics(struct mc_certified *out, const struct wanted *x)
{
    arb_t norm, positive;

    arb_init(norm);
    arb_init(positive);
    products_in_balls(out, positive, x);
    ratio(out->psd_residual, out->psd_residual, positive, x->prec);
    arb_sqrt_ui(norm, (ulong)arb_mat_ncols(x->y), x->prec);
    ratio(out->orthogonality, out->orthogonality, norm, x->prec);
    mc_frobenius_norm(norm, x->a, x->prec);
    ratio(out->residual, out->residual, norm, x->prec);
    dual_gap(out->dual_gap, x);
    arb_zero(norm);
    spectral_of(out->bound_violation, x->y, x->prec);
    arb_sub_ui(out->bound_violation, out->bound_violation, 1, x->prec);
    arb_max(out->bound_violation, out->bound_violation, norm, x->prec);
    cut_below_zero(out->bound_violation);
    arb_clear(norm);
    arb_clear(positive);
}
