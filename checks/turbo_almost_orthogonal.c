// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Almost-orthogonal scaling leaves ||X_0|| <= 1, with equality where changing the signs
 * of rows (columns, where there are more rows) makes all entries of G = M M^T nonnegative:
 * orthogonal rows, rank one, entries of one sign. The first row of turbo has its root at
 * 0.88369806346477905, the four rows together are positive below it and negative from there to
 * 1, and f(1) = -0.993521..: the first singular direction of all such matrices comes out with
 * the wrong sign, and an orthogonal one as minus itself.
 *
 * Why it matters.  The table is published for use after this scaling, which is said to make it
 * safe. It is not: gradients of rank one are sent to minus their polar factor.
 *
 * Method.  Scaling and steps of the registry in balls. ||X_0||_2 against 1; where the smallest
 * singular value of X_0 is certainly above the root, <X_0, X_4> < 0, where the largest is
 * below, > 0; f(1) in exact decimals.
 *
 * Control.  ||X_0|| <= 0.8837; <X_0, X_4> > 0 everywhere; the first bound without the scaling.
 *
 * Not claimed.  How often momentum matrices have such singular values after the scaling;
 * bfloat16.
 *
 * Reference.  Prach and Lampert 2022, theorem 1: |D G D| takes the positive vector D^-1 1 to
 * itself, so its spectral radius, which bounds ||D M||^2, is 1, and is attained where signs can
 * be changed so that D G D = |D G D|, for an irreducible G only there; the root is landscape's,
 * recomputed.
 */
#include <stdlib.h>

#include "claim/iterate.h"
#include "claim/published.h"
#include "muoncheck/spectrum.h"

enum { BELOW = 1, KEEPS, UNSCALED, STEPS = 4 };

/* The root of the first row, c t^2 + b t + a = 0 with t = x^2, in units of 10^-4. */
static arb_ptr root(struct ledger *ledger, slong prec)
{
    arb_ptr out = ledger_number(ledger), square = ledger_number(ledger);

    arb_set_si(square, 70585);
    arb_sqr(square, square, prec);
    arb_set_si(out, 4 * 40098);
    arb_submul_ui(square, out, 24635, prec);
    arb_sqrt(square, square, prec);
    arb_sub_si(square, square, 70585, prec);
    arb_neg(square, square);
    arb_div_ui(square, square, 2 * 24635, prec);
    arb_sqrt(out, square, prec);
    return out;
}

/* The sign of <X_0, X_4>, where all singular values of X_0 lie on one side of the root. */
static void check_sign(struct ledger *ledger, const arb_mat_t start, const arb_mat_t end,
                       int twist, slong prec)
{
    arb_ptr product = ledger_number(ledger), zero = ledger_number(ledger);
    arb_ptr edge = root(ledger, prec);
    struct mc_svd svd;

    mc_inner_product(product, start, end, prec);
    mc_svd_init(&svd);
    if (mc_svd_enclose(&svd, start, -1, prec) == MC_OK) {
        if (twist == KEEPS || arb_lt(svd.sigma, edge))
            ledger_less(ledger, "the sign is kept", zero, product);
        else if (arb_gt(svd.sigma + svd.values - 1, edge))
            ledger_less(ledger, "the sign is changed", product, zero);
    }
    mc_svd_clear(&svd);
}

static void check_norm(struct ledger *ledger, const arb_mat_t start, bool balanced, int twist,
                       slong prec)
{
    arb_ptr norm = ledger_number(ledger), bound = ledger_number(ledger);

    mc_spectral_norm(norm, start, prec);
    arb_one(bound);
    if (twist == BELOW) {
        arb_set_ui(bound, 8837);
        arb_div_ui(bound, bound, 10000, prec);
    }
    if (balanced && !twist)
        ledger_equal(ledger, "norm 1 where signs allow it", norm, bound);
    else
        ledger_less(ledger, "norm after the scaling", norm, bound);
}

