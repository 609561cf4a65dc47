// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  X+ = X + eta D, D = O - lam X, O = msgn(M~), E = M~ + grad F(X),
 * S(X) = ||grad F(X)||_* + lam <X, grad F(X)>.  For all X, feasible or not, eta > 0, lam >= 0:
 *   (op)        F(X+) - F(X) + eta S(X) <= 2 eta ||E||_* + (L/2) eta^2 ||D||^2
 *   (Frobenius)                            2 eta ||E||_* + (L_F/2) eta^2 ||D||_F^2
 *   (feasible)  if ||lam X|| <= 1:         2 eta ||E||_* + 2 L eta^2, and with 2 L_F r eta^2
 * where ||grad F(X) - grad F(Y)||_* <= L ||X - Y||, L_F the same in the Frobenius norm,
 * r = min(m, n).  With p(N) = ||N||_* - lam <N, X> = max over ||Z|| <= 1 of <N, Z - lam X>,
 *   <grad F, D> = <E, D> - p(M~) <= <E, D> + p(-E) - S = -S + max <E, O - Z> <= -S + 2 ||E||_*.
 *
 * Why it matters.  Summed over steps it gives the convergence rates of Theorems 3 and 4.
 *
 * Method.  F linear (L = 0); (1/2)||X - C||_F^2 (L_F = 1, L = r); (1/2)(u^T X v - c)^2
 * (L = L_F = ||u||^2 ||v||^2), with M~ off by an arbitrary E, X infeasible or feasible.  Sharp:
 *   factor 2     F = -<C, X>, M~ = -d C: left 2 eta ||C||_*, right (1 + d) times that
 *   L            quadratic, lam X = -(1 - d) P, C = X + P: all singular values of D are 2 - d
 *   L, L_F       u v^T aligned with X and O;  quadratic with any X
 * where M~ = -(1 - d) grad F with d = 2^-20 keeps ties apart.  At E = 0 and F linear both sides
 * are 0: decided as equal where the polar factor of C is a point.
 *
 * Control.  Factor 1 in place of 2; ||D||^2 replaced by 1 (it reaches 4 at lam X = -O); S
 * without lam <X, grad F>.
 *
 * Not claimed.  The constants of the published theorems, which were not seen; implicit decay
 * (put eta/(1 + eta lam) for eta).
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, the mechanism of Theorems 3 and 4; proof above.
 */
#include "claim/descent_step.h"
#include "muoncheck/certificate.h"

enum { HONEST, FACTOR_ONE, UNIT_NORM, SCORE_WITHOUT_DECAY, FROBENIUS_CONSTANT,
       FROBENIUS_DIRECTION, INFEASIBLE };
enum { LARGE = 1024 };            /* larger matrices: two cases only                        */
enum { APART = -20 };             /* d = 2^-20                                              */

/* 2 L eta^2 and 2 L_F r eta^2, where ||lam X|| <= 1 is certain. */
static void compare_feasible(const struct descent_scene *at, const struct descent_problem *p,
                             const struct descent_step *s, const arb_mat_t X)
{
    arb_ptr size = ledger_number(at->ledger), rhs = ledger_number(at->ledger);

    mc_spectral_norm(size, X, at->prec);
    arb_mul_2exp_si(size, size, DESCENT_LAMBDA);
    arb_sub_ui(size, size, 1, at->prec);
    if (!at->infeasible && !arb_is_nonpositive(size))
        return;
    arb_mul_2exp_si(rhs, p->l_op, 2 * DESCENT_ETA + 1);
    arb_add(rhs, rhs, s->drift, at->prec);
    ledger_at_most(at->ledger, "feasible, 2 L eta^2", s->lhs, rhs);
    arb_mul_2exp_si(rhs, p->l_frobenius, 2 * DESCENT_ETA + 1);
    arb_mul_si(rhs, rhs, FLINT_MIN(at->m, at->n), at->prec);
    arb_add(rhs, rhs, s->drift, at->prec);
    ledger_at_most(at->ledger, "feasible, 2 L_F r eta^2", s->lhs, rhs);
}

static enum mc_status descend(const struct descent_scene *at, const struct descent_problem *p,
                              const struct descent_place *where)
{
    arb_ptr rhs = ledger_number(at->ledger);
    struct descent_step s;
    enum mc_status status = descent_step_take(&s, at, p, where);

    if (status)
        return status;
    arb_add(rhs, s.drift, s.curvature, at->prec);
    ledger_at_most(at->ledger, where->what, s.lhs, rhs);
    if (!(at->honest || at->infeasible) || arb_is_zero(p->l_op))
        return MC_OK;
    arb_add(rhs, s.drift, s.curvature_frobenius, at->prec);
    ledger_at_most(at->ledger, "Frobenius", s.lhs, rhs);
    compare_feasible(at, p, &s, where->X);
    return MC_OK;
}

