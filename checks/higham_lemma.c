// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  A of full rank with m >= n, polar factor U and singular values s_1 >= ... >= s_n has
 *   ||A^T A - I|| / (1 + s_1) <= ||A - U|| <= ||A^T A - I|| / (1 + s_n)
 * in every unitarily invariant norm, and ||A - U|| <= ||A - Q|| for every Q with orthonormal
 * columns.
 *
 * Why it matters.  The residual A^T A - I can be measured without knowing U: it turns "nearly
 * orthogonal" into a bound on the distance from the polar factor, and certificates rest on it.
 *
 * Method.  Spectral, Frobenius and nuclear norm of enclosed matrices; for m < n the transpose.
 * Q is U after a reflection in a direction that goes with the instance.  All s nearly equal:
 * sharp.  In the spectral norm one of the two bounds is often an equality; it is then decided
 * as an identity.
 *
 * Control.  s_1 and s_n exchanged; the upper bound less one per cent; Q in place of U in the
 * upper bound.
 *
 * Not claimed.  Anything for rank-deficient A, whose polar factor is not unique.
 *
 * Reference.  Higham, Functions of Matrices, lemma 8.17; Fan and Hoffman 1955; catalogue 3.26.
 */
#include "claim/claim.h"

enum { EXCHANGED = 1, SHARPER, OTHER, SINGULAR };

typedef void norm_of(arb_t out, const arb_mat_t A, slong prec);

static const struct {
    const char *lower, *upper, *nearest;
    norm_of *norm;
} norms[] = {
    {"spectral norm, from below", "spectral norm, from above", "nearest, spectral",
     mc_spectral_norm},
    {"Frobenius norm, from below", "Frobenius norm, from above", "nearest, Frobenius",
     mc_frobenius_norm},
    {"nuclear norm, from below", "nuclear norm, from above", "nearest, nuclear",
     mc_nuclear_norm},
};

/* Q = U (I - 2 v v^T / v^T v). */
static void reflect(arb_mat_t Q, struct ledger *ledger, const struct instance *x,
                    const arb_mat_t U, slong prec)
{
    slong n = arb_mat_ncols(U);
    arb_mat_struct *v = ledger_matrix(ledger, n, 1), *row = ledger_matrix(ledger, 1, n);
    arb_mat_struct *image = ledger_matrix(ledger, arb_mat_nrows(U), 1);
    arb_ptr size = ledger_number(ledger);

    instance_companion(v, x, "reflection");
    arb_mat_transpose(row, v);
    mc_inner_product(size, v, v, prec);
    arb_mat_mul(image, U, v, prec);
    arb_mat_mul(Q, image, row, prec);
    arb_mat_scalar_div_arb(Q, Q, size, prec);
    arb_mat_scalar_mul_2exp_si(Q, Q, 1);
    arb_mat_sub(Q, U, Q, prec);
}

/* A and U of the instance, transposed where it is wide. */
static enum mc_status open(arb_mat_t A, arb_mat_t U, struct ledger *ledger, struct instance *x,
                           slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *P = ledger_matrix(ledger, m, n);
    enum mc_status status = instance_polar(P, x, prec);

    instance_enclose(M, x, prec);
    if (m < n) {
        arb_mat_transpose(A, M);
        arb_mat_transpose(U, P);
    } else {
        arb_mat_set(A, M);
        arb_mat_set(U, P);
    }
    return status;
}

struct sides {
    arb_mat_struct *residual, *distance, *other;   /* A^T A - I, A - U, A - Q */
    arb_srcptr largest, least;
    bool spectral_from_largest, spectral_from_least;
};

/* s_1 alone gives both spectral norms when s_1 + s_n > 2 and s_1^2 + s_n^2 > 2, s_n alone when
 * both sums are below 2: the bound on that side is then an equality, and is decided as one. */
static void find_ties(struct sides *s, slong prec)
{
    arb_t sum, squares;

    arb_init(sum);
    arb_init(squares);
    arb_add(sum, s->largest, s->least, prec);
    arb_sub_ui(sum, sum, 2, prec);
    arb_sqr(squares, s->largest, prec);
    arb_addmul(squares, s->least, s->least, prec);
    arb_sub_ui(squares, squares, 2, prec);
    s->spectral_from_largest = arb_is_positive(sum) && arb_is_positive(squares);
    s->spectral_from_least = arb_is_negative(sum) && arb_is_negative(squares);
    arb_clear(sum);
    arb_clear(squares);
}

