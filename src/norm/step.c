// SPDX-License-Identifier: Apache-2.0
/*
 * U f(S) V^T for a step f(t) = sgn(t) 1{|t| > cut}.
 *
 * Lipschitz bound.  Say that every eigenvalue of the dilations of A and B, +-sigma_i(A), +-s_i
 * and 0, is certainly above the cut in modulus (>= a) or certainly below (<= b), b < a.  The
 * divided differences that occur are
 *   0                 both below, or both above with one sign;
 *   1 / (l - m)       l above, m below, one sign:         <= 1 / (a - b);
 *   1 / (l + |m|)     l above, m below, two signs:        <= 1 / a;
 *   2 / (l + |m|)     both above, two signs:              <= 1 / a,
 * so L = 1 / (a - b), and a - b is a certified gap.  b = 0 where nothing is below.
 */
#include "norm/spectral.h"

static void step_value(arb_t out, const arb_t s, const void *cut, slong prec)
{
    arb_set_ui(out, arb_gt(s, cut) ? 1 : 0);
}

/* above <= every |eigenvalue| > cut, below >= the others; false where one is not decided. */
static bool take_in(arb_t above, arb_t below, const arb_struct *s, const arb_struct *cut,
                    slong prec)
{
    if (arb_gt(s, cut))
        arb_min(above, above, s, prec);
    else if (arb_lt(s, cut))
        arb_max(below, below, s, prec);
    else
        return false;
    return true;
}

static void step_lipschitz(arb_t out, const struct mc_svd *svd, const void *cut, slong prec)
{
    arb_t above, below;
    bool decided = true;

    arb_init(above);
    arb_init(below);
    arb_pos_inf(above);
    for (slong i = 0; decided && i < svd->values; i++)
        decided = take_in(above, below, svd->sigma + i, cut, prec);
    for (slong i = 0; decided && i < svd->kept; i++)
        decided = take_in(above, below, svd->s + i, cut, prec);
    arb_pos_inf(out);
    if (decided && !arb_is_finite(above)) {
        arb_zero(out);              /* f = 0 on everything that occurs */
    } else if (decided) {
        arb_sub(above, above, below, prec);
        if (arb_is_positive(above))
            arb_inv(out, above, prec);
    }
    arb_clear(above);
    arb_clear(below);
}

/* Where the cut is not certainly in a gap, f(s) itself is not decided, not even if A = B. */
enum mc_status mc_spectral_step(arb_mat_t out, struct mc_operand *M, const arb_t cut,
                                slong prec)
{
    const struct mc_spectral_function f = {step_value, step_lipschitz, cut};
    const struct mc_svd *svd;
    enum mc_status status = mc_operand_svd(&svd, M, prec);
    arb_t bound;

    if (status)
        return status;
    arb_init(bound);
    step_lipschitz(bound, svd, cut, prec);
    if (!arb_is_positive(cut) || !arb_is_finite(bound))
        status = MC_NOT_DECIDED;
    else
        status = mc_spectral_gradient(out, M, &f, prec);
    arb_clear(bound);
    return status;
}

enum mc_status mc_spectral_leading(arb_mat_t out, struct mc_operand *M, slong k, slong prec)
{
    const struct mc_svd *svd;
    enum mc_status status = mc_operand_svd(&svd, M, prec);
    arb_t cut;
    fmpq_t zero;

    if (status)
        return status;
    if (svd->rank_hi <= k) {
        fmpq_init(zero);
        status = mc_spectral_power(out, M, zero, prec);
        fmpq_clear(zero);
        return status;
    }
    if (svd->kept < k)
        return MC_NOT_DECIDED;
    arb_init(cut);
    if (svd->kept > k)
        arb_set(cut, svd->s + k);
    arb_add(cut, cut, svd->s + k - 1, prec);
    arb_mul_2exp_si(cut, cut, -1);
    arb_get_mid_arb(cut, cut);
    /* Rounded, the cut may fall below both of two equal values. */
    if (arb_gt(svd->sigma + k - 1, cut) && arb_lt(svd->sigma + k, cut))
        status = mc_spectral_step(out, M, cut, prec);
    else
        status = MC_NOT_DECIDED;
    arb_clear(cut);
    return status;
}
