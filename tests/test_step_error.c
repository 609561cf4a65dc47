// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Each local bound against inputs that come near it: never below what happens, and above it by
 * as much as is written here, within 15 %: emulation is deterministic, and a constant that
 * somebody makes smaller, or larger, is seen.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "iteration/odd_quintic.h"
#include "iteration/product_error.h"
#include "iteration/reach.h"
#include "iteration/start_error.h"
#include "iteration/step_error.h"
#include "muoncheck/spectrum.h"

enum { PREC = 128 };

static struct mc_arithmetic arithmetic(const char *format, const char *sum, const char *mode)
{
    static struct mc_stream stream;
    struct mc_arithmetic out;

    stream = (struct mc_stream){.seed = 3};
    cr_assert(mc_arithmetic_parse(&out, format, NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&out, sum, NULL) == MC_OK);
    cr_assert(mc_arithmetic_round_by(&out, mode, &stream, NULL) == MC_OK);
    return out;
}

static double frobenius(const arb_mat_t A)
{
    double out;
    arb_t x;

    arb_init(x);
    arb_mat_frobenius_norm(x, A, PREC);
    out = arf_get_d(arb_midref(x), ARF_RND_NEAR);
    arb_clear(x);
    return out;
}

static double spectral(const arb_mat_t A)
{
    double out;
    arb_t x;

    arb_init(x);
    mc_spectral_norm(x, A, PREC);
    out = arf_get_d(arb_midref(x), ARF_RND_NEAR);
    arb_clear(x);
    return out;
}

static bool is_near(double ratio, double near)
{
    return ratio <= 1 && ratio >= near && ratio <= 1.15 * near;
}

static void fill(arb_mat_t A, double x)
{
    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++)
            arb_set_d(arb_mat_entry(A, i, j), x);
}

/* ||fl(A A^T) - A A^T||_F over the bound, A (m x k) of entries x. */
static double product_ratio(const struct mc_arithmetic *in, slong m, slong k, double x)
{
    struct rounding_model model = rounding_model_of(in, 0, (double)m, (double)k);
    arb_mat_t A, T, C, D;
    struct size size, gram, bound;
    double seen;

    arb_mat_init(A, m, k);
    arb_mat_init(T, k, m);
    arb_mat_init(C, m, m);
    arb_mat_init(D, m, m);
    fill(A, x);
    arb_mat_transpose(T, A);
    mc_multiply(C, A, T, in);
    arb_mat_mul(D, A, T, PREC);
    size = (struct size){frobenius(A), spectral(A)};
    gram = (struct size){frobenius(D), spectral(D)};
    arb_mat_sub(D, D, C, PREC);
    seen = frobenius(D);
    bound = error_size(&model, product_error(&model, k, size, size, gram, (double)(m * m)));
    arb_mat_clear(A);
    arb_mat_clear(T);
    arb_mat_clear(C);
    arb_mat_clear(D);
    return seen / bound.frobenius;
}

/* Equal entries: rank one, where no norm inequality loses, and sums round alike.  `near` is
 * below the largest ratio of 200 values in [1, 2). */
static const struct product {
    const char *format, *sum, *mode;
    slong k;
    double near;
} products[] = {
    {"bf16", "fp32", "nearest", 3, 0.85},        /* stored                                    */
    {"fp32", "fp32", "up", 1, 0.4},             /* the product alone                         */
    {"fp32", "fp32/fused", "zero", 2, 0.45},
    {"fp32", "fp32", "zero", 64, 0.33},          /* additions in sequence                     */
    {"fp32", "fp32/swapped/fused/flush", "zero", 64, 0.33},
    {"fp16", "fp16/pairwise", "up", 16, 0.11},
    {"fp16", "fp16/blocks4", "zero", 32, 0.15},
    {"fp16", "fp16/lanes4", "zero", 32, 0.16},
    {"fp16", "fp16/split4", "zero", 32, 0.16},
    {"fp32", "tensor-core-v100", "zero", 64, 0.17},
};

