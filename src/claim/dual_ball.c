// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "claim/dual_ball.h"

static enum mc_status gauge_of(arb_t out, const struct dual_ball_run *r, const arb_mat_t Y)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, Y, -1);
    status = r->K->gauge(out, &operand, &r->with, r->prec);
    mc_operand_clear(&operand);
    return status;
}

/* Y = (1 - step) Y + step G, or Y + step G undamped. */
static void move(arb_mat_t Y, const struct dual_ball_run *r, const arb_mat_t G,
                 const arb_t step)
{
    arb_ptr keep = ledger_number(r->ledger);
    arb_mat_struct *part = ledger_matrix(r->ledger, r->rows, r->cols);

    arb_one(keep);
    if (!r->undamped)
        arb_sub(keep, keep, step, r->prec);
    arb_mat_scalar_mul_arb(Y, Y, keep, r->prec);
    arb_mat_scalar_mul_arb(part, G, step, r->prec);
    arb_mat_add(Y, Y, part, r->prec);
}

/* bound = 1 + (1 - step) (before - 1), what gauge(Y+) is held to. */
static void bound_after(arb_t bound, const struct dual_ball_run *r, const arb_t before,
                        const arb_t step)
{
    arb_ptr factor = ledger_number(r->ledger);

    arb_sub_ui(factor, step, 1, r->prec);
    arb_neg(factor, factor);
    if (r->squared)
        arb_mul(factor, factor, factor, r->prec);
    arb_sub_ui(bound, before, 1, r->prec);
    arb_mul(bound, bound, factor, r->prec);
    arb_add_ui(bound, bound, 1, r->prec);
}

/* One step, entered as an inequality, or as the equality that it is for an aligned start. */
static enum mc_status advance(arb_mat_t Y, const struct dual_ball_run *r, const arb_mat_t G,
                              const arb_t step, bool aligned)
{
    arb_ptr before = ledger_number(r->ledger), after = ledger_number(r->ledger);
    arb_ptr bound = ledger_number(r->ledger);
    enum mc_status status = gauge_of(before, r, Y);
    char what[120];

    if (status)
        return status;
    move(Y, r, G, step);
    status = gauge_of(after, r, Y);
    if (status)
        return status;
    bound_after(bound, r, before, step);
    snprintf(what, sizeof what, "%s: gauge after a step from %s", r->K->id, r->start);
    if (aligned)
        ledger_equal(r->ledger, what, after, bound);
    else
        ledger_at_most(r->ledger, what, after, bound);
    return MC_OK;
}

/* Y = balls / 2^e, exact, with e least so that gauge(Y) < 1 is certain. */
static enum mc_status scale_below_one(arb_mat_t Y, const struct dual_ball_run *r,
                                      const arb_mat_t balls)
{
    arb_ptr gauge = ledger_number(r->ledger);
    enum mc_status status = gauge_of(gauge, r, balls);
    arf_t bound;
    slong e;

    if (status || !arb_is_positive(gauge))
        return status ? status : MC_NOT_DECIDED;
    arf_init(bound);
    arb_get_ubound_arf(bound, gauge, r->prec);
    e = arf_abs_bound_lt_2exp_si(bound);
    arb_mat_scalar_mul_2exp_si(Y, balls, -e);
    arf_clear(bound);
    return MC_OK;
}

enum mc_status dual_ball_walk(const struct dual_ball_run *r, const arb_mat_t C,
                              arb_mat_struct *const G[2], const arb_struct *const steps[2])
{
    arb_mat_struct *Y = ledger_matrix(r->ledger, r->rows, r->cols);
    struct dual_ball_run from = *r;
    enum mc_status status = MC_OK;

    for (int outside = 0; !status && outside < 2; outside++) {
        from.start = outside ? "outside" : "inside";
        status = scale_below_one(Y, r, C);
        arb_mat_scalar_mul_2exp_si(Y, Y, 3 * outside);
        for (int t = 0; !status && t < 2; t++)
            status = advance(Y, &from, G[t], steps[t], false);
    }
    return status;
}

enum mc_status dual_ball_extremes(const struct dual_ball_run *r, const arb_mat_t G,
                                  const arb_t step)
{
    arb_mat_struct *Y = ledger_matrix(r->ledger, r->rows, r->cols);
    arb_ptr gauge = ledger_number(r->ledger), one = ledger_number(r->ledger);
    struct dual_ball_run from = *r;
    enum mc_status status = MC_OK;
    char what[120];

    from.start = "twice the gradient";
    arb_mat_scalar_mul_2exp_si(Y, G, 1);
    if (r->K->unit_gradient)
        status = advance(Y, &from, G, step, true);
    arb_mat_scalar_mul_2exp_si(Y, G, -1);
    arb_mat_neg(Y, Y);
    move(Y, r, G, step);
    if (!status)
        status = gauge_of(gauge, r, Y);
    arb_one(one);
    snprintf(what, sizeof what, "%s: inside after a step from the opposite side", r->K->id);
    ledger_at_most(r->ledger, what, gauge, one);
    return status;
}
