// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a real kernel wrote, reproduced bit for bit: data/tiny-gpt-muon/orthogonalized_00100
 * holds momenta and what five steps of the quintic in bf16 made of them, in PyTorch 1.13.1 on
 * a CPU. All 98304 entries come back when the products are summed as AVX512-BF16 does, the
 * squares of the norm and their sum are rounded to bf16, and so are the coefficients.  Any
 * other order is told apart where an fp32 sum lands near a midpoint of bf16.
 */
#include <criterion/criterion.h>

#include <math.h>

#include "iteration/tolerance.h"
#include "muoncheck/certificate.h"
#include "muoncheck/file.h"
#include "muoncheck/iteration.h"

#define FOLDER SOURCE_ROOT "/data/tiny-gpt-muon/orthogonalized_00100.safetensors"

static struct mc_matrix_list in, out;

static void load(void)
{
    struct mc_complaint why;

    cr_assert(mc_read_matrices(&in, FOLDER ":in.*", NULL, &why) == MC_OK, "%s", why.text);
    cr_assert(mc_read_matrices(&out, FOLDER ":out.*", NULL, &why) == MC_OK, "%s", why.text);
    cr_assert(in.count == 8 && out.count == 8);
}

static void unload(void)
{
    mc_matrix_list_clear(&in);
    mc_matrix_list_clear(&out);
}

TestSuite(bf16_kernel, .init = load, .fini = unload);

static slong agreement(const arb_mat_t X, const arb_mat_t Y)
{
    slong i, j, count = 0;

    for (i = 0; i < arb_mat_nrows(X); i++)
        for (j = 0; j < arb_mat_ncols(X); j++)
            count += arb_equal(arb_mat_entry(X, i, j), arb_mat_entry(Y, i, j));
    return count;
}

/* Adding 1e-7 to these norms changes no bf16 number. */
static slong reproduced(const char *accumulation)
{
    const struct mc_iteration *keller = mc_iteration_find("keller");
    struct mc_arithmetic bf16;
    struct mc_state state;
    slong count = 0, k;
    size_t i;

    cr_assert(mc_arithmetic_parse(&bf16, "bf16", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&bf16, accumulation, NULL) == MC_OK);
    for (i = 0; i < in.count; i++) {
        mc_state_init(&state);
        mc_state_start(&state, keller, 0, in.items[i].dyadic, false, &bf16);
        for (k = 0; k < 5; k++)
            cr_assert(keller->step(&state) == MC_OK);
        count += agreement(state.x, out.items[i].dyadic);
        mc_state_clear(&state);
    }
    return count;
}

Test(bf16_kernel, every_entry_is_reproduced_by_the_order_of_avx512_bf16)
{
    cr_expect(reproduced("avx512-bf16") == 98304, "%ld of 98304", reproduced("avx512-bf16"));
}

/* How many entries of the 98304 each other order reproduces: emulation is deterministic. */
Test(bf16_kernel, other_orders_are_told_apart)
{
    static const struct row {
        const char *accumulation;
        slong count;
    } rows[] = {
        {"fp32/swapped", 98304},     {"fp32", 86876},
        {"fp32/pairwise", 86876},    {"fp32/blocks4", 86876},
        {"fp32/blocks16", 86876},    {"fp32/blocks64", 86876},
        {"fp32/lanes16", 77710},     {"fp32/split2", 78966},
        {"fp64", 86876},             {"bf16", 1306},
        {"tensor-core-v100", 58173}, {"tensor-core-a100", 69520},
        {"tensor-core-h100", 76702},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        slong count = reproduced(rows[i].accumulation);

        cr_expect(count == rows[i].count, "%s: %ld, not %ld", rows[i].accumulation,
                  (long)count, (long)rows[i].count);
    }
}

static double largest_entry(const arb_mat_t A)
{
    double most = 0;

    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++)
            most = fmax(most, fabs(arf_get_d(arb_midref(arb_mat_entry(A, i, j)),
                                             ARF_RND_NEAR)));
    return most;
}

static double frobenius(const arb_mat_t A)
{
    arb_t x;
    double size;

    arb_init(x);
    arb_mat_frobenius_norm(x, A, 128);
    size = arf_get_d(arb_midref(x), ARF_RND_UP);
    arb_clear(x);
    return size;
}

/* ||Y - X_5||_F against the bound, and max |Y - U V^T| beside the 0.1 of an fp32-SVD test.  The
 * input times 2^10 gives the same Y, with a norm of at least 1. */
static void cover(size_t i, const struct tolerance_question *question)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(256);
    slong m = in.items[i].rows, n = in.items[i].cols;
    struct mc_state exact;
    arb_mat_t M, P;
    double bound, off;

    arb_mat_init(M, m, n);
    arb_mat_init(P, m, n);
    arb_mat_scalar_mul_2exp_si(M, in.items[i].dyadic, 10);
    tolerance_run(&exact, question, M, question->in);
    cr_expect(agreement(exact.x, out.items[i].dyadic) == m * n);
    mc_state_clear(&exact);
    tolerance_run(&exact, question, M, &balls);
    arb_mat_sub(exact.x, exact.x, out.items[i].dyadic, 256);
    off = frobenius(exact.x);
    mc_state_clear(&exact);
    bound = tolerance_of_run(question, M, 256);
    cr_expect(isfinite(bound) && off <= bound, "%s: %g, bound %g", in.items[i].name, off,
              bound);
    cr_assert(mc_polar_factor(P, M, 256) == MC_OK);
    arb_mat_sub(P, P, out.items[i].dyadic, 256);
    cr_log_info("%s: rounding %.3g, proved for this run %.3g; entries are off U V^T by %.3g, "
                "0.1 allowed", in.items[i].name, off, bound, largest_entry(P));
    arb_mat_clear(M);
    arb_mat_clear(P);
}

/* Without the run's own spectra nothing is proved: the roundings of one step may add up to 0.09
 * for rank one, which is more than the 0.06 between keller's maximum and the point from which it
 * runs away. */
Test(bf16_kernel, the_proved_tolerance_covers_every_real_output)
{
    struct tolerance_question question = {.steps = 5, .failure = 1e-3};
    fmpq_poly_struct steps[5];
    struct mc_arithmetic bf16;
    struct tolerance bound;
    fmpq_t zero;
    size_t i;

    fmpq_init(zero);
    tolerance_init(&bound);
    cr_assert(mc_arithmetic_parse(&bf16, "bf16", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&bf16, "avx512-bf16", NULL) == MC_OK);
    for (i = 0; i < 5; i++) {
        fmpq_poly_init(steps + i);
        cr_assert(fmpq_poly_set_str(steps + i, "6  0 6889/2000 0 -191/40 0 4063/2000") == 0);
    }
    question.polynomials = steps;
    question.in = &bf16;
    question.sigma_min = zero;
    for (i = 0; i < in.count; i++) {
        question.m = in.items[i].rows;
        question.n = in.items[i].cols;
        cover(i, &question);
        cr_assert(tolerance_bound(&bound, &question, NULL) == MC_OK);
        cr_expect(isinf(bound.always.rounding), "a bound for every matrix: %g",
                  bound.always.rounding);
    }
    for (i = 0; i < 5; i++)
        fmpq_poly_clear(steps + i);
    tolerance_clear(&bound);
}
