// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Whatever U (m x k), V (n x k), k = min(m, n), and sorted S >= 0 are: with alpha >=
 * ||U^T U - I||, beta >= ||V^T V - I|| below 1 and eps >= ||A - U S V^T||, s_i sqrt((1 -
 * alpha)(1 - beta)) - eps <= sigma_i(A) <= s_i sqrt((1 + alpha)(1 + beta)) + eps for every i.
 *
 * Why it matters.  All of this program's enclosures of singular values rest on it.
 *
 * Method.  Factors of the SVD in three versions: U too long by 2^-8 and S shorter; S larger by
 * 2^-6; U and V moved by companions.
 *
 * Control.  The sign of alpha in the lower bound; eps left out; S in ascending order.
 *
 * Not claimed.  Small singular values with relative accuracy.
 *
 * Reference.  Horn and Johnson, Topics in Matrix Analysis, 3.3.16 and 3.3.19; catalogue 3.40.
 */
#include "claim/claim.h"

enum { SIGN = 1, NO_RESIDUAL, UNSORTED };

struct factors {
    struct ledger *ledger;
    arb_mat_struct *A, *U, *V;
    arb_ptr s;
    slong k, prec;
    int twist;
};

/* out = ||Q^T Q - I||_F */
static arb_ptr defect(const struct factors *f, const arb_mat_t Q)
{
    slong n = arb_mat_ncols(Q), i;
    arb_mat_struct *transpose = ledger_matrix(f->ledger, n, arb_mat_nrows(Q));
    arb_mat_struct *gram = ledger_matrix(f->ledger, n, n);
    arb_ptr out = ledger_number(f->ledger);

    arb_mat_transpose(transpose, Q);
    arb_mat_mul(gram, transpose, Q, f->prec);
    for (i = 0; i < n; i++)
        arb_sub_ui(arb_mat_entry(gram, i, i), arb_mat_entry(gram, i, i), 1, f->prec);
    mc_frobenius_norm(out, gram, f->prec);
    return out;
}

/* out = ||A - U S V^T||_F */
static arb_ptr residual(const struct factors *f)
{
    slong m = arb_mat_nrows(f->A), n = arb_mat_ncols(f->A), i, j;
    arb_mat_struct *scaled = ledger_matrix(f->ledger, m, f->k);
    arb_mat_struct *turned = ledger_matrix(f->ledger, f->k, n);
    arb_mat_struct *gap = ledger_matrix(f->ledger, m, n);
    arb_ptr out = ledger_number(f->ledger);

    for (i = 0; i < m; i++)
        for (j = 0; j < f->k; j++)
            arb_mul(arb_mat_entry(scaled, i, j), arb_mat_entry(f->U, i, j), f->s + j, f->prec);
    arb_mat_transpose(turned, f->V);
    arb_mat_mul(gap, scaled, turned, f->prec);
    arb_mat_sub(gap, f->A, gap, f->prec);
    mc_frobenius_norm(out, gap, f->prec);
    return out;
}

/* out = s sqrt((1 + a)(1 + b)) + e, the signs of a, b, e given */
static arb_ptr bound(const struct factors *f, const arb_t s, const arb_t alpha,
                     const arb_t beta, const arb_t eps, int a, int b, int e)
{
    arb_ptr out = ledger_number(f->ledger);
    arb_t factor;

    arb_init(factor);
    arb_mul_si(out, alpha, a, f->prec);
    arb_add_ui(out, out, 1, f->prec);
    arb_mul_si(factor, beta, b, f->prec);
    arb_add_ui(factor, factor, 1, f->prec);
    arb_mul(out, out, factor, f->prec);
    arb_sqrt(out, out, f->prec);
    arb_mul(out, out, s, f->prec);
    arb_addmul_si(out, eps, e, f->prec);
    arb_clear(factor);
    return out;
}

