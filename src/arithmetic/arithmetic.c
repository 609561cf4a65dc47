// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/arithmetic.h"

enum { FEWEST_BITS = 2, MOST_BITS = 100000 };

struct mc_arithmetic mc_arithmetic_ball(slong bits)
{
    struct mc_arithmetic out = {.rules = &mc_rules_ball, .bits = bits};

    snprintf(out.name, sizeof out.name, "ball:%ld", (long)bits);
    return out;
}

static enum mc_status read_bits(struct mc_arithmetic *out, const char *text,
                                struct mc_complaint *why)
{
    char *end;
    long bits = strtol(text + 5, &end, 10);

    if (end == text + 5 || *end || bits < FEWEST_BITS || bits > MOST_BITS)
        return mc_complain(why, MC_BAD_INPUT, "'%.60s': mpfr takes %d to %d bits", text,
                           FEWEST_BITS, MOST_BITS);
    out->rules = &mc_rules_mpfr;
    out->bits = bits;
    snprintf(out->name, sizeof out->name, "mpfr:%ld", bits);
    return MC_OK;
}

enum mc_status mc_arithmetic_parse(struct mc_arithmetic *out, const char *text,
                                   struct mc_complaint *why)
{
    const struct mc_format *format = mc_format_find(text);

    *out = (struct mc_arithmetic){.rules = &mc_rules_fp64, .bits = 53, .name = "fp64"};
    if (strcmp(text, "fp64") == 0)
        return MC_OK;
    if (strncmp(text, "mpfr:", 5) == 0)
        return read_bits(out, text, why);
    if (!format)
        return mc_complain(why, MC_BAD_INPUT, "'%.60s' is no format: fp64, fp32, tf32, bf16, "
                           "fp16, e4m3, e5m2 or mpfr:BITS", text);
    out->rules = &mc_rules_emulated;
    out->bits = format->precision;
    out->format = format;
    out->sum.type = mc_format_find("fp32");
    snprintf(out->name, sizeof out->name, "%s", format->name);
    return MC_OK;
}

void mc_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    in->rules->round(C, A, in);
}

void mc_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                 const struct mc_arithmetic *in)
{
    in->rules->multiply(C, A, B, in);
}

void mc_divide(arb_mat_t C, const arb_mat_t A, const arb_t c, const struct mc_arithmetic *in)
{
    in->rules->divide(C, A, c, in);
}

void mc_scale(arb_mat_t C, const arb_mat_t A, const arb_t c, const struct mc_arithmetic *in)
{
    in->rules->scale(C, A, c, in);
}

void mc_frobenius(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in)
{
    in->rules->frobenius(out, A, in);
}

void mc_root(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in)
{
    in->rules->root(out, x, p, in);
}

void mc_small_gram(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    arb_mat_t transpose;

    arb_mat_init(transpose, arb_mat_ncols(A), arb_mat_nrows(A));
    arb_mat_transpose(transpose, A);
    if (arb_mat_nrows(A) > arb_mat_ncols(A))
        mc_multiply(C, transpose, A, in);
    else
        mc_multiply(C, A, transpose, in);
    arb_mat_clear(transpose);
}

void mc_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                const arb_mat_t B, const struct mc_arithmetic *in)
{
    in->rules->combine(C, a, A, b, B, in);
}

void mc_integer_power(arb_mat_t C, const arb_mat_t A, ulong k, const struct mc_arithmetic *in)
{
    bool started = false;
    arb_mat_t square;

    arb_mat_init(square, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_set(square, A);
    for (;;) {
        if (k & 1) {
            if (started)
                mc_multiply(C, C, square, in);
            else
                arb_mat_set(C, square);
            started = true;
        }
        k >>= 1;
        if (!k)
            break;
        mc_multiply(square, square, square, in);
    }
    arb_mat_clear(square);
}

enum mc_status mc_invert(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    return in->rules->invert(C, A, in) ? MC_OK : MC_NOT_DECIDED;
}
