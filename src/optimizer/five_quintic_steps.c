// SPDX-License-Identifier: GPL-3.0-or-later
#include "muoncheck/iteration.h"
#include "optimizer/step.h"

enum mc_status five_quintic_steps(arb_mat_t out, const arb_mat_t momentum, slong prec)
{
    const struct mc_iteration *keller = mc_iteration_find("keller");
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    enum mc_status status = keller ? MC_OK : MC_NOT_DECIDED;
    int k;

    arb_mat_zero(out);
    if (arb_mat_is_zero(momentum) || status)
        return status;
    mc_state_init(&state);
    mc_state_start(&state, keller, 0, momentum, false, &balls);
    for (k = 0; k < 5 && status == MC_OK; k++)
        status = keller->step(&state);
    if (status == MC_OK)
        arb_mat_set(out, state.x);
    mc_state_clear(&state);
    return status == MC_OK && !arb_mat_is_finite(out) ? MC_NOT_DECIDED : status;
}
