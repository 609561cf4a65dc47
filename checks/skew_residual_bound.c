// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For X of full rank with m >= n, polar factor U, and Y with orthonormal columns and S
 * = sym(Y^T X) positive definite: ||Y - U||_F <= 2 ||X - Y S||_F / (lambda_min(S) +
 * sigma_min(X)), where ||X - Y S||_F^2 = ||K||_F^2 + ||(I - Y Y^T) X||_F^2, K = skew(Y^T X).
 *
 * Why it matters.  It certifies an orthogonalised matrix from products with it, without an SVD:
 * `certify` rests on it. S > 0 cannot be left out: Y = -U has no residual.
 *
 * Method.  Y is the polar factor of the second part of the instance, or of X plus a small
 * companion; S > 0 by an enclosed Cholesky factorisation; for m < n the transpose.
 * Asymptotically sharp for small rotations.
 *
 * Control.  Factor 1; Y = -U; the sum of two bounds, 2 ||K||_F/(..) + ||(I - Y Y^T)
 * X||_F/sigma_min, which is false for n = 1 and Y nearly orthogonal to X.
 *
 * Not claimed.  Y without orthonormal columns: with Higham's lemma (3.26) the two add up.
 *
 * Reference.  Catalogue 3.27 and 3.28: the perturbation bound 3.30 with B = Y S, whose polar
 * factor is Y.
 */
#include "claim/claim.h"
#include "muoncheck/certificate.h"

enum { FACTOR_ONE = 1, OPPOSITE, SPLIT };

struct pair {
    struct ledger *ledger;
    arb_mat_struct *X, *Y, *U;   /* m >= n */
    arb_srcptr least;            /* sigma_min(X) */
    int twist;
    slong prec;
};

/* S and K: the symmetric and the skew part of Y^T X. */
static void split(arb_mat_t S, arb_mat_t K, const struct pair *p)
{
    slong m = arb_mat_nrows(p->X), n = arb_mat_ncols(p->X);
    arb_mat_struct *transpose = ledger_matrix(p->ledger, n, m);
    arb_mat_struct *product = ledger_matrix(p->ledger, n, n);

    arb_mat_transpose(transpose, p->Y);
    arb_mat_mul(product, transpose, p->X, p->prec);
    arb_mat_transpose(S, product);
    arb_mat_sub(K, product, S, p->prec);
    arb_mat_add(S, product, S, p->prec);
    arb_mat_scalar_mul_2exp_si(S, S, -1);
    arb_mat_scalar_mul_2exp_si(K, K, -1);
}

/* sizes of K, of (I - Y Y^T) X = X - Y (S + K), and of X - Y S */
static void sizes(arb_t skew, arb_t outside, arb_t whole, const arb_mat_t S, const arb_mat_t K,
                  const struct pair *p)
{
    slong m = arb_mat_nrows(p->X), n = arb_mat_ncols(p->X);
    arb_mat_struct *gap = ledger_matrix(p->ledger, m, n);
    arb_mat_struct *sum = ledger_matrix(p->ledger, n, n);

    mc_frobenius_norm(skew, K, p->prec);
    arb_mat_add(sum, S, K, p->prec);
    arb_mat_mul(gap, p->Y, sum, p->prec);
    arb_mat_sub(gap, p->X, gap, p->prec);
    mc_frobenius_norm(outside, gap, p->prec);
    arb_mat_mul(gap, p->Y, S, p->prec);
    arb_mat_sub(gap, p->X, gap, p->prec);
    mc_frobenius_norm(whole, gap, p->prec);
}

/* out = lambda_min(S) of a definite S; false where it is not known to be. */
static bool smallest(arb_t out, const arb_mat_t S, struct ledger *ledger, slong prec)
{
    slong n = arb_mat_nrows(S);
    arb_mat_struct *L = ledger_matrix(ledger, n, n);
    struct mc_svd svd;
    bool definite = arb_mat_cho(L, S, prec) != 0;

    mc_svd_init(&svd);
    if (definite && mc_svd_enclose(&svd, S, -1, prec) == MC_OK)
        arb_set(out, svd.sigma + n - 1);
    else
        definite = false;
    mc_svd_clear(&svd);
    return definite;
}

static void check_bound(const struct pair *p, const arb_t skew, const arb_t outside,
                        const arb_t whole, const arb_t lambda)
{
    slong m = arb_mat_nrows(p->X), n = arb_mat_ncols(p->X);
    arb_mat_struct *gap = ledger_matrix(p->ledger, m, n);
    arb_ptr distance = ledger_number(p->ledger), bound = ledger_number(p->ledger);
    arb_ptr sum = ledger_number(p->ledger), rest = ledger_number(p->ledger);

    arb_mat_sub(gap, p->Y, p->U, p->prec);
    mc_frobenius_norm(distance, gap, p->prec);
    arb_add(sum, lambda, p->least, p->prec);
    arb_div(bound, p->twist == SPLIT ? skew : whole, sum, p->prec);
    if (p->twist != FACTOR_ONE)
        arb_mul_2exp_si(bound, bound, 1);
    if (p->twist == SPLIT) {
        arb_div(rest, outside, p->least, p->prec);
        arb_add(bound, bound, rest, p->prec);
    }
    ledger_at_most(p->ledger, "distance from the polar factor", distance, bound);
}

