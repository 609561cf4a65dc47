// SPDX-License-Identifier: GPL-3.0-or-later
/* The iteration in bf16 with sums in fp32, once more in C's floats, from nothing but the formula. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "generator/generator.h"
#include "muoncheck/iteration.h"

enum { SMALL = 3, LARGE = 5, STEPS = 5 };

static const float rows[STEPS][3] = {{4.0848f, -6.8946f, 2.9270f}, {3.9505f, -6.3029f, 2.6377f},
                                     {3.7418f, -5.5913f, 2.3037f}, {2.8769f, -3.1427f, 1.2046f},
                                     {2.8366f, -3.0525f, 1.2012f}};

/* To bf16, to nearest, ties to even; x is finite. */
static float rounded(float x)
{
    uint32_t bits;

    memcpy(&bits, &x, sizeof bits);
    bits += 0x7fff + (bits >> 16 & 1);
    bits &= 0xffff0000;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* C (m x n) = A (m x k) B (k x n); products of bf16 numbers are exact in float. */
static void multiply(float *C, const float *A, const float *B, int m, int k, int n)
{
    float out[LARGE * LARGE];

    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            float sum = 0;

            for (int l = 0; l < k; l++)
                sum += A[i * k + l] * B[l * n + j];
            out[i * n + j] = rounded(sum);
        }
    memcpy(C, out, (size_t)(m * n) * sizeof *C);
}

static void restart(float *Q, float *R, const float *X)
{
    float transpose[SMALL * LARGE];

    for (int i = 0; i < SMALL; i++)
        for (int j = 0; j < LARGE; j++)
            transpose[j * SMALL + i] = X[i * LARGE + j];
    multiply(R, X, transpose, SMALL, LARGE, SMALL);
    for (int i = 0; i < SMALL * SMALL; i++)
        Q[i] = i % (SMALL + 1) == 0;
}

static void step(float *Q, float *R, const float *row)
{
    float P[SMALL * SMALL];

    multiply(P, R, R, SMALL, SMALL, SMALL);
    for (int i = 0; i < SMALL * SMALL; i++) {
        float one = i % (SMALL + 1) == 0;

        P[i] = rounded(rounded(rounded(row[1]) * R[i]) + rounded(rounded(row[2]) * P[i]));
        P[i] = rounded(rounded(rounded(row[0]) * one) + P[i]);
    }
    multiply(Q, P, Q, SMALL, SMALL, SMALL);
    multiply(R, P, R, SMALL, SMALL, SMALL);
    multiply(R, R, P, SMALL, SMALL, SMALL);
}

/* X = Q X after five steps, started anew before step `anew`, counted from 0. */
static void by_hand(float *X, int anew)
{
    float Q[SMALL * SMALL], R[SMALL * SMALL];

    restart(Q, R, X);
    for (int k = 0; k < STEPS; k++) {
        if (k == anew) {
            multiply(X, Q, X, SMALL, SMALL, LARGE);
            restart(Q, R, X);
        }
        step(Q, R, rows[k]);
    }
    multiply(X, Q, X, SMALL, SMALL, LARGE);
}

/* The library's run: `start` is its X_0 and `end` its output, as 3 x 5 also where it is 5 x 3. */
static void by_library(float *start, float *end, const char *spec)
{
    struct mc_complaint why;
    struct mc_arithmetic in;
    struct mc_matrix M = {0};
    struct mc_state state;
    arb_mat_t A, out;

    cr_assert(generate(&M, spec, &why) == MC_OK, "%s", why.text);
    cr_assert(mc_arithmetic_parse(&in, "bf16", NULL) == MC_OK);
    arb_mat_init(A, M.rows, M.cols), arb_mat_init(out, M.rows, M.cols), mc_state_init(&state);
    mc_matrix_enclose(A, &M, 128);
    mc_state_start(&state, mc_iteration_find("gram-newton-schulz"), 0, A, false, &in);
    arb_mat_set(A, state.x);
    for (int k = 0; k < STEPS; k++)
        cr_assert(state.iteration->step(&state) == MC_OK);
    mc_state_finish(out, &state, state.iteration);
    for (slong i = 0; i < SMALL; i++)
        for (slong j = 0; j < LARGE; j++) {
            slong r = M.rows == SMALL ? i : j, c = M.rows == SMALL ? j : i;

            start[i * LARGE + j] =
                (float)arf_get_d(arb_midref(arb_mat_entry(A, r, c)), ARF_RND_NEAR);
            end[i * LARGE + j] =
                (float)arf_get_d(arb_midref(arb_mat_entry(out, r, c)), ARF_RND_NEAR);
        }
    arb_mat_clear(A), arb_mat_clear(out), mc_state_clear(&state), mc_matrix_clear(&M);
}

Test(gram_newton_schulz, in_bf16_starts_anew_before_its_third_step_and_at_no_other)
{
    enum { SEEDS = 20 };
    int elsewhere = 0;

    for (int seed = 0; seed < 2 * SEEDS; seed++) {
        float start[SMALL * LARGE], end[SMALL * LARGE], other[SMALL * LARGE];
        char spec[60];

        snprintf(spec, sizeof spec, "gaussian:m=%d,n=%d,seed=%d", seed % 2 ? LARGE : SMALL,
                 seed % 2 ? SMALL : LARGE, seed);
        by_library(start, end, spec);
        for (int anew = 1; anew <= STEPS; anew++) {
            bool same;

            memcpy(other, start, sizeof other);
            by_hand(other, anew);
            same = memcmp(other, end, sizeof other) == 0;
            cr_expect(same || anew != 2, "%s: not the run with the restart", spec);
            elsewhere += same && anew != 2;
        }
    }
    cr_expect(elsewhere == 0, "%d runs with another restart, or none, are the same", elsewhere);
}