/* Gives a sign to all rows that row i, which has one, ties to it.  False: a row has two. */
static bool spread(int *sign, const arb_mat_t gram, slong i)
{
    slong j;
    int wanted;

    for (j = 0; j < arb_mat_nrows(gram); j++) {
        if (i == j || arb_contains_zero(arb_mat_entry(gram, i, j)))
            continue;
        wanted = arb_is_positive(arb_mat_entry(gram, i, j)) ? sign[i] : -sign[i];
        if (sign[j] == -wanted)
            return false;
        if (!sign[j]) {
            sign[j] = wanted;
            if (!spread(sign, gram, j))
                return false;
        }
    }
    return true;
}

/* Can signs of rows be changed so that the Gram matrix has no negative entry?  Then |D G D| has
 * the spectrum of D G D, and takes the positive vector D^-1 1 to itself. */
static bool balanced(const arb_mat_t M, struct ledger *ledger, slong prec)
{
    slong least = FLINT_MIN(arb_mat_nrows(M), arb_mat_ncols(M)), i;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *gram = ledger_matrix(ledger, least, least);
    int *sign = calloc((size_t)least, sizeof *sign);
    bool out = sign != NULL;

    mc_small_gram(gram, M, &balls);
    for (i = 0; i < least && out; i++)
        if (!sign[i]) {
            sign[i] = 1;
            out = spread(sign, gram, i);
        }
    free(sign);
    return out;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct mc_iteration *turbo = mc_iteration_find("turbo");
    slong m = instance_rows(x), n = instance_cols(x), k;
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *start = ledger_matrix(ledger, m, n);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_ptr w = ledger_number(ledger);
    enum mc_status status = MC_OK;
    struct mc_state state;

    instance_enclose(M, x, prec);
    mc_state_init(&state);
    mc_state_start(&state, turbo, 0, M, false, &balls);
    arb_mat_set(start, twist == UNSCALED ? M : state.x);
    for (k = 0; k < STEPS && status == MC_OK; k++)
        status = turbo->step(&state);
    if (status == MC_OK) {
        check_norm(ledger, start, balanced(M, ledger, prec), twist, prec);
        check_sign(ledger, start, state.x, twist, prec);
        ledger_published(ledger, "root", root(ledger, prec), "0.88369806346477905", 17, prec);
        arb_one(w);
        iterate_number(w, "turbo", STEPS, prec);
        ledger_published(ledger, "f(1)", w, "-0.993521226185", 12, prec);
    }
    mc_state_clear(&state);
    return status;
}

static const struct control controls[] = {
    {"below-the-root", "||X_0|| <= 0.8837 after the scaling"},
    {"keeps-the-sign", "<X_0, X_4> > 0"},
    {"unscaled-norm", "||M|| <= 1 without the scaling"},
    {0},
};

static const struct hypothesis switches[] = {
    {"nonzero-rows", NULL, "the scaling divides by their sizes"},
    {0},
};

static const char *const quick[] = {
    "identity:n=3",
    "orthogonal:m=3,n=5,seed=2",
    "hadamard:n=4",
    "diagonal:m=3,n=3,spectrum=[5,1,1/100]",
    "ones:m=4,n=4",
    "rank-one-plus-noise:m=4,n=5,seed=1,scale=1/1000",
    "gaussian:m=4,n=6,seed=3",
    "gaussian:m=6,n=4,seed=4",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_turbo_almost_orthogonal = {
    .id = "turbo-almost-orthogonal",
    .number = "3.6-turbo",
    .title = "Almost-orthogonal scaling leaves singular values up to 1, and turbo flips "
             "those above 0.8837",
    .paper = "flash-newton-schulz",
    .source = "code of the repository; scaling by Prach and Lampert 2022, theorem 1",
    .statement = "Almost-orthogonal scaling leaves ||X_0|| <= 1, with equality where "
                 "changing signs of rows makes all G_ij >= 0: orthogonal rows, rank one, "
                 "entries >= 0. Four steps of turbo give a singular value 1 the factor f(1) "
                 "= -0.993521.., the polar factor's sign changed; f > 0 below the root "
                 "0.88369806346477905 of the first row, f < 0 from there to 1.",
    .hypotheses = "rows nonzero (columns where there are more rows)",
    .switches = switches,
    .method = "scaling and steps of the registry in balls; <X_0, X_4> and the published root",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .needs = NEEDS_NONZERO,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