static double worst_product(const struct mc_arithmetic *in, slong k)
{
    double worst = 0, x;
    arb_mat_t one;
    slong i;

    arb_mat_init(one, 1, 1);
    for (i = 0; i < 200; i++) {
        arb_set_d(arb_mat_entry(one, 0, 0), 1 + fmod((double)i * 0.6180339887, 1));
        mc_round(one, one, in);
        x = arf_get_d(arb_midref(arb_mat_entry(one, 0, 0)), ARF_RND_NEAR);
        worst = fmax(worst, product_ratio(in, 1, k, x));
    }
    arb_mat_clear(one);
    return worst;
}

Test(step_error, products_come_near_their_bound_and_not_beyond)
{
    size_t i;

    for (i = 0; i < sizeof products / sizeof *products; i++) {
        const struct product *p = products + i;
        struct mc_arithmetic in = arithmetic(p->format, p->sum, p->mode);
        double ratio = worst_product(&in, p->k);

        cr_log_info("%s, %s, k = %ld: %.3f", in.name, p->mode, (long)p->k, ratio);
        cr_expect(is_near(ratio, p->near), "%s, %s, k = %ld: %g of the bound", in.name,
                  p->mode, (long)p->k, ratio);
    }
}

Test(step_error, one_rounding_reaches_the_unit_roundoff)
{
    static const char *const modes[] = {"nearest", "zero", "up", "down", "away"};
    size_t i;

    for (i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct mc_arithmetic in = arithmetic("bf16", "fp32", modes[i]);
        struct rounding_model model = rounding_model_of(&in, 0, 1, 1);
        double x = i == 0 ? 1 + 0x1p-8 : i == 1 || i == 3 ? 1 + 0x1.fffp-8 : 1 + 0x1p-20;
        struct size bound;
        arb_mat_t A, B;
        double ratio;

        arb_mat_init(A, 2, 2);
        arb_mat_init(B, 2, 2);
        fill(A, x);
        mc_round(B, A, &in);
        arb_mat_sub(B, B, A, PREC);
        bound = error_size(&model, rounding_of(&model, (struct size){2 * x, 2 * x}, 4));
        ratio = frobenius(B) / bound.frobenius;
        cr_expect(ratio <= 1 && ratio >= 0.98, "%s: %g", modes[i], ratio);
        arb_mat_clear(A);
        arb_mat_clear(B);
    }
}

/* ||X_0^ - X_0||_F over |s| + ||D||, M with `first` in the corner and x elsewhere. */
static double start_ratio(const struct mc_arithmetic *in, slong n, double first, double x)
{
    static const struct mc_iteration scaled = {.target = MC_POLAR, .scaling = MC_BY_FROBENIUS};
    struct rounding_model model = rounding_model_of(in, 0, (double)n, (double)n);
    struct start_error bound = start_error(&model, (double)n, (double)n, 1);
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_state computed, exact;
    arb_mat_t M;
    double seen;

    arb_mat_init(M, n, n);
    fill(M, x);
    arb_set_d(arb_mat_entry(M, 0, 0), first);
    mc_state_init(&computed);
    mc_state_init(&exact);
    mc_state_start(&computed, &scaled, 0, M, false, in);
    mc_state_start(&exact, &scaled, 0, M, false, &balls);
    arb_mat_sub(M, exact.x, computed.x, PREC);
    seen = frobenius(M);
    mc_state_clear(&computed);
    mc_state_clear(&exact);
    arb_mat_clear(M);
    return seen / (exp(bound.scale) - 1 + bound.plain.frobenius);
}

/* What is added to a large number first is lost, up to half an ulp each time. */
Test(step_error, a_start_comes_near_its_bound_and_not_beyond)
{
    struct mc_arithmetic fp32 = arithmetic("fp32", "fp32", "nearest");
    struct mc_arithmetic bf16 = arithmetic("bf16", "fp32", "up");
    double swallowed = start_ratio(&fp32, 128, 1, 0x1.fffp-13);
    double stored = start_ratio(&bf16, 2, 0x1.01p0, 0x1.01p0);

    cr_expect(is_near(swallowed, 0.9), "%g", swallowed);
    cr_expect(is_near(stored, 0.09), "%g", stored);
}

