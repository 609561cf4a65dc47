// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For each of the fifteen maps K of the table (rows a to o), with its conjugate
 * K* = finite + indicator{gauge <= 1}, and every M != 0 at which K's gradient is certain:
 *   (1) K(M) + finite(gradK(M)) = <M, gradK(M)>;
 *   (2) gauge(gradK(M)) = 1 for the nine norms; = k'(gauge(M)) for the four maps that bend one
 *       scalar function k over singular values or entries and whose k' rises to at most 1;
 *   (3) <M, Z> <= K(M) + finite(Z) wherever gauge(Z) < 1.
 * (2) for the latter: gradK(M)'s largest singular value (or entry) is k' of M's largest.
 *
 * Why it matters.  Decoupled weight decay under the update gradK keeps the iterates in
 * gauge(lambda X) <= 1: a wrong conjugate is a wrong constraint on the trained weights.
 *
 * Method.  Enclosures of both sides.  Z in (3): a random direction, the leading singular pair
 * and M itself, scaled by exact numbers to gauge(Z) <= theta < 1, and theta gradK(M), where the
 * inequality is nearly an equality.  d is near the root mean square of M's singular values, so
 * that both branches of rows j and k occur.  Rows g and h are decided for p = 3 and p = 3/2.
 *
 * Control.  A row with one function of its conjugate exchanged, through the same code.
 *
 * Not claimed.  Nothing about M where K has a kink and no subgradient is certain (equal leading
 * singular values in rows e and f, sigma = d in row k).
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054; Lion-K, arXiv:2310.05898; rows derived in the
 * files of the norms.
 */
#include "claim/duality.h"
#include "muoncheck/norm.h"

/* d = 15/16 of the root mean square of M's singular values, to 16 bits: positive, exact, and
 * between the least and the largest of them unless these are nearly equal. */
static void choose_threshold(fmpq_t d, const struct mc_operand *M, slong prec)
{
    slong values = FLINT_MIN(arb_mat_nrows(M->balls), arb_mat_ncols(M->balls));
    arb_t size;
    arf_t rounded;

    arb_init(size);
    arf_init(rounded);
    mc_inner_product(size, M->balls, M->balls, prec);
    arb_div_si(size, size, FLINT_MAX(values, 1), prec);
    arb_sqrt(size, size, prec);
    arf_set_round(rounded, arb_midref(size), 16, ARF_RND_NEAR);
    if (arf_is_finite(rounded) && arf_sgn(rounded) > 0) {
        arf_get_fmpq(d, rounded);
        fmpq_mul_si(d, d, 15);
        fmpq_div_2exp(d, d, 4);
    }
    arb_clear(size);
    arf_clear(rounded);
}

/* out = the midpoint of u_1 v_1^T, exact. */
static void leading_pair(arb_mat_t out, const struct mc_svd *svd, slong prec)
{
    for (slong i = 0; svd->kept && i < svd->rows; i++) {
        for (slong j = 0; j < svd->cols; j++) {
            arb_ptr entry = arb_mat_entry(out, i, j);

            arb_mul(entry, arb_mat_entry(svd->u, i, 0), arb_mat_entry(svd->v, j, 0), prec);
            arb_get_mid_arb(entry, entry);
        }
    }
}

static enum mc_status duality_open(struct duality *s, struct ledger *ledger, struct instance *x,
                                   slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *Z = ledger_matrix(ledger, m, n);

    if (!svd)
        return MC_NOT_DECIDED;
    *s = (struct duality){.ledger = ledger, .prec = prec};
    s->G = ledger_matrix(ledger, m, n);
    instance_enclose(A, x, prec);
    mc_operand_init(&s->M, A, -1);
    mc_operand_init(&s->directions[ALONG], A, -1);
    mc_operand_lend(&s->M, svd);
    mc_operand_lend(&s->directions[ALONG], svd);
    instance_companion(Z, x, "direction");
    mc_operand_init(&s->directions[RANDOM], Z, -1);
    leading_pair(Z, svd, prec);
    mc_operand_init(&s->directions[LEADING], Z, -1);
    mc_norm_parameters_init(&s->with);
    choose_threshold(s->with.d, &s->M, prec);
    return MC_OK;
}

