// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  (1) From X_0 = 0 with exact directions and gradients of rank one, rank X_t <= t.
 * (2) Five quintic steps make of a singular value s of M / ||M||_F one of at most 3.4445^5 s
 * (484.87... s), for any s <= 1; nearly so for small s.  So noise below 10^-3 / 485 of the norm
 * stays below 10^-3, and above that it may become part of the update.
 *
 * Why it matters.  Exact directions keep low rank; the iteration that is used promotes noise.
 *
 * Method.  (1) three steps, momentum included, sigma_(t+1) against 0; (2) M = the instance's
 * leading pair plus its other singular values scaled down, largest value but one of the output.
 * f(s)/s = a + b s^2 + c s^4 <= a for s^2 <= -b/c = 2.35, and f maps [0, 1.2023686052] into
 * itself (constraint-radius-inexact).
 *
 * Control.  sigma_t = 0 already; the factor 484.
 *
 * Not claimed.  That the noise of a run is below any size.
 *
 * Reference.  Derived here.
 */
#include "claim/claim.h"
#include "optimizer/step.h"

enum { HONEST, SMALLER_RANK, SMALLER_FACTOR, FULL_GRADIENTS, ELSEWHERE, QUINTIC };
enum { STEPS = 3, TINY = -20 };

/* G = -u v^T, of step t. */
static void rank_one(arb_mat_t G, const struct instance *x, int t, struct ledger *ledger,
                     slong prec)
{
    static const char *const left[STEPS] = {"u0", "u1", "u2"};
    static const char *const right[STEPS] = {"v0", "v1", "v2"};
    arb_mat_struct *u = ledger_matrix(ledger, arb_mat_nrows(G), 1);
    arb_mat_struct *v = ledger_matrix(ledger, 1, arb_mat_ncols(G));

    instance_companion(u, x, left[t]);
    instance_companion(v, x, right[t]);
    arb_mat_mul(G, u, v, prec);
}

/* sigma_(t+1)(X_t) = 0, or by the control sigma_t. */
static enum mc_status expect_rank(struct ledger *ledger, const arb_mat_t X, slong t, int twist,
                                  slong prec)
{
    slong index = twist == SMALLER_RANK ? t - 1 : t;
    arb_ptr zero = ledger_number(ledger), scale = ledger_number(ledger);
    struct mc_svd svd;
    enum mc_status status;

    if (index >= FLINT_MIN(arb_mat_nrows(X), arb_mat_ncols(X)))
        return MC_OK;
    mc_svd_init(&svd);
    status = mc_svd_enclose(&svd, X, -1, prec);
    if (status == MC_OK) {
        arb_get_lbound_arf(arb_midref(scale), svd.sigma, prec);
        ledger_equal_scaled(ledger, "sigma_(t+1)(X_t) = 0", svd.sigma + index, zero, scale);
    }
    mc_svd_clear(&svd);
    return status;
}

static enum mc_status grow(struct ledger *ledger, const struct instance *x, int twist,
                           slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *G = ledger_matrix(ledger, m, n);
    struct optimizer_settings s;
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    int t;

    optimizer_settings_init(&s);
    optimizer_settings_set(&s, 4, 8);
    if (twist == QUINTIC) {
        s.iteration = mc_iteration_find("keller");
        s.steps = 5;
    }
    if (twist == ELSEWHERE)
        instance_companion(G, x, "start");
    optimizer_state_init(&state, G);
    for (t = 0; t < STEPS && status == MC_OK; t++) {
        rank_one(G, x, t, ledger, ARF_PREC_EXACT);
        if (twist == FULL_GRADIENTS)
            instance_companion(G, x, "gradient");
        status = optimizer_step(optimizer_find("muon"), &state, G, &s, prec);
        arb_mat_get_mid(state.momentum, state.momentum);   /* points, whatever `prec` */
        if (status == MC_OK)
            status = expect_rank(ledger, state.x, t + 1, twist, prec);
    }
    optimizer_settings_clear(&s);
    optimizer_state_clear(&state);
    return status;
}

