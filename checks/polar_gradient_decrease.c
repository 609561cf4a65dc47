// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  X+ = X - (||G||_* / L) msgn(G), G = gradF(X), F L-smooth from the spectral to the
 * nuclear norm:  F(X+) <= F(X) - ||G||_*^2 / (2L).  If also ||G||_*^2 >= 2 mu (F - F*), then
 * F(X+) - F* <= (1 - mu/L) (F(X) - F*); for F = ||X - C||_F^2 / 2, mu = 1, L = min(m, n).
 *
 * Why it matters.  It is the linear rate of PolarGrad, by the constant of Muon's own norm.
 *
 * Method.  Enclosures for ||X - C||_F^2 / 2, <X - C, H (X - C)> / 2 and sum 1 - cos(x_ij -
 * c_ij), C the instance.  For the first an equality wherever G has full rank, for the second if
 * also m <= n, as <P, H P> = L for P P^T = I; at X - C of rank one the first shrinks by (1 -
 * 1/L)^2.
 *
 * Control.  The step and the decrease with L_F in the place of L; twice the decrease.
 *
 * Not claimed.  The step when ||G||_* is only estimated.
 *
 * Reference.  Lau, Long, Su, arXiv:2505.21799 (PolarGrad); derived here.
 */
#include "claim/claim.h"
#include "objective/objective.h"
#include "optimizer/step.h"

enum { HONEST, FROBENIUS_CONSTANT, TWICE };

struct scene {
    struct ledger *ledger;
    slong m, n, prec;
    int twist;
    struct objective_data data;
};

/* next = X - (size / L) msgn(G), size = ||G||_*. */
static enum mc_status take(arb_mat_t next, arb_t size, const struct scene *s, const arb_mat_t X,
                           const arb_mat_t G, const arb_t L)
{
    arb_ptr factor = ledger_number(s->ledger);
    enum mc_status status = polar_direction(next, G, NULL, s->prec);

    mc_nuclear_norm(size, G, s->prec);
    arb_div(factor, size, L, s->prec);
    arb_mat_scalar_mul_arb(next, next, factor, s->prec);
    arb_mat_sub(next, X, next, s->prec);
    return status;
}

/* Is the rank certainly full?  det(G G^T) > 0, on the smaller side. */
static bool full_rank(const struct scene *s, const arb_mat_t G)
{
    slong r = FLINT_MIN(s->m, s->n);
    arb_mat_struct *T = ledger_matrix(s->ledger, s->n, s->m);
    arb_mat_struct *gram = ledger_matrix(s->ledger, r, r);
    arb_ptr det = ledger_number(s->ledger);

    arb_mat_transpose(T, G);
    if (s->m <= s->n)
        arb_mat_mul(gram, G, T, s->prec);
    else
        arb_mat_mul(gram, T, G, s->prec);
    arb_mat_det(det, gram, s->prec);
    return arb_is_positive(det);
}

/* F(X+) + ||G||_*^2 / (2L) <= F(X): an equality if `equal` and the rank of G is full.  L: the
 * constant, or L_F. */
static enum mc_status decrease(const struct scene *s, const char *id, const char *what,
                               const arb_mat_t X, bool equal)
{
    const struct objective *f = objective_find(id);
    arb_mat_struct *G = ledger_matrix(s->ledger, s->m, s->n);
    arb_mat_struct *next = ledger_matrix(s->ledger, s->m, s->n);
    arb_ptr size = ledger_number(s->ledger), lhs = ledger_number(s->ledger);
    arb_ptr rhs = ledger_number(s->ledger);
    struct objective_constants k;
    enum mc_status status;

    objective_constants_init(&k);
    f->constants(&k, &s->data, s->m, s->n, s->prec);
    if (s->twist == FROBENIUS_CONSTANT)
        arb_swap(k.spectral, k.frobenius);
    f->gradient(G, &s->data, X, s->prec);
    status = take(next, size, s, X, G, k.spectral);
    f->value(lhs, &s->data, next, s->prec);
    f->value(rhs, &s->data, X, s->prec);
    arb_sqr(size, size, s->prec);
    arb_div(size, size, k.spectral, s->prec);
    if (s->twist != TWICE)
        arb_mul_2exp_si(size, size, -1);
    arb_add(lhs, lhs, size, s->prec);
    if (status == MC_OK && equal && full_rank(s, G))
        ledger_equal(s->ledger, what, lhs, rhs);
    else if (status == MC_OK)
        ledger_at_most(s->ledger, what, lhs, rhs);
    objective_constants_clear(&k);
    return status;
}

