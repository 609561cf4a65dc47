// SPDX-License-Identifier: GPL-3.0-or-later
#include "muoncheck/transform.h"
#include "optimizer/step.h"

/* q = an end of x as a rational: below it, or above. */
static void end_of(fmpq_t q, const arb_t x, bool above)
{
    arf_t end;

    arf_init(end);
    if (above)
        arb_get_ubound_arf(end, x, 24);
    else
        arb_get_lbound_arf(end, x, 24);
    arf_get_fmpq(q, end);
    arf_clear(end);
}

/* Tells an iteration with scalars of its own between what the nonzero singular values lie. */
static enum mc_status bound(struct mc_state *state, const arb_mat_t M, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;
    fmpq_t lo, hi;

    mc_svd_init(&svd);
    fmpq_init(lo);
    fmpq_init(hi);
    status = mc_svd_enclose(&svd, M, -1, prec);
    if (status == MC_OK && (svd.rank_lo < 1 || svd.rank_lo != svd.rank_hi))
        status = MC_NOT_DECIDED;
    if (status == MC_OK) {
        end_of(lo, svd.sigma + svd.rank_lo - 1, false);
        end_of(hi, svd.sigma, true);
        mc_state_bound(state, lo, hi);
    }
    mc_svd_clear(&svd);
    fmpq_clear(lo);
    fmpq_clear(hi);
    return status;
}

static enum mc_status iterate(arb_mat_t out, const arb_mat_t M,
                              const struct optimizer_settings *settings,
                              const struct mc_arithmetic *in, slong prec)
{
    const struct mc_iteration *iteration = settings->iteration;
    struct mc_state state;
    enum mc_status status = MC_OK;
    slong k;

    mc_state_init(&state);
    mc_state_start(&state, iteration, iteration->default_p, M, false, in);
    if (iteration->bounded)
        status = bound(&state, M, prec);
    for (k = 0; k < settings->steps && status == MC_OK; k++)
        status = iteration->step(&state);
    if (status == MC_OK)
        mc_state_finish(out, &state, iteration);
    mc_state_clear(&state);
    return status == MC_OK && !arb_mat_is_finite(out) ? MC_NOT_DECIDED : status;
}

enum mc_status orthogonal_direction(arb_mat_t out, const arb_mat_t momentum,
                                    const struct optimizer_settings *settings, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);

    if (!settings->iteration)
        return polar_direction(out, momentum, settings, prec);
    if (settings->iteration->target == MC_INVERSE_ROOT)
        return MC_BAD_INPUT;
    if (settings->in && !arb_mat_is_exact(momentum))
        return MC_NOT_DECIDED;
    arb_mat_zero(out);
    if (arb_mat_is_zero(momentum))
        return MC_OK;
    return iterate(out, momentum, settings, settings->in ? settings->in : &balls, prec);
}