static void check(const struct factors *f, const struct mc_svd *svd)
{
    arb_ptr alpha = defect(f, f->U), beta = defect(f, f->V), eps = residual(f);
    slong i;

    if (f->twist == NO_RESIDUAL)
        arb_zero(eps);
    for (i = 0; i < f->k; i++) {
        arb_srcptr s = f->s + (f->twist == UNSORTED ? f->k - 1 - i : i);
        arb_ptr sigma = ledger_number(f->ledger);

        arb_set(sigma, svd->sigma + i);
        ledger_at_most(f->ledger, "from below",
                       bound(f, s, alpha, beta, eps, f->twist == SIGN ? 1 : -1, -1, -1), sigma);
        ledger_at_most(f->ledger, "from above", sigma, bound(f, s, alpha, beta, eps, 1, 1, 1));
    }
}

static void move(arb_mat_t Q, struct ledger *ledger, const struct instance *x,
                 const char *purpose, slong prec)
{
    arb_mat_struct *D = ledger_matrix(ledger, arb_mat_nrows(Q), arb_mat_ncols(Q));

    instance_companion(D, x, purpose);
    arb_mat_scalar_mul_2exp_si(D, D, -10);
    arb_mat_add(Q, Q, D, prec);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), k = FLINT_MIN(m, n), i;
    const struct mc_svd *svd = instance_svd(x, prec);
    struct factors f = {.ledger = ledger, .A = ledger_matrix(ledger, m, n),
                        .U = ledger_matrix(ledger, m, k), .V = ledger_matrix(ledger, n, k),
                        .s = _arb_vec_init(k), .k = k, .prec = prec, .twist = twist};

    if (!svd || svd->kept < k) {
        _arb_vec_clear(f.s, k);
        return MC_NOT_DECIDED;
    }
    instance_enclose(f.A, x, prec);
    arb_mat_scalar_mul_si(f.U, svd->u, 257, prec);       /* (1 + 2^-8) U */
    arb_mat_scalar_mul_2exp_si(f.U, f.U, -8);
    arb_mat_set(f.V, svd->v);
    for (i = 0; i < k; i++) {
        arb_mul_2exp_si(f.s + i, svd->s + i, 8);
        arb_div_ui(f.s + i, f.s + i, 257, prec);
    }
    check(&f, svd);
    arb_mat_set(f.U, svd->u);
    for (i = 0; i < k; i++) {
        arb_mul_ui(f.s + i, svd->s + i, 65, prec);
        arb_mul_2exp_si(f.s + i, f.s + i, -6);
    }
    check(&f, svd);
    _arb_vec_set(f.s, svd->s, k);
    move(f.U, ledger, x, "left", prec);
    move(f.V, ledger, x, "right", prec);
    check(&f, svd);
    _arb_vec_clear(f.s, k);
    return MC_OK;
}

static const struct control controls[] = {
    {"sign", "1 + alpha in the lower bound"},
    {"no-residual", "without eps"},
    {"unsorted", "S in ascending order"},
    {0},
};

static const struct hypothesis switches[] = {
    {"sorted", "unsorted", NULL},
    {"defects-below-one", NULL, "the root of 1 - alpha is not real otherwise"},
    {"nonnegative", NULL,
     "not dropped: a negative s is the singular value -s with another sign of u"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "hilbert:m=4,n=4",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_singular_values_a_posteriori = {
    .id = "singular-values-a-posteriori",
    .number = "3.40",
    .title = "Singular values are certified by any nearly orthonormal factors, clusters "
             "included",
    .paper = "muoncheck",
    .source = "derived from Weyl 1912 and Ostrowski 1959",
    .statement = "alpha >= ||U^T U - I||, beta >= ||V^T V - I||, both < 1, S sorted, eps >= "
                 "||A - U S V^T||: s_i sqrt((1-alpha)(1-beta)) - eps <= sigma_i(A) <= s_i "
                 "sqrt((1+alpha)(1+beta)) + eps.",
    .hypotheses = "alpha, beta < 1; S sorted and nonnegative",
    .switches = switches,
    .method = "factors of the certified SVD, scaled or moved; Frobenius norms",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
