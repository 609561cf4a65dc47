// SPDX-License-Identifier: GPL-3.0-or-later
/* Products in each order against the definition, one scalar operation at a time. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arithmetic/accumulate.h"

enum { M = 3, N = 5, MOST = 37 };

static double term(double s, double a, double b, const struct rounder *r, bool fused)
{
    return fused ? rounded_fused(a, b, s, r, 0)
                 : rounded_sum(s, rounded_product(a, b, r, 0), r, 0);
}

/* The sum of k = from, from + by, ... below `to`, in order. */
static double chain(const double *a, const double *b, size_t from, size_t to, size_t by,
                    const struct rounder *r, bool fused)
{
    double s = 0;

    for (; from < to; from += by)
        s = term(s, a[from], b[from], r, fused);
    return s;
}

static double tree(const double *a, const double *b, size_t k, const struct rounder *r,
                   bool fused)
{
    size_t half = 1;

    if (k < 2)
        return chain(a, b, 0, k, 1, r, fused);
    while (2 * half < k)
        half *= 2;
    return rounded_sum(tree(a, b, half, r, fused), tree(a + half, b + half, k - half, r, fused),
                       r, 0);
}

static double swapped(const double *a, const double *b, size_t k, const struct rounder *r,
                      bool fused)
{
    double s = 0;
    size_t i;

    for (i = 0; i < k; i++) {
        size_t at = (i ^ 1) < k ? i ^ 1 : i;

        s = term(s, a[at], b[at], r, fused);
    }
    return s;
}

static double parts(const double *a, const double *b, size_t k, size_t width, bool lanes,
                    const struct rounder *r, bool fused)
{
    double s = 0;
    size_t i, count = lanes ? (width < k ? width : k) : (k + width - 1) / width;

    for (i = 0; i < count; i++) {
        double part = lanes ? chain(a, b, i, k, width, r, fused)
                            : chain(a, b, i * width, (i + 1) * width < k ? (i + 1) * width : k,
                                    1, r, fused);

        s = i ? rounded_sum(s, part, r, 0) : part;
    }
    return s;
}

/* Exact in long double: 64 bits hold 16 products of few bits over a narrow range. */
static double aligned(const double *a, const double *b, size_t k, size_t width, int guard,
                      const struct mc_format *type)
{
    struct rounder r = rounder_of(type, MC_TOWARD_ZERO, false);
    double s = 0;
    size_t at, i;

    for (at = 0; at < k; at += width) {
        size_t end = at + width < k ? at + width : k;
        double largest = fabs(s), sum;
        int e, q;

        for (i = at; i < end; i++)
            largest = fmax(largest, fabs(a[i] * b[i]));
        e = largest > 0 ? ilogb(largest) : type->emin;
        q = (e > type->emin ? e : type->emin) - type->precision + 1 - guard;
        sum = trunc(ldexp(s, -q));
        for (i = at; i < end; i++)
            sum += trunc(ldexp(a[i] * b[i], -q));
        s = rounded(ldexp(sum, q), &r, 0);
    }
    return s;
}

static double expected(const double *a, const double *b, size_t k,
                       const struct mc_arithmetic *in)
{
    struct rounder r = rounder_of(in->sum.type, in->rounding, in->sum.flush);
    size_t width = (size_t)in->sum.width;
    bool fused = in->sum.fused;

    switch (in->sum.order) {
    case MC_SEQUENTIAL: return chain(a, b, 0, k, 1, &r, fused);
    case MC_SWAPPED_PAIRS: return swapped(a, b, k, &r, fused);
    case MC_PAIRWISE: return tree(a, b, k, &r, fused);
    case MC_BLOCKS: return parts(a, b, k, width, false, &r, fused);
    case MC_LANES: return parts(a, b, k, width, true, &r, fused);
    case MC_SPLIT: return parts(a, b, k, k ? (k + width - 1) / width : 1, false, &r, fused);
    case MC_ALIGNED: return aligned(a, b, k, width, in->sum.guard, in->sum.type);
    }
    return NAN;
}

static double random_value(struct rounder *r)
{
    double x = (double)(random() & 0xffff) * 0x1p-16 + 0.5;

    return rounded((random() & 1 ? -x : x) * ldexp(1, (int)(random() % 8) - 4), r, 0);
}

