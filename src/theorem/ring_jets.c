// SPDX-License-Identifier: GPL-3.0-or-later
/* Values and slopes in balls: nothing is expanded, so compositions cost what their parts do. */
#include "theorem/formula.h"

static void jet_init(union element *out, const struct ring *ring)
{
    (void)ring;
    arb_init(out->jet.value);
    arb_init(out->jet.slope);
}

static void jet_clear(union element *out, const struct ring *ring)
{
    (void)ring;
    arb_clear(out->jet.value);
    arb_clear(out->jet.slope);
}

static void jet_set(union element *out, const union element *a, const struct ring *ring)
{
    (void)ring;
    arb_set(out->jet.value, a->jet.value);
    arb_set(out->jet.slope, a->jet.slope);
}

static void jet_constant(union element *out, const fmpq_t c, const struct ring *ring)
{
    arb_set_fmpq(out->jet.value, c, ring->prec);
    arb_zero(out->jet.slope);
}

static void jet_add(union element *out, const union element *a, const union element *b,
                    int sign, const struct ring *ring)
{
    void (*add)(arb_t, const arb_t, const arb_t, slong) = sign > 0 ? arb_add : arb_sub;

    add(out->jet.value, a->jet.value, b->jet.value, ring->prec);
    add(out->jet.slope, a->jet.slope, b->jet.slope, ring->prec);
}

/* (a b)' = a' b + a b' */
static void jet_multiply(union element *out, const union element *a, const union element *b,
                         const struct ring *ring)
{
    arb_t slope;

    arb_init(slope);
    arb_mul(slope, a->jet.slope, b->jet.value, ring->prec);
    arb_addmul(slope, a->jet.value, b->jet.slope, ring->prec);
    arb_mul(out->jet.value, a->jet.value, b->jet.value, ring->prec);
    arb_swap(out->jet.slope, slope);
    arb_clear(slope);
}

/* (a/b)' = (a' - (a/b) b')/b */
static bool jet_divide(union element *out, const union element *a, const union element *b,
                       const struct ring *ring)
{
    arb_t value, slope;

    if (arb_contains_zero(b->jet.value))
        return false;
    arb_init(value);
    arb_init(slope);
    arb_div(value, a->jet.value, b->jet.value, ring->prec);
    arb_mul(slope, value, b->jet.slope, ring->prec);
    arb_sub(slope, a->jet.slope, slope, ring->prec);
    arb_div(out->jet.slope, slope, b->jet.value, ring->prec);
    arb_swap(out->jet.value, value);
    arb_clear(slope);
    arb_clear(value);
    return true;
}

const struct ring ring_jets = {.init = jet_init,
                               .clear = jet_clear,
                               .set = jet_set,
                               .constant = jet_constant,
                               .add = jet_add,
                               .multiply = jet_multiply,
                               .divide = jet_divide};
