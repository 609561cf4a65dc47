// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With delta_q = ||I - X_q^T X_q|| on the smaller side and ||X_0|| <= 1: delta_q <=
 * delta_0^((k+1)^q), and the error ||X_q - U|| = 1 - sqrt(1 - delta_q) is at most that too; k =
 * 1, 2, 3 for Newton-Schulz of degree 3, 5, 7.
 *
 * Why it matters.  It is the rate that analyses of Muon with inexact orthogonalisation use; it
 * does not cover the coefficients that are in use.
 *
 * Method.  Three steps from M / ||M||_F in balls; norms by certified singular values. Sharp as
 * the least singular value goes to 0.
 *
 * Control.  Exponent (k + 2)^q; the quintic of Muon's first release, which leaves 1 at once; a
 * start of norm above 1.
 *
 * Not claimed.  How loose the bound is away from the ends.
 *
 * Reference.  Kim and Oh, theorem 2; catalogue 3.4, with a proof by phi(u) = u^(k+1) times a
 * polynomial with coefficients >= 0 of sum 1.
 */
#include "claim/claim.h"
#include "claim/iterate.h"
#include "muoncheck/spectrum.h"

enum { HIGHER = 1, KELLER, LARGE, STEPS = 3 };

/* ||I - X^T X|| on the smaller side */
static arb_ptr residual(struct ledger *ledger, const arb_mat_t X, slong prec)
{
    slong least = FLINT_MIN(arb_mat_nrows(X), arb_mat_ncols(X));
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *gram = ledger_matrix(ledger, least, least);
    arb_mat_struct *one = ledger_matrix(ledger, least, least);
    arb_ptr out = ledger_number(ledger);

    mc_small_gram(gram, X, &balls);
    arb_mat_one(one);
    arb_mat_sub(gram, one, gram, prec);
    mc_spectral_norm(out, gram, prec);
    return out;
}

static void check(struct ledger *ledger, const char *id, ulong base, const arb_mat_t start,
                  const arb_mat_t U, slong prec)
{
    slong m = arb_mat_nrows(U), n = arb_mat_ncols(U), q;
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *gap = ledger_matrix(ledger, m, n);
    arb_ptr bound = residual(ledger, start, prec), error, delta, other;

    arb_mat_set(X, start);
    for (q = 1; q <= STEPS; q++) {
        iterate(X, id, X, 1, prec);
        arb_pow_ui(bound, bound, base, prec);
        arb_mat_sub(gap, X, U, prec);
        error = ledger_number(ledger);
        other = ledger_number(ledger);
        arb_set(other, bound);
        mc_spectral_norm(error, gap, prec);
        delta = residual(ledger, X, prec);
        ledger_at_most(ledger, id, delta, other);
        ledger_at_most(ledger, "error", error, other);
    }
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const char *const ids[] = {"newton-schulz-3", "newton-schulz-5", "newton-schulz-7"};
    slong m = instance_rows(x), n = instance_cols(x), k;
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *U = ledger_matrix(ledger, m, n);
    enum mc_status status = instance_polar(U, x, prec);
    arb_ptr norm = ledger_number(ledger);

    instance_enclose(X, x, prec);
    mc_frobenius_norm(norm, X, prec);
    if (FLINT_MIN(m, n) == 1 && !twist)   /* one singular value, which would be 1 exactly */
        arb_mul_ui(norm, norm, 2, prec);
    if (twist == LARGE)
        arb_mul_2exp_si(norm, norm, -1);
    arb_mat_scalar_div_arb(X, X, norm, prec);
    for (k = 1; k <= 3 && status == MC_OK; k++)
        check(ledger, twist == KELLER ? "keller" : ids[k - 1],
              (ulong)(twist == HIGHER ? k + 2 : k + 1), X, U, prec);
    return status;
}

static const struct control controls[] = {
    {"higher-power", "exponent (k + 2)^q"},
    {"keller", "the same of keller, k = 2"},
    {"large-start", "the same from 2 M / ||M||_F"},
    {0},
};

static const struct hypothesis switches[] = {
    {"norm-at-most-one", "large-start", NULL},
    {"full-rank", NULL, "of the instances: null directions keep the residual 1"},
    {"exact-arithmetic", NULL,
     "not dropped: newton-schulz-step-rounding bounds what rounding adds"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=2,n=2,spectrum=[1,1/4096]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "identity:n=1",
    "diagonal:m=1,n=1,spectrum=[1]",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_taylor_family_on_matrices = {
    .id = "taylor-family-on-matrices",
    .number = "3.4",
    .title = "Newton-Schulz of order k + 1 squeezes the residual to its (k + 1)^q-th power",
    .paper = "arXiv:2601.19156",
    .source = "Kim and Oh, theorem 2 and lemmas 1 to 3",
    .statement = "With delta = ||I - X_0^T X_0|| on the smaller side, ||X_0|| <= 1: delta_q "
                 "<= delta^((k+1)^q) and ||X_q - U|| = 1 - sqrt(1 - delta_q) <= "
                 "delta^((k+1)^q), k = 1, 2, 3 for newton-schulz-3, -5, -7.",
    .hypotheses = "X_0 of full rank, ||X_0|| <= 1, exact arithmetic",
    .switches = switches,
    .method = "three steps of each in balls from M / ||M||_F, residual and error as spectral "
              "norms",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
