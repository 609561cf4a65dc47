// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  X_k = U diag(w_k) V^T for the iterates of every iteration that has a scalar map,
 * w_(k+1) the map of w_k: so ||X_k - U V^T|| = max |1 - w_k|, ||X_k||_F^2 = sum w_k^2, both
 * over the nonzero singular values, and X_k P = 0 with P the projection on the null space of
 * X_0.
 *
 * Why it matters.  A theorem on a scalar map over [l, u] is then one on all matrices with
 * singular values there.
 *
 * Method.  Three steps of each iteration, scaled and bounded as `converge` does, in balls;
 * norms of X_k - W and X_k against the orbit of the enclosed spectrum; P = I - W^T W.
 *
 * Control.  One map too many; the Frobenius norm in place of the spectral one; X_k P of norm 1
 * in place of 0.
 *
 * Not claimed.  Rounded arithmetic, which is no function of the singular values.
 *
 * Reference.  arXiv:2505.16932, appendix C; catalogue, head of section 3, and 3.32.
 */
#include "claim/claim.h"
#include "claim/iterate.h"

enum { ONE_MORE = 1, FROBENIUS, NULL_SPACE, STEPS = 3 };

struct point {
    struct ledger *ledger;
    struct instance *x;
    const struct mc_svd *svd;
    arb_mat_struct *M, *W, *P;   /* the matrix, its partial isometry, I - W^T W */
    slong rank, prec;
    int twist;
};

static bool applies(const struct mc_iteration *iteration, const struct point *at)
{
    slong m = arb_mat_nrows(at->M), n = arb_mat_ncols(at->M);

    return iteration->target == MC_POLAR && (iteration->map || iteration->map_at) &&
           (m == n || !(iteration->domain & MC_SQUARE)) &&
           (at->rank == FLINT_MIN(m, n) || !(iteration->domain & MC_FULL_RANK));
}

static void start(struct mc_state *state, arb_ptr w, const struct mc_iteration *iteration,
                  const struct point *at, const struct mc_arithmetic *balls)
{
    fmpq_t lo, hi;

    fmpq_init(lo);
    fmpq_init(hi);
    mc_state_init(state);
    mc_state_start(state, iteration, 0, at->M, false, balls);
    spectrum_bounds(lo, hi, at->svd, at->rank);
    if (iteration->bounded)
        mc_state_bound(state, lo, hi);
    _arb_vec_scalar_div(w, at->svd->sigma, at->rank, state->scale, at->prec);
    fmpq_clear(lo);
    fmpq_clear(hi);
}

/* farthest = max |1 - w|, squares = sum w^2 */
static void summarize(arb_t farthest, arb_t squares, arb_srcptr w, slong count, slong prec)
{
    arb_t gap;
    slong i;

    arb_init(gap);
    for (i = 0; i < count; i++) {
        arb_addmul(squares, w + i, w + i, prec);
        arb_sub_ui(gap, w + i, 1, prec);
        arb_abs(gap, gap);
        arb_max(farthest, farthest, gap, prec);
    }
    arb_clear(gap);
}

static void compare(const struct point *at, const struct mc_state *state, arb_srcptr w)
{
    slong m = arb_mat_nrows(at->M), n = arb_mat_ncols(at->M);
    arb_mat_struct *X = ledger_matrix(at->ledger, m, n);
    arb_mat_struct *image = ledger_matrix(at->ledger, m, n);
    arb_ptr farthest = ledger_number(at->ledger), squares = ledger_number(at->ledger);
    arb_ptr error = ledger_number(at->ledger), size = ledger_number(at->ledger);
    arb_ptr nothing = ledger_number(at->ledger), one = ledger_number(at->ledger);

    mc_state_finish(X, state, state->iteration);
    summarize(farthest, squares, w, at->rank, at->prec);
    mc_frobenius_norm(size, X, at->prec);
    arb_mat_mul(image, X, at->P, at->prec);
    mc_frobenius_norm(nothing, image, at->prec);
    arb_mat_sub(X, X, at->W, at->prec);
    if (at->twist == FROBENIUS)
        mc_frobenius_norm(error, X, at->prec);
    else
        mc_spectral_norm(error, X, at->prec);
    ledger_equal_scaled(at->ledger, state->iteration->id, error, farthest, size);
    arb_sqr(error, size, at->prec);
    ledger_equal(at->ledger, "sum of squares", error, squares);
    arb_zero(one);
    if (at->twist == NULL_SPACE)
        arb_one(one);
    ledger_equal_scaled(at->ledger, "null directions", nothing, one, size);
}

