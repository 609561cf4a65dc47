// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/iterate.h"
#include "iteration/schedule.h"

void iterate(arb_mat_t out, const char *id, const arb_mat_t X, slong steps, slong prec)
{
    const struct mc_iteration *iteration = mc_iteration_find(id);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;

    mc_state_init(&state);
    mc_state_start_scaled(&state, iteration, 0, X, &balls);
    for (; steps > 0 && iteration->step(&state) == MC_OK; steps--)
        ;
    if (steps == 0)
        mc_state_finish(out, &state, iteration);
    else
        arb_mat_indeterminate(out);
    mc_state_clear(&state);
}

void iterate_number(arb_t w, const char *id, slong steps, slong prec)
{
    arb_mat_t X;

    arb_mat_init(X, 1, 1);
    arb_set(arb_mat_entry(X, 0, 0), w);
    iterate(X, id, X, steps, prec);
    arb_set(w, arb_mat_entry(X, 0, 0));
    arb_mat_clear(X);
}

void spectrum_bounds(fmpq_t lo, fmpq_t hi, const struct mc_svd *svd, slong rank)
{
    enum { FEW_BITS = 24 };
    arf_t end;

    arf_init(end);
    arb_get_lbound_arf(end, svd->sigma + rank - 1, FEW_BITS);
    rational_from_arf(lo, end);
    arb_get_ubound_arf(end, svd->sigma, FEW_BITS);
    rational_from_arf(hi, end);
    arf_clear(end);
}
