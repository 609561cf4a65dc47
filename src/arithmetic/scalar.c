// SPDX-License-Identifier: Apache-2.0
/* Formats of 24 bits or fewer round from doubles; fp64 is the machine's own, in the machine's
 * rounding modes, kept from the optimiser by volatile. */
#include <fenv.h>
#include <math.h>

#include "arithmetic/emulated.h"

enum { DOUBLE_BITS = 53 };

struct scalar scalar_of(const struct mc_arithmetic *in)
{
    return (struct scalar){.r = rounder_of(in->format, in->rounding, false),
                           .stream = in->rounding == MC_STOCHASTIC ? in->stream : NULL};
}

static uint32_t draw(struct scalar *in)
{
    return in->stream ? stream_draw(in->stream->seed, in->stream->drawn++) : 0;
}

static bool is_double(const struct scalar *in)
{
    return in->r.precision == DOUBLE_BITS;
}

enum operation { ADD, MULTIPLY, DIVIDE, ROOT };

static double machine(const struct scalar *in, enum operation what, double x, double y)
{
    static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD};
    volatile double a = x, b = y, out = 0;
    int before = fegetround();

    fesetround(modes[in->r.mode]);
    switch (what) {
    case ADD: out = a + b; break;
    case MULTIPLY: out = a * b; break;
    case DIVIDE: out = a / b; break;
    case ROOT: out = sqrt(a); break;
    }
    fesetround(before);
    return out;
}

/* Sums in fp64 may lie beyond what rounding to 24 bits or fewer is written for; what is not
 * finite stays so. */
static double within_reach(double x)
{
    return isfinite(x) && fabs(x) > 0x1p500 ? copysign(0x1p500, x) : x;
}

double scalar_round(struct scalar *in, double x)
{
    return is_double(in) ? x : rounded(within_reach(x), &in->r, draw(in));
}

double scalar_from(struct scalar *in, const arf_t x)
{
    static const arf_rnd_t modes[] = {ARF_RND_NEAR, ARF_RND_DOWN, ARF_RND_CEIL, ARF_RND_FLOOR};

    return is_double(in) ? arf_get_d(x, modes[in->r.mode])
                         : rounded(odd_double(x), &in->r, draw(in));
}

double scalar_add(struct scalar *in, double a, double b)
{
    return is_double(in) ? machine(in, ADD, a, b) : rounded_sum(a, b, &in->r, draw(in));
}

double scalar_multiply(struct scalar *in, double a, double b)
{
    return is_double(in) ? machine(in, MULTIPLY, a, b)
                         : rounded_product(a, b, &in->r, draw(in));
}

double scalar_divide(struct scalar *in, double a, double b)
{
    return is_double(in) ? machine(in, DIVIDE, a, b) : rounded_quotient(a, b, &in->r, draw(in));
}

double scalar_sqrt(struct scalar *in, double a)
{
    return is_double(in) ? machine(in, ROOT, a, 0) : rounded_root(a, &in->r, draw(in));
}

void arf_set_odd(arf_t x, slong bits)
{
    arf_t little;

    arf_init(little);
    arf_mul_2exp_si(little, x, -bits);
    arf_add(x, x, little, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_clear(little);
}