static void check(const char *format, const char *accumulation, const char *mode, size_t k)
{
    struct mc_arithmetic in;
    struct mc_complaint why = {{0}};
    struct rounder r;
    double a[M * MOST], b[MOST * N], c[M * N], column[MOST], sum;
    size_t i, j, l;

    cr_assert(mc_arithmetic_parse(&in, format, &why) == MC_OK, "%s", why.text);
    cr_assert(mc_arithmetic_accumulate(&in, accumulation, &why) == MC_OK, "%s", why.text);
    cr_assert(mc_arithmetic_round_by(&in, mode, NULL, &why) == MC_OK, "%s", why.text);
    r = rounder_of(in.format, MC_TOWARD_ZERO, false);
    for (i = 0; i < M * k; i++)
        a[i] = random_value(&r);
    for (i = 0; i < k * N; i++)
        b[i] = random_value(&r);
    cr_assert(accumulate_product(c, a, b, M, k, N, &in));
    for (i = 0; i < M; i++)
        for (j = 0; j < N; j++) {
            for (l = 0; l < k; l++)
                column[l] = b[l * N + j];
            sum = expected(a + i * k, column, k, &in);
            cr_expect(c[i * N + j] == sum, "%s by %s, %s, k = %zu: %a is not %a", format,
                      accumulation, mode, k, c[i * N + j], sum);
        }
}

static const char *const models[][2] = {
    {"bf16", "fp32"},          {"bf16", "fp32/swapped/flush"}, {"fp16", "fp32/pairwise"},
    {"bf16", "bf16/blocks4"},  {"fp16", "fp32/lanes8/fused"},  {"fp32", "fp32/split3"},
    {"fp32", "fp32/fused"},    {"e4m3", "e4m3/pairwise"},      {"e5m2", "fp16/blocks16/fused"},
    {"tf32", "fp32/lanes3"},   {"e4m3", "bf16/lanes4"},        {"fp16", "fp16/split4"},
    {"bf16", "bf16/pairwise/fused"}, {"e5m2", "e5m2"},         {"fp32", "fp32/blocks32"},
};

Test(accumulation, sums_in_each_order_and_mode_as_its_definition_says)
{
    static const char *const modes[] = {"nearest", "zero", "up", "down", "away"};
    static const size_t sizes[] = {0, 1, 2, 3, 4, 7, 8, 9, 16, 31, 37};
    size_t i, j, l;

    for (i = 0; i < sizeof models / sizeof *models; i++)
        for (j = 0; j < sizeof modes / sizeof *modes; j++)
            for (l = 0; l < sizeof sizes / sizeof *sizes; l++)
                check(models[i][0], models[i][1], modes[j], sizes[l]);
}

Test(accumulation, aligns_and_truncates_as_tensor_cores_do)
{
    static const char *const kernels[] = {"tensor-core-v100", "tensor-core-a100",
                                          "tensor-core-h100", "fp32/aligned5+3"};
    size_t i, k;

    for (i = 0; i < sizeof kernels / sizeof *kernels; i++)
        for (k = 0; k < MOST; k++) {
            check("fp16", kernels[i], "nearest", k);
            check("bf16", kernels[i], "nearest", k);
        }
}

/* One row by one column, so that what is added in what order can be read off. */
static double dot(const char *format, const char *accumulation, size_t k, const double *a)
{
    struct mc_arithmetic in;
    double ones[MOST], out;
    size_t i;

    for (i = 0; i < k; i++)
        ones[i] = 1;
    cr_assert(mc_arithmetic_parse(&in, format, NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&in, accumulation, NULL) == MC_OK);
    cr_assert(accumulate_product(&out, a, ones, 1, k, 1, &in));
    return out;
}

Test(accumulation, loses_just_what_each_order_loses)
{
    static const double big_first[] = {0x1p40, 1, 1, 1, -0x1p40, 1, 1, 1};
    static const double pair[] = {1, 0x1p40, -0x1p40, 1};

    cr_expect(dot("bf16", "fp32", 8, big_first) == 3);
    cr_expect(dot("bf16", "fp32/pairwise", 8, big_first) == 0);
    cr_expect(dot("bf16", "fp32/blocks4", 8, big_first) == 0);
    cr_expect(dot("bf16", "fp32/lanes4", 8, big_first) == 6);
    cr_expect(dot("bf16", "fp64", 8, big_first) == 6);
    cr_expect(dot("bf16", "fp32", 4, pair) == 1);
    cr_expect(dot("bf16", "avx512-bf16", 4, pair) == 0);
    cr_expect(dot("bf16", "tensor-core-v100", 4, pair) == 0);
}

