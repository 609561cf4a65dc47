// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Sums of k products, in whatever order, fused or not, rounded to nearest with unit
 * roundoff u at every step: |fl(AB) - AB| <= gamma_k |A||B| entry by entry, gamma_k = k u / (1
 * - k u).  Products of two bf16, two fp16 or two fp8 numbers are exact in fp32.
 *
 * Why it matters.  Every bound on a low-precision Newton-Schulz step starts here, and tensor
 * cores are built on the second sentence.
 *
 * Method.  C = fl(A A^T) emulated bit by bit in seven orders and two types, against balls; the
 * largest |C - A A^T| / (|A||A|^T) of all entries.  1 x 1 with (1 + 2^-12)^2, half an ulp above
 * 1 + 2^-11: sharp.
 *
 * Control.  u for gamma_k; products of fp32 numbers exact in fp32.
 *
 * Not claimed.  Anything where sums or products under- or overflow, or about aligned sums.
 *
 * Reference.  Higham 2002, section 3.1 and (3.13); catalogue 3.34.
 */
#include "claim/claim.h"
#include "muoncheck/arithmetic.h"

enum { WITHOUT_K = 1, WIDE };

static const struct model {
    const char *what, *format, *sum;
    slong bits;
} models[] = {
    {"fp32 in sequence", "fp32", "fp32", 24},
    {"fp32, fused", "fp32", "fp32/fused", 24},
    {"fp32 pairwise", "fp32", "fp32/pairwise", 24},
    {"fp32 in blocks of 8", "fp32", "fp32/blocks8", 24},
    {"fp32 in 16 lanes", "fp32", "fp32/lanes16/fused", 24},
    {"fp32 split in 4", "fp32", "fp32/split4", 24},
    {"fp16 in sequence", "fp16", "fp16", 11},
    {"fp16 pairwise", "fp16", "fp16/pairwise", 11},
};

static const struct pair {
    const char *what, *format;
} exact[] = {
    {"bf16 by bf16 in fp32", "bf16"}, {"fp16 by fp16 in fp32", "fp16"},
    {"e4m3 by e4m3 in fp32", "e4m3"}, {"e5m2 by e5m2 in fp32", "e5m2"},
};

static enum mc_status arithmetic(struct mc_arithmetic *out, const char *format, const char *sum)
{
    enum mc_status status = mc_arithmetic_parse(out, format, NULL);

    return status == MC_OK ? mc_arithmetic_accumulate(out, sum, NULL) : status;
}

static void absolute(arb_mat_t A)
{
    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++)
            arb_abs(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j));
}

/* The largest |C - D|_ij / S_ij; where S_ij = 0 the error must be 0, and counts as it is. */
static void worst_of(arb_t out, const arb_mat_t C, const arb_mat_t D, const arb_mat_t S,
                     slong prec)
{
    slong i, j;
    arb_t off;

    arb_init(off);
    arb_zero(out);
    for (i = 0; i < arb_mat_nrows(C); i++)
        for (j = 0; j < arb_mat_ncols(C); j++) {
            arb_sub(off, arb_mat_entry(C, i, j), arb_mat_entry(D, i, j), prec);
            arb_abs(off, off);
            if (!arb_is_zero(arb_mat_entry(S, i, j)))
                arb_div(off, off, arb_mat_entry(S, i, j), prec);
            arb_max(out, out, off, prec);
        }
    arb_clear(off);
}

static void set_gamma(arb_t out, slong k, slong bits, slong prec)
{
    arb_t rest;

    arb_init(rest);
    arb_set_si(out, k);
    arb_mul_2exp_si(out, out, -bits);
    arb_sub_ui(rest, out, 1, prec);
    arb_neg(rest, rest);
    arb_div(out, out, rest, prec);
    arb_clear(rest);
}

