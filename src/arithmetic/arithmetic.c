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

enum mc_status mc_arithmetic_parse(struct mc_arithmetic *out, const char *text,
                                   struct mc_complaint *why)
{
    char *end;
    long bits;

    *out = (struct mc_arithmetic){.rules = &mc_rules_fp64, .bits = 53, .name = "fp64"};
    if (strcmp(text, "fp64") == 0)
        return MC_OK;
    if (strncmp(text, "mpfr:", 5) != 0)
        return mc_complain(why, MC_BAD_INPUT, "'%.60s' is no format: fp64 or mpfr:BITS", text);
    bits = strtol(text + 5, &end, 10);
    if (end == text + 5 || *end || bits < FEWEST_BITS || bits > MOST_BITS)
        return mc_complain(why, MC_BAD_INPUT, "'%.60s': mpfr takes %d to %d bits", text,
                           FEWEST_BITS, MOST_BITS);
    out->rules = &mc_rules_mpfr;
    out->bits = bits;
    snprintf(out->name, sizeof out->name, "mpfr:%ld", bits);
    return MC_OK;
}

void mc_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    in->rules->round(C, A, in->bits);
}

void mc_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                 const struct mc_arithmetic *in)
{
    in->rules->multiply(C, A, B, in->bits);
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
    in->rules->combine(C, a, A, b, B, in->bits);
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
    return in->rules->invert(C, A, in->bits) ? MC_OK : MC_NOT_DECIDED;
}
