// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/odd_polynomial.h"
#include "iteration/reach.h"
#include "iteration/tolerance.h"
#include "muoncheck/spectrum.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;

/* The singular values of what two matrices were lie in [from, to]. */
struct hull {
    double from, to;
};

static double end_of(const arb_t x, bool top)
{
    arf_t end;
    double out;

    arf_init(end);
    if (top)
        arb_get_ubound_arf(end, x, 64);
    else
        arb_get_lbound_arf(end, x, 64);
    out = arf_get_d(end, top ? ARF_RND_CEIL : ARF_RND_FLOOR);
    arf_clear(end);
    return out;
}

static bool include(struct hull *hull, const arb_mat_t X, slong prec)
{
    bool fine = arb_mat_is_finite(X);
    struct mc_svd svd;
    slong i;

    mc_svd_init(&svd);
    fine = fine && mc_svd_enclose(&svd, X, -1, prec) == MC_OK;
    for (i = 0; fine && i < svd.values; i++) {
        hull->from = fmax(0, fmin(hull->from, end_of(svd.sigma + i, false)));
        hull->to = fmax(hull->to, end_of(svd.sigma + i, true));
    }
    mc_svd_clear(&svd);
    return fine;
}

/* Lip(F_k) ||X^_k - p_(k-1)(X^_(k-1))||, where `exact` holds the latter. */
static double carried(const struct tolerance_question *question, slong k, const arb_mat_t X,
                      const arb_mat_t exact, slong prec)
{
    struct hull hull = {HUGE_VAL, 0};
    struct reach F;
    arb_mat_t off;
    arb_t size;
    double out;

    if (!include(&hull, X, prec) || !include(&hull, exact, prec))
        return HUGE_VAL;
    arb_init(size);
    arb_mat_init(off, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_sub(off, X, exact, prec);
    arb_mat_frobenius_norm(size, off, prec);
    F = reach_of(question->polynomials + k, question->steps - k, hull.from, hull.to);
    out = F.lipschitz * end_of(size, true) * A_LITTLE_MORE;
    arb_mat_clear(off);
    arb_clear(size);
    return out;
}

double tolerance_of_run(const struct tolerance_question *question, const arb_mat_t M,
                        slong prec)
{
    static const struct mc_iteration scaled = {.target = MC_POLAR, .scaling = MC_BY_FROBENIUS};
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state run, exact;
    double out = 0;
    slong k;

    mc_state_init(&run);
    mc_state_init(&exact);
    mc_state_start(&run, &scaled, 0, M, false, question->in);
    mc_state_start(&exact, &scaled, 0, M, false, &balls);
    for (k = 0;; k++) {
        out = (out + carried(question, k, run.x, exact.x, prec)) * A_LITTLE_MORE;
        if (k == question->steps || !isfinite(out))
            break;
        arb_mat_set(exact.x, run.x);
        odd_polynomial_apply(&exact, question->polynomials + k);
        odd_polynomial_apply(&run, question->polynomials + k);
    }
    mc_state_clear(&run);
    mc_state_clear(&exact);
    return isfinite(out) ? out : HUGE_VAL;
}

bool tolerance_scale(arb_mat_t M, slong prec)
{
    arf_t least;
    arb_t norm;
    bool fine;

    arb_init(norm);
    arf_init(least);
    arb_mat_frobenius_norm(norm, M, prec);
    arb_get_lbound_arf(least, norm, prec);
    fine = arf_sgn(least) > 0 && arf_is_finite(least);
    if (fine)
        arb_mat_scalar_mul_2exp_si(M, M, 1 - arf_abs_bound_lt_2exp_si(least));
    arf_clear(least);
    arb_clear(norm);
    return fine;
}

slong tolerance_agreement(const arb_mat_t X, const arb_mat_t Y)
{
    slong i, j, count = 0;

    for (i = 0; i < arb_mat_nrows(X); i++)
        for (j = 0; j < arb_mat_ncols(X); j++)
            count += arb_equal(arb_mat_entry(X, i, j), arb_mat_entry(Y, i, j));
    return count;
}