static enum mc_status check_model(struct ledger *ledger, struct instance *x,
                                  const struct model *model, int twist, slong prec)
{
    slong m = instance_rows(x), k = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, k), *T = ledger_matrix(ledger, k, m);
    arb_mat_struct *C = ledger_matrix(ledger, m, m), *D = ledger_matrix(ledger, m, m);
    arb_mat_struct *S = ledger_matrix(ledger, m, m);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    struct mc_arithmetic in;
    enum mc_status status = arithmetic(&in, model->format, model->sum);

    if (status != MC_OK)
        return status;
    instance_enclose(A, x, prec);
    mc_round(A, A, &in);
    arb_mat_transpose(T, A);
    mc_multiply(C, A, T, &in);
    arb_mat_mul(D, A, T, prec);
    absolute(A);
    absolute(T);
    arb_mat_mul(S, A, T, prec);
    worst_of(lhs, C, D, S, prec);
    set_gamma(rhs, twist == WITHOUT_K ? 1 : k, model->bits, prec);
    ledger_at_most(ledger, model->what, lhs, rhs);
    return MC_OK;
}

/* The products of the entries of the first column, in fp32. */
static enum mc_status check_exact(struct ledger *ledger, struct instance *x, const char *what,
                                  const char *format, slong prec)
{
    slong m = instance_rows(x), k = instance_cols(x), i;
    arb_mat_struct *A = ledger_matrix(ledger, m, k), *a = ledger_matrix(ledger, m, 1);
    arb_mat_struct *t = ledger_matrix(ledger, 1, m), *C = ledger_matrix(ledger, m, m);
    arb_mat_struct *D = ledger_matrix(ledger, m, m);
    struct mc_arithmetic in, fp32;
    enum mc_status status = arithmetic(&in, format, "fp32");

    if (status == MC_OK)
        status = arithmetic(&fp32, "fp32", "fp32");
    if (status != MC_OK)
        return status;
    instance_enclose(A, x, prec);
    for (i = 0; i < m; i++)
        arb_set(arb_mat_entry(a, i, 0), arb_mat_entry(A, i, 0));
    mc_round(a, a, &in);
    arb_mat_transpose(t, a);
    mc_multiply(C, a, t, &fp32);
    arb_mat_mul(D, a, t, prec);
    ledger_equal_matrix(ledger, what, C, D);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    enum mc_status status = MC_OK;
    size_t i;

    for (i = 0; i < sizeof models / sizeof *models && status == MC_OK; i++)
        status = check_model(ledger, x, models + i, twist, prec);
    for (i = 0; i < sizeof exact / sizeof *exact && status == MC_OK; i++)
        status = check_exact(ledger, x, exact[i].what, twist == WIDE ? "fp32" : exact[i].format,
                             prec);
    return status;
}

static const struct control controls[] = {
    {"without-k", "|fl(AB) - AB| <= u/(1 - u) |A||B| for every k"},
    {"wide", "products of fp32 numbers are exact in fp32"},
    {0},
};

static const struct hypothesis switches[] = {
    {"small-ku", NULL, "gamma_k is not defined for k u >= 1"},
    {"round-to-nearest", NULL, "of the arithmetic that is emulated"},
    {"no-underflow", NULL, "not dropped: below it errors are absolute, not relative"},
    {"no-overflow", NULL, "beyond it the result is infinite"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=1,n=1,spectrum=[4097/4096]",
    "diagonal:m=3,n=3,spectrum=[1,1/2,1/4]",
    "gaussian:m=5,n=7,seed=1",
    "gaussian:m=2,n=512,seed=2",
    "ones:m=3,n=300",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=4,n=1000,seed=3",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:out.b.0.o.weight",
    NULL,
};

const struct claim claim_product_rounding = {
    .id = "product-rounding",
    .number = "3.34",
    .title = "Rounded products err by at most gamma_k |A||B|, in any order",
    .paper = "Higham-2002",
    .source = "Accuracy and Stability of Numerical Algorithms, section 3.1 and (3.13)",
    .statement = "|fl(AB) - AB| <= k u/(1 - k u) |A||B| for every order of the k products of "
                 "an entry, fused or not; bf16, fp16 and fp8 products are exact in fp32.",
    .hypotheses = "k u < 1, rounding to nearest, no underflow and no overflow",
    .switches = switches,
    .method = "emulated products against balls, entry by entry",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
