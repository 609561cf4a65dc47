// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = a X + b G X + c G^2 X, G = X X^T, (a, b, c) = (3.4445, -4.7750, 2.0315) exactly.  Its
 * fixed points repel: singular values end in [0.6818, 1.1344], not at 1.  The published code
 * adds 1e-7 to the norm that it divides by; this one does not.
 */
#include "iteration/odd_quintic.h"
#include "iteration/table_steps.h"

static const struct odd_quintic f = {.a = 34445, .b = -47750, .c = 20315, .d = 10000};

static enum mc_status step(struct mc_state *state)
{
    return odd_quintic_step(state, &f);
}

static void map(arb_t next, const arb_t w, slong p, slong prec)
{
    odd_quintic_map(next, w, &f, prec);
}

const struct mc_iteration mc_iteration_keller = {
    .id = "keller",
    .title = "quintic of Muon's first release",
    .source = "Jordan et al. 2024, Muon",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.2637)",
    .order = 0,
    .products = quintic_products,
    .default_steps = 5,
    .claim = "jordan-quintic-dynamics",
    .odd_polynomial = true,
    .step = step,
    .map = map,
};
