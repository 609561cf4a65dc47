// SPDX-License-Identifier: GPL-3.0-or-later
/* One operation at a time: every 8-bit pair and random wider ones against MPFR, and against the
 * machine where it has the operation. */
#include <criterion/criterion.h>
#include <fenv.h>
#include <float.h>
#include <math.h>
#include <mpfr.h>
#include <stdlib.h>
#include <string.h>

#include "arithmetic/format.h"

enum { MODES = 5, BITS = 400 };

static const mpfr_rnd_t mpfr_modes[MODES] = {MPFR_RNDN, MPFR_RNDZ, MPFR_RNDU, MPFR_RNDD,
                                             MPFR_RNDA};

/* The oracle: x over its quantum, rounded to an integer by MPFR; then the format's end. */
static double oracle(mpfr_t x, const struct mc_format *f, enum mc_rounding mode)
{
    long e = mpfr_regular_p(x) ? mpfr_get_exp(x) - 1 : 0, q;
    double y, beyond = f->saturates ? f->largest : f->infinities ? HUGE_VAL : NAN;
    bool outward = mode == MC_NEAREST || mode == MC_AWAY ||
                   (mode == MC_UPWARD && mpfr_sgn(x) > 0) ||
                   (mode == MC_DOWNWARD && mpfr_sgn(x) < 0);

    if (!mpfr_number_p(x))
        return mpfr_nan_p(x) ? NAN : copysign(beyond, mpfr_sgn(x));
    q = (e > f->emin ? e : f->emin) - f->precision + 1;
    mpfr_mul_2si(x, x, -q, MPFR_RNDN);
    mpfr_rint(x, x, mpfr_modes[mode]);
    mpfr_mul_2si(x, x, q, MPFR_RNDN);
    y = mpfr_get_d(x, MPFR_RNDN);
    return fabs(y) <= f->largest ? y : copysign(outward ? beyond : f->largest, y);
}

static bool same(double x, double y)
{
    return x == y || (isnan(x) && isnan(y));
}

/* All values of a format of 8 bits from its codes, or nothing for a NaN. */
static double value_of(const struct mc_format *f, unsigned code)
{
    int fraction_bits = f->precision - 1;
    unsigned fraction = code & ((1u << fraction_bits) - 1), e = (code & 127u) >> fraction_bits;
    double size = e ? ldexp(1 + ldexp(fraction, -fraction_bits), (int)e - 1 + f->emin)
                    : ldexp(fraction, f->emin - fraction_bits);

    if (size > f->largest)
        size = f->infinities && fraction == 0 ? HUGE_VAL : NAN;
    return code & 128u ? -size : size;
}

static void set_operation(mpfr_t x, int what, double a, double b, double c)
{
    mpfr_set_d(x, a, MPFR_RNDN);
    if (what == 0)
        mpfr_add_d(x, x, b, MPFR_RNDN);
    else if (what == 1 || what == 4)
        mpfr_mul_d(x, x, b, MPFR_RNDN);
    else if (what == 2)
        mpfr_div_d(x, x, b, MPFR_RNDN);
    else
        mpfr_sqrt(x, x, MPFR_RNDN);
    if (what == 4)
        mpfr_add_d(x, x, c, MPFR_RNDN);
}

static double operation(int what, double a, double b, double c, const struct rounder *r)
{
    switch (what) {
    case 0: return rounded_sum(a, b, r, 0);
    case 1: return rounded_product(a, b, r, 0);
    case 2: return rounded_quotient(a, b, r, 0);
    case 3: return rounded_root(a, r, 0);
    }
    return rounded_fused(a, b, c, r, 0);
}

/* Every mode of one operation; the number of disagreements. */
static unsigned long compare(mpfr_t x, int what, double a, double b, double c,
                             const struct mc_format *to)
{
    unsigned long wrong = 0;
    double expected, got;
    int mode;

    for (mode = 0; mode < MODES; mode++) {
        struct rounder r = rounder_of(to, (enum mc_rounding)mode, false);

        set_operation(x, what, a, b, c);
        expected = oracle(x, to, (enum mc_rounding)mode);
        got = operation(what, a, b, c, &r);
        if (!same(expected, got) && !wrong++)
            cr_log_error("%s mode %d, operation %d: %a %a %a: %a is not %a", to->name, mode,
                         what, a, b, c, got, expected);
    }
    return wrong;
}

static const char *const eights[] = {"e4m3", "e4m3-saturating", "e5m2", "e5m2-saturating"};