Test(accumulation, draws_the_same_numbers_from_the_same_stream)
{
    struct mc_stream one = {1, 0}, two = {1, 0}, other = {2, 0};
    struct mc_stream *streams[] = {&one, &two, &other};
    double a[9], b[9], c[3][9];
    struct mc_arithmetic in;
    size_t i;

    for (i = 0; i < 9; i++)
        a[i] = 1 + (double)i / 8, b[i] = 1.5 + (double)i / 16;
    for (i = 0; i < 3; i++) {
        cr_assert(mc_arithmetic_parse(&in, "bf16", NULL) == MC_OK);
        cr_assert(mc_arithmetic_accumulate(&in, "bf16", NULL) == MC_OK);
        cr_expect(mc_arithmetic_round_by(&in, "stochastic", NULL, NULL) == MC_BAD_INPUT);
        cr_assert(mc_arithmetic_round_by(&in, "stochastic", streams[i], NULL) == MC_OK);
        cr_assert(accumulate_product(c[i], a, b, 3, 3, 3, &in));
    }
    cr_expect(memcmp(c[0], c[1], sizeof c[0]) == 0 && one.drawn == two.drawn && one.drawn > 0);
    cr_expect(memcmp(c[0], c[2], sizeof c[0]) != 0);
}

/* [x, x] [y, z]^T in a format. */
static void one_product(arb_t out, double x, double y, double z, const struct mc_arithmetic *in)
{
    arb_mat_t A, B, C;

    arb_mat_init(A, 1, 2);
    arb_mat_init(B, 2, 1);
    arb_mat_init(C, 1, 1);
    arb_set_d(arb_mat_entry(A, 0, 0), x);
    arb_set_d(arb_mat_entry(A, 0, 1), x);
    arb_set_d(arb_mat_entry(B, 0, 0), y);
    arb_set_d(arb_mat_entry(B, 1, 0), z);
    mc_multiply(C, A, B, in);
    arb_set(out, arb_mat_entry(C, 0, 0));
    arb_mat_clear(A);
    arb_mat_clear(B);
    arb_mat_clear(C);
}

Test(accumulation, of_fp64_in_itself_has_its_whole_range)
{
    struct mc_arithmetic in;
    arb_t c, power;
    arb_mat_t A;

    arb_init(c);
    arb_init(power);
    arb_mat_init(A, 1, 1);
    cr_assert(mc_arithmetic_parse(&in, "fp64", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&in, "fp64", NULL) == MC_OK);
    one_product(c, 0x1p500, 0x1p523, 0, &in);
    arb_set_d(power, 0x1p1023);
    cr_expect(arb_equal(c, power));
    arb_set_d(arb_mat_entry(A, 0, 0), 0x1p511);
    in.rules->frobenius(c, A, &in);
    arb_set_d(power, 0x1p511);
    cr_expect(arb_equal(c, power));
    one_product(c, 0x1p600, 0x1p600, 0, &in);
    cr_expect(!arb_is_finite(c));
    arb_mat_clear(A);
    arb_clear(c);
    arb_clear(power);
}

/* inf - inf, in each mode and both widths of sums. */
Test(accumulation, what_is_no_number_stays_none)
{
    static const char *const modes[] = {"nearest", "zero", "up", "down"};
    static const char *const sums[] = {"fp32", "fp64", "fp32/fused"};
    struct mc_arithmetic in;
    size_t i, j;
    arb_t c;

    arb_init(c);
    for (i = 0; i < sizeof modes / sizeof *modes; i++)
        for (j = 0; j < sizeof sums / sizeof *sums; j++) {
            cr_assert(mc_arithmetic_parse(&in, "fp16", NULL) == MC_OK);
            cr_assert(mc_arithmetic_accumulate(&in, sums[j], NULL) == MC_OK);
            cr_assert(mc_arithmetic_round_by(&in, modes[i], NULL, NULL) == MC_OK);
            one_product(c, HUGE_VAL, 1, -1, &in);
            cr_expect(!arb_is_finite(c) && arf_is_nan(arb_midref(c)), "%s, %s", sums[j],
                      modes[i]);
        }
    arb_clear(c);
}

