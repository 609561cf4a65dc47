// SPDX-License-Identifier: Apache-2.0
#include "iteration/run_bound.h"
#include "iteration/step_map.h"
#include "muoncheck/spectrum.h"

/* The largest |g[x, y]| over the singular values of A and B with either sign, |g[x, 0]| and
 * |g[0, y]| among them; indeterminate where a spectrum cannot be had. */
static void steepest(arb_t out, const arb_mat_t A, const arb_mat_t B, const struct step_map *g,
                     slong prec)
{
    struct mc_svd a, b;
    arb_t t[2];
    slong i, l;

    mc_svd_init(&a);
    mc_svd_init(&b);
    arb_init(t[0]);
    arb_init(t[1]);
    arb_zero(out);
    if (mc_svd_enclose(&a, A, -1, prec) != MC_OK || mc_svd_enclose(&b, B, -1, prec) != MC_OK)
        arb_indeterminate(out);
    for (i = 0; i < a.values; i++)
        for (l = 0; l < b.values; l++) {
            step_map_differences(t[0], t[1], a.sigma + i, b.sigma + l, g, prec);
            for (int s = 0; s < 2; s++) {
                arb_abs(t[s], t[s]);
                arb_max(out, out, t[s], prec);
            }
            step_map_ratio(t[0], a.sigma + i, g, prec);
            step_map_ratio(t[1], b.sigma + l, g, prec);
            for (int s = 0; s < 2; s++) {
                arb_abs(t[s], t[s]);
                arb_max(out, out, t[s], prec);
            }
        }
    mc_svd_clear(&a);
    mc_svd_clear(&b);
    arb_clear(t[0]);
    arb_clear(t[1]);
}

/* C = Y+ - g(Y) */
static bool rest(arb_mat_t C, const arb_mat_t next, const arb_mat_t Y, const struct step_map *g,
                 slong prec)
{
    bool fine = step_map_matrix(C, Y, g, prec);

    arb_mat_sub(C, next, C, prec);
    return fine;
}

/* b = max |g[x, y]| b + ||r||_F, r the difference of what is not g. */
static bool go_on(arb_t b, const arb_mat_struct *computed, const arb_mat_t before,
                  const arb_mat_t after, const struct step_map *g, slong prec)
{
    slong m = arb_mat_nrows(before), n = arb_mat_ncols(before);
    arb_mat_t r, exact;
    arb_t slope, size;
    bool fine = arb_mat_is_finite(computed) && arb_mat_is_finite(computed + 1);

    arb_init(slope);
    arb_init(size);
    arb_mat_init(r, m, n);
    arb_mat_init(exact, m, n);
    fine =
        fine && rest(r, computed + 1, computed, g, prec) && rest(exact, after, before, g, prec);
    if (fine) {
        steepest(slope, computed, before, g, prec);
        arb_mat_sub(r, r, exact, prec);
        arb_mat_frobenius_norm(size, r, prec);
        arb_mul(b, b, slope, prec);
        arb_add(b, b, size, prec);
    }
    arb_clear(slope);
    arb_clear(size);
    arb_mat_clear(r);
    arb_mat_clear(exact);
    return fine;
}

/* The bound with the scaling undone, and what the output rounds: ||out^ - s^p Y^||_F. */
static void finish(arb_t bound, const arb_t b, const struct trajectory *run, slong k,
                   const struct mc_state *state, slong prec)
{
    const slong *power = state->iteration->power;
    arb_mat_t gap;
    arb_t scale;

    arb_init(scale);
    arb_mat_init(gap, arb_mat_nrows(run->x + k), arb_mat_ncols(run->x + k));
    arb_root_ui(scale, state->scale, (ulong)power[1], prec);
    arb_pow_ui(scale, scale, (ulong)power[0], prec);
    arb_mat_scalar_mul_arb(gap, run->state_x + k, scale, prec);
    arb_mat_sub(gap, run->x + k, gap, prec);
    arb_mat_frobenius_norm(bound, gap, prec);
    arb_addmul(bound, b, scale, prec);
    arb_mat_clear(gap);
    arb_clear(scale);
}

static enum mc_status follow(arb_ptr bounds, struct mc_state *state,
                             const struct trajectory *run, slong prec)
{
    enum mc_status status = MC_OK;
    struct step_map g;
    arb_mat_t before;
    arb_t b;
    slong k;
    bool fine = true;

    step_map_init(&g);
    arb_init(b);
    arb_mat_init(before, arb_mat_nrows(state->x), arb_mat_ncols(state->x));
    arb_mat_sub(before, run->state_x, state->x, prec);
    arb_mat_frobenius_norm(b, before, prec);
    for (k = 0; k < run->count && fine; k++) {
        if (k) {
            arb_mat_set(before, state->x);
            status = state->iteration->step(state);
            fine = status == MC_OK && step_map_note(&g, state) &&
                   go_on(b, run->state_x + k - 1, before, state->x, &g, prec);
        }
        if (fine)
            finish(bounds + k, b, run, k, state, prec);
    }
    step_map_clear(&g);
    arb_clear(b);
    arb_mat_clear(before);
    return status == MC_NO_RESOURCE ? status : MC_OK;
}

enum mc_status run_bound_recurrence(arb_ptr bounds, const struct trajectory *run,
                                    const struct target *target, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    enum mc_status status;

    if (target->iteration->scaling != MC_BY_FROBENIUS)
        return MC_OK;
    mc_state_init(&state);
    trajectory_start(&state, run, target, &balls);
    status = follow(bounds, &state, run, prec);
    mc_state_clear(&state);
    return status;
}
