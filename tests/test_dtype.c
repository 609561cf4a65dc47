// SPDX-License-Identifier: GPL-3.0-or-later
/* Every 8-bit and 16-bit pattern, and the corners of the wide ones, against ldexp. */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "file/dtype.h"

/* (-1)^s ldexp(...), written out for the format: fraction bits f, exponent bits e, bias b. */
static double by_ldexp(unsigned pattern, int e, int f, int b)
{
    int exponent = (int)(pattern >> f) & ((1 << e) - 1),
        fraction = (int)pattern & ((1 << f) - 1);
    double size = exponent ? ldexp((double)fraction + ldexp(1, f), exponent - b - f)
                           : ldexp((double)fraction, 1 - b - f);

    return pattern >> (e + f) ? -size : size;
}

static bool value_is(const char *name, uint64_t pattern, double value)
{
    arf_t x;
    bool same;

    arf_init(x);
    same = !mc_dtype_value(x, mc_dtype_by_name(name), pattern) && arf_cmp_d(x, value) == 0;
    arf_clear(x);
    return same;
}

static bool fault_is(const char *name, uint64_t pattern, const char *fault)
{
    const char *got;
    arf_t x;

    arf_init(x);
    got = mc_dtype_value(x, mc_dtype_by_name(name), pattern);
    arf_clear(x);
    return got && !strcmp(got, fault);
}

static void check_ieee(const char *name, int e, int f, int b)
{
    unsigned pattern, top = ((1u << e) - 1) << f;

    for (pattern = 0; pattern < 1u << (1 + e + f); pattern++)
        if ((pattern & top) != top)
            cr_expect(value_is(name, pattern, by_ldexp(pattern, e, f, b)), "%s %#x", name,
                      pattern);
        else
            cr_expect(
                fault_is(name, pattern, pattern & ((1u << f) - 1) ? "NaN" : "an infinity"),
                "%s %#x", name, pattern);
}

Test(dtype, every_half_pattern_has_its_value)
{
    check_ieee("F16", 5, 10, 15);
}

Test(dtype, every_bfloat16_pattern_has_its_value)
{
    check_ieee("BF16", 8, 7, 127);
}

Test(dtype, every_e5m2_pattern_has_its_value)
{
    check_ieee("F8_E5M2", 5, 2, 15);
}

Test(dtype, every_e4m3_pattern_has_its_value_and_only_two_are_nan)
{
    unsigned pattern;

    for (pattern = 0; pattern < 256; pattern++)
        if ((pattern & 0x7f) == 0x7f)
            cr_expect(fault_is("F8_E4M3", pattern, "NaN"));
        else
            cr_expect(value_is("F8_E4M3", pattern, by_ldexp(pattern, 4, 3, 7)), "%#x", pattern);
    cr_expect(value_is("F8_E4M3", 0x7e, 448));
}

Test(dtype, every_bfloat16_is_the_top_half_of_a_float)
{
    uint32_t pattern, wide;
    float value;

    for (pattern = 0; pattern < 0x10000; pattern++) {
        wide = pattern << 16;
        memcpy(&value, &wide, sizeof value);
        if (isfinite(value))
            cr_expect(value_is("BF16", pattern, (double)value), "%#x", pattern);
    }
}

Test(dtype, floats_and_doubles_are_what_the_processor_says)
{
    static const double doubles[] = {0,
                                     1,
                                     -1,
                                     0.1,
                                     DBL_MAX,
                                     -DBL_MAX,
                                     DBL_MIN,
                                     DBL_TRUE_MIN,
                                     -DBL_TRUE_MIN,
                                     DBL_EPSILON,
                                     0x1.fffffffffffffp-1023};
    uint64_t pattern, state = 1;
    uint32_t narrow;
    float single;
    size_t i;

    for (i = 0; i < sizeof doubles / sizeof doubles[0]; i++) {
        memcpy(&pattern, &doubles[i], 8);
        cr_expect(value_is("F64", pattern, doubles[i]), "%a", doubles[i]);
    }
    for (i = 0; i < 100000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        narrow = (uint32_t)(state >> 32) & (i % 5 ? 0xffffffff : 0x807fffff);
        memcpy(&single, &narrow, 4);
        if (isfinite(single))
            cr_expect(value_is("F32", narrow, (double)single), "%a", (double)single);
    }
}

Test(dtype, wide_floats_that_are_not_finite_are_named)
{
    cr_expect(fault_is("F64", UINT64_C(0x7ff0000000000000), "an infinity"));
    cr_expect(fault_is("F64", UINT64_C(0xfff0000000000001), "NaN"));
    cr_expect(fault_is("F32", 0xff800000, "an infinity"));
    cr_expect(fault_is("F32", 0x7fc00000, "NaN"));
}

Test(dtype, integers_keep_all_their_bits)
{
    arf_t x;

    arf_init(x);
    cr_expect(value_is("I8", 0x80, -128) && value_is("I8", 0x7f, 127) &&
              value_is("I8", 255, -1));
    cr_expect(value_is("I16", 0x8000, -32768) && value_is("U16", 0x8000, 32768));
    cr_expect(value_is("I64", UINT64_C(1) << 63, -0x1p63));
    cr_expect(!mc_dtype_value(x, mc_dtype_by_name("U64"), UINT64_MAX));
    cr_expect(arf_cmp_2exp_si(x, 64) < 0);
    arf_add_ui(x, x, 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    cr_expect(arf_cmp_2exp_si(x, 64) == 0, "2^64 - 1 was rounded");
    cr_expect(!mc_dtype_value(x, mc_dtype_by_name("I64"), INT64_MAX));
    arf_add_ui(x, x, 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    cr_expect(arf_cmp_2exp_si(x, 63) == 0, "2^63 - 1 was rounded");
    arf_clear(x);
}

Test(dtype, a_bool_is_nothing_but_0_or_1)
{
    cr_expect(value_is("BOOL", 0, 0) && value_is("BOOL", 1, 1));
    cr_expect(fault_is("BOOL", 2, "a byte that is neither 0 nor 1"));
}