Test(format, adds_multiplies_and_divides_every_pair_of_8_bit_values_as_mpfr_does)
{
    unsigned long wrong = 0;
    unsigned i, j, to, from, a, b;
    int what;
    mpfr_t x;

    mpfr_init2(x, BITS);
    for (to = 0; to < 4; to++)
        for (from = 0; from < 3; from++) {
            const struct mc_format *f = mc_format_find(eights[from < 2 ? 0 : 2]);
            const struct mc_format *g = mc_format_find(eights[from < 1 ? 0 : 2]);

            for (i = 0; i < 65536; i++)
                for (a = i >> 8, b = i & 255, what = 0; what < 4; what++)
                    wrong += compare(x, what, value_of(f, a), value_of(g, b), 0,
                                     mc_format_find(eights[to]));
        }
    for (j = 0; j < 3; j++)
        for (i = 0; i < 65536; i++)
            wrong += compare(x, (int)(j & 1), value_of(mc_format_find("e4m3"), i >> 8),
                             value_of(mc_format_find("e5m2"), i & 255), 0,
                             mc_format_find(j < 2 ? "bf16" : "fp16"));
    cr_expect(wrong == 0, "%lu disagreements", wrong);
    mpfr_clear(x);
}

Test(format, fuses_every_pair_of_8_bit_values_with_many_a_third_as_mpfr_does)
{
    static const unsigned thirds[] = {0, 1, 2, 7, 8, 9, 0x38, 0x39, 0x5b, 0x77, 0x7b, 0x7c,
                                      0x7e, 0x81, 0x88, 0xb8, 0xdb, 0xfb, 0xfe};
    unsigned long wrong = 0;
    unsigned i, t, to;
    mpfr_t x;

    mpfr_init2(x, BITS);
    for (to = 0; to < 4; to++) {
        const struct mc_format *f = mc_format_find(eights[to]);

        for (i = 0; i < 65536; i++)
            for (t = 0; t < sizeof thirds / sizeof *thirds; t++)
                wrong += compare(x, 4, value_of(f, i >> 8), value_of(f, i & 255),
                                 value_of(f, thirds[t]), f);
    }
    cr_expect(wrong == 0, "%lu disagreements", wrong);
    mpfr_clear(x);
}

/* A value of the format: any exponent it has, subnormal ones too, few or many bits. */
static double random_value(const struct mc_format *f)
{
    struct rounder r = rounder_of(f, MC_TOWARD_ZERO, false);
    double fraction = (double)(random() & 0xffffff) * 0x1p-24 + 1;
    int e = f->emin - f->precision + (int)(random() % (f->emax - f->emin + f->precision + 1));

    if (random() % 4 == 0)
        e = (int)(random() % 8);
    return rounded((random() & 1 ? -1 : 1) * ldexp(fraction, e), &r, 0);
}

Test(format, rounds_random_operations_of_every_format_as_mpfr_does)
{
    static const char *const names[] = {"fp32", "tf32", "bf16", "fp16", "e4m3", "e5m2"};
    unsigned long wrong = 0;
    size_t i;
    int k, what;
    mpfr_t x;

    mpfr_init2(x, BITS + 400);
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        const struct mc_format *f = mc_format_find(names[i]);

        for (k = 0; k < 20000; k++)
            for (what = 0; what < 5; what++)
                wrong += compare(x, what, random_value(f), random_value(f), random_value(f), f);
    }
    cr_expect(wrong == 0, "%lu disagreements", wrong);
    mpfr_clear(x);
}

Test(format, rounds_ties_to_even_and_ends_as_each_format_does)
{
    static const struct row {
        const char *format;
        double x, y;
        enum mc_rounding mode;
    } rows[] = {
        {"e4m3", 464, 448, MC_NEAREST},           {"e4m3", 465, NAN, MC_NEAREST},
        {"e4m3-saturating", 1e30, 448, MC_NEAREST}, {"e4m3", 1e30, 448, MC_TOWARD_ZERO},
        {"e4m3", 0x1p-10, 0, MC_NEAREST},         {"e4m3", 0x1.8p-10, 0x1p-9, MC_NEAREST},
        {"e4m3", HUGE_VAL, NAN, MC_TOWARD_ZERO},  {"e5m2", 61440, HUGE_VAL, MC_NEAREST},
        {"e5m2", 61439, 57344, MC_NEAREST},       {"e5m2", -1e9, -57344, MC_UPWARD},
        {"e5m2", -1e9, -HUGE_VAL, MC_DOWNWARD},
        {"e5m2-saturating", HUGE_VAL, 57344, MC_UPWARD},
        {"fp16", 65520, HUGE_VAL, MC_NEAREST},    {"fp16", 65519, 65504, MC_NEAREST},
        {"bf16", 257, 256, MC_NEAREST},           {"bf16", 259, 260, MC_NEAREST},
        {"bf16", 0x1p-134, 0, MC_NEAREST},        {"bf16", 0x1p-134, 0x1p-133, MC_AWAY},
        {"fp32", 0x1.fffffefp127, 0x1.fffffep127, MC_NEAREST},
        {"fp32", 0x1.ffffffp127, HUGE_VAL, MC_NEAREST},
        {"tf32", 0x1.002p0, 1, MC_NEAREST},       {"tf32", 0x1.006p0, 0x1.008p0, MC_NEAREST},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rounder r = rounder_of(mc_format_find(rows[i].format), rows[i].mode, false);

        cr_expect(same(rounded(rows[i].x, &r, 0), rows[i].y), "%s: %g gives %g",
                  rows[i].format, rows[i].x, rounded(rows[i].x, &r, 0));
    }
}

