// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "optimizer/optimizer.h"

const struct optimizer *optimizer_find(const char *id)
{
    size_t i;

    for (i = 0; i < optimizer_count; i++)
        if (strcmp(optimizers[i]->id, id) == 0)
            return optimizers[i];
    return NULL;
}

void optimizer_settings_init(struct optimizer_settings *settings)
{
    arb_init(settings->eta);
    arb_init(settings->lambda);
    arb_init(settings->beta1);
    arb_init(settings->beta2);
}

void optimizer_settings_clear(struct optimizer_settings *settings)
{
    arb_clear(settings->eta);
    arb_clear(settings->lambda);
    arb_clear(settings->beta1);
    arb_clear(settings->beta2);
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
    arb_mat_init(state->direction, m, n);
    arb_mat_set(state->x, x0);
}

void optimizer_state_clear(struct optimizer_state *state)
{
    arb_mat_clear(state->x);
    arb_mat_clear(state->momentum);
    arb_mat_clear(state->direction);
}