/* p(X) + L X + D against X+, X of equal entries x; a row is a, b, c over d. */
static double step_ratio(const struct mc_arithmetic *in, const slong *row, slong m, slong n,
                         double x)
{
    static const struct mc_iteration unscaled = {.target = MC_POLAR};
    const struct odd_quintic quintic = {row[0], row[1], row[2], (ulong)row[3]};
    struct rounding_model model = rounding_model_of(in, 0, (double)m, (double)n);
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_state computed, exact;
    struct step_error error;
    struct step step;
    fmpq_poly_t p;
    arb_mat_t X;
    double seen, h = x * sqrt((double)(m * n)) * (1 + 0x1p-40);

    fmpq_poly_init(p);
    arb_mat_init(X, m, n);
    fill(X, x);
    for (slong i = 0; i < 3; i++)
        fmpq_poly_set_coeff_si(p, 2 * i + 1, row[i]);
    fmpq_poly_scalar_div_ui(p, p, (ulong)row[3]);
    mc_state_init(&computed);
    mc_state_init(&exact);
    mc_state_start_scaled(&computed, &unscaled, 0, X, in);
    mc_state_start_scaled(&exact, &unscaled, 0, X, &balls);
    cr_assert(odd_quintic_step(&computed, &quintic) == MC_OK);
    cr_assert(odd_quintic_step(&exact, &quintic) == MC_OK);
    arb_mat_sub(X, exact.x, computed.x, PREC);
    seen = frobenius(X);
    step_describe(&step, p, 0, h);
    error = step_error(&model, &step, h, (double)(m < n ? m : n), (double)(m < n ? n : m));
    fmpq_poly_clear(p);
    arb_mat_clear(X);
    mc_state_clear(&computed);
    mc_state_clear(&exact);
    return seen / (error_size(&model, error.left).frobenius * h +
                   error_size(&model, error.plain).frobenius);
}

/* The largest ratio over many x: so near is the bound of a whole step. */
static double worst_step(const struct mc_arithmetic *in, const slong *row, slong m, slong n)
{
    struct mc_arithmetic coarse = *in;
    double worst = 0, x;
    arb_mat_t one;
    slong i;

    arb_mat_init(one, 1, 1);
    for (i = 0; i < 40; i++) {
        arb_set_d(arb_mat_entry(one, 0, 0), (0.3 + 0.015 * (double)i) / sqrt((double)(m * n)));
        mc_round(one, one, &coarse);
        x = arf_get_d(arb_midref(arb_mat_entry(one, 0, 0)), ARF_RND_NEAR);
        worst = fmax(worst, step_ratio(in, row, m, n, x));
    }
    arb_mat_clear(one);
    return worst;
}

Test(step_error, steps_come_near_their_bound_and_not_beyond)
{
    static const slong cubic[] = {12, -4, 0, 8}, quintic[] = {15, -10, 3, 8};
    static const slong upward[] = {15, 10, 3, 8}, stored[] = {25699, 0, 0, 25600};
    static const struct row {
        const char *format, *sum, *mode;
        const slong *row;
        slong m, n;
        double near;
    } rows[] = {
        {"bf16", "fp32", "nearest", cubic, 1, 1, 0.6},
        {"bf16", "fp32", "up", upward, 1, 1, 0.6},
        {"bf16", "fp32", "zero", upward, 2, 3, 0.6},
        {"fp16", "fp16", "up", upward, 3, 2, 0.42},
        {"bf16", "fp32", "nearest", quintic, 4, 4, 0.42},
        {"bf16", "fp32", "nearest", stored, 1, 1, 0.3},      /* a coefficient that is rounded */
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mc_arithmetic in = arithmetic(rows[i].format, rows[i].sum, rows[i].mode);
        double worst = worst_step(&in, rows[i].row, rows[i].m, rows[i].n);

        cr_log_info("%s, %s: %.3f", in.name, rows[i].mode, worst);
        cr_expect(is_near(worst, rows[i].near), "%s, %s: %g", in.name, rows[i].mode,
                  worst);
    }
}

