// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/run_descent.h"
#include "claim/map_at.h"
#include "muoncheck/spectrum.h"

/* out = K(E). */
static enum mc_status error_size(arb_t out, const struct training *run,
                                 const struct training_step *step)
{
    const struct optimizer_settings *s = run->settings;
    enum mc_status status;
    arb_mat_t E, part;
    arb_t rest;

    arb_mat_init(E, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    arb_mat_init(part, arb_mat_nrows(step->exact), arb_mat_ncols(step->exact));
    arb_init(rest);
    arb_sub_ui(rest, s->beta1, 1, run->prec);
    arb_mat_scalar_mul_arb(E, step->given, rest, run->prec);
    arb_mat_scalar_mul_arb(part, step->before->momentum, s->beta1, run->prec);
    arb_mat_add(E, E, part, run->prec);
    arb_mat_add(E, E, step->exact, run->prec);
    status = map_value(out, s, E, run->prec);
    arb_mat_clear(E);
    arb_mat_clear(part);
    arb_clear(rest);
    return status;
}

/* out = S(X). */
static enum mc_status score_at(arb_t out, const struct training *run,
                               const struct training_step *step)
{
    enum mc_status status = map_value(out, run->settings, step->exact, run->prec);
    arb_t term;

    arb_init(term);
    mc_inner_product(term, step->before->x, step->exact, run->prec);
    arb_addmul(out, term, run->settings->lambda, run->prec);
    arb_clear(term);
    return status;
}

enum mc_status run_descent(arb_t lhs, arb_t rhs, const struct training *run,
                           const struct training_step *step, const arb_t bend)
{
    enum mc_status status = score_at(lhs, run, step);
    arb_t value;

    arb_init(value);
    arb_mul(lhs, lhs, run->settings->eta, run->prec);
    run->f->value(value, run->data, step->after->x, run->prec);
    arb_add(lhs, lhs, value, run->prec);
    run->f->value(value, run->data, step->before->x, run->prec);
    arb_sub(lhs, lhs, value, run->prec);
    if (status == MC_OK)
        status = error_size(rhs, run, step);
    arb_mul(rhs, rhs, run->settings->eta, run->prec);
    arb_mul_2exp_si(rhs, rhs, 1);
    arb_add(rhs, rhs, bend, run->prec);
    arb_clear(value);
    return status;
}
