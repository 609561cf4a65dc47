// SPDX-License-Identifier: Apache-2.0
/*
 * The element types of files, and the exact values of their bit patterns.
 *
 * A float with e exponent bits and f fraction bits, bias b = 2^(e-1) - 1, means
 *   (-1)^s (2^f + F) 2^(E - b - f)   for E > 0,      (-1)^s F 2^(1 - b - f)   for E = 0;
 * E of all ones is an infinity (F = 0) or a NaN, except in E4M3, which has no infinities and
 * whose only NaN has all bits of E and F set.
 * Source: IEEE 754-2019, 3.4; OCP 8-bit Floating Point Specification (OFP8) 1.0, table 1.
 */
#ifndef FILE_DTYPE_H
#define FILE_DTYPE_H

#include <stddef.h>
#include <stdint.h>
#include "muoncheck/arb.h"

enum mc_dtype_kind { MC_FLOAT = 0, MC_FLOAT_NO_INFINITY, MC_SIGNED, MC_UNSIGNED, MC_BOOLEAN };

struct mc_dtype {
    const char *name;     /* in .safetensors: "BF16"                                         */
    const char *npy;      /* in .npy, without the byte order: "f8"; NULL if there is none    */
    size_t size;          /* bytes of an element                                             */
    enum mc_dtype_kind kind;
    int exponent_bits, fraction_bits;   /* of floats                                         */
};

/* NULL when there is no such type. */
const struct mc_dtype *mc_dtype_by_name(const char *name);
const struct mc_dtype *mc_dtype_by_npy(const char *npy);

/* x = the value of the pattern: exact.  NULL, or what the pattern is instead of a finite number
 * ("NaN"); x is then unchanged. */
const char *mc_dtype_value(arf_t x, const struct mc_dtype *dtype, uint64_t pattern);

#endif