/* keller: the slope at 0 is 3.4445^5, the largest value 1.2024, and F(x)/x is no larger. */
Test(step_error, the_reach_of_steps_is_that_of_their_composition)
{
    fmpq_poly_struct steps[5];
    struct reach F, none = reach_of(NULL, 0, 0, 2);
    slong k;

    for (k = 0; k < 5; k++) {
        fmpq_poly_init(steps + k);
        cr_assert(fmpq_poly_set_str(steps + k, "6  0 6889/2000 0 -191/40 0 4063/2000") == 0);
    }
    F = reach_of(steps, 5, 0, 1);
    cr_expect(F.lipschitz >= 484.88 && F.lipschitz <= 484.88 * 1.04, "%g", F.lipschitz);
    cr_expect(F.hi >= 1.2023 && F.hi <= 1.25, "%g", F.hi);
    cr_expect(F.lo <= 0 && F.lo >= -0.05, "%g", F.lo);
    cr_expect(none.lipschitz >= 1 && none.relative >= 2 && none.hi >= 2 && none.lo <= 0);
    F = reach_of(steps, 5, 0, 1.5);
    cr_expect(F.lipschitz > 1e6, "keller runs away from 1.5: %g", F.lipschitz);
    for (k = 0; k < 5; k++)
        fmpq_poly_clear(steps + k);
}

/* (2/3) (k + 1)^(3/2) for orthogonal rows, k where one number is all; less in a tree. */
Test(step_error, additions_cost_what_their_order_says)
{
    struct mc_accumulation sequence = {.order = MC_SEQUENTIAL};
    struct mc_accumulation tree = {.order = MC_PAIRWISE};
    struct additions flat = additions_of(&sequence, 256, 16, 1);
    struct additions peak = additions_of(&sequence, 256, 1, 1);
    struct additions pairs = additions_of(&tree, 256, 16, 1);
    double exact = 0;

    for (int j = 1; j <= 256; j++)
        exact += sqrt(j);
    cr_expect(flat.sum >= exact && flat.sum <= 1.01 * exact, "%g", flat.sum);
    cr_expect(flat.root >= sqrt(256 * 257 / 2.0) * 0.999999, "%g", flat.root);
    cr_expect(peak.sum >= 256 && peak.sum <= 257, "%g", peak.sum);
    cr_expect(pairs.sum < flat.sum / 4 && pairs.sum >= 128 * sqrt(2), "%g", pairs.sum);
}

/* 2000 sums of 200 stochastic roundings, 1 x 200 by 200 x 1, against the bound that may fail in
 * one of ten: not one is beyond it, and it is what it was. */
Test(step_error, random_sums_stay_within_the_bound_as_often_as_it_says)
{
    enum { K = 200, RUNS = 2000 };
    struct mc_arithmetic in = arithmetic("fp16", "fp16", "stochastic");
    struct rounding_model model = rounding_model_of(&in, 0.1, 1, K);
    double bound, worst = 0, beyond = 0;
    arb_mat_t A, T, C;
    struct size size;
    slong i;

    arb_mat_init(A, 1, K);
    arb_mat_init(T, K, 1);
    arb_mat_init(C, 1, 1);
    fill(A, 1 + 0x1p-7);
    arb_mat_transpose(T, A);
    size = (struct size){(1 + 0x1p-7) * sqrt(K), (1 + 0x1p-7) * sqrt(K)};
    bound = error_size(&model, product_error(&model, K, size, size, (struct size){
        size.frobenius * size.frobenius, size.frobenius * size.frobenius}, 1)).frobenius;
    for (i = 0; i < RUNS; i++) {
        mc_multiply(C, A, T, &in);
        double off = fabs(arf_get_d(arb_midref(arb_mat_entry(C, 0, 0)), ARF_RND_NEAR) -
                          K * (1 + 0x1p-7) * (1 + 0x1p-7));

        worst = fmax(worst, off / bound);
        beyond += off > bound;
    }
    cr_log_info("largest of %d: %.3f of the bound", RUNS, worst);
    cr_expect(beyond <= RUNS / 10, "%g beyond", beyond);
    cr_expect(is_near(worst, 0.22), "%g", worst);
    arb_mat_clear(A);
    arb_mat_clear(T);
    arb_mat_clear(C);
}
