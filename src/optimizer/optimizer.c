// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "optimizer/step.h"

const struct optimizer *optimizer_find(const char *id)
{
    size_t i;

    for (i = 0; i < optimizer_count; i++)
        if (strcmp(optimizers[i]->id, id) == 0)
            return optimizers[i];
    return NULL;
}

enum mc_status optimizer_step(const struct optimizer *optimizer, struct optimizer_state *state,
                              const arb_mat_t gradient,
                              const struct optimizer_settings *settings, slong prec)
{
    if (optimizer->step)
        return optimizer->step(state, gradient, settings, prec);
    return rules_step(state, gradient, settings, optimizer->rules, prec);
}

void optimizer_radius(arb_t out, const struct optimizer *optimizer, slong m, slong n,
                      const struct optimizer_settings *settings, slong prec)
{
    optimizer->rules->scale(out, m, n, prec);
    if (optimizer->rules->decay == toward_vertex)
        arb_mul(out, out, settings->rho, prec);
    else
        arb_div(out, out, settings->lambda, prec);
}

void optimizer_settings_init(struct optimizer_settings *settings)
{
    *settings = (struct optimizer_settings){.K = mc_norm_find("nuclear")};
    arb_init(settings->eta);
    arb_init(settings->lambda);
    arb_init(settings->beta1);
    arb_init(settings->beta2);
    arb_init(settings->rho);
    arb_one(settings->rho);
    fmpq_init(settings->epsilon);
    fmpq_set_si(settings->epsilon, 1, 100000000);
    fmpq_init(settings->p);
    mc_norm_parameters_init(&settings->with);
}

void optimizer_settings_clear(struct optimizer_settings *settings)
{
    arb_clear(settings->eta);
    arb_clear(settings->lambda);
    arb_clear(settings->beta1);
    arb_clear(settings->beta2);
    arb_clear(settings->rho);
    fmpq_clear(settings->epsilon);
    fmpq_clear(settings->p);
    mc_norm_parameters_clear(&settings->with);
}

static void ratio(arb_t out, slong numerator, slong log2_denominator)
{
    arb_set_si(out, numerator);
    arb_mul_2exp_si(out, out, -log2_denominator);
}

void optimizer_settings_set(struct optimizer_settings *settings, slong eta16, slong lambda16)
{
    ratio(settings->eta, eta16, 4);
    ratio(settings->lambda, lambda16, 4);
    ratio(settings->beta1, 15, 4);
    ratio(settings->beta2, 31, 5);
}

void optimizer_state_init(struct optimizer_state *state, const arb_mat_t x0)
{
    slong m = arb_mat_nrows(x0), n = arb_mat_ncols(x0);

    arb_mat_init(state->x, m, n);
    arb_mat_init(state->momentum, m, n);
    arb_mat_init(state->second, m, n);
    arb_mat_init(state->direction, m, n);
    state->taken = 0;
    arb_mat_set(state->x, x0);
}

void optimizer_state_clear(struct optimizer_state *state)
{
    arb_mat_clear(state->x);
    arb_mat_clear(state->momentum);
    arb_mat_clear(state->second);
    arb_mat_clear(state->direction);
}
