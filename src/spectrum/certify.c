// SPDX-License-Identifier: Apache-2.0
/* The a-posteriori enclosure of spectrum.h: everything here is ball arithmetic. */
#include "spectrum/refine.h"

/* out >= ||U^T U - I||_F. */
static void orthogonality_defect(arb_t out, const arb_mat_t U, slong prec)
{
    slong k = arb_mat_ncols(U), i;
    arb_mat_t T, G;
    arf_t bound;

    arb_mat_init(T, k, arb_mat_nrows(U));
    arb_mat_init(G, k, k);
    arf_init(bound);
    arb_mat_transpose(T, U);
    arb_mat_mul(G, T, U, prec);
    for (i = 0; i < k; i++)
        arb_sub_ui(arb_mat_entry(G, i, i), arb_mat_entry(G, i, i), 1, prec);
    arb_mat_frobenius_norm(out, G, prec);
    arb_get_ubound_arf(bound, out, MAG_BITS);
    arb_set_arf(out, bound);
    arb_mat_clear(T);
    arb_mat_clear(G);
    arf_clear(bound);
}

/* out >= ||A - U S V^T||_F. */
static void residual(arb_t out, const struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    slong k = svd->kept, i, j;
    arb_mat_t US, Vt, R;
    arf_t bound;

    arb_mat_init(US, svd->rows, k);
    arb_mat_init(Vt, k, svd->cols);
    arb_mat_init(R, svd->rows, svd->cols);
    arf_init(bound);
    for (i = 0; i < svd->rows; i++)
        for (j = 0; j < k; j++)
            arb_mul(arb_mat_entry(US, i, j), arb_mat_entry(svd->u, i, j), svd->s + j, prec);
    arb_mat_transpose(Vt, svd->v);
    arb_mat_mul(R, US, Vt, prec);
    arb_mat_sub(R, A, R, prec);
    arb_mat_frobenius_norm(out, R, prec);
    arb_get_ubound_arf(bound, out, MAG_BITS);
    arb_set_arf(out, bound);
    arb_mat_clear(US);
    arb_mat_clear(Vt);
    arb_mat_clear(R);
    arf_clear(bound);
}

/* factor = sqrt((1 + sign alpha)(1 + sign beta)), the lower one 0 when a defect reaches 1. */
static void multiplicative(arb_t factor, const struct mc_svd *svd, int sign, slong prec)
{
    arb_t a, b;

    arb_init(a);
    arb_init(b);
    (sign > 0 ? arb_add_ui : arb_sub_ui)(a, svd->alpha, 1, prec);
    (sign > 0 ? arb_add_ui : arb_sub_ui)(b, svd->beta, 1, prec);
    if (sign < 0 && !(arb_is_negative(a) && arb_is_negative(b))) {
        arb_zero(factor);
    } else {
        arb_mul(factor, a, b, prec);
        arb_sqrt(factor, factor, prec);
    }
    arb_clear(a);
    arb_clear(b);
}

/* sigma = [max(0, s lower - eps), s upper + eps]. */
static void enclose_value(arb_t sigma, const arb_t s, const arb_t lower, const arb_t upper,
                          const arb_t eps, slong prec)
{
    arb_t low, high;
    arf_t lo, hi;

    arb_init(low);
    arb_init(high);
    arf_init(lo);
    arf_init(hi);
    arb_mul(low, s, lower, prec);
    arb_sub(low, low, eps, prec);
    arb_mul(high, s, upper, prec);
    arb_add(high, high, eps, prec);
    arb_get_lbound_arf(lo, low, prec);
    arb_get_ubound_arf(hi, high, prec);
    if (arf_sgn(lo) < 0 || arf_is_nan(lo))
        arf_zero(lo);
    if (arf_is_nan(hi))
        arf_pos_inf(hi);
    arb_set_interval_arf(sigma, lo, hi, prec);
    arb_clear(low);
    arb_clear(high);
    arf_clear(lo);
    arf_clear(hi);
}

static void rank_interval(struct mc_svd *svd, slong known_rank)
{
    slong i;

    svd->rank_lo = 0;
    svd->rank_hi = svd->values;
    for (i = 0; i < svd->values; i++) {
        if (arb_is_positive(svd->sigma + i))
            svd->rank_lo = i + 1;
        if (arb_is_zero(svd->sigma + i) && svd->rank_hi > i)
            svd->rank_hi = i;
    }
    if (known_rank >= 0)
        svd->rank_lo = svd->rank_hi = known_rank;
}

void measure_defects(struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    orthogonality_defect(svd->alpha, svd->u, prec);
    orthogonality_defect(svd->beta, svd->v, prec);
    residual(svd->eps, svd, A, prec);
}

void enclose_values(struct mc_svd *svd, slong known_rank, slong prec)
{
    arb_t lower, upper, nothing;
    slong i;

    arb_init(lower);
    arb_init(upper);
    arb_init(nothing);
    multiplicative(lower, svd, -1, prec);
    multiplicative(upper, svd, 1, prec);
    for (i = 0; i < svd->values; i++) {
        if (known_rank >= 0 && i >= known_rank)
            arb_zero(svd->sigma + i);
        else
            enclose_value(svd->sigma + i, i < svd->kept ? svd->s + i : nothing, lower, upper,
                          svd->eps, prec);
    }
    rank_interval(svd, known_rank);
    arb_clear(lower);
    arb_clear(upper);
    arb_clear(nothing);
}
