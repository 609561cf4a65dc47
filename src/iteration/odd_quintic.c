// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_polynomial.h"
#include "iteration/odd_quintic.h"

void odd_quintic_apply(struct mc_state *state, const fmpq_t a, const fmpq_t b, const fmpq_t c)
{
    fmpq_poly_t p;

    fmpq_poly_init(p);
    fmpq_poly_set_coeff_fmpq(p, 1, a);
    fmpq_poly_set_coeff_fmpq(p, 3, b);
    fmpq_poly_set_coeff_fmpq(p, 5, c);
    odd_polynomial_note(state, p);
    odd_polynomial_apply(state, p);
    fmpq_poly_clear(p);
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
