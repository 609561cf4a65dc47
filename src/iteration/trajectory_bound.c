// SPDX-License-Identifier: Apache-2.0
/* The proved bound of rounding beside what is measured, where tolerance.h has one. */
#include <math.h>

#include "iteration/judge.h"
#include "iteration/schedule.h"
#include "iteration/tolerance.h"
#include "muoncheck/spectrum.h"

enum { BITS = 128, FEW_BITS = 24, FIRST_STEPS = 8 };

/* Does tolerance.h speak of the run: 1 <= ||M||_F <= sqrt(largest) / 2, a format with sums? */
static bool spoken_of(const struct trajectory *run, const arb_t norm,
                      const struct mc_arithmetic *format,
                      const struct mc_convergence_options *options)
{
    arb_t top;
    bool out;

    if (!run->polynomials || format->rules != &mc_rules_emulated || options->epsilon)
        return false;
    arb_init(top);
    arb_set_d(top, format->format->largest);
    arb_sqrt(top, top, BITS);
    arb_mul_2exp_si(top, top, -1);
    out = arb_le(norm, top);
    arb_sub_ui(top, norm, 1, BITS);
    out = out && arb_is_nonnegative(top);
    arb_clear(top);
    return out;
}

/* S <= the smallest singular value over the norm; 0 where M may be of lower rank. */
static void relative_least(fmpq_t S, arb_t norm, const struct mc_matrix *M)
{
    struct mc_svd svd;
    arb_t ratio;
    arf_t end;
    slong i;

    fmpq_zero(S);
    arb_zero(norm);
    arb_init(ratio);
    arf_init(end);
    mc_svd_init(&svd);
    if (mc_svd_of(&svd, M, BITS) == MC_OK) {
        for (i = 0; i < svd.values; i++)
            arb_addmul(norm, svd.sigma + i, svd.sigma + i, BITS);
        arb_sqrt(norm, norm, BITS);
        arb_div(ratio, svd.sigma + svd.values - 1, norm, BITS);
        arb_get_lbound_arf(end, ratio, FEW_BITS);
        if (arf_sgn(end) > 0)
            rational_from_arf(S, end);
    }
    mc_svd_clear(&svd);
    arb_clear(ratio);
    arf_clear(end);
}

/* A bound costs about as much as all before it: many steps get few of them. */
static bool wanted(const struct mc_convergence *out, slong k)
{
    return k <= FIRST_STEPS || k == out->stagnates_at || k + 1 == out->count;
}

void trajectory_bound(struct mc_convergence *out, const struct trajectory *run,
                      const struct mc_matrix *M, const struct mc_arithmetic *format,
                      const struct mc_convergence_options *options)
{
    struct tolerance_question question = {.polynomials = run->polynomials, .m = M->rows,
                                          .n = M->cols, .in = format, .failure = 0.5};
    struct tolerance bound;
    fmpq_t least;
    arb_t norm;

    fmpq_init(least);
    arb_init(norm);
    tolerance_init(&bound);
    question.sigma_min = least;
    relative_least(least, norm, M);
    if (spoken_of(run, norm, format, options))
        for (question.steps = 1; question.steps < out->count; question.steps++) {
            arb_ptr to = out->steps[question.steps].rounding_bound;

            if (!wanted(out, question.steps))
                continue;
            if (fmpq_poly_degree(run->polynomials + question.steps - 1) == 1)
                arb_set(to, out->steps[question.steps - 1].rounding_bound);
            else if (tolerance_bound(&bound, &question, NULL) == MC_OK &&
                     isfinite(bound.always.rounding))
                arb_set_d(to, bound.always.rounding);
        }
    tolerance_clear(&bound);
    fmpq_clear(least);
    arb_clear(norm);
}
