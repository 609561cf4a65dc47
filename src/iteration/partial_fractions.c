// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_polynomial.h"
#include "iteration/odd_rational.h"

/* above / below = g + sum h_j / (t + e_j) */
static void note(struct mc_state *state, const fmpq_t g, const fmpq *h, const fmpq *e,
                 slong count)
{
    fmpq_poly_t factor, rest;
    slong j;

    fmpq_poly_init(factor);
    fmpq_poly_init(rest);
    fmpq_poly_one(state->below);
    fmpq_poly_set_fmpq(state->above, g);
    for (j = 0; j < count; j++) {
        fmpq_poly_set_coeff_ui(factor, 1, 1);
        fmpq_poly_set_coeff_fmpq(factor, 0, e + j);
        fmpq_poly_mul(state->above, state->above, factor);
        fmpq_poly_scalar_mul_fmpq(rest, state->below, h + j);
        fmpq_poly_add(state->above, state->above, rest);
        fmpq_poly_mul(state->below, state->below, factor);
    }
    fmpq_poly_clear(factor);
    fmpq_poly_clear(rest);
}

/* sum = sum + h (G + e I)^-1 X */
static enum mc_status add_fraction(arb_mat_t sum, const fmpq_t h, const fmpq_t e,
                                   const arb_mat_t G, const struct mc_state *state)
{
    slong n = arb_mat_nrows(G);
    arb_mat_t shifted, image;
    enum mc_status status;
    fmpq_t one;

    arb_mat_init(shifted, n, n);
    arb_mat_init(image, arb_mat_nrows(state->x), arb_mat_ncols(state->x));
    fmpq_init(one);
    fmpq_one(one);
    arb_mat_one(shifted);
    mc_combine(shifted, one, G, e, shifted, state->in);
    status = mc_invert(shifted, shifted, state->in);
    if (status == MC_OK) {
        apply_small(image, shifted, state->x, state->in);
        mc_combine(sum, one, sum, h, image, state->in);
    }
    arb_mat_clear(shifted);
    arb_mat_clear(image);
    fmpq_clear(one);
    return status;
}

enum mc_status partial_fractions_step(struct mc_state *state, const fmpq_t g, const fmpq *h,
                                      const fmpq *e, slong count)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), small = m < n ? m : n, j;
    enum mc_status status = MC_OK;
    arb_mat_t gram, sum;
    fmpq_t zero;

    arb_mat_init(gram, small, small);
    arb_mat_init(sum, m, n);
    fmpq_init(zero);
    mc_small_gram(gram, state->x, state->in);
    mc_combine(sum, g, state->x, zero, state->x, state->in);
    for (j = 0; j < count && status == MC_OK; j++)
        status = add_fraction(sum, h + j, e + j, gram, state);
    note(state, g, h, e, count);
    arb_mat_swap(state->x, sum);
    arb_mat_clear(gram);
    arb_mat_clear(sum);
    fmpq_clear(zero);
    return status;
}