/* F = ||X - C||_F^2 / 2 at X - C = e_1 e_1^T: F(X+) = (1 - 1/L)^2 F(X). */
static enum mc_status rank_one(const struct scene *s, const arb_mat_t C)
{
    const struct objective *f = objective_find("half-square");
    arb_mat_struct *X = ledger_matrix(s->ledger, s->m, s->n);
    arb_mat_struct *G = ledger_matrix(s->ledger, s->m, s->n);
    arb_mat_struct *next = ledger_matrix(s->ledger, s->m, s->n);
    arb_ptr size = ledger_number(s->ledger), L = ledger_number(s->ledger);
    arb_ptr ratio = ledger_number(s->ledger), bound = ledger_number(s->ledger);
    enum mc_status status;

    arb_one(arb_mat_entry(G, 0, 0));
    arb_mat_add(X, C, G, s->prec);
    arb_set_si(L, FLINT_MIN(s->m, s->n));
    status = take(next, size, s, X, G, L);
    f->value(ratio, &s->data, next, s->prec);
    arb_mul_2exp_si(ratio, ratio, 1);
    arb_inv(bound, L, s->prec);
    arb_sub_ui(bound, bound, 1, s->prec);
    arb_sqr(bound, bound, s->prec);
    ledger_equal(s->ledger, "rate at rank one is (1 - 1/L)^2", ratio, bound);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct scene s = {ledger, instance_rows(x), instance_cols(x), prec, twist, {0}};
    arb_mat_struct *C = ledger_matrix(ledger, s.m, s.n), *H = ledger_matrix(ledger, s.m, s.m);
    arb_mat_struct *X = ledger_matrix(ledger, s.m, s.n);
    enum mc_status status;
    slong i;

    instance_enclose(C, x, prec);
    for (i = 0; i < s.m; i++) {
        arb_set_si(arb_mat_entry(H, i, i), 512 + i);
        arb_mul_2exp_si(arb_mat_entry(H, i, i), arb_mat_entry(H, i, i), -9);
    }
    s.data = (struct objective_data){.target = C, .curvature = H};
    instance_companion(X, x, "weights");
    status = decrease(&s, "half-square", "||X - C||^2/2", X, true);
    if (status == MC_OK)
        status = decrease(&s, "quadratic", "quadratic", X, s.m <= s.n);
    if (status == MC_OK)
        status = decrease(&s, "cosine", "cosine", X, false);
    return status || twist ? status : rank_one(&s, C);
}

static const struct control controls[] = {
    {"frobenius-constant", "the same with L_F in the place of L"},
    {"twice-the-decrease", "F falls by ||G||_*^2 / L"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"spectral-constant", "frobenius-constant", NULL},
    {"smooth", NULL, "without any constant there is no step to speak of"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=7,seed=3",
    "rational-svd:m=5,n=4,seed=1,spectrum=[9,5,1/2,1/9]",
    "hadamard:n=4",
    NULL,
};

const struct claim claim_polar_gradient_decrease = {
    .id = "polar-gradient-decrease",
    .number = "4.9",
    .title = "PolarGrad's step lowers F by ||G||_*^2 / (2L)",
    .paper = "arXiv:2505.21799",
    .source = "derived here",
    .statement = "X+ = X - (||G||_*/L) msgn(G): F(X+) <= F(X) - ||G||_*^2/(2L); for "
                 "||X - C||_F^2/2 a rate of 1 - 1/min(m, n) or better, (1 - 1/min(m, n))^2 at "
                 "rank one.",
    .hypotheses = "||gradF(X) - gradF(Y)||_* <= L ||X - Y||.",
    .switches = switches,
    .method = "Enclosures for three objectives; equality for the first.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
