// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "arithmetic/rounding.h"

/* e4m3 uses the codes of infinities but one for numbers: OCP 8-bit Floating Point, 2023. */
static const struct mc_format formats[] = {
    {"fp64", 53, -1022, 1023, 0x1.fffffffffffffp1023, true, false},
    {"fp32", 24, -126, 127, 0x1.fffffep127, true, false},
    {"tf32", 11, -126, 127, 0x1.ffcp127, true, false},
    {"bf16", 8, -126, 127, 0x1.fep127, true, false},
    {"fp16", 11, -14, 15, 65504, true, false},
    {"e4m3", 4, -6, 8, 448, false, false},
    {"e4m3-saturating", 4, -6, 8, 448, false, true},
    {"e5m2", 3, -14, 15, 57344, true, false},
    {"e5m2-saturating", 3, -14, 15, 57344, true, true},
};

const struct mc_format *mc_format_find(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats + i;
    return NULL;
}

struct rounder rounder_of(const struct mc_format *format, enum mc_rounding mode, bool flush)
{
    struct rounder r = {.mode = mode, .precision = format->precision,
                        .largest = format->largest};

    /* Flushed results are tiny after rounding with unbounded exponent: 2^-900 is low enough. */
    r.least = (uint64_t)((flush ? -900 : format->emin) + 1023) << 52;
    r.tiny = flush ? ldexp(1, format->emin) : 0;
    r.over = format->saturates ? format->largest : format->infinities ? HUGE_VAL : NAN;
    return r;
}

uint32_t stream_draw(uint64_t seed, uint64_t i)
{
    uint64_t z = seed + (i + 1) * UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) >> 32);
}

double rounded(double x, const struct rounder *r, uint32_t draw)
{
    return round_to(x, r, draw);
}

double rounded_sum(double a, double b, const struct rounder *r, uint32_t draw)
{
    return round_to(odd_sum(a, b), r, draw);
}

double rounded_product(double a, double b, const struct rounder *r, uint32_t draw)
{
    return round_to(a * b, r, draw);
}

double rounded_fused(double a, double b, double c, const struct rounder *r, uint32_t draw)
{
    return round_to(odd_sum(a * b, c), r, draw);
}

/* fma gives the remainder exactly: quotients of values of 24 bits stay far from underflow. */
double rounded_quotient(double a, double b, const struct rounder *r, uint32_t draw)
{
    double q = a / b, rest = isfinite(q) && isfinite(b) ? fma(-q, b, a) : 0;

    return round_to(to_odd(q, b < 0 ? -rest : rest), r, draw);
}

double rounded_root(double a, const struct rounder *r, uint32_t draw)
{
    double s = sqrt(a);

    return round_to(to_odd(s, isfinite(s) ? fma(-s, s, a) : 0), r, draw);
}

double odd_double(const arf_t x)
{
    arf_t near, rest;
    double s = arf_get_d(x, ARF_RND_NEAR);
    int side = 0;

    if (!arf_is_finite(x))
        return s;
    if (fabs(s) < 0x1p-500 && !arf_is_zero(x))
        return arf_sgn(x) * 0x1p-500;
    if (fabs(s) > 0x1p500)
        return arf_sgn(x) * 0x1p500;
    arf_init(near);
    arf_init(rest);
    arf_set_d(near, s);
    arf_sub(rest, x, near, 30, ARF_RND_NEAR);
    side = arf_sgn(rest);
    arf_clear(near);
    arf_clear(rest);
    return to_odd(s, side);
}
