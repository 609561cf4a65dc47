// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/score_rate.h"
#include "muoncheck/spectrum.h"

void score(arb_t out, const arb_mat_t X, const arb_mat_t G, const arb_t lambda, slong prec)
{
    arb_t term;

    arb_init(term);
    mc_nuclear_norm(out, G, prec);
    mc_inner_product(term, X, G, prec);
    arb_addmul(out, term, lambda, prec);
    arb_clear(term);
}

/* out = 1 - x. */
static void rest(arb_t out, const arb_t x, slong prec)
{
    arb_sub_ui(out, x, 1, prec);
    arb_neg(out, out);
}

void score_rate_objective(arb_t out, const struct score_rate *r, slong T)
{
    arb_div(out, r->drop, r->s->eta, r->prec);
    arb_div_si(out, out, T, r->prec);
}

void score_rate_momentum(arb_t out, const struct score_rate *r, slong T)
{
    rest(out, r->s->beta2, r->prec);
    arb_div(out, r->s->beta1, out, r->prec);
    arb_mul(out, out, r->start, r->prec);
    arb_mul_2exp_si(out, out, 1);
    arb_div_si(out, out, T, r->prec);
}

void score_rate_floor(arb_t out, const struct score_rate *r)
{
    rest(out, r->s->beta2, r->prec);
    arb_div(out, r->s->beta1, out, r->prec);
    arb_mul_2exp_si(out, out, 1);
    arb_add_ui(out, out, 1, r->prec);
    arb_mul(out, out, r->L, r->prec);
    arb_mul(out, out, r->s->eta, r->prec);
    arb_mul_2exp_si(out, out, 1);
}

void score_rate_noise(arb_t out, const struct score_rate *r, slong rank, const arb_t sigma)
{
    arb_t t;

    arb_init(t);
    rest(out, r->s->beta2, r->prec);
    arb_add_ui(t, r->s->beta2, 1, r->prec);
    arb_div(out, out, t, r->prec);
    arb_sqr(t, r->s->beta1, r->prec);
    arb_mul(out, out, t, r->prec);
    rest(t, r->s->beta1, r->prec);
    arb_addmul(out, t, t, r->prec);
    arb_mul_si(out, out, 4 * rank, r->prec);
    arb_sqrt(out, out, r->prec);
    arb_mul(out, out, sigma, r->prec);
    arb_clear(t);
}
