// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  One step X+ = 3/2 X - 1/2 X X^T X, or 15/8 X - 10/8 X X^T X + 3/8 (X X^T)^2 X, run in
 * a stored format with sums in a stated type and order, is off by at most ||L||_F ||X||_2 +
 * ||D||_F, the bounds that follow from the roundings of its operations alone: a multiple of the
 * unit roundoffs, of ||X||_F and of polynomials on [0, ||X||_2].
 *
 * Why it matters.  It is the brick of every tolerance: what a kernel may lose in one step, for
 * the very order in which it sums.
 *
 * Method.  X = M / ||M||_F rounded to the format; the step emulated bit by bit and in balls;
 * the bound of iteration/step_error.h, whose header derives it, from enclosures of the norms of
 * X.
 *
 * Control.  No error at all; the bound of fp32 for the coarser formats, and of fp64 for fp32.
 *
 * Not claimed.  That the bound is reached: it takes all roundings for the worst.
 *
 * Reference.  Derived here from Higham 2002, section 3; catalogue 3.35.
 */
#include <math.h>

#include "claim/claim.h"
#include "iteration/odd_quintic.h"
#include "iteration/step_error.h"

enum { EXACT = 1, FINER };

static const struct model {
    const char *what, *format, *sum, *finer, *finer_sum;
} models[] = {
    {"bf16, sums in fp32", "bf16", "fp32", "fp32", "fp32"},
    {"bf16 as AVX512", "bf16", "avx512-bf16", "fp32", "fp32"},
    {"bf16 on H100", "bf16", "tensor-core-h100", "fp32", "fp32"},
    {"fp16, sums in fp32", "fp16", "fp32/blocks8", "fp32", "fp32"},
    {"fp16, sums in fp16", "fp16", "fp16/pairwise", "fp32", "fp32"},
    {"fp32", "fp32", "fp32", "fp64", "fp64"},
};

static const slong rows[][3] = {{12, -4, 0}, {15, -10, 3}};      /* over 8 */

static enum mc_status arithmetic(struct mc_arithmetic *out, const char *format, const char *sum)
{
    enum mc_status status = mc_arithmetic_parse(out, format, NULL);

    return status == MC_OK ? mc_arithmetic_accumulate(out, sum, NULL) : status;
}

static void set_row(fmpq_poly_t p, const slong *row)
{
    fmpq_t q;

    fmpq_init(q);
    for (slong i = 0; i < 3; i++) {
        fmpq_set_si(q, row[i], 8);
        fmpq_poly_set_coeff_fmpq(p, 2 * i + 1, q);
    }
    fmpq_clear(q);
}

static double above(const arb_t x)
{
    double out;
    arf_t end;

    arf_init(end);
    arb_get_ubound_arf(end, x, 64);
    out = arf_get_d(end, ARF_RND_CEIL);
    arf_clear(end);
    return out;
}

/* X+ of X in the arithmetic. */
static void run(arb_mat_t out, const arb_mat_t X, const slong *row,
                const struct mc_arithmetic *in)
{
    static const struct mc_iteration unscaled = {.target = MC_POLAR};
    const struct odd_quintic p = {row[0], row[1], row[2], 8};
    struct mc_state state;

    mc_state_init(&state);
    mc_state_start_scaled(&state, &unscaled, 0, X, in);
    if (odd_quintic_step(&state, &p) == MC_OK)
        arb_mat_set(out, state.x);
    else
        arb_mat_indeterminate(out);
    mc_state_clear(&state);
}

static void set_bound(arb_t out, const arb_mat_t X, const slong *row,
                      const struct mc_arithmetic *in, slong prec)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X);
    struct rounding_model model = rounding_model_of(in, 0, (double)m, (double)n);
    struct step_error error;
    struct step step;
    double h, size;
    fmpq_poly_t p;

    fmpq_poly_init(p);
    set_row(p, row);
    mc_spectral_norm(out, X, prec);
    h = above(out);
    arb_mat_frobenius_norm(out, X, prec);
    size = above(out);
    step_describe(&step, p, 0, h);
    error = step_error(&model, &step, size, (double)FLINT_MIN(m, n), (double)FLINT_MAX(m, n));
    arb_set_d(out, (error_size(&model, error.left).frobenius * h +
                    error_size(&model, error.plain).frobenius) * (1 + 0x1p-40));
    fmpq_poly_clear(p);
}

static enum mc_status check(struct ledger *ledger, struct instance *x,
                            const struct model *model, const slong *row, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *computed = ledger_matrix(ledger, m, n);
    arb_mat_struct *image = ledger_matrix(ledger, m, n);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    struct mc_arithmetic in, finer, balls = mc_arithmetic_ball(prec);
    enum mc_status status = arithmetic(&in, model->format, model->sum);

    if (status == MC_OK)
        status = arithmetic(&finer, model->finer, model->finer_sum);
    if (status != MC_OK)
        return status;
    instance_enclose(X, x, prec);
    arb_mat_frobenius_norm(lhs, X, prec);
    arb_mat_scalar_div_arb(X, X, lhs, prec);
    mc_round(X, X, &in);
    run(computed, X, row, &in);
    run(image, X, row, &balls);
    arb_mat_sub(image, image, computed, prec);
    arb_mat_frobenius_norm(lhs, image, prec);
    if (twist != EXACT)
        set_bound(rhs, X, row, twist == FINER ? &finer : &in, prec);
    ledger_at_most(ledger, model->what, lhs, rhs);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    enum mc_status status = MC_OK;
    size_t i;

    for (i = 0; i < 2 * sizeof models / sizeof *models && status == MC_OK; i++)
        status = check(ledger, x, models + i / 2, rows[i % 2], twist, prec);
    return status;
}

static const struct control controls[] = {
    {"exact", "a step in the format is exact"},
    {"finer", "a step in bf16 or fp16 is off by no more than one in fp32 may be"},
    {0},
};

static const struct hypothesis switches[] = {
    {"own-format", "finer", NULL},
    {"numbers-of-the-format", NULL,
     "not dropped: other inputs are rounded first: input-rounding-floor"},
    {"round-to-nearest", NULL, "of the arithmetic that is emulated"},
    {"no-overflow", NULL, "beyond it the result is infinite"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[1,1/2,1/1024]",
    "gaussian:m=6,n=9,seed=2",
    "gaussian:m=16,n=8,seed=4",
    "ones:m=5,n=5",
    "prescribed:m=8,n=8,seed=1,spectrum=geometric,cond=1e4",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_newton_schulz_step_rounding = {
    .id = "newton-schulz-step-rounding",
    .number = "3.35",
    .title = "A Newton-Schulz step in a stored format errs by no more than its roundings allow",
    .paper = "Higham-2002",
    .source = "derived here; Accuracy and Stability of Numerical Algorithms, section 3",
    .statement = "||fl(X+) - X+||_F <= ||L||_F ||X||_2 + ||D||_F with the bounds L, D of the "
                 "step's own operations, for the orders 3 and 5.",
    .hypotheses = "X holds numbers of the format; rounding to nearest; no overflow",
    .switches = switches,
    .method = "emulated steps against balls; the bound from enclosures of the norms",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
