// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For A, B of the same shape and rank r, with smallest nonzero singular values s, t and
 * partial isometries P, Q on their ranges, ||P - Q||_F <= 2/(s + t) ||A - B||_F.
 *
 * Why it matters.  It turns a backward error into a distance between orthogonalised matrices,
 * rank-deficient ones included; the condition is the smallest singular value, never a gap.
 *
 * Method.  P, Q, s, t enclosed with certified ranks. Sharp for vectors of nearly equal length
 * (Dunkl and Williams).
 *
 * Control.  Without the 2; ranks that differ; the norm of A in place of s + t.
 *
 * Not claimed.  Other norms.
 *
 * Reference.  W. Li and W. Sun 2002; complete proof in catalogue 3.30.
 */
#include "claim/claim.h"
#include "muoncheck/transform.h"

enum { WITHOUT_TWO = 1, OTHER_RANK, RELATIVE };

/* Q and the smallest nonzero singular value t of B, whose rank must be `rank`, unless < 0. */
static enum mc_status describe(arb_mat_t Q, arb_t t, const struct mc_svd *svd,
                               const arb_mat_t B, slong rank, slong prec)
{
    enum mc_status status;
    arb_t radius;
    fmpq_t zero;

    if (svd->rank_lo != svd->rank_hi || !svd->rank_lo || (rank >= 0 && svd->rank_lo != rank))
        return MC_NOT_DECIDED;
    fmpq_init(zero);
    arb_init(radius);
    status = mc_transform_power(Q, radius, svd, B, zero, prec);
    mc_widen(Q, radius);
    arb_set(t, svd->sigma + svd->rank_lo - 1);
    fmpq_clear(zero);
    arb_clear(radius);
    return status;
}

/* B = the second part, the control's rank one less, or A plus sigma_min / 8 of a companion. */
static enum mc_status second(struct mc_svd *svd, arb_mat_t B, struct instance *x,
                             const arb_mat_t A, const arb_t least, int twist,
                             struct ledger *ledger, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    arb_ptr norm = ledger_number(ledger);

    if (twist == OTHER_RANK) {       /* the first row and column alone, rank one */
        arb_mat_zero(B);
        arb_set(arb_mat_entry(B, 0, 0), arb_mat_entry(A, 0, 0));
        return mc_svd_enclose(svd, B, 1, prec);
    }
    if (x->count > 1) {
        mc_matrix_enclose(B, &x->parts[1], prec);
        return mc_svd_of(svd, &x->parts[1], prec);
    }
    instance_companion(B, x, "nearby");
    mc_frobenius_norm(norm, B, prec);
    arb_div(norm, least, norm, prec);
    arb_mul_2exp_si(norm, norm, -3);
    arb_mat_scalar_mul_arb(B, B, norm, prec);
    arb_mat_add(B, B, A, prec);
    return mc_svd_enclose(svd, B, FLINT_MIN(m, n), prec);
}

static void compare(struct ledger *ledger, arb_mat_t P, const arb_mat_t Q, arb_mat_t A,
                    const arb_mat_t B, const arb_t s, const arb_t t, const struct mc_svd *svd,
                    int twist, slong prec)
{
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    arb_ptr sum = ledger_number(ledger);

    arb_mat_sub(P, P, Q, prec);
    mc_frobenius_norm(lhs, P, prec);
    arb_mat_sub(A, A, B, prec);
    mc_frobenius_norm(rhs, A, prec);
    arb_add(sum, s, t, prec);
    if (twist == RELATIVE)
        arb_set(sum, svd->sigma);
    arb_div(rhs, rhs, sum, prec);
    if (twist != WITHOUT_TWO && twist != RELATIVE)
        arb_mul_2exp_si(rhs, rhs, 1);
    ledger_at_most(ledger, "distance of the partial isometries", lhs, rhs);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *B = ledger_matrix(ledger, m, n);
    arb_mat_struct *P = ledger_matrix(ledger, m, n), *Q = ledger_matrix(ledger, m, n);
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_ptr s = ledger_number(ledger), t = ledger_number(ledger);
    struct mc_svd other;
    enum mc_status status;

    if (!svd)
        return MC_NOT_DECIDED;
    mc_svd_init(&other);
    instance_enclose(A, x, prec);
    status = describe(P, s, svd, A, -1, prec);
    if (status == MC_OK)
        status = second(&other, B, x, A, s, twist, ledger, prec);
    if (status == MC_OK)
        status = describe(Q, t, &other, B, twist == OTHER_RANK ? -1 : svd->rank_lo, prec);
    if (status == MC_OK)
        compare(ledger, P, Q, A, B, s, t, svd, twist, prec);
    mc_svd_clear(&other);
    return status;
}

static const struct control controls[] = {
    {"without-two", "||P - Q||_F <= ||A - B||_F / (s + t)"},
    {"other-rank", "the same for B of lower rank"},
    {"relative", "||P - Q||_F <= ||A - B||_F / ||A||"},
    {0},
};

static const struct hypothesis switches[] = {
    {"equal-rank", "other-rank", NULL},
    {"certified-rank", NULL, "of the method: where it is not, the claim stays undecided"},
    {0},
};

static const char *const quick[] = {
    "rational-svd:m=3,n=1,seed=5,spectrum=[1]|rational-svd:m=3,n=1,seed=6,spectrum=[1025/1024]",
    "rotation:theta=1/100|rotation:theta=2/100,scale=1025/1024",
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "diagonal:m=3,n=3,spectrum=[2,1/2,0]|rational-svd:m=3,n=3,seed=2,spectrum=[2,1/3,0]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_polar_perturbation = {
    .id = "polar-perturbation",
    .number = "3.30",
    .title = "Polar factors of matrices of one rank: ||P - Q||_F <= 2 ||A - B||_F / (s + t)",
    .paper = "Li-Sun-2002",
    .source = "W. Li and W. Sun 2002; proof in the catalogue",
    .statement = "rank A = rank B = r with smallest nonzero singular values s, t and partial "
                 "isometries P, Q on the ranges: ||P - Q||_F <= 2/(s + t) ||A - B||_F, for "
                 "any shape. For n = 1 it is the inequality of Dunkl and Williams.",
    .hypotheses = "rank A = rank B, both certified",
    .switches = switches,
    .method = "B a second part, or A plus a companion, of the same rank",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
