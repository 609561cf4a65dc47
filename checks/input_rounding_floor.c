// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  X^ = fl(X), entry by entry with unit roundoff u, moves no singular value by more than
 * u ||X||_F, and the polar factor of a square X by at most 2 u ||X||_F / (s_n(X) + s_n(X^)) in
 * the Frobenius norm.  In bf16 Newton-Schulz does not reach ||Y^T Y - I||_F <= 10^-6, whatever
 * the number of steps.
 *
 * Why it matters.  Singular values below about u ||X||_F are lost before the first step, and no
 * iteration brings them back: a floor under every accuracy in a low-precision kernel.
 *
 * Method.  Enclosed singular values and polar factors of X and of X^, in four formats; the
 * iteration newton-schulz-5 emulated in bf16 with sums in fp32 for 30 steps, its orthogonality
 * exact.
 *
 * Control.  Singular values move by at most u s_i, relatively; the polar factor by at most u;
 * bf16 reaches 10^-6.
 *
 * Not claimed.  Anything where entries underflow, or at less than full rank.
 *
 * Reference.  Weyl; catalogue 3.30 and 3.36.
 */
#include <math.h>

#include "claim/claim.h"
#include "muoncheck/certificate.h"
#include "muoncheck/iteration.h"

enum { RELATIVE = 1, SMALL, REACHES, STEPS = 30 };

static const struct format {
    const char *name, *values, *factor;
    slong bits;
} formats[] = {
    {"bf16", "singular values in bf16", "polar factor from bf16", 8},
    {"fp16", "singular values in fp16", "polar factor from fp16", 11},
    {"tf32", "singular values in tf32", "polar factor from tf32", 11},
    {"fp32", "singular values in fp32", "polar factor from fp32", 24},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=6,n=9,seed=2",
    "prescribed:m=6,n=6,seed=1,spectrum=geometric,cond=1e5",
    NULL,
};

static const char *const full[] = {
    "prescribed:m=24,n=24,seed=2,spectrum=one-small,cond=1e4",
    "gaussian:m=32,n=32,seed=3",
    NULL,
};

/* max |s_i - t_i|, or of |s_i - t_i| / s_i. */
static void moved(arb_t out, const struct mc_svd *from, const struct mc_svd *to, bool relative,
                  slong prec)
{
    slong i;
    arb_t off;

    arb_init(off);
    arb_zero(out);
    for (i = 0; i < from->values; i++) {
        arb_sub(off, from->sigma + i, to->sigma + i, prec);
        arb_abs(off, off);
        if (relative)
            arb_div(off, off, from->sigma + i, prec);
        arb_max(out, out, off, prec);
    }
    arb_clear(off);
}

/* ||P - Q||_F <= 2 u ||X||_F / (s + t), `least` = s + t, `size` = u ||X||_F; or <= u */
static enum mc_status check_factor(struct ledger *ledger, struct instance *x,
                                   const struct format *format, const arb_mat_t rounded,
                                   const arb_t least, const arb_t size, int twist, slong prec)
{
    slong n = instance_rows(x);
    arb_mat_struct *P = ledger_matrix(ledger, n, n), *Q = ledger_matrix(ledger, n, n);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    enum mc_status status = instance_polar(P, x, prec);

    if (status == MC_OK)
        status = mc_polar_factor(Q, rounded, prec);
    if (status != MC_OK)
        return status;
    arb_mat_sub(Q, Q, P, prec);
    arb_mat_frobenius_norm(lhs, Q, prec);
    arb_div(rhs, size, least, prec);
    arb_mul_2exp_si(rhs, rhs, 1);
    if (twist == SMALL)
        arb_set_d(rhs, ldexp(1, -(int)format->bits));
    ledger_at_most(ledger, format->factor, lhs, rhs);
    return MC_OK;
}

