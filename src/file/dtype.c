// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "file/dtype.h"

static const struct mc_dtype dtypes[] = {
    {"F64", "f8", 8, MC_FLOAT, 11, 52},
    {"F32", "f4", 4, MC_FLOAT, 8, 23},
    {"F16", "f2", 2, MC_FLOAT, 5, 10},
    {"BF16", "V2", 2, MC_FLOAT, 8, 7},
    {"F8_E4M3", NULL, 1, MC_FLOAT_NO_INFINITY, 4, 3},
    {"F8_E5M2", NULL, 1, MC_FLOAT, 5, 2},
    {"I64", "i8", 8, MC_SIGNED, 0, 0},
    {"I32", "i4", 4, MC_SIGNED, 0, 0},
    {"I16", "i2", 2, MC_SIGNED, 0, 0},
    {"I8", "i1", 1, MC_SIGNED, 0, 0},
    {"U64", "u8", 8, MC_UNSIGNED, 0, 0},
    {"U32", "u4", 4, MC_UNSIGNED, 0, 0},
    {"U16", "u2", 2, MC_UNSIGNED, 0, 0},
    {"U8", "u1", 1, MC_UNSIGNED, 0, 0},
    {"BOOL", "b1", 1, MC_BOOLEAN, 0, 0},
};

enum { DTYPES = sizeof dtypes / sizeof dtypes[0] };

const struct mc_dtype *mc_dtype_by_name(const char *name)
{
    size_t i;

    for (i = 0; i < DTYPES; i++)
        if (!strcmp(dtypes[i].name, name))
            return &dtypes[i];
    return NULL;
}

const struct mc_dtype *mc_dtype_by_npy(const char *npy)
{
    size_t i;

    for (i = 0; i < DTYPES; i++)
        if (dtypes[i].npy && !strcmp(dtypes[i].npy, npy))
            return &dtypes[i];
    return NULL;
}

static uint64_t low_bits(uint64_t pattern, int count)
{
    return pattern & ((UINT64_C(1) << count) - 1);
}

static const char *float_value(arf_t x, const struct mc_dtype *dtype, uint64_t pattern)
{
    int e = dtype->exponent_bits, f = dtype->fraction_bits;
    uint64_t fraction = low_bits(pattern, f), exponent = low_bits(pattern >> f, e);
    slong bias = (WORD(1) << (e - 1)) - 1;

    if (exponent == low_bits(UINT64_MAX, e)) {
        if (dtype->kind == MC_FLOAT)
            return fraction ? "NaN" : "an infinity";
        if (fraction == low_bits(UINT64_MAX, f))
            return "NaN";
    }
    if (exponent)
        fraction |= UINT64_C(1) << f;
    else
        exponent = 1;
    arf_set_ui(x, fraction);
    arf_mul_2exp_si(x, x, (slong)exponent - bias - f);
    if (pattern >> (e + f) & 1)
        arf_neg(x, x);
    return NULL;
}

static const char *signed_value(arf_t x, const struct mc_dtype *dtype, uint64_t pattern)
{
    uint64_t sign = UINT64_C(1) << (8 * dtype->size - 1);

    /* Two's complement: the sign bit weighs -2^(bits-1). */
    arf_set_ui(x, pattern & sign);
    arf_neg(x, x);
    arf_add_ui(x, x, pattern & ~sign, ARF_PREC_EXACT, ARF_RND_DOWN);
    return NULL;
}

const char *mc_dtype_value(arf_t x, const struct mc_dtype *dtype, uint64_t pattern)
{
    switch (dtype->kind) {
    case MC_FLOAT:
    case MC_FLOAT_NO_INFINITY:
        return float_value(x, dtype, pattern);
    case MC_SIGNED:
        return signed_value(x, dtype, pattern);
    case MC_BOOLEAN:
        if (pattern > 1)
            return "a byte that is neither 0 nor 1";
        break;
    case MC_UNSIGNED:
        break;
    }
    arf_set_ui(x, pattern);
    return NULL;
}
