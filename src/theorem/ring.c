// SPDX-License-Identifier: GPL-3.0-or-later
/* Polynomials in x, and in x and more variables; quotients by constants alone. */
#include "theorem/formula.h"

static void one_init(union element *out, const struct ring *ring)
{
    (void)ring;
    fmpq_poly_init(out->polynomial);
}

static void one_clear(union element *out, const struct ring *ring)
{
    (void)ring;
    fmpq_poly_clear(out->polynomial);
}

static void one_set(union element *out, const union element *a, const struct ring *ring)
{
    (void)ring;
    fmpq_poly_set(out->polynomial, a->polynomial);
}

static void one_constant(union element *out, const fmpq_t c, const struct ring *ring)
{
    (void)ring;
    fmpq_poly_set_fmpq(out->polynomial, c);
}

static void one_add(union element *out, const union element *a, const union element *b,
                    int sign, const struct ring *ring)
{
    (void)ring;
    if (sign > 0)
        fmpq_poly_add(out->polynomial, a->polynomial, b->polynomial);
    else
        fmpq_poly_sub(out->polynomial, a->polynomial, b->polynomial);
}

static void one_multiply(union element *out, const union element *a, const union element *b,
                         const struct ring *ring)
{
    (void)ring;
    fmpq_poly_mul(out->polynomial, a->polynomial, b->polynomial);
}

static bool one_divide(union element *out, const union element *a, const union element *b,
                       const struct ring *ring)
{
    bool constant = fmpq_poly_degree(b->polynomial) == 0;
    fmpq_t c;

    (void)ring;
    fmpq_init(c);
    fmpq_poly_get_coeff_fmpq(c, b->polynomial, 0);
    if (constant)
        fmpq_poly_scalar_div_fmpq(out->polynomial, a->polynomial, c);
    fmpq_clear(c);
    return constant;
}

static void one_derive(union element *out, const union element *a, const union element *b,
                       const struct ring *ring)
{
    fmpq_poly_t slope;

    (void)ring;
    fmpq_poly_init(slope);
    fmpq_poly_derivative(slope, a->polynomial);
    fmpq_poly_compose(out->polynomial, slope, b->polynomial);
    fmpq_poly_clear(slope);
}

const struct ring ring_polynomials = {.init = one_init,
                                      .clear = one_clear,
                                      .set = one_set,
                                      .constant = one_constant,
                                      .add = one_add,
                                      .multiply = one_multiply,
                                      .divide = one_divide,
                                      .derive = one_derive};

static void several_init(union element *out, const struct ring *ring)
{
    fmpq_mpoly_init(out->several, ring->context);
}

static void several_clear(union element *out, const struct ring *ring)
{
    fmpq_mpoly_clear(out->several, ring->context);
}

static void several_set(union element *out, const union element *a, const struct ring *ring)
{
    fmpq_mpoly_set(out->several, a->several, ring->context);
}

static void several_constant(union element *out, const fmpq_t c, const struct ring *ring)
{
    fmpq_mpoly_set_fmpq(out->several, c, ring->context);
}

static void several_add(union element *out, const union element *a, const union element *b,
                        int sign, const struct ring *ring)
{
    if (sign > 0)
        fmpq_mpoly_add(out->several, a->several, b->several, ring->context);
    else
        fmpq_mpoly_sub(out->several, a->several, b->several, ring->context);
}

static void several_multiply(union element *out, const union element *a, const union element *b,
                             const struct ring *ring)
{
    fmpq_mpoly_mul(out->several, a->several, b->several, ring->context);
}

static bool several_divide(union element *out, const union element *a, const union element *b,
                           const struct ring *ring)
{
    bool constant = fmpq_mpoly_is_fmpq(b->several, ring->context) &&
                    !fmpq_mpoly_is_zero(b->several, ring->context);
    fmpq_t c;

    fmpq_init(c);
    if (constant) {
        fmpq_mpoly_get_fmpq(c, b->several, ring->context);
        fmpq_mpoly_scalar_div_fmpq(out->several, a->several, c, ring->context);
    }
    fmpq_clear(c);
    return constant;
}

static void several_variable(union element *out, size_t which, const struct ring *ring)
{
    fmpq_mpoly_gen(out->several, (slong)which + 1, ring->context);
}

struct ring ring_several(fmpq_mpoly_ctx_t context, const struct formulas *known)
{
    fmpq_mpoly_ctx_init(context, (slong)known->variable_count + 1, ORD_LEX);
    return (struct ring){.init = several_init,
                         .clear = several_clear,
                         .set = several_set,
                         .constant = several_constant,
                         .add = several_add,
                         .multiply = several_multiply,
                         .divide = several_divide,
                         .variable = several_variable,
                         .context = context};
}
