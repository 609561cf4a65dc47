// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_polynomial.h"
#include "iteration/tolerance.h"
#include "muoncheck/spectrum.h"

void tolerance_run(struct mc_state *state, const struct tolerance_question *question,
                   const arb_mat_t M, const struct mc_arithmetic *in)
{
    static const struct mc_iteration scaled = {.target = MC_POLAR, .scaling = MC_BY_FROBENIUS};
    slong k;

    mc_state_init(state);
    mc_state_start(state, &scaled, 0, M, false, in);
    for (k = 0; k < question->steps; k++)
        odd_polynomial_apply(state, question->polynomials + k);
}

void tolerance_observe(arb_t out, arb_t spectral, const struct tolerance_question *question,
                       const arb_mat_t M, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state computed, exact;

    tolerance_run(&computed, question, M, question->in);
    tolerance_run(&exact, question, M, &balls);
    arb_indeterminate(out);
    if (spectral)
        arb_indeterminate(spectral);
    if (arb_mat_is_finite(computed.x)) {
        arb_mat_sub(exact.x, exact.x, computed.x, prec);
        arb_mat_frobenius_norm(out, exact.x, prec);
        if (spectral)
            mc_spectral_norm(spectral, exact.x, prec / 2);
    }
    mc_state_clear(&computed);
    mc_state_clear(&exact);
}
