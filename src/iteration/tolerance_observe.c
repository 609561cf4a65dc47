// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_quintic.h"
#include "iteration/tolerance.h"
#include "muoncheck/spectrum.h"

/* state->x = X_K, in the state's arithmetic. */
static void run(struct mc_state *state, const fmpq_poly_struct *polynomials, slong steps,
                const arb_mat_t M, const struct mc_arithmetic *in)
{
    static const struct mc_iteration scaled = {.target = MC_POLAR, .scaling = MC_BY_FROBENIUS};
    fmpq_t a, b, c;
    slong k;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    mc_state_init(state);
    mc_state_start(state, &scaled, 0, M, false, in);
    for (k = 0; k < steps; k++) {
        fmpq_poly_get_coeff_fmpq(a, polynomials + k, 1);
        fmpq_poly_get_coeff_fmpq(b, polynomials + k, 3);
        fmpq_poly_get_coeff_fmpq(c, polynomials + k, 5);
        odd_quintic_apply(state, a, b, c);
    }
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
}

void tolerance_observe(arb_t out, const fmpq_poly_struct *polynomials, slong steps,
                       const struct mc_arithmetic *in, const arb_mat_t M, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state computed, exact;

    run(&computed, polynomials, steps, M, in);
    run(&exact, polynomials, steps, M, &balls);
    arb_indeterminate(out);
    if (arb_mat_is_finite(computed.x)) {
        arb_mat_sub(exact.x, exact.x, computed.x, prec);
        mc_spectral_norm(out, exact.x, prec / 2);
    }
    mc_state_clear(&computed);
    mc_state_clear(&exact);
}