static enum mc_status check(struct ledger *ledger, struct instance *x,
                            const struct format *format, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), last = FLINT_MIN(m, n) - 1;
    arb_mat_struct *X = ledger_matrix(ledger, m, n);
    arb_ptr lhs = ledger_number(ledger), size = ledger_number(ledger);
    arb_ptr least = ledger_number(ledger);
    const struct mc_svd *from = instance_svd(x, prec);
    enum mc_status status;
    struct mc_arithmetic in;
    struct mc_svd to;

    if (!from || mc_arithmetic_parse(&in, format->name, NULL) != MC_OK)
        return MC_NOT_DECIDED;
    instance_enclose(X, x, prec);
    arb_mat_frobenius_norm(size, X, prec);
    arb_mul_2exp_si(size, size, -format->bits);
    mc_round(X, X, &in);
    mc_svd_init(&to);
    status = mc_svd_enclose(&to, X, -1, prec);
    if (status == MC_OK) {
        moved(lhs, from, &to, twist == RELATIVE, prec);
        arb_set(least, size);
        if (twist == RELATIVE)
            arb_set_d(least, ldexp(1, -(int)format->bits));
        ledger_at_most(ledger, format->values, lhs, least);
        arb_add(least, from->sigma + last, to.sigma + last, prec);
    }
    mc_svd_clear(&to);
    if (status == MC_OK && m == n)
        status = check_factor(ledger, x, format, X, least, size, twist, prec);
    return status;
}

/* ||Y^T Y - I||_F on the smaller side after STEPS steps in bf16. */
static enum mc_status check_trajectory(struct ledger *ledger, struct instance *x, int twist,
                                       slong prec)
{
    const struct mc_iteration *ns5 = mc_iteration_find("newton-schulz-5");
    slong m = instance_rows(x), n = instance_cols(x), r = FLINT_MIN(m, n), i;
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *G = ledger_matrix(ledger, r, r);
    arb_ptr off = ledger_number(ledger), goal = ledger_number(ledger);
    struct mc_arithmetic bf16, balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    enum mc_status status = mc_arithmetic_parse(&bf16, "bf16", NULL);

    if (status != MC_OK)
        return status;
    instance_enclose(X, x, prec);
    mc_state_init(&state);
    mc_state_start(&state, ns5, 0, X, false, &bf16);
    for (i = 0; i < STEPS && status == MC_OK; i++)
        status = ns5->step(&state);
    mc_small_gram(G, state.x, &balls);
    mc_state_clear(&state);
    for (i = 0; i < r; i++)
        arb_sub_ui(arb_mat_entry(G, i, i), arb_mat_entry(G, i, i), 1, prec);
    arb_mat_frobenius_norm(off, G, prec);
    arb_set_ui(goal, 1000000);
    arb_inv(goal, goal, prec);
    if (twist == REACHES)
        ledger_at_most(ledger, "orthogonality in bf16", off, goal);
    else
        ledger_less(ledger, "orthogonality in bf16", goal, off);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    bool asked = twist == REACHES || instance_listed(x, quick) || instance_listed(x, full);
    enum mc_status status = asked ? check_trajectory(ledger, x, twist, prec) : MC_OK;
    size_t i;

    for (i = 0; i < sizeof formats / sizeof *formats && status == MC_OK; i++)
        status = check(ledger, x, formats + i, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"relative", "rounding moves each singular value by at most u of itself"},
    {"small", "the polar factor moves by at most u, however small s_n"},
    {"reaches", "Newton-Schulz in bf16 reaches ||Y^T Y - I||_F <= 10^-6"},
    {0},
};

static const struct hypothesis switches[] = {
    {"full-rank", NULL, "the floor divides by the smallest singular values"},
    {"normal-range", NULL, "not dropped: below it rounding is absolute, not relative"},
    {"these-instances", NULL, "the last sentence is about the instances listed"},
    {0},
};

const struct claim claim_input_rounding_floor = {
    .id = "input-rounding-floor",
    .number = "3.36",
    .title = "Rounding the input sets a floor: u ||X||_F for singular values, and for bf16",
    .paper = "Higham-2008",
    .source = "Weyl's inequality; the polar factor's perturbation bound; derived here",
    .statement = "|s_i(fl(X)) - s_i(X)| <= u ||X||_F; for square X the polar factor moves by "
                 "at most 2 u ||X||_F / (s_n(X) + s_n(fl(X))); 30 steps of Newton-Schulz in "
                 "bf16 do not reach ||Y^T Y - I||_F <= 10^-6.",
    .hypotheses = "full rank, entries in the normal range of the format; the last sentence is "
                  "one about the instances listed",
    .switches = switches,
    .method = "enclosed spectra and polar factors; emulated iteration",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