Test(format, rounds_stochastically_up_as_often_as_the_fraction_says)
{
    struct rounder r = rounder_of(mc_format_find("bf16"), MC_STOCHASTIC, false);
    unsigned long ups = 0, i, count = 1ul << 16;

    for (i = 0; i < count; i++)
        ups += rounded(-1.0 - 0x1p-7 * 5 / 16, &r, (uint32_t)(i << 16)) == -1.0 - 0x1p-7;
    cr_expect(ups == count * 5 / 16, "%lu of %lu", ups, count);
    cr_expect(rounded(1, &r, 0) == 1, "values stay");
    for (ups = 0, i = 0; i < count; i++)
        ups += stream_draw(7, i) < 0x50000000u;
    cr_expect(labs((long)ups - (long)(count * 5 / 16)) <= 5 * 119, "draws: %lu", ups);
}

static float from_bits(uint32_t bits)
{
    float x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

static float machine(int what, float x, float y, float z)
{
    volatile float a = x, b = y, c = z, out = 0;

    switch (what) {
    case 0: out = a + b; break;
    case 1: out = a * b; break;
    case 2: out = a / b; break;
    case 3: out = sqrtf(a); break;
    case 4: out = fmaf(a, b, c); break;
    }
    return out;
}

Test(format, computes_in_fp32_as_the_machine_does_in_its_four_modes)
{
    static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD};
    unsigned long wrong = 0;
    int mode, what, k;

    for (mode = 0; mode < 4; mode++) {
        struct rounder r = rounder_of(mc_format_find("fp32"), (enum mc_rounding)mode, false);

        for (k = 0; k < 200000; k++)
            for (what = 0; what < 5; what++) {
                float a = from_bits((uint32_t)random() * 2u + (k & 1));
                float b = k % 3 ? from_bits((uint32_t)random() * 2u) : a * 1.25f;
                float c = k % 5 ? from_bits((uint32_t)random() * 2u) : -a * b, got;

                fesetround(modes[mode]);
                got = machine(what, a, b, c);
                fesetround(FE_TONEAREST);
                wrong += !same((double)got, operation(what, a, b, c, &r));
            }
    }
    cr_expect(wrong == 0, "%lu disagreements", wrong);
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("f16c"))) static double half(float x, int mode)
{
    unsigned short code = mode == 0   ? _cvtss_sh(x, _MM_FROUND_TO_NEAREST_INT)
                          : mode == 1 ? _cvtss_sh(x, _MM_FROUND_TO_ZERO)
                          : mode == 2 ? _cvtss_sh(x, _MM_FROUND_TO_POS_INF)
                                      : _cvtss_sh(x, _MM_FROUND_TO_NEG_INF);

    return (double)_cvtsh_ss(code);
}

Test(format, rounds_to_fp16_as_f16c_does)
{
    unsigned long wrong = 0;
    uint32_t i;
    int mode;

    /* clang 14 cannot ask for F16C; every CPU with AVX2 has it. */
    if (!__builtin_cpu_supports("avx2"))
        cr_skip_test("this CPU has no F16C");
    for (mode = 0; mode < 4; mode++) {
        struct rounder r = rounder_of(mc_format_find("fp16"), (enum mc_rounding)mode, false);

        for (i = 0; i < 0xffffffffu - 997u; i += 997u) {
            float x = from_bits(i);

            wrong += !same(half(x, mode), rounded((double)x, &r, 0));
        }
    }
    cr_expect(wrong == 0, "%lu disagreements", wrong);
}

__attribute__((target("avx512bf16,avx512vl"))) static double brain(float x)
{
    __m128bh code = _mm_cvtneps_pbh(_mm_set1_ps(x));
    uint16_t bits;

    memcpy(&bits, &code, sizeof bits);
    return (double)from_bits((uint32_t)bits << 16);
}

/* The instruction takes subnormal floats for zero. */
Test(format, rounds_to_bf16_as_avx512_does)
{
    struct rounder r = rounder_of(mc_format_find("bf16"), MC_NEAREST, false);
    unsigned long wrong = 0;
    uint32_t i;

    if (!__builtin_cpu_supports("avx512bf16"))
        cr_skip_test("this CPU has no AVX512-BF16");
    for (i = 0; i < 0xffffffffu - 997u; i += 997u) {
        float x = from_bits(i);

        if (!isnan(x) && (fabsf(x) >= FLT_MIN || x == 0))
            wrong += !same(brain(x), rounded((double)x, &r, 0));
    }
    cr_expect(wrong == 0, "%lu disagreements", wrong);
}
#endif
