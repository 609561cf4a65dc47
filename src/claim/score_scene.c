// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/rate_fit.h"
#include "claim/score_rate.h"
#include "claim/score_scene.h"
#include "muoncheck/spectrum.h"

enum { LONG = 128, RATES = 5, RATE_RUNS = 8 };

void score_scene_choose(struct score_scene *c, slong eta16, slong beta1_of_16,
                        slong beta2_of_16)
{
    optimizer_settings_set(&c->s, eta16, 8);
    arb_set_si(c->s.beta1, beta1_of_16);
    arb_mul_2exp_si(c->s.beta1, c->s.beta1, -4);
    arb_set_si(c->s.beta2, beta2_of_16);
    arb_mul_2exp_si(c->s.beta2, c->s.beta2, -4);
}

enum mc_status score_scene_add(const struct training_step *step, void *context)
{
    struct score_scene *c = context;
    arb_t value;

    arb_init(value);
    score(value, step->before->x, step->exact, c->s.lambda, c->prec);
    arb_add(c->sum, c->sum, value, c->prec);
    arb_clear(value);
    return MC_OK;
}

enum mc_status score_scene_rates(struct score_scene *c, struct training *run)
{
    arb_ptr at = _arb_vec_init(RATES), mean = _arb_vec_init(RATES);
    arb_mat_struct *zero = ledger_matrix(c->ledger, c->m, c->n);
    enum mc_status status = MC_OK;
    slong k, i;

    for (k = 0; k < RATES && status == MC_OK; k++) {
        run->steps = (k + 2) * (k + 2);
        score_scene_choose(c, 64, 8, 12);
        arb_div_si(c->s.eta, c->s.eta, k + 2, c->prec);
        arb_get_mid_arb(c->s.eta, c->s.eta);
        c->sum = ledger_number(c->ledger);
        for (i = 0; i < RATE_RUNS && status == MC_OK; i++)
            status = training_run(run, zero, NULL, score_scene_add, c);
        arb_set_si(at + k, run->steps);
        arb_div_si(mean + k, c->sum, RATE_RUNS * run->steps, c->prec);
    }
    if (status == MC_OK)
        ledger_rate(c->ledger, "exponent in T of the mean score, Gaussian noise", at, mean,
                    RATES, 0, 0);
    _arb_vec_clear(at, RATES);
    _arb_vec_clear(mean, RATES);
    return status;
}

/* sum += the scores of LONG steps from X = 0, M = C with gradients N - C. */
static enum mc_status one_sided(struct score_scene *c, const arb_mat_t N)
{
    arb_mat_struct *G = ledger_matrix(c->ledger, c->m, c->n);
    arb_mat_struct *C = ledger_matrix(c->ledger, c->m, c->n);
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    arb_t value;
    slong t;

    arb_init(value);
    optimizer_state_init(&state, G);
    arb_mat_set(state.momentum, c->data.target);
    arb_mat_neg(C, c->data.target);
    arb_mat_add(G, N, C, c->prec);
    for (t = 0; t < LONG && status == MC_OK; t++) {
        score(value, state.x, C, c->s.lambda, c->prec);
        arb_add(c->sum, c->sum, value, c->prec);
        status = optimizer_step(optimizer_find("muon"), &state, G, &c->s, c->prec);
    }
    optimizer_state_clear(&state);
    arb_clear(value);
    return status;
}

enum mc_status score_scene_of_one_sign(struct score_scene *c, arb_mat_t N, bool halves)
{
    arb_ptr sigma = ledger_number(c->ledger), bound = ledger_number(c->ledger);
    arb_ptr drop = ledger_number(c->ledger), zero = ledger_number(c->ledger);
    const struct score_rate r = {&c->s, zero, zero, drop, c->prec};
    enum mc_status status;

    c->sum = ledger_number(c->ledger);
    score_scene_choose(c, 16, 14, 14);
    mc_frobenius_norm(sigma, N, c->prec);
    mc_nuclear_norm(drop, c->data.target, c->prec);
    arb_div(drop, drop, c->s.lambda, c->prec);
    score_rate_noise(bound, &r, FLINT_MIN(c->m, c->n), sigma);
    score_rate_objective(sigma, &r, LONG);
    arb_add(bound, bound, sigma, c->prec);
    status = one_sided(c, N);
    arb_mat_neg(N, N);
    if (status == MC_OK && halves)
        status = one_sided(c, N);
    arb_div_si(c->sum, c->sum, halves ? 2 * LONG : LONG, c->prec);
    if (status == MC_OK)
        ledger_at_most(c->ledger, "linear, noise of one sign", c->sum, bound);
    return status;
}