static struct descent_problem pose(const struct descent_scene *at, const char *id,
                                   const arb_mat_struct *target, arb_srcptr offset)
{
    struct descent_problem p = {objective_find(id), {.target = target, .offset = offset},
                                ledger_number(at->ledger), ledger_number(at->ledger)};
    struct objective_constants constants;

    objective_constants_init(&constants);
    p.f->constants(&constants, &p.data, at->m, at->n, at->prec);
    arb_set(p.l_op, at->frobenius_constant ? constants.frobenius : constants.spectral);
    arb_set(p.l_frobenius, constants.frobenius);
    objective_constants_clear(&constants);
    return p;
}

/* 1 - 2^APART */
static arb_ptr nearly_one(const struct descent_scene *at)
{
    arb_ptr keep = ledger_number(at->ledger);

    arb_one(keep);
    arb_mul_2exp_si(keep, keep, APART);
    arb_sub_ui(keep, keep, 1, at->prec);
    arb_neg(keep, keep);
    return keep;
}

static arb_mat_struct *companion(const struct descent_scene *at, const char *purpose,
                                 slong exponent)
{
    arb_mat_struct *X = ledger_matrix(at->ledger, at->m, at->n);

    instance_companion(X, at->x, purpose);
    arb_mat_scalar_mul_2exp_si(X, X, exponent);
    return X;
}

/* F linear: E = 0 gives equality; M~ opposite to -grad F makes the factor 2 sharp. */
static enum mc_status linear(const struct descent_scene *at, arb_mat_struct *C)
{
    arb_ptr zero = ledger_number(at->ledger), opposite = ledger_number(at->ledger);
    arb_ptr one = ledger_number(at->ledger);
    const struct descent_problem p = pose(at, "linear", C, NULL);
    struct descent_place where = {"linear", companion(at, "X", 0), NULL, nearly_one(at)};
    enum mc_status status = descend(at, &p, &where);
    struct descent_step s;

    arb_one(one);
    where.keep = one;
    if (status == MC_OK && arb_mat_is_exact(C) &&
        descent_step_take(&s, at, &p, &where) == MC_OK && arb_is_exact(s.lhs))
        ledger_equal(at->ledger, "linear, E = 0", s.lhs, zero);
    arb_set_si(opposite, -1);
    arb_mul_2exp_si(opposite, opposite, APART);
    where.what = "linear, M~ opposite";
    where.keep = opposite;
    return status ? status : descend(at, &p, &where);
}

static enum mc_status quadratic(const struct descent_scene *at, arb_mat_struct *C)
{
    arb_ptr one = ledger_number(at->ledger);
    const struct descent_problem p = pose(at, "half-square", C, NULL);
    slong shrink = -1 - (FLINT_CLOG2(at->m * at->n) + 1) / 2;   /* ||X||_F <= 2 = 1/lam */
    const arb_mat_struct *noise = companion(at, "noise", -3);
    const struct descent_place places[] = {
        {"quadratic", companion(at, "X", 0), noise, one},
        {"quadratic, feasible X", companion(at, "feasible", shrink), noise, one},
        {"quadratic, small E", companion(at, "X", at->infeasible ? 2 : 0), NULL,
         nearly_one(at)}};
    enum mc_status status = MC_OK;
    size_t i;

    arb_one(one);
    for (i = 0; i < (at->m * at->n > LARGE ? 1 : 3) && status == MC_OK; i++)
        status = descend(at, &p, &places[i]);
    return status;
}

/* lam X = -(1 - d) P, C = X + P, so -grad F = P and D = (2 - d) P. */
static enum mc_status equal_singular_values(const struct descent_scene *at, const arb_mat_t P)
{
    arb_mat_struct *X = ledger_matrix(at->ledger, at->m, at->n);
    arb_mat_struct *C = ledger_matrix(at->ledger, at->m, at->n);
    const struct descent_problem p = pose(at, "half-square", C, NULL);
    const struct descent_place where = {"quadratic, lam X = -(1 - d) P", X, NULL,
                                        nearly_one(at)};

    arb_mat_scalar_mul_arb(X, P, where.keep, at->prec);
    arb_mat_scalar_mul_2exp_si(X, X, -DESCENT_LAMBDA);
    arb_mat_neg(X, X);
    arb_mat_add(C, X, P, at->prec);
    return descend(at, &p, &where);
}

