// SPDX-License-Identifier: Apache-2.0
#include "iteration/scaled_newton.h"
#include "iteration/schedule.h"

/* mu = sqrt(size(inverse) / size(x)); 1 where that is no number. */
static void choose(struct mc_state *state, const arb_mat_t inverse,
                   void (*size)(arb_t out, const arb_mat_t A, slong prec))
{
    bool balls = state->in->rules == &mc_rules_ball;
    slong prec = balls ? state->in->bits : 2 * state->in->bits + 32;
    arb_t other;

    arb_one(state->mu);
    if (!arb_mat_is_finite(inverse) || !arb_mat_is_finite(state->x))
        return;
    arb_init(other);
    size(state->mu, inverse, prec);
    size(other, state->x, prec);
    arb_div(state->mu, state->mu, other, prec);
    arb_sqrt(state->mu, state->mu, prec);
    if (balls)
        arb_set_round(state->mu, state->mu, state->in->bits);
    else if (arb_is_finite(state->mu))
        arb_get_mid_arb(state->mu, state->mu);
    else
        arb_one(state->mu);
    if (!balls)
        arf_set_round(arb_midref(state->mu), arb_midref(state->mu), state->in->bits,
                      ARF_RND_NEAR);
    arb_clear(other);
}

/* X = (mu X + inverse^T / mu) / 2 */
static void combine(struct mc_state *state, arb_mat_t inverse)
{
    fmpq_t half;

    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    arb_mat_transpose(inverse, inverse);
    mc_scale(state->x, state->x, state->mu, state->in);
    mc_divide(inverse, inverse, state->mu, state->in);
    mc_combine(state->x, half, state->x, half, inverse, state->in);
    fmpq_clear(half);
}

enum mc_status scaled_newton_step(struct mc_state *state,
                                  void (*size)(arb_t out, const arb_mat_t A, slong prec))
{
    slong n = arb_mat_nrows(state->x);
    enum mc_status status;
    arb_mat_t inverse;

    arb_mat_init(inverse, n, n);
    status = mc_invert(inverse, state->x, state->in);
    if (status == MC_OK) {
        choose(state, inverse, size);
        combine(state, inverse);
    }
    arb_mat_clear(inverse);
    return status;
}

/* mu from the bounds, and the bounds of the next iterate; a scalar of 128 bits is rounded where
 * a format needs fewer. */
static void choose_by_bounds(struct mc_state *state)
{
    arb_t t, u;
    fmpq_t mu;

    arb_init(t);
    arb_init(u);
    fmpq_init(mu);
    fmpq_mul(mu, state->lo, state->hi);
    arb_set_fmpq(t, mu, SCHEDULE_PREC);
    arb_rsqrt(t, t, SCHEDULE_PREC);
    rational_middle(mu, t);
    arb_set_fmpq(state->mu, mu, SCHEDULE_PREC);
    arb_set_fmpq(t, state->lo, SCHEDULE_PREC);
    scaled_newton_map_at(u, t, state, SCHEDULE_PREC);
    rational_above(mu, u);
    arb_set_fmpq(t, state->hi, SCHEDULE_PREC);
    scaled_newton_map_at(u, t, state, SCHEDULE_PREC);
    rational_above(state->hi, u);
    if (fmpq_cmp(mu, state->hi) > 0)
        fmpq_set(state->hi, mu);
    fmpq_one(state->lo);
    if (state->in->rules != &mc_rules_ball)
        arf_set_round(arb_midref(state->mu), arb_midref(state->mu), state->in->bits,
                      ARF_RND_NEAR);
    arb_clear(t);
    arb_clear(u);
    fmpq_clear(mu);
}

enum mc_status bounded_newton_step(struct mc_state *state)
{
    slong n = arb_mat_nrows(state->x);
    enum mc_status status;
    arb_mat_t inverse;

    if (fmpq_sgn(state->lo) <= 0)
        return MC_BAD_INPUT;
    arb_mat_init(inverse, n, n);
    status = mc_invert(inverse, state->x, state->in);
    if (status == MC_OK) {
        choose_by_bounds(state);
        combine(state, inverse);
    }
    arb_mat_clear(inverse);
    return status;
}

void scaled_newton_map_at(arb_t next, const arb_t w, const struct mc_state *state, slong prec)
{
    arb_t scaled;

    arb_init(scaled);
    arb_mul(scaled, w, state->mu, prec);
    arb_inv(next, scaled, prec);
    arb_add(next, next, scaled, prec);
    arb_mul_2exp_si(next, next, -1);
    arb_clear(scaled);
}

slong scaled_newton_products(slong p)
{
    return 1;
}