/* M = A 2^TINY + (the leading dyad of A), as the computed one: two sizes of singular values. */
static void separate(arb_mat_t M, const struct instance *x, const struct mc_svd *svd,
                     slong prec)
{
    slong i, j;

    instance_enclose(M, x, prec);
    arb_mat_scalar_mul_2exp_si(M, M, TINY);
    for (i = 0; i < arb_mat_nrows(M); i++)
        for (j = 0; j < arb_mat_ncols(M); j++)
            arb_addmul(arb_mat_entry(M, i, j), arb_mat_entry(svd->u, i, 0),
                       arb_mat_entry(svd->v, j, 0), prec);
    arb_mat_get_mid(M, M);
}

/* out = the second singular value of A. */
static enum mc_status second(arb_t out, const arb_mat_t A, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    status = mc_svd_enclose(&svd, A, -1, prec);
    if (status == MC_OK)
        arb_set(out, svd.sigma + 1);   /* the caller has two rows and columns */
    mc_svd_clear(&svd);
    return status;
}

static enum mc_status promote(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *O = ledger_matrix(ledger, m, n);
    arb_ptr bound = ledger_number(ledger), size = ledger_number(ledger);
    arb_ptr value = ledger_number(ledger);
    const struct mc_svd *svd = instance_svd(x, prec);
    struct optimizer_settings s;
    enum mc_status status;

    if (FLINT_MIN(m, n) < 2)
        return MC_OK;   /* there is no second singular value */
    if (!svd || !svd->kept)
        return MC_NOT_DECIDED;
    separate(M, x, svd, prec);
    optimizer_settings_init(&s);
    s.iteration = mc_iteration_find("keller");
    s.steps = 5;
    status = orthogonal_direction(O, M, &s, prec);
    optimizer_settings_clear(&s);
    if (status == MC_OK)
        status = second(value, O, prec);
    if (status == MC_OK)
        status = second(bound, M, prec);
    mc_frobenius_norm(size, M, prec);
    arb_div(bound, bound, size, prec);
    arb_set_ui(size, 34445);
    arb_div_ui(size, size, 10000, prec);
    arb_pow_ui(size, size, 5, prec);
    if (twist == SMALLER_FACTOR)
        arb_set_ui(size, 484);
    arb_mul(bound, bound, size, prec);
    if (status == MC_OK)
        ledger_at_most(ledger, "sigma_2 of five quintic steps", value, bound);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    enum mc_status status = grow(ledger, x, twist, prec);

    return status ? status : promote(ledger, x, twist, prec);
}

static const struct control controls[] = {
    {"smaller-rank", "rank X_t <= t - 1"},
    {"smaller-factor", "values grow by 484 at most"},
    {"full-gradients", "the same for gradients of any rank"},
    {"from-elsewhere", "rank X_t <= t for any X_0"},
    {NULL, NULL},
};

static const struct control relaxed[] = {
    {"quintic-directions", "the first part for five quintic steps in exact arithmetic"},
    {0},
};

static const struct hypothesis switches[] = {
    {"rank-one-gradients", "full-gradients", NULL},
    {"from-zero", "from-elsewhere", NULL},
    {"exact-directions", "quintic-directions", NULL},
    {"exact-arithmetic", NULL,
     "rounded matrices have full rank: rotation-equivariance measures bf16"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1", "gaussian:m=8,n=4,seed=2", "gaussian:m=3,n=7,seed=3",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1/2,1/3,1/4]", NULL,
};

const struct claim claim_rank_of_updates = {
    .id = "rank-of-updates",
    .number = "4.7",
    .title = "Exact directions keep low rank; five quintic steps promote noise up to 485-fold",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "From X_0 = 0 with rank-one gradients, rank X_t <= t; five quintic steps turn "
                 "a singular value s of M/||M||_F into at most 3.4445^5 s.",
    .hypotheses = "Exact polar factors in the first part, exact arithmetic in both.",
    .switches = switches,
    .method = "Three steps with momentum; a matrix with singular values of two sizes.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .relaxed = relaxed,
    .quick = quick,
    .evaluate = evaluate,
};
