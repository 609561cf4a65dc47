// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/discrete_energy.h"
#include "muoncheck/spectrum.h"

/* out = 1 - x. */
static void rest(arb_t out, const arb_t x, slong prec)
{
    arb_sub_ui(out, x, 1, prec);
    arb_neg(out, out);
}

void discrete_energy_weights(arb_t kappa, arb_t drop, const struct optimizer_settings *s,
                             slong prec)
{
    arb_t t, u;

    arb_init(t);
    arb_init(u);
    arb_mul(t, s->eta, s->lambda, prec);
    arb_sub(u, s->beta2, s->beta1, prec);
    arb_mul(u, u, t, prec);
    rest(kappa, s->beta2, prec);
    arb_add(u, u, kappa, prec);
    arb_mul(kappa, s->eta, s->beta1, prec);
    arb_div(kappa, kappa, u, prec);
    rest(t, t, prec);
    rest(u, s->beta2, prec);
    arb_mul(t, t, u, prec);
    arb_mul(t, t, kappa, prec);
    arb_sub(drop, s->eta, t, prec);
    rest(u, s->beta1, prec);
    arb_div(drop, drop, u, prec);
    arb_clear(t);
    arb_clear(u);
}

void discrete_energy_phi(arb_t out, const arb_mat_t N, const arb_mat_t X,
                         const struct optimizer_settings *s, slong prec)
{
    arb_t term;

    arb_init(term);
    mc_nuclear_norm(out, N, prec);
    mc_inner_product(term, N, X, prec);
    arb_submul(out, term, s->lambda, prec);
    arb_clear(term);
}

/* out = M~ = b1 M - (1 - b1) G^. */
static void look_ahead(arb_mat_t out, const struct training_step *step,
                       const struct optimizer_settings *s, slong prec)
{
    arb_mat_t part;
    arb_t t;

    arb_mat_init(part, arb_mat_nrows(out), arb_mat_ncols(out));
    arb_init(t);
    rest(t, s->beta1, prec);
    arb_mat_scalar_mul_arb(part, step->given, t, prec);
    arb_mat_scalar_mul_arb(out, step->before->momentum, s->beta1, prec);
    arb_mat_sub(out, out, part, prec);
    arb_mat_clear(part);
    arb_clear(t);
}

/* out += sign (F(X) + kappa phi_X(M)). */
static void add_energy(arb_t out, int sign, const struct training *run,
                       const struct optimizer_state *state, const arb_t kappa)
{
    arb_t value, phi;

    arb_init(value);
    arb_init(phi);
    run->f->value(value, run->data, state->x, run->prec);
    discrete_energy_phi(phi, state->momentum, state->x, run->settings, run->prec);
    arb_addmul(value, phi, kappa, run->prec);
    arb_addmul_si(out, value, sign, run->prec);
    arb_clear(value);
    arb_clear(phi);
}

/* out = eta ||G - G^||_* ||D|| + (L/2) eta^2 ||D||^2. */
static void allowance(arb_t out, const struct training *run,
                      const struct training_step *step, const arb_t L)
{
    const struct optimizer_settings *s = run->settings;
    arb_mat_t D;
    arb_t size, error;

    arb_mat_init(D, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    arb_init(size);
    arb_init(error);
    arb_mat_sub(D, step->exact, step->given, run->prec);
    mc_nuclear_norm(error, D, run->prec);
    arb_mat_scalar_mul_arb(D, step->before->x, s->lambda, run->prec);
    arb_mat_sub(D, step->after->direction, D, run->prec);
    mc_spectral_norm(size, D, run->prec);
    arb_mul(size, size, s->eta, run->prec);
    arb_mul(out, size, L, run->prec);
    arb_mul_2exp_si(out, out, -1);
    arb_add(out, out, error, run->prec);
    arb_mul(out, out, size, run->prec);
    arb_mat_clear(D);
    arb_clear(size);
    arb_clear(error);
}

void discrete_energy_step(arb_t fall, arb_t allowed, const struct training *run,
                          const struct training_step *step, const arb_t L, const arb_t kappa,
                          const arb_t drop)
{
    arb_mat_t ahead;

    arb_mat_init(ahead, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    look_ahead(ahead, step, run->settings, run->prec);
    discrete_energy_phi(fall, ahead, step->before->x, run->settings, run->prec);
    arb_mul(fall, fall, drop, run->prec);
    add_energy(fall, 1, run, step->after, kappa);
    add_energy(fall, -1, run, step->before, kappa);
    allowance(allowed, run, step, L);
    arb_mat_clear(ahead);
}
