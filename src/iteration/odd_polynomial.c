// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_polynomial.h"

void apply_small(arb_mat_t C, const arb_mat_t G, const arb_mat_t B,
                 const struct mc_arithmetic *in)
{
    if (arb_mat_nrows(B) > arb_mat_ncols(B))
        mc_multiply(C, B, G, in);
    else
        mc_multiply(C, G, B, in);
}

/* H = c_1 G + ... + c_q G^q, q >= 2. */
static void inner(arb_mat_t H, const arb_mat_t G, const fmpq_poly_t p, bool tall,
                  const struct mc_arithmetic *in)
{
    slong q = fmpq_poly_degree(p) / 2, j;
    fmpq_t c, zero, one;

    fmpq_init(c);
    fmpq_init(zero);
    fmpq_init(one);
    fmpq_one(one);
    fmpq_poly_get_coeff_fmpq(c, p, 2 * q + 1);
    mc_combine(H, c, G, zero, G, in);
    for (j = q - 1; j >= 1; j--) {
        if (tall)
            mc_multiply(H, G, H, in);
        else
            mc_multiply(H, H, G, in);
        fmpq_poly_get_coeff_fmpq(c, p, 2 * j + 1);
        mc_combine(H, c, G, one, H, in);
    }
    fmpq_clear(c);
    fmpq_clear(zero);
    fmpq_clear(one);
}

void odd_polynomial_apply(struct mc_state *state, const fmpq_poly_t p)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), small = m < n ? m : n;
    arb_mat_t gram, within, image;
    fmpq_t first, last;

    fmpq_init(first);
    fmpq_init(last);
    arb_mat_init(gram, small, small);
    arb_mat_init(within, small, small);
    arb_mat_init(image, m, n);
    fmpq_poly_get_coeff_fmpq(first, p, 1);
    fmpq_poly_get_coeff_fmpq(last, p, 3);
    mc_small_gram(gram, state->x, state->in);
    if (fmpq_poly_degree(p) > 3) {
        inner(within, gram, p, m > n, state->in);
        arb_mat_swap(gram, within);
        fmpq_one(last);
    }
    apply_small(image, gram, state->x, state->in);
    mc_combine(state->x, first, state->x, last, image, state->in);
    arb_mat_clear(gram);
    arb_mat_clear(within);
    arb_mat_clear(image);
    fmpq_clear(first);
    fmpq_clear(last);
}

void odd_polynomial_note(struct mc_state *state, const fmpq_poly_t p)
{
    slong j;
    fmpq_t c;

    fmpq_init(c);
    fmpq_poly_zero(state->above);
    fmpq_poly_one(state->below);
    for (j = 0; 2 * j + 1 <= fmpq_poly_degree(p); j++) {
        fmpq_poly_get_coeff_fmpq(c, p, 2 * j + 1);
        fmpq_poly_set_coeff_fmpq(state->above, j, c);
    }
    fmpq_clear(c);
}
