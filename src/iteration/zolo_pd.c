// SPDX-License-Identifier: Apache-2.0
/*
 * Zolo-pd with r = 8: each step the Zolotarev function of type (17, 16) for [l, 1], by eight
 * inverses, which could run side by side; two steps do for condition 10^16 in double.  Where l
 * is 1 - 2^-60 and more, l = 1 - 2^-60 still is a lower bound.  The published code takes QR or
 * Cholesky factorisations.
 */
#include <flint/fmpq_vec.h>

#include "iteration/odd_rational.h"
#include "iteration/schedule.h"
#include "iteration/zolotarev.h"

enum { R = 8, NEAREST = 60 };

static void limit(fmpq_t l)
{
    fmpq_t most;

    fmpq_init(most);
    fmpq_one(most);
    fmpq_div_2exp(most, most, NEAREST);
    fmpq_sub_si(most, most, 1);
    fmpq_neg(most, most);
    if (fmpq_cmp(l, most) > 0)
        fmpq_set(l, most);
    fmpq_clear(most);
}

/* l = the image of l, from below. */
static void advance(struct mc_state *state)
{
    arb_t l;

    arb_init(l);
    arb_set_fmpq(l, state->lo, SCHEDULE_PREC);
    rational_map_at(l, l, state, SCHEDULE_PREC);
    rational_below(state->lo, l);
    arb_clear(l);
}

static enum mc_status step(struct mc_state *state)
{
    fmpq *h, *e;
    fmpq_t g;
    enum mc_status status;

    if (fmpq_sgn(state->lo) <= 0)
        return MC_BAD_INPUT;
    h = _fmpq_vec_init(R);
    e = _fmpq_vec_init(R);
    fmpq_init(g);
    limit(state->lo);
    status = zolotarev_fractions(g, h, e, R, state->lo);
    if (status == MC_OK) {
        status = partial_fractions_step(state, g, h, e, R);
        advance(state);
    }
    _fmpq_vec_clear(h, R);
    _fmpq_vec_clear(e, R);
    fmpq_clear(g);
    return status;
}

/* The Gram matrix, eight inverses, eight products. */
static slong products(slong p)
{
    return 1 + 2 * R;
}

const struct mc_iteration mc_iteration_zolo_pd = {
    .id = "zolo-pd",
    .title = "Zolotarev functions of type (17, 16), by inverses",
    .source = "Nakatsukasa and Freund 2016",
    .target = MC_POLAR,
    .scaling = MC_BY_BOUND,
    .bounded = true,
    .domain_text = "nonzero; bounds of the singular values are taken from the certified ones",
    .order = 17,
    .products = products,
    .default_steps = 3,
    .claim = "zolotarev-composition",
    .step = step,
    .map_at = rational_map_at,
};
