// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/number.h"
#include "muoncheck/transform.h"
#include "transform/power.h"
#include "transform/radius.h"

static void value(arb_t out, const arb_t s, const void *p, slong prec)
{
    mc_power(out, s, p, prec);
}

/* p > 1: |f[l, m]| <= p M^(p-1), M = max(sigma_1(A), s_1): the mean value theorem for like signs,
 * (a^p + b^p) / (a + b) <= M^(p-1) for unlike ones. */
static void lipschitz_convex(arb_t out, const struct mc_svd *svd, const void *p, slong prec)
{
    fmpq_t less;
    arb_t factor;

    if (!svd->values) {
        arb_zero(out);
        return;
    }
    fmpq_init(less);
    arb_init(factor);
    fmpq_sub_si(less, p, 1);
    if (svd->kept)
        arb_max(out, svd->sigma, svd->s, prec);
    else
        arb_set(out, svd->sigma);
    radius_upper(out);
    mc_power(out, out, less, prec);
    mc_rational_enclose(factor, p, prec);
    arb_mul(out, out, factor, prec);
    fmpq_clear(less);
    arb_clear(factor);
}

/* 0 < p < 1, rank decided: catalogue 3.39 (a), L = s^(p-1), s the smallest nonzero singular value
 * of A and B.  Infinite where the rank is an interval. */
static void lipschitz_concave(arb_t out, const struct mc_svd *svd, const void *p, slong prec)
{
    slong r = svd->rank_lo;
    fmpq_t less;

    if (r == 0 && svd->rank_hi == 0) {
        arb_zero(out);
        return;
    }
    if (r != svd->rank_hi || svd->kept != r || !arb_is_positive(svd->sigma + r - 1)) {
        arb_pos_inf(out);
        return;
    }
    fmpq_init(less);
    fmpq_sub_si(less, p, 1);
    fmpq_neg(less, less);
    arb_min(out, svd->sigma + r - 1, svd->s + r - 1, prec);
    mc_power(out, out, less, prec);
    arb_inv(out, out, prec);
    fmpq_clear(less);
}

/* c_p = (1 - p) p^(p / (1 - p)). */
static void tail_constant(arb_t c, const fmpq_t p, slong prec)
{
    fmpq_t q, e;
    arb_t base;

    fmpq_init(q);
    fmpq_init(e);
    arb_init(base);
    fmpq_sub_si(q, p, 1);
    fmpq_neg(q, q);
    fmpq_div(e, p, q);
    mc_rational_enclose(base, p, prec);
    mc_power(c, base, e, prec);
    mc_rational_enclose(base, q, prec);
    arb_mul(c, c, base, prec);
    fmpq_clear(q);
    fmpq_clear(e);
    arb_clear(base);
}

/* sqrt(k_A) + sqrt(k_B) for the singular values of A and B that may lie in (0, tau]. */
static void small_counts(arb_t out, const struct mc_svd *svd, const arb_t tau, slong prec)
{
    slong i, a = 0, b = 0;
    arb_t root;

    for (i = 0; i < svd->values; i++)
        a += !arb_is_zero(svd->sigma + i) && !arb_gt(svd->sigma + i, tau);
    for (i = 0; i < svd->kept; i++)
        b += !arb_gt(svd->s + i, tau);
    arb_init(root);
    arb_sqrt_ui(out, (ulong)a, prec);
    arb_sqrt_ui(root, (ulong)b, prec);
    arb_add(out, out, root, prec);
    arb_clear(root);
}

/* Catalogue 3.39 (b) with tau = delta, which balances both terms:
 * ||f(A) - f(B)||_F <= delta^p (1 + c_p (sqrt(k_A) + sqrt(k_B))).  Needs no rank. */
static void moved_without_rank(arb_t moved, const struct mc_svd *svd, const arb_t delta,
                               const fmpq_t p, slong prec)
{
    arb_t c, counts;

    arb_init(c);
    arb_init(counts);
    tail_constant(c, p, prec);
    small_counts(counts, svd, delta, prec);
    arb_mul(c, c, counts, prec);
    arb_add_ui(c, c, 1, prec);
    mc_power(moved, delta, p, prec);
    arb_mul(moved, moved, c, prec);
    radius_upper(moved);
    arb_clear(c);
    arb_clear(counts);
}

/* The radius for 0 < p < 1 while the rank is an interval: (b) in place of L delta. */
static void radius_without_rank(arb_t radius, const struct mc_svd *svd, const fmpq_t p,
                                const arb_t rounding, const arb_t largest, slong prec)
{
    arb_t turn, delta, one;

    arb_init(turn);
    arb_init(delta);
    arb_init(one);
    arb_one(one);
    radius_turn(turn, svd, prec);
    radius_delta(delta, svd, turn, prec);
    moved_without_rank(delta, svd, delta, p, prec);
    radius_sum(radius, one, delta, largest, turn, rounding, prec);
    arb_clear(turn);
    arb_clear(delta);
    arb_clear(one);
}

static enum mc_status concave(arb_mat_t out, arb_t radius, const struct mc_svd *svd,
                              const fmpq_t p, slong prec)
{
    const struct mc_spectral_function f = {value, lipschitz_concave, p};
    arb_ptr values;
    arb_t rounding, largest;
    slong i, work = prec + 20;

    if (mc_transform_function(out, radius, svd, &f, prec) == MC_OK)
        return MC_OK;
    values = _arb_vec_init(svd->kept);
    arb_init(rounding);
    arb_init(largest);
    for (i = 0; i < svd->kept; i++)
        mc_power(values + i, svd->s + i, p, work);
    assemble(out, rounding, largest, svd, values, work);
    radius_without_rank(radius, svd, p, rounding, largest, work);
    _arb_vec_clear(values, svd->kept);
    arb_clear(rounding);
    arb_clear(largest);
    return arb_is_finite(radius) ? MC_OK : MC_NOT_DECIDED;
}

static enum mc_status identity(arb_mat_t out, arb_t radius, const arb_mat_t A, slong prec)
{
    arb_mat_t R;
    slong i, j;

    arb_mat_init(R, arb_mat_nrows(A), arb_mat_ncols(A));
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_get_rad_arb(arb_mat_entry(R, i, j), arb_mat_entry(A, i, j));
    arb_mat_frobenius_norm(radius, R, prec);
    radius_upper(radius);
    arb_mat_get_mid(out, A);
    arb_mat_clear(R);
    return MC_OK;
}

enum mc_status mc_transform_power(arb_mat_t out, arb_t radius, const struct mc_svd *svd,
                                  const arb_mat_t A, const fmpq_t p, slong prec)
{
    const struct mc_spectral_function convex = {value, lipschitz_convex, p};

    if (fmpq_sgn(p) < 0) {
        arb_mat_zero(out);
        arb_pos_inf(radius);
        return MC_BAD_INPUT;
    }
    if (fmpq_is_zero(p))
        return polar_of_svd(out, radius, svd, prec);
    if (fmpq_is_one(p))
        return identity(out, radius, A, prec);
    if (fmpq_cmp_si(p, 1) > 0)
        return mc_transform_function(out, radius, svd, &convex, prec);
    return concave(out, radius, svd, p, prec);
}