/* C = u v^T of companions, c a fraction. */
static enum mc_status rank_one(const struct descent_scene *at)
{
    arb_mat_struct *u = ledger_matrix(at->ledger, at->m, 1);
    arb_mat_struct *v = ledger_matrix(at->ledger, 1, at->n);
    arb_mat_struct *C = ledger_matrix(at->ledger, at->m, at->n);
    arb_mat_struct *along = ledger_matrix(at->ledger, at->m, at->n);
    arb_ptr c = ledger_number(at->ledger), one = ledger_number(at->ledger);
    const struct descent_place anywhere = {"rank-one Hessian", companion(at, "X", 0),
                                   companion(at, "noise", -3), one};
    const struct descent_place aligned = {"rank-one Hessian, aligned", along, NULL,
                                          nearly_one(at)};
    struct descent_problem p;
    enum mc_status status;

    arb_one(one);
    instance_companion(u, at->x, "u");
    instance_companion(v, at->x, "v");
    instance_fraction(c, at->x, "c");
    arb_mat_mul(C, u, v, at->prec);
    arb_mat_scalar_mul_2exp_si(along, C, -2);
    p = pose(at, "rank-one-square", C, c);
    status = descend(at, &p, &anywhere);
    return status ? status : descend(at, &p, &aligned);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct descent_scene at = {.ledger = ledger, .x = x, .prec = prec,
                                     .m = instance_rows(x), .n = instance_cols(x),
                                     .honest = twist == HONEST,
                                     .factor_one = twist == FACTOR_ONE,
                                     .unit_norm = twist == UNIT_NORM,
                                     .score_without_decay = twist == SCORE_WITHOUT_DECAY,
                                     .frobenius_constant = twist == FROBENIUS_CONSTANT,
                                     .frobenius_direction = twist == FROBENIUS_DIRECTION,
                                     .infeasible = twist == INFEASIBLE};
    arb_mat_struct *C = ledger_matrix(ledger, at.m, at.n);
    arb_mat_struct *P = ledger_matrix(ledger, at.m, at.n);
    enum mc_status status;

    instance_enclose(C, x, prec);
    status = linear(&at, C);
    if (status == MC_OK)
        status = quadratic(&at, C);
    if (status || at.m * at.n > LARGE)
        return status;
    status = rank_one(&at);
    if (status == MC_OK && mc_polar_factor(P, C, prec) == MC_OK)
        status = equal_singular_values(&at, P);
    return status;
}

static const struct control controls[] = {
    {"factor-one", "eta ||E||_* in place of 2 eta ||E||_*"},
    {"unit-norm", "(L/2) eta^2 in place of (L/2) eta^2 ||D||^2"},
    {"score-without-decay", "S(X) = ||grad F(X)||_*"},
    {"frobenius-constant", "L_F in the place of L"},
    {"frobenius-direction", "O = M~/||M~||_F in the place of msgn(M~)"},
    {"infeasible", "2 L eta^2 at X that is not feasible"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"lipschitz-in-the-spectral-norm", "frobenius-constant", NULL},
    {"spectral-direction", "frobenius-direction", NULL},
    {"feasible", "infeasible", NULL},
    {"explicit-decay", NULL, "an implicit step is an explicit one with eta/(1 + eta lam)"},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1,scale=3",
    "identity:m=4,n=3,scale=1/4",
    "diagonal:m=3,n=5,spectrum=[4,1,1/8]",
    "diagonal:m=4,n=4,spectrum=[2,2,1,0]",
    "hadamard:n=4,scale=1/2",
    "gaussian:m=5,n=5,seed=21",
    "gaussian:m=3,n=8,seed=22,scale=1/64",
    "gaussian:m=9,n=4,seed=23,scale=16",
    "rational-svd:m=6,n=4,seed=24,spectrum=[3,3,1,1/1000]",
    "prescribed:m=5,n=5,seed=25,spectrum=geometric,cond=1e10",
    "prescribed:m=4,n=6,seed=26,spectrum=clustered,cond=1e4",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=24,n=24,seed=27",
    NULL,
};

const struct claim claim_one_step_descent_with_decay = {
    .id = "one-step-descent-with-decay",
    .number = "0.10",
    .title = "One Muon step with decay descends by the KKT score, up to two errors",
    .paper = "arXiv:2506.15054",
    .source = "mechanism of Theorems 3 and 4, derived here",
    .statement = "F(X+) <= F(X) - eta S(X) + 2 eta ||E||_* + (L/2) eta^2 ||O - lam X||^2 "
                 "for all X; with L_F and the Frobenius norm; with 2 L eta^2 at feasible X.",
    .hypotheses = "X+ = X + eta (O - lam X), O = msgn(M~), E = M~ + grad F(X), grad F "
                  "L-Lipschitz from the spectral to the nuclear norm, or L_F-Lipschitz in the "
                  "Frobenius norm.",
    .switches = switches,
    .method = "Linear, quadratic, rank-one F in balls, at arbitrary and at sharp points.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