static void duality_close(struct duality *s)
{
    mc_operand_clear(&s->M);
    for (int i = 0; i < DIRECTIONS; i++)
        mc_operand_clear(&s->directions[i]);
    mc_norm_parameters_clear(&s->with);
}

/* ||Z||_* / k: what is left of row f's gauge without ||Z|| <= 1. */
static enum mc_status nuclear_over_k(arb_t out, struct mc_operand *Z,
                                     const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = mc_norm_find("nuclear")->value(out, Z, with, prec);

    arb_div_si(out, out, with->k, prec);
    return status;
}

/* The row that control `twist` exchanges one function in. */
static struct mc_norm twisted_row(int twist)
{
    static const char *const rows[] = {"schatten", "schatten-power", "ky-fan", "spectral-huber",
                                       "nuclear-excess"};
    struct mc_norm row = *mc_norm_find(rows[twist - 1]);

    if (twist == 1)
        row.gauge = row.value;
    else if (twist == 2)
        row.conjugate_finite = row.value;
    else if (twist == 3)
        row.gauge = nuclear_over_k;
    else if (twist == 4)
        row.gauge = NULL;
    else
        row.conjugate_finite = NULL;
    return row;
}

static enum mc_status check_table(struct duality *s)
{
    static const char *const exponent_rows[] = {"schatten", "schatten-power"};
    enum mc_status status = MC_OK;

    for (size_t i = 0; !status && i < mc_norm_count; i++)
        status = duality_check(mc_norms[i], s);
    fmpq_set_si(s->with.p, 3, 2);
    for (size_t i = 0; !status && i < 2; i++)
        status = duality_check(mc_norm_find(exponent_rows[i]), s);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct duality s;
    enum mc_status status = duality_open(&s, ledger, x, prec);
    struct mc_norm row;

    if (status)
        return status;
    if (twist) {
        row = twisted_row(twist);
        status = duality_check(&row, &s);
    } else {
        status = check_table(&s);
    }
    duality_close(&s);
    return status;
}

static const struct control controls[] = {
    {"schatten-ball-of-the-same-exponent",
     "row g with ||Z||_p <= 1 in the place of ||Z||_q <= 1"},
    {"schatten-power-of-the-same-exponent",
     "row h with K*(Z) = ||Z||_p^p / p in the place of ||Z||_q^q / q"},
    {"ky-fan-without-the-spectral-bound", "row f with ||Z||_* <= k alone"},
    {"huber-without-the-indicator", "row j with K*(Z) = (d/2) ||Z||_F^2 for every Z"},
    {"excess-with-the-indicator-alone", "row k with K*(Z) = 0 on ||Z|| <= 1"},
    {0},
};

static const struct hypothesis switches[] = {
    {"nonzero", NULL,
     "at M = 0 every point of the dual ball is a subgradient: there is no row"},
    {"certain-subgradient", NULL,
     "at a tie the gradient is a set, of which the table names one point"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=6,n=4,seed=1",
    "gaussian:m=4,n=7,seed=2",
    "gaussian:m=5,n=5,seed=3",
    "diagonal:m=4,n=5,spectrum=[3,2,1,1/1000]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[3,1,1/2,0]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6",
    "near-overflow:m=4,n=3,seed=1",
    "near-underflow:m=4,n=3,seed=1",
    "matrix-unit:m=3,n=2",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=24,n=16,seed=4",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.1.qkv.weight",
    NULL,
};

const struct claim claim_k_table = {
    .id = "k-table",
    .number = "0.15",
    .title = "The maps K of Lion-K: gradients and conjugates",
    .paper = "arXiv:2506.15054",
    .source = "the table of the maps K; rows derived here",
    .statement = "For each of fifteen maps K, K* = finite + indicator{gauge <= 1}: "
                 "K(M) + K*(gradK(M)) = <M, gradK(M)>, gradK(M) lies on the boundary that the "
                 "row says, and <M, Z> <= K(M) + K*(Z) for every Z inside.",
    .hypotheses = "M != 0, and a subgradient of K at M is certain.",
    .switches = switches,
    .needs = NEEDS_NONZERO,
    .method = "Enclosures of both sides; Z random, along the leading singular pair, along M, "
              "and close to gradK(M).",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
