// SPDX-License-Identifier: Apache-2.0
#include "transform/radius.h"

void radius_upper(arb_t x)
{
    arf_t bound;

    arf_init(bound);
    arb_get_ubound_arf(bound, x, 2 * MAG_BITS);
    if (arf_is_nan(bound))
        arf_pos_inf(bound);
    arb_set_arf(x, bound);
    arf_clear(bound);
}

void radius_turn(arb_t turn, const struct mc_svd *svd, slong prec)
{
    arb_t root, one;

    arb_init(root);
    arb_init(one);
    arb_one(one);
    if (arb_lt(svd->alpha, one) && arb_lt(svd->beta, one)) {
        arb_add_ui(root, svd->beta, 1, prec);
        arb_sqrt(root, root, prec);
        arb_mul(turn, svd->alpha, root, prec);
        arb_add(turn, turn, svd->beta, prec);
    } else {
        arb_pos_inf(turn);
    }
    radius_upper(turn);
    arb_clear(root);
    arb_clear(one);
}

void radius_delta(arb_t delta, const struct mc_svd *svd, const arb_t turn, slong prec)
{
    if (svd->kept)
        arb_mul(delta, svd->s, turn, prec);
    else
        arb_zero(delta);
    arb_add(delta, delta, svd->eps, prec);
    radius_upper(delta);
}

/* a b with 0 inf = 0, for upper bounds. */
static void bound_product(arb_t out, const arb_t a, const arb_t b, slong prec)
{
    if (arb_is_zero(a) || arb_is_zero(b))
        arb_zero(out);
    else
        arb_mul(out, a, b, prec);
}

void radius_sum(arb_t radius, const arb_t lipschitz, const arb_t delta, const arb_t largest,
                const arb_t turn, const arb_t rounding, slong prec)
{
    arb_t moved, turned;

    arb_init(moved);
    arb_init(turned);
    bound_product(moved, lipschitz, delta, prec);
    bound_product(turned, largest, turn, prec);
    arb_add(radius, moved, turned, prec);
    arb_add(radius, radius, rounding, prec);
    radius_upper(radius);
    arb_clear(moved);
    arb_clear(turned);
}

static void largest_of(arb_t largest, arb_srcptr f, slong k)
{
    arb_t size;
    slong i;

    arb_init(size);
    arb_zero(largest);
    for (i = 0; i < k; i++) {
        arb_abs(size, f + i);
        radius_upper(size);
        if (arf_cmp(arb_midref(size), arb_midref(largest)) > 0)
            arb_set(largest, size);
    }
    arb_clear(size);
}

static void radii_norm(arb_t out, const arb_mat_t A, slong prec)
{
    arb_mat_t R;
    slong i, j;

    arb_mat_init(R, arb_mat_nrows(A), arb_mat_ncols(A));
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_get_rad_arb(arb_mat_entry(R, i, j), arb_mat_entry(A, i, j));
    arb_mat_frobenius_norm(out, R, prec);
    radius_upper(out);
    arb_mat_clear(R);
}

void assemble(arb_mat_t out, arb_t rounding, arb_t largest, const struct mc_svd *svd,
              arb_srcptr f, slong prec)
{
    slong k = svd->kept, i, j;
    arb_mat_t UF, Vt;

    arb_mat_init(UF, svd->rows, k);
    arb_mat_init(Vt, k, svd->cols);
    for (i = 0; i < svd->rows; i++)
        for (j = 0; j < k; j++)
            arb_mul(arb_mat_entry(UF, i, j), arb_mat_entry(svd->u, i, j), f + j, prec);
    arb_mat_transpose(Vt, svd->v);
    arb_mat_mul(out, UF, Vt, prec);
    radii_norm(rounding, out, MAG_BITS);
    arb_mat_get_mid(out, out);
    largest_of(largest, f, k);
    arb_mat_clear(UF);
    arb_mat_clear(Vt);
}