static enum mc_status check(const struct point *at, const struct mc_iteration *iteration)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(at->prec);
    arb_ptr w = _arb_vec_init(at->rank);
    enum mc_status status = MC_OK;
    struct mc_state state;
    slong k, i;

    start(&state, w, iteration, at, &balls);
    for (k = 0; k < STEPS && status == MC_OK; k++) {
        status = iteration->step(&state);
        for (i = 0; i < at->rank && status == MC_OK; i++)
            mc_state_map(w + i, w + i, &state, at->prec);
    }
    if (at->twist == ONE_MORE)
        for (i = 0; i < at->rank; i++)
            mc_state_map(w + i, w + i, &state, at->prec);
    if (status == MC_OK)
        compare(at, &state, w);
    mc_state_clear(&state);
    _arb_vec_clear(w, at->rank);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    struct point at = {.ledger = ledger, .x = x, .svd = instance_svd(x, prec),
                       .M = ledger_matrix(ledger, m, n), .W = ledger_matrix(ledger, m, n),
                       .P = ledger_matrix(ledger, n, n), .prec = prec, .twist = twist};
    arb_mat_struct *transpose = ledger_matrix(ledger, n, m);
    enum mc_status status;
    slong i;
    size_t k;

    if (!at.svd || at.svd->rank_lo != at.svd->rank_hi)
        return MC_NOT_DECIDED;
    at.rank = at.svd->rank_lo;
    instance_enclose(at.M, x, prec);
    status = instance_polar(at.W, x, prec);
    arb_mat_transpose(transpose, at.W);
    arb_mat_mul(at.P, transpose, at.W, prec);
    arb_mat_neg(at.P, at.P);
    for (i = 0; i < n; i++)
        arb_add_ui(arb_mat_entry(at.P, i, i), arb_mat_entry(at.P, i, i), 1, prec);
    for (k = 0; k < mc_iteration_count && status == MC_OK; k++)
        if (applies(mc_iterations[k], &at))
            status = check(&at, mc_iterations[k]);
    return status;
}

static const struct control controls[] = {
    {"one-map-more", "||X_k - U V^T|| = max |1 - w_(k+1)|"},
    {"frobenius", "||X_k - U V^T||_F = max |1 - w_k|"},
    {"null", "X_k maps null directions of X_0 to orthonormal ones"},
    {0},
};

static const struct hypothesis switches[] = {
    {"nonzero", NULL, "0 has no normalisation"},
    {"exact-arithmetic", NULL,
     "not dropped: newton-schulz-step-rounding bounds what rounding adds"},
    {"scalar-map", NULL, "an iteration without one does not act on singular values"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1/2,0]",
    "hilbert:m=4,n=4",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_spectral_maps = {
    .id = "spectral-maps",
    .number = "3.0",
    .title = "Every iteration of the registry acts on singular values, and errs by their "
             "largest error",
    .paper = "arXiv:2505.16932",
    .source = "appendix C; derived here",
    .statement = "X_k = U diag(w_k) V^T with w_(k+1) the scalar map of w_k, so ||X_k - U "
                 "V^T|| = max |1 - w_k| and ||X_k||_F^2 = sum w_k^2 over the nonzero "
                 "singular values; null directions of X_0 stay null.",
    .hypotheses = "X_0 nonzero, X_k in exact arithmetic; an iteration with a scalar map",
    .switches = switches,
    .method = "three steps in balls against the enclosed polar factor",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .needs = NEEDS_NONZERO,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
