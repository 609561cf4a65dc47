// SPDX-License-Identifier: Apache-2.0
#if __has_include(<flint/arb_poly.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

#include "iteration/odd_polynomial.h"
#include "iteration/odd_rational.h"

void rational_map_at(arb_t next, const arb_t w, const struct mc_state *state, slong prec)
{
    arb_poly_t p;
    arb_t square, top, bottom;

    arb_poly_init(p);
    arb_init(square);
    arb_init(top);
    arb_init(bottom);
    arb_sqr(square, w, prec);
    arb_poly_set_fmpq_poly(p, state->above, prec);
    arb_poly_evaluate(top, p, square, prec);
    arb_poly_set_fmpq_poly(p, state->below, prec);
    arb_poly_evaluate(bottom, p, square, prec);
    arb_mul(next, w, top, prec);
    arb_div(next, next, bottom, prec);
    arb_poly_clear(p);
    arb_clear(square);
    arb_clear(top);
    arb_clear(bottom);
}

/* P = N(G) */
static void horner(arb_mat_t P, const fmpq_poly_t N, const arb_mat_t G,
                   const struct mc_arithmetic *in)
{
    slong j = fmpq_poly_degree(N), n = arb_mat_nrows(G);
    arb_mat_t unit;
    fmpq_t c, one;

    arb_mat_init(unit, n, n);
    fmpq_init(c);
    fmpq_init(one);
    fmpq_one(one);
    arb_mat_one(unit);
    arb_mat_zero(P);
    for (; j >= 0; j--) {
        if (j < fmpq_poly_degree(N))
            mc_multiply(P, P, G, in);
        fmpq_poly_get_coeff_fmpq(c, N, j);
        mc_combine(P, one, P, c, unit, in);
    }
    arb_mat_clear(unit);
    fmpq_clear(c);
    fmpq_clear(one);
}

enum mc_status odd_rational_step(struct mc_state *state, const fmpq_poly_t N,
                                 const fmpq_poly_t D)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), small = m < n ? m : n;
    arb_mat_t gram, top, bottom;
    enum mc_status status;

    arb_mat_init(gram, small, small);
    arb_mat_init(top, small, small);
    arb_mat_init(bottom, small, small);
    mc_small_gram(gram, state->x, state->in);
    horner(top, N, gram, state->in);
    horner(bottom, D, gram, state->in);
    status = mc_invert(bottom, bottom, state->in);
    if (status == MC_OK) {
        mc_multiply(top, top, bottom, state->in);
        apply_small(state->x, top, state->x, state->in);
    }
    fmpq_poly_set(state->above, N);
    fmpq_poly_set(state->below, D);
    arb_mat_clear(gram);
    arb_mat_clear(top);
    arb_mat_clear(bottom);
    return status;
}

enum mc_status integer_rational_step(struct mc_state *state, const slong *N, const slong *D,
                                     slong count)
{
    fmpq_poly_t above, below;
    enum mc_status status;
    slong i;

    fmpq_poly_init(above);
    fmpq_poly_init(below);
    for (i = 0; i < count; i++) {
        fmpq_poly_set_coeff_si(above, i, N[i]);
        fmpq_poly_set_coeff_si(below, i, D[i]);
    }
    status = odd_rational_step(state, above, below);
    fmpq_poly_clear(above);
    fmpq_poly_clear(below);
    return status;
}
