// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_quintic.h"

/* C = G B or B G, on the side where the small Gram matrix fits. */
static void apply(arb_mat_t C, const arb_mat_t G, const arb_mat_t B,
                  const struct mc_arithmetic *in)
{
    if (arb_mat_nrows(B) > arb_mat_ncols(B))
        mc_multiply(C, B, G, in);
    else
        mc_multiply(C, G, B, in);
}

void odd_quintic_apply(struct mc_state *state, const fmpq_t a, const fmpq_t b, const fmpq_t c)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), small = m < n ? m : n;
    arb_mat_t gram, square, image;
    fmpq_t zero, one;

    fmpq_init(zero);
    fmpq_init(one);
    fmpq_one(one);
    arb_mat_init(gram, small, small);
    arb_mat_init(square, small, small);
    arb_mat_init(image, m, n);
    mc_small_gram(gram, state->x, state->in);
    if (!fmpq_is_zero(c)) {
        mc_combine(square, c, gram, zero, gram, state->in);
        if (m > n)
            mc_multiply(square, gram, square, state->in);
        else
            mc_multiply(square, square, gram, state->in);
        mc_combine(gram, b, gram, one, square, state->in);
    }
    apply(image, gram, state->x, state->in);
    mc_combine(state->x, a, state->x, fmpq_is_zero(c) ? b : one, image, state->in);
    arb_mat_clear(gram);
    arb_mat_clear(square);
    arb_mat_clear(image);
    fmpq_clear(zero);
    fmpq_clear(one);
}

enum mc_status odd_quintic_step(struct mc_state *state, const struct odd_quintic *f)
{
    fmpq_t a, b, c;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    fmpq_set_si(a, f->a, f->d);
    fmpq_set_si(b, f->b, f->d);
    fmpq_set_si(c, f->c, f->d);
    odd_quintic_apply(state, a, b, c);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
    return MC_OK;
}

void odd_quintic_map(arb_t next, const arb_t w, const struct odd_quintic *f, slong prec)
{
    arb_t t, sum;

    arb_init(t);
    arb_init(sum);
    arb_sqr(t, w, prec);
    arb_mul_si(sum, t, f->c, prec);
    arb_add_si(sum, sum, f->b, prec);
    arb_mul(sum, sum, t, prec);
    arb_add_si(sum, sum, f->a, prec);
    arb_mul(sum, sum, w, prec);
    arb_div_ui(next, sum, f->d, prec);
    arb_clear(t);
    arb_clear(sum);
}
