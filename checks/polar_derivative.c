// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For real M = U S V^T of full rank with m >= n, the derivative of the polar factor W
 * at M in the direction E is U Omega V^T + (I - U U^T) E V S^-1 V^T, Omega_ij = (U^T E V - V^T
 * E^T U)_ij / (s_i + s_j); its Frobenius norm over that of E is at most 2/(s_n + s_(n-1)) for
 * square M and 1/s_n for m > n, both attained.
 *
 * Why it matters.  Close singular values do not make the polar factor ill-conditioned: rules
 * that avoid orthogonalisation where gaps are small have no ground (catalogue 2.18).
 *
 * Method.  U, S, V rational. W^T dW skew, dH = W^T (E - dW H) symmetric and E = dW H + W dH
 * determine dW. E a companion, and the direction that attains the norm.
 *
 * Control.  Differences in place of sums; half the norm; 1/s_n for a square M.
 *
 * Not claimed.  Complex matrices, where the norm is 1/s_n.
 *
 * Reference.  Kenney and Laub 1991, theorem 2.2; catalogue 3.33.
 */
#include "claim/claim.h"
#include "generator/rational_svd.h"

enum { GAPS = 1, HALF_NORM, SQUARE_NORM };

struct frame {
    struct ledger *ledger;
    struct rational_svd truth;
    arb_mat_struct *U, *V, *W, *H;
    arb_ptr s;                      /* n of them */
    slong m, n, prec;
    int twist;
};

static arb_mat_struct *transposed(const struct frame *f, const arb_mat_t A)
{
    arb_mat_struct *out = ledger_matrix(f->ledger, arb_mat_ncols(A), arb_mat_nrows(A));

    arb_mat_transpose(out, A);
    return out;
}

static arb_mat_struct *product(const struct frame *f, const arb_mat_t A, const arb_mat_t B)
{
    arb_mat_struct *out = ledger_matrix(f->ledger, arb_mat_nrows(A), arb_mat_ncols(B));

    arb_mat_mul(out, A, B, f->prec);
    return out;
}

static void open(struct frame *f)
{
    arb_mat_struct *scaled = ledger_matrix(f->ledger, f->n, f->n);
    slong i, j;

    f->U = ledger_matrix(f->ledger, f->m, f->n);
    f->V = ledger_matrix(f->ledger, f->n, f->n);
    f->s = _arb_vec_init(f->n);
    arb_mat_set_fmpq_mat(f->U, f->truth.u, f->prec);
    arb_mat_set_fmpq_mat(f->V, f->truth.v, f->prec);
    for (i = 0; i < f->n; i++) {
        arb_set_fmpq(f->s + i, fmpq_mat_entry(f->truth.s, i, i), f->prec);
        for (j = 0; j < f->n; j++)
            arb_mul(arb_mat_entry(scaled, j, i), arb_mat_entry(f->V, j, i), f->s + i, f->prec);
    }
    f->W = product(f, f->U, transposed(f, f->V));
    f->H = product(f, scaled, transposed(f, f->V));
}

/* Omega of the direction E */
static arb_mat_struct *omega(const struct frame *f, const arb_mat_t E)
{
    arb_mat_struct *inner = product(f, transposed(f, f->U), product(f, E, f->V));
    arb_mat_struct *out = ledger_matrix(f->ledger, f->n, f->n);
    slong i, j;
    arb_t below;

    arb_init(below);
    for (i = 0; i < f->n; i++)
        for (j = 0; j < f->n; j++) {
            arb_sub(arb_mat_entry(out, i, j), arb_mat_entry(inner, i, j),
                    arb_mat_entry(inner, j, i), f->prec);
            if (i == j)
                continue;
            if (f->twist == GAPS)
                arb_sub(below, f->s + i, f->s + j, f->prec);
            else
                arb_add(below, f->s + i, f->s + j, f->prec);
            arb_div(arb_mat_entry(out, i, j), arb_mat_entry(out, i, j), below, f->prec);
        }
    arb_clear(below);
    return out;
}

static arb_mat_struct *derivative(const struct frame *f, const arb_mat_t E)
{
    arb_mat_struct *out = ledger_matrix(f->ledger, f->m, f->n);
    arb_mat_struct *inside = product(f, product(f, f->U, omega(f, E)), transposed(f, f->V));
    arb_mat_struct *rest = product(f, f->U, product(f, transposed(f, f->U), E)), *turned;
    slong i, j;

    arb_mat_sub(rest, E, rest, f->prec);
    turned = product(f, rest, f->V);
    for (i = 0; i < f->m; i++)
        for (j = 0; j < f->n; j++)
            arb_div(arb_mat_entry(turned, i, j), arb_mat_entry(turned, i, j), f->s + j,
                    f->prec);
    arb_mat_add(out, inside, product(f, turned, transposed(f, f->V)), f->prec);
    return out;
}

/* W^T dW skew, dH symmetric, E = dW H + W dH */
static void check_equations(const struct frame *f, const arb_mat_t E, const arb_mat_t dW)
{
    arb_mat_struct *skew = product(f, transposed(f, f->W), dW), *minus;
    arb_mat_struct *moved = product(f, dW, f->H), *dH;
    arb_mat_struct *rest = ledger_matrix(f->ledger, f->m, f->n);
    arb_mat_struct *sum = ledger_matrix(f->ledger, f->m, f->n);

    minus = transposed(f, skew);
    arb_mat_neg(minus, minus);
    ledger_equal_matrix(f->ledger, "W^T dW is skew", skew, minus);
    arb_mat_sub(rest, E, moved, f->prec);
    dH = product(f, transposed(f, f->W), rest);
    ledger_equal_matrix(f->ledger, "dH is symmetric", dH, transposed(f, dH));
    arb_mat_add(sum, moved, product(f, f->W, dH), f->prec);
    ledger_equal_matrix(f->ledger, "E = dW H + W dH", E, sum);
}

