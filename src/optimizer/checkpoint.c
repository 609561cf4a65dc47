// SPDX-License-Identifier: GPL-3.0-or-later
#include "muoncheck/spectrum.h"
#include "optimizer/checkpoint.h"
#include "optimizer/step.h"

/* out = x sqrt(min(m, n)): a Frobenius norm from a spectral one. */
static void frobenius_bound(arb_t out, const arb_t x, slong m, slong n, slong prec)
{
    arb_t root;

    arb_init(root);
    arb_sqrt_ui(root, (ulong)FLINT_MIN(m, n), prec);
    arb_mul(out, x, root, prec);
    arb_clear(root);
}

/* t' = 2^-124 sqrt(mn). */
static void underflow(arb_t out, const arb_mat_t W, slong prec)
{
    arb_sqrt_ui(out, (ulong)(arb_mat_nrows(W) * arb_mat_ncols(W)), prec);
    arb_mul_2exp_si(out, out, -124);
}

/* Is sqrt(max(1, m/n)) a power of two? */
static bool scales_exactly(slong m, slong n)
{
    for (; m > n; n *= 4)
        ;
    return m == n || n == 0;
}

/* 2^-8 + 2^-23. */
static void bf16_product(arb_t out)
{
    arb_set_ui(out, (1 << 15) + 1);
    arb_mul_2exp_si(out, out, -23);
}

void checkpoint_update_bound(arb_t out, slong m, slong n, const arb_t c, slong prec)
{
    arb_t scale, slack;

    arb_init(scale);
    arb_init(slack);
    arb_set_si(scale, m > n ? m : n);
    arb_div_si(scale, scale, n, prec);
    arb_sqrt(scale, scale, prec);
    if (m <= n)
        arb_one(scale);
    arb_mul(out, c, scale, prec);
    if (m > n && !scales_exactly(m, n)) {
        bf16_product(slack);
        frobenius_bound(slack, slack, m, n, prec);
        arb_add_ui(slack, slack, 1, prec);
        arb_mul(out, out, slack, prec);
    }
    arb_clear(scale);
    arb_clear(slack);
}

void checkpoint_step_allowance(arb_t out, const arb_mat_t before, const arb_mat_t after,
                               const arb_t update, const struct optimizer_settings *settings,
                               slong prec)
{
    arb_t term, keep;

    arb_init(term);
    arb_init(keep);
    explicit_factor(keep, settings, prec);
    mc_frobenius_norm(out, before, prec);
    arb_mul(out, out, keep, prec);
    frobenius_bound(term, update, arb_mat_nrows(before), arb_mat_ncols(before), prec);
    arb_addmul(out, term, settings->eta, prec);
    arb_mul_ui(out, out, 3, prec);
    mc_frobenius_norm(term, after, prec);
    arb_add(out, out, term, prec);
    arb_mul_2exp_si(out, out, -24);
    underflow(term, before, prec);
    arb_add(out, out, term, prec);
    arb_clear(term);
    arb_clear(keep);
}

void checkpoint_run_allowance(arb_t out, const arb_mat_t first, const arb_t update,
                              const struct optimizer_settings *settings, slong prec)
{
    arb_t product, limit, tiny;

    arb_init(product);
    arb_init(limit);
    arb_init(tiny);
    arb_mul(product, settings->eta, settings->lambda, prec);
    underflow(tiny, first, prec);
    frobenius_bound(limit, update, arb_mat_nrows(first), arb_mat_ncols(first), prec);
    arb_div(limit, limit, settings->lambda, prec);
    mc_frobenius_norm(out, first, prec);
    arb_max(out, out, limit, prec);
    arb_mul(out, out, product, prec);
    arb_add(out, out, tiny, prec);
    arb_one(limit);
    arb_mul_2exp_si(limit, limit, -22);
    arb_sub(limit, product, limit, prec);
    arb_div(out, out, limit, prec);
    arb_mul_2exp_si(out, out, -22);
    arb_add(out, out, tiny, prec);
    arb_div(out, out, product, prec);
    arb_clear(product);
    arb_clear(limit);
    arb_clear(tiny);
}
