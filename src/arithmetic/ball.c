// SPDX-License-Identifier: Apache-2.0
/* Enclosures: Arb's own operations, each inclusion-isotonic. */
#include "muoncheck/arithmetic.h"

static void ball_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_set_round(arb_mat_entry(C, i, j), arb_mat_entry(A, i, j), in->bits);
}

static void ball_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                          const struct mc_arithmetic *in)
{
    arb_mat_mul(C, A, B, in->bits);
}

static void ball_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                         const arb_mat_t B, const struct mc_arithmetic *in)
{
    arb_mat_t left, right;
    arb_t c;

    arb_init(c);
    arb_mat_init(left, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_init(right, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_set_fmpq(c, a, in->bits);
    arb_mat_scalar_mul_arb(left, A, c, in->bits);
    arb_set_fmpq(c, b, in->bits);
    arb_mat_scalar_mul_arb(right, B, c, in->bits);
    arb_mat_add(C, left, right, in->bits);
    arb_clear(c);
    arb_mat_clear(left);
    arb_mat_clear(right);
}

static void ball_divide(arb_mat_t C, const arb_mat_t A, const arb_t c,
                        const struct mc_arithmetic *in)
{
    arb_mat_scalar_div_arb(C, A, c, in->bits);
}

static void ball_scale(arb_mat_t C, const arb_mat_t A, const arb_t c,
                       const struct mc_arithmetic *in)
{
    arb_mat_scalar_mul_arb(C, A, c, in->bits);
}

static void ball_frobenius(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in)
{
    arb_mat_frobenius_norm(out, A, in->bits);
}

static void ball_root(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in)
{
    arb_root_ui(out, x, p, in->bits);
}

static bool ball_invert(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    return arb_mat_inv(C, A, in->bits) != 0;
}

const struct mc_arithmetic_rules mc_rules_ball = {
    .round = ball_round,
    .multiply = ball_multiply,
    .combine = ball_combine,
    .divide = ball_divide,
    .scale = ball_scale,
    .frobenius = ball_frobenius,
    .root = ball_root,
    .invert = ball_invert,
};