static void enter(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs,
                  bool tie)
{
    if (tie)
        ledger_equal(ledger, what, lhs, rhs);
    else
        ledger_at_most(ledger, what, lhs, rhs);
}

static void check_norm(struct ledger *ledger, size_t i, const struct sides *s, int twist,
                       slong prec)
{
    arb_ptr lower = ledger_number(ledger), upper = ledger_number(ledger);
    arb_ptr distance = ledger_number(ledger), other = ledger_number(ledger);
    arb_ptr below = ledger_number(ledger), above = ledger_number(ledger);

    norms[i].norm(lower, s->residual, prec);
    norms[i].norm(distance, s->distance, prec);
    norms[i].norm(other, s->other, prec);
    arb_add_ui(below, twist == EXCHANGED ? s->least : s->largest, 1, prec);
    arb_add_ui(above, twist == EXCHANGED ? s->largest : s->least, 1, prec);
    arb_div(upper, lower, above, prec);
    arb_div(lower, lower, below, prec);
    if (twist == SHARPER) {
        arb_mul_ui(upper, upper, 99, prec);
        arb_div_ui(upper, upper, 100, prec);
    }
    enter(ledger, norms[i].lower, lower, distance, i == 0 && s->spectral_from_largest);
    enter(ledger, norms[i].upper, twist == OTHER ? other : distance, upper,
          i == 0 && s->spectral_from_least);
    ledger_at_most(ledger, norms[i].nearest, distance, other);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = FLINT_MAX(instance_rows(x), instance_cols(x));
    slong n = FLINT_MIN(instance_rows(x), instance_cols(x));
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *U = ledger_matrix(ledger, m, n);
    arb_mat_struct *transpose = ledger_matrix(ledger, n, m), *one = ledger_matrix(ledger, n, n);
    struct sides s = {.residual = ledger_matrix(ledger, n, n),
                      .distance = ledger_matrix(ledger, m, n),
                      .other = ledger_matrix(ledger, m, n)};
    enum mc_status status = open(A, U, ledger, x, prec);
    const struct mc_svd *svd = instance_svd(x, prec);
    size_t i;

    if (status != MC_OK || !svd)
        return MC_NOT_DECIDED;
    s.largest = twist == SINGULAR ? ledger_number(ledger) : svd->sigma;
    s.least = twist == SINGULAR ? s.largest : svd->sigma + n - 1;
    if (twist == SINGULAR) {
        arb_mat_zero(A);
        arb_mat_zero(U);
    }
    find_ties(&s, prec);
    arb_mat_one(one);
    arb_mat_transpose(transpose, A);
    arb_mat_mul(s.residual, transpose, A, prec);
    arb_mat_sub(s.residual, s.residual, one, prec);
    arb_mat_sub(s.distance, A, U, prec);
    reflect(s.other, ledger, x, U, prec);
    arb_mat_sub(s.other, A, s.other, prec);
    for (i = 0; i < sizeof norms / sizeof *norms; i++)
        check_norm(ledger, i, &s, twist, prec);
    return MC_OK;
}

static const struct control controls[] = {
    {"exchanged", "||A^T A - I|| / (1 + s_n) <= ||A - U|| <= ||A^T A - I|| / (1 + s_1)"},
    {"sharper", "||A - U|| <= 0.99 ||A^T A - I|| / (1 + s_n)"},
    {"other", "the upper bound for any Q with orthonormal columns in place of U"},
    {"singular", "the same for A = 0, whose partial isometry is 0"},
    {0},
};

static const struct hypothesis switches[] = {
    {"own-polar-factor", "other", NULL},
    {"full-rank", "singular", NULL},
    {"tall", NULL, "of the instances: wide ones are transposed"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,2,511/256]",
    "diagonal:m=4,n=3,spectrum=[1/2,1/2,127/256]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:out.b.0.o.weight",
    NULL,
};

const struct claim claim_higham_lemma = {
    .id = "higham-lemma",
    .number = "3.26",
    .title = "The residual of orthogonality encloses the distance from the polar factor",
    .paper = "Higham-2008",
    .source = "Functions of Matrices, lemma 8.17; Fan and Hoffman 1955",
    .statement = "||A^T A - I|| / (1 + s_1) <= ||A - U|| <= ||A^T A - I|| / (1 + s_n), and "
                 "||A - U|| <= ||A - Q|| for orthonormal Q, in unitarily invariant norms.",
    .hypotheses = "A of full rank, m >= n, U its polar factor, s its singular values",
    .switches = switches,
    .method = "spectral, Frobenius and nuclear norms of enclosed matrices",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .needs = NEEDS_FULL_RANK,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