static enum mc_status check(const struct pair *p)
{
    slong n = arb_mat_ncols(p->X);
    arb_mat_struct *S = ledger_matrix(p->ledger, n, n), *K = ledger_matrix(p->ledger, n, n);
    arb_ptr skew = ledger_number(p->ledger), outside = ledger_number(p->ledger);
    arb_ptr whole = ledger_number(p->ledger), lambda = ledger_number(p->ledger);
    arb_ptr squares = ledger_number(p->ledger), square = ledger_number(p->ledger);

    split(S, K, p);
    sizes(skew, outside, whole, S, K, p);
    arb_sqr(squares, skew, p->prec);
    arb_addmul(squares, outside, outside, p->prec);
    arb_sqr(square, whole, p->prec);
    ledger_equal_scaled(p->ledger, "the residual splits", square, squares, p->least);
    if (p->twist == OPPOSITE)
        arb_set(lambda, p->least);
    else if (!smallest(lambda, S, p->ledger, p->prec))
        return MC_NOT_DECIDED;
    check_bound(p, skew, outside, whole, lambda);
    return MC_OK;
}

/* Y from the second part, or from X plus a companion of norm about sigma_min / 16. */
static enum mc_status make_other(arb_mat_t Y, struct instance *x, const arb_mat_t M,
                                 const arb_t least, struct ledger *ledger, slong prec)
{
    arb_mat_struct *D = ledger_matrix(ledger, arb_mat_nrows(M), arb_mat_ncols(M));
    arb_ptr norm = ledger_number(ledger);

    if (x->count > 1) {
        mc_matrix_enclose(D, &x->parts[1], prec);
    } else {
        instance_companion(D, x, "nearby");
        mc_frobenius_norm(norm, D, prec);
        arb_div(norm, least, norm, prec);
        arb_mul_2exp_si(norm, norm, -4);
        arb_mat_scalar_mul_arb(D, D, norm, prec);
        arb_mat_add(D, D, M, prec);
    }
    return mc_polar_factor(Y, D, prec);
}

static arb_mat_struct *tall(struct ledger *ledger, const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    arb_mat_struct *out = ledger_matrix(ledger, FLINT_MAX(m, n), FLINT_MIN(m, n));

    if (m < n)
        arb_mat_transpose(out, A);
    else
        arb_mat_set(out, A);
    return out;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *W = ledger_matrix(ledger, m, n);
    arb_mat_struct *Y = ledger_matrix(ledger, m, n);
    enum mc_status status = instance_polar(W, x, prec);
    const struct mc_svd *svd = instance_svd(x, prec);
    struct pair p = {.ledger = ledger, .twist = twist, .prec = prec};

    if (status != MC_OK || !svd || svd->rank_lo < svd->values)
        return MC_NOT_DECIDED;
    p.least = svd->sigma + svd->values - 1;
    instance_enclose(M, x, prec);
    status = make_other(Y, x, M, p.least, ledger, prec);
    if (status != MC_OK)
        return status;
    if (twist == OPPOSITE)
        arb_mat_neg(Y, W);
    p.X = tall(ledger, M);
    p.Y = tall(ledger, Y);
    p.U = tall(ledger, W);
    return check(&p);
}

static const struct control controls[] = {
    {"factor-one", "the bound without its factor 2"},
    {"opposite", "the same for Y = -U, where S < 0"},
    {"split", "2 ||K||_F/(lambda_min + sigma_min) + ||(I - Y Y^T) X||_F/sigma_min"},
    {0},
};

static const struct hypothesis switches[] = {
    {"positive-definite", "opposite", NULL},
    {"orthonormal", NULL, "not dropped: higham-lemma adds the distance of Y from orthonormal"},
    {"full-rank", NULL, "the bound divides by the smallest singular value"},
    {"tall", NULL, "of the instances: wide ones are transposed"},
    {0},
};

static const char *const quick[] = {
    "rotation:theta=1/100|identity:n=2",
    "rotation:theta=1|identity:n=2",
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "rational-svd:m=3,n=1,seed=2,spectrum=[1]|rational-svd:m=3,n=1,seed=4,spectrum=[1]",
    "rational-svd:m=3,n=1,seed=4,spectrum=[1]|rational-svd:m=3,n=1,seed=6,spectrum=[1]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_skew_residual_bound = {
    .id = "skew-residual-bound",
    .number = "3.27",
    .title = "Residuals of an orthonormal Y bound its distance from the polar factor",
    .paper = "Higham-2008",
    .source = "derived from the perturbation bound of W. Li and W. Sun 2002",
    .statement = "Y^T Y = I, S = sym(Y^T X) > 0: ||Y - U||_F <= 2 ||X - Y S||_F / "
                 "(lambda_min(S) + sigma_min(X)), and ||X - Y S||_F^2 = ||skew(Y^T X)||_F^2 "
                 "+ ||(I - Y Y^T) X||_F^2.",
    .hypotheses = "X of full rank, m >= n, U its polar factor",
    .switches = switches,
    .method = "Y the polar factor of another matrix; definiteness by Cholesky in balls",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
