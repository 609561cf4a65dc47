// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/descent_step.h"
#include "optimizer/step.h"

/* lhs = F(X+) - F(X) + eta S(X). */
static void left_side(struct descent_step *s, const struct descent_scene *at,
                      const struct descent_problem *p, const arb_mat_t X)
{
    arb_t term;

    arb_init(term);
    mc_inner_product(s->lhs, X, s->G, at->prec);
    arb_mul_2exp_si(s->lhs, s->lhs, DESCENT_LAMBDA);
    if (at->score_without_decay)
        arb_zero(s->lhs);
    mc_nuclear_norm(term, s->G, at->prec);
    arb_add(s->lhs, s->lhs, term, at->prec);
    arb_mul_2exp_si(s->lhs, s->lhs, DESCENT_ETA);
    p->f->value(term, &p->data, s->next, at->prec);
    arb_add(s->lhs, s->lhs, term, at->prec);
    p->f->value(term, &p->data, X, at->prec);
    arb_sub(s->lhs, s->lhs, term, at->prec);
    arb_clear(term);
}

/* drift = 2 eta ||E||_*; the two curvature terms (L/2) eta^2 ||D||^2. */
static void right_side(struct descent_step *s, const struct descent_scene *at,
                       const struct descent_problem *p)
{
    mc_nuclear_norm(s->drift, s->E, at->prec);
    arb_mul_2exp_si(s->drift, s->drift, at->factor_one ? DESCENT_ETA : DESCENT_ETA + 1);
    mc_spectral_norm(s->curvature, s->D, at->prec);
    mc_frobenius_norm(s->curvature_frobenius, s->D, at->prec);
    if (at->unit_norm)
        arb_one(s->curvature);
    arb_sqr(s->curvature, s->curvature, at->prec);
    arb_sqr(s->curvature_frobenius, s->curvature_frobenius, at->prec);
    arb_mul(s->curvature, s->curvature, p->l_op, at->prec);
    arb_mul(s->curvature_frobenius, s->curvature_frobenius, p->l_frobenius, at->prec);
    arb_mul_2exp_si(s->curvature, s->curvature, 2 * DESCENT_ETA - 1);
    arb_mul_2exp_si(s->curvature_frobenius, s->curvature_frobenius, 2 * DESCENT_ETA - 1);
}

static enum mc_status direction(arb_mat_t out, const struct descent_scene *at,
                                const arb_mat_t momentum)
{
    arb_ptr size = ledger_number(at->ledger);

    if (!at->frobenius_direction)
        return polar_direction(out, momentum, NULL, at->prec);
    mc_frobenius_norm(size, momentum, at->prec);
    arb_mat_scalar_div_arb(out, momentum, size, at->prec);
    return MC_OK;
}

enum mc_status descent_step_take(struct descent_step *s, const struct descent_scene *at,
                                 const struct descent_problem *p,
                                 const struct descent_place *where)
{
    arb_mat_struct *mixed = ledger_matrix(at->ledger, at->m, at->n);
    enum mc_status status;

    *s = (struct descent_step){
        ledger_matrix(at->ledger, at->m, at->n), ledger_matrix(at->ledger, at->m, at->n),
        ledger_matrix(at->ledger, at->m, at->n), ledger_matrix(at->ledger, at->m, at->n),
        ledger_number(at->ledger), ledger_number(at->ledger), ledger_number(at->ledger),
        ledger_number(at->ledger)};
    p->f->gradient(s->G, &p->data, where->X, at->prec);
    arb_mat_scalar_mul_arb(mixed, s->G, where->keep, at->prec);
    arb_mat_neg(mixed, mixed);
    if (where->noise)
        arb_mat_add(mixed, mixed, where->noise, at->prec);
    arb_mat_add(s->E, mixed, s->G, at->prec);
    status = direction(s->D, at, mixed);
    arb_mat_scalar_mul_2exp_si(mixed, where->X, DESCENT_LAMBDA);
    arb_mat_sub(s->D, s->D, mixed, at->prec);
    arb_mat_scalar_mul_2exp_si(mixed, s->D, DESCENT_ETA);
    arb_mat_add(s->next, where->X, mixed, at->prec);
    left_side(s, at, p, where->X);
    right_side(s, at, p);
    return status;
}
