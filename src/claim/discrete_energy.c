// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/discrete_energy.h"
#include "claim/map_at.h"
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

enum mc_status discrete_energy_phi(arb_t out, const arb_mat_t N, const arb_mat_t X,
                                   const struct optimizer_settings *s, slong prec)
{
    enum mc_status status = map_value(out, s, N, prec);
    arb_t term;

    arb_init(term);
    mc_inner_product(term, N, X, prec);
    arb_submul(out, term, s->lambda, prec);
    arb_clear(term);
    return status;
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
static enum mc_status add_energy(arb_t out, int sign, const struct training *run,
                                 const struct optimizer_state *state, const arb_t kappa)
{
    enum mc_status status;
    arb_t value, phi;

    arb_init(value);
    arb_init(phi);
    run->f->value(value, run->data, state->x, run->prec);
    status = discrete_energy_phi(phi, state->momentum, state->x, run->settings, run->prec);
    arb_addmul(value, phi, kappa, run->prec);
    arb_addmul_si(out, value, sign, run->prec);
    arb_clear(value);
    arb_clear(phi);
    return status;
}

/* out = eta gauge(D). */
static enum mc_status length(arb_t out, const struct training *run,
                             const struct training_step *step)
{
    enum mc_status status;
    arb_mat_t D;

    arb_mat_init(D, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    arb_mat_scalar_mul_arb(D, step->before->x, run->settings->lambda, run->prec);
    arb_mat_sub(D, step->after->direction, D, run->prec);
    status = map_gauge(out, run->settings, D, run->prec);
    arb_mul(out, out, run->settings->eta, run->prec);
    arb_mat_clear(D);
    return status;
}

enum mc_status discrete_energy_bend(arb_t out, const struct training *run,
                                    const struct training_step *step, const arb_t L)
{
    enum mc_status status = length(out, run, step);

    arb_sqr(out, out, run->prec);
    arb_mul(out, out, L, run->prec);
    arb_mul_2exp_si(out, out, -1);
    return status;
}

/* out = eta K(G - G^) gauge(D). */
static enum mc_status gradient_error(arb_t out, const struct training *run,
                                     const struct training_step *step)
{
    enum mc_status status;
    arb_mat_t E;
    arb_t size;

    arb_mat_init(E, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    arb_init(size);
    arb_mat_sub(E, step->exact, step->given, run->prec);
    status = map_value(out, run->settings, E, run->prec);
    if (status == MC_OK)
        status = length(size, run, step);
    arb_mul(out, out, size, run->prec);
    arb_mat_clear(E);
    arb_clear(size);
    return status;
}

enum mc_status discrete_energy_step(arb_t fall, arb_t allowed, const struct training *run,
                                    const struct training_step *step, const arb_t bend,
                                    const arb_t kappa, const arb_t drop)
{
    enum mc_status status;
    arb_mat_t ahead;

    arb_mat_init(ahead, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    look_ahead(ahead, step, run->settings, run->prec);
    status = discrete_energy_phi(fall, ahead, step->before->x, run->settings, run->prec);
    arb_mul(fall, fall, drop, run->prec);
    if (status == MC_OK)
        status = add_energy(fall, 1, run, step->after, kappa);
    if (status == MC_OK)
        status = add_energy(fall, -1, run, step->before, kappa);
    if (status == MC_OK)
        status = gradient_error(allowed, run, step);
    arb_add(allowed, allowed, bend, run->prec);
    arb_mat_clear(ahead);
    return status;
}