/* out = 2/(s_n + s_(n-1)), or 1/s_n for m > n. */
static void norm_of(arb_t out, const struct frame *f)
{
    if (f->m > f->n || f->twist == SQUARE_NORM) {
        arb_inv(out, f->s + f->n - 1, f->prec);
        return;
    }
    arb_add(out, f->s + f->n - 1, f->s + f->n - 2, f->prec);
    arb_ui_div(out, f->twist == HALF_NORM ? 1 : 2, out, f->prec);
}

/* ||dW||_F against norm ||E||_F */
static void check_norm(const struct frame *f, const arb_mat_t E, const arb_mat_t dW,
                       bool attained)
{
    arb_ptr lhs = ledger_number(f->ledger), rhs = ledger_number(f->ledger);
    arb_ptr size = ledger_number(f->ledger);

    mc_frobenius_norm(lhs, dW, f->prec);
    mc_frobenius_norm(size, E, f->prec);
    norm_of(rhs, f);
    arb_mul(rhs, rhs, size, f->prec);
    if (attained)
        ledger_equal(f->ledger, "norm attained", lhs, rhs);
    else
        ledger_at_most(f->ledger, "norm", lhs, rhs);
}

/* u_(n-1) v_n^T - u_n v_(n-1)^T, or u_perp v_n^T for m > n. */
static arb_mat_struct *worst_direction(const struct frame *f)
{
    arb_mat_struct *E = ledger_matrix(f->ledger, f->m, f->n);
    slong n = f->n, i, j;
    arb_t term;

    arb_init(term);
    for (i = 0; i < f->m; i++)
        for (j = 0; j < n; j++) {
            arb_mul(arb_mat_entry(E, i, j), arb_mat_entry(f->U, i, n - 2),
                    arb_mat_entry(f->V, j, n - 1), f->prec);
            arb_mul(term, arb_mat_entry(f->U, i, n - 1), arb_mat_entry(f->V, j, n - 2),
                    f->prec);
            arb_sub(arb_mat_entry(E, i, j), arb_mat_entry(E, i, j), term, f->prec);
        }
    arb_clear(term);
    return E;
}

/* (I - U U^T) e v_n^T, e = (1, 2, ..., m) */
static arb_mat_struct *outer_direction(const struct frame *f)
{
    arb_mat_struct *e = ledger_matrix(f->ledger, f->m, 1), *inside;
    arb_mat_struct *row = ledger_matrix(f->ledger, 1, f->n);
    slong i;

    for (i = 0; i < f->m; i++)
        arb_set_si(arb_mat_entry(e, i, 0), i + 1);
    for (i = 0; i < f->n; i++)
        arb_set(arb_mat_entry(row, 0, i), arb_mat_entry(f->V, i, f->n - 1));
    inside = product(f, f->U, product(f, transposed(f, f->U), e));
    arb_mat_sub(e, e, inside, f->prec);
    return product(f, e, row);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct frame f = {.ledger = ledger, .m = instance_rows(x), .n = instance_cols(x),
                      .prec = prec, .twist = twist};
    arb_mat_struct *E = ledger_matrix(ledger, f.m, f.n), *dW;
    enum mc_status status = rational_svd_init(&f.truth, x->parts[0].name, NULL);

    if (status != MC_OK)
        return status;
    open(&f);
    instance_companion(E, x, "direction");
    dW = derivative(&f, E);
    check_equations(&f, E, dW);
    check_norm(&f, E, dW, false);
    E = f.m > f.n ? outer_direction(&f) : worst_direction(&f);
    check_norm(&f, E, derivative(&f, E), true);
    _arb_vec_clear(f.s, f.n);
    rational_svd_clear(&f.truth);
    return MC_OK;
}

static const struct control controls[] = {
    {"gaps", "s_i - s_j below"},
    {"half-norm", "norm at most 1/(s_n + s_(n-1))"},
    {"square-norm", "norm 1/s_n for square M too"},
    {0},
};

static const struct hypothesis switches[] = {
    {"full-rank", NULL, "msgn has no derivative otherwise: nuclear-one-sided-derivative"},
    {"tall", NULL, "of the instances: wide ones are transposed"},
    {"real-entries", NULL, "for complex M the norm is 1/s_n"},
    {0},
};

static const char *const quick[] = {
    "rational-svd:m=4,n=4,seed=1,spectrum=[2,1,1/2,1/3]",
    "rational-svd:m=5,n=3,seed=2,spectrum=[2,1,1/8]",
    "rational-svd:m=3,n=3,seed=3,spectrum=[1,1,1/2]",
    "rational-svd:m=6,n=4,seed=4,spectrum=[3,2,2,1]",
    NULL,
};

const struct claim claim_polar_derivative = {
    .id = "polar-derivative",
    .number = "3.33",
    .title = "The derivative of the polar factor has sums of singular values below, not gaps",
    .paper = "Kenney-Laub-1991",
    .source = "Kenney and Laub 1991; Higham, Functions of Matrices, section 8.4",
    .statement = "M = U S V^T of full rank, m >= n: D msgn(M)[E] = U ((U^T E V - V^T E^T "
                 "U)_ij / (s_i + s_j)) V^T + (I - U U^T) E V S^-1 V^T. Its norm is 2/(s_n + "
                 "s_(n-1)) for square real M, and 1/s_n for m > n.",
    .hypotheses = "real M of full rank, m >= n",
    .switches = switches,
    .method = "the equations that determine it: E = dW H + W dH, W^T dW skew, dH symmetric",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