Test(accumulation, refuses_what_is_no_model)
{
    static const char *const texts[] = {
        "", "fp31", "fp32/", "fp32/blocks", "fp32/blocks0", "fp32/blocks-1", "fp32/lanes4x",
        "fp32/sequential/pairwise", "fp32/aligned99", "fp32/aligned4/fused", "fp64/aligned4",
        "fp64/flush", "fp16", "e4m3", "fp32/blocks70000", "fp32/aligned8+30",
        "fp32/aligned8+-1",
        "fp32/pairwise/pairwise/pairwise/pairwise/pairwise/pairwise/pairwise/pairwise",
    };
    struct mc_arithmetic in, before;
    size_t i;

    cr_assert(mc_arithmetic_parse(&in, "bf16", NULL) == MC_OK);
    before = in;
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_expect(mc_arithmetic_accumulate(&in, texts[i], NULL) == MC_BAD_INPUT, "%s",
                  texts[i]);
    cr_expect(in.rules == before.rules && in.sum.type == before.sum.type);
    cr_assert(mc_arithmetic_parse(&in, "mpfr:30", NULL) == MC_OK);
    cr_expect(mc_arithmetic_accumulate(&in, "fp32", NULL) == MC_BAD_INPUT);
    cr_assert(mc_arithmetic_parse(&in, "fp64", NULL) == MC_OK);
    cr_expect(mc_arithmetic_round_by(&in, "up", NULL, NULL) == MC_BAD_INPUT);
    cr_assert(mc_arithmetic_accumulate(&in, "fp64/lanes8", NULL) == MC_OK);
    cr_expect(mc_arithmetic_round_by(&in, "up", NULL, NULL) == MC_OK);
    cr_expect(mc_arithmetic_round_by(&in, "away", NULL, NULL) == MC_BAD_INPUT);
}

#if defined(__x86_64__)
#include <immintrin.h>

/* acc += pairs of bf16 products, 32 of them into 16 lanes, by the instruction itself. */
__attribute__((target("avx512bf16,avx512bw,avx512f")))
static void instruction(float *sums, const uint16_t *a, const uint16_t *b)
{
    __m512i x = _mm512_loadu_si512(a), y = _mm512_loadu_si512(b);
    __m512bh u, v;

    memcpy(&u, &x, sizeof u);
    memcpy(&v, &y, sizeof v);
    _mm512_storeu_ps(sums, _mm512_dpbf16_ps(_mm512_loadu_ps(sums), u, v));
}

static double bf16_value(uint16_t code)
{
    uint32_t bits = (uint32_t)code << 16;
    float x;

    memcpy(&x, &bits, sizeof x);
    return (double)x;
}

/* Codes with exponents near 1, or anywhere: tiny and huge products, subnormal operands. */
static uint16_t random_code(int near_one)
{
    uint16_t code = (uint16_t)random();

    if (near_one || (code & 0x7f80) == 0x7f80)
        code = (uint16_t)((code & 0x807f) | ((120 + random() % 16) << 7));
    return code;
}

Test(accumulation, multiplies_bf16_as_the_avx512_instruction_does)
{
    unsigned long wrong = 0;
    struct mc_arithmetic in;
    uint16_t a[32], b[32];
    float sums[16];
    double x[8], y[8], out;
    int round, turn, lane;

    if (!__builtin_cpu_supports("avx512bf16"))
        cr_skip_test("this CPU has no AVX512-BF16");
    cr_assert(mc_arithmetic_parse(&in, "bf16", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&in, "avx512-bf16", NULL) == MC_OK);
    for (round = 0; round < 4000; round++) {
        uint16_t codes[4][2][32];

        memset(sums, 0, sizeof sums);
        for (turn = 0; turn < 4; turn++) {
            for (lane = 0; lane < 32; lane++) {
                a[lane] = codes[turn][0][lane] = random_code(round & 1);
                b[lane] = codes[turn][1][lane] = random_code(round & 1);
            }
            instruction(sums, a, b);
        }
        for (lane = 0; lane < 16; lane++) {
            for (turn = 0; turn < 8; turn++) {
                x[turn] = bf16_value(codes[turn / 2][0][2 * lane + turn % 2]);
                y[turn] = bf16_value(codes[turn / 2][1][2 * lane + turn % 2]);
            }
            cr_assert(accumulate_product(&out, x, y, 1, 8, 1, &in));
            if (out != (double)sums[lane] && !(isnan(out) && isnan(sums[lane])) && !wrong++)
                cr_log_error("%a is not %a", out, (double)sums[lane]);
        }
    }
    cr_expect(wrong == 0, "%lu disagreements", wrong);
}
#endif
