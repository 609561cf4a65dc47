// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = b1 M - (1 - b1) G,  V+ = b2 V + (1 - b2) G^2 entry by entry, k steps with this one:
 *   R = (M+ / (1 - b1^k)) / (sqrt(V+ / (1 - b2^k)) + epsilon),  O = s direction(R)
 * Kingma, Ba, Adam (arXiv:1412.6980); the decay is decoupled (arXiv:1711.05101).
 */
#include "optimizer/step.h"

/* out = 1 - b^k. */
static void correction(arb_t out, const arb_t b, slong k, slong prec)
{
    arb_pow_ui(out, b, (ulong)k, prec);
    arb_sub_ui(out, out, 1, prec);
    arb_neg(out, out);
}

/* m, v = the means after g; r = the normalised entry. */
static void entry_step(arb_t r, arb_t m, arb_t v, const arb_t g,
                       const struct optimizer_settings *s, slong k, slong prec)
{
    arb_t t, size;

    arb_init(t);
    arb_init(size);
    correction(t, s->beta1, 1, prec);
    arb_mul(m, m, s->beta1, prec);
    arb_submul(m, g, t, prec);
    correction(t, s->beta2, 1, prec);
    arb_mul(v, v, s->beta2, prec);
    arb_sqr(size, g, prec);
    arb_addmul(v, size, t, prec);
    correction(t, s->beta2, k, prec);
    arb_div(size, v, t, prec);
    arb_sqrtpos(size, size, prec);
    arb_set_fmpq(t, s->epsilon, prec);
    arb_add(size, size, t, prec);
    correction(t, s->beta1, k, prec);
    arb_div(r, m, t, prec);
    arb_div(r, r, size, prec);
    arb_clear(t);
    arb_clear(size);
}

static void means(arb_mat_t R, arb_mat_t M, arb_mat_t V, const arb_mat_t G,
                  const struct optimizer_settings *settings, slong k, slong prec)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(G); i++)
        for (j = 0; j < arb_mat_ncols(G); j++)
            entry_step(arb_mat_entry(R, i, j), arb_mat_entry(M, i, j), arb_mat_entry(V, i, j),
                       arb_mat_entry(G, i, j), settings, k, prec);
}

enum mc_status adam_step(struct optimizer_state *state, const arb_mat_t gradient,
                         const struct optimizer_settings *settings,
                         const struct step_rules *rules, slong prec)
{
    slong m = arb_mat_nrows(gradient), n = arb_mat_ncols(gradient);
    arb_mat_t ratio, first, second;
    enum mc_status status;
    arb_t s;

    arb_mat_init(ratio, m, n);
    arb_mat_init(first, m, n);
    arb_mat_init(second, m, n);
    arb_mat_set(first, state->momentum);
    arb_mat_set(second, state->second);
    arb_init(s);
    means(ratio, first, second, gradient, settings, state->taken + 1, prec);
    status = arb_mat_is_finite(ratio) ? rules->direct(state->direction, ratio, settings, prec)
                                      : MC_NOT_DECIDED;
    if (status == MC_OK) {
        rules->scale(s, m, n, prec);
        arb_mat_scalar_mul_arb(state->direction, state->direction, s, prec);
        arb_mat_swap(state->momentum, first);
        arb_mat_swap(state->second, second);
        rules->decay(state->x, state->direction, settings, prec);
        state->taken++;
    }
    arb_mat_clear(ratio);
    arb_mat_clear(first);
    arb_mat_clear(second);
    arb_clear(s);
    return status;
}
