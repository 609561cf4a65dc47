// SPDX-License-Identifier: Apache-2.0
/* One-sided Jacobi (Hestenes 1958) in multiprecision: slow, and it always ends. */
#include "spectrum/refine.h"

/* (x, y) <- (c x - s y, s x + c y), element by element. */
static void rotate(arb_ptr x, arb_ptr y, slong length, const arf_t c, const arf_t s, slong prec)
{
    arf_t new_x, new_y;
    slong k;

    arf_init(new_x);
    arf_init(new_y);
    for (k = 0; k < length; k++) {
        arf_ptr a = arb_midref(x + k), b = arb_midref(y + k);
        arf_mul(new_x, c, a, prec, ARF_RND_NEAR);
        arf_submul(new_x, s, b, prec, ARF_RND_NEAR);
        arf_mul(new_y, s, a, prec, ARF_RND_NEAR);
        arf_addmul(new_y, c, b, prec, ARF_RND_NEAR);
        arf_swap(a, new_x);
        arf_swap(b, new_y);
    }
    arf_clear(new_x);
    arf_clear(new_y);
}

/* c, s of the rotation that makes rows of squared lengths xx, yy and inner product xy
 * orthogonal: zeta = (yy - xx) / 2xy, t = sign(zeta) / (|zeta| + sqrt(1 + zeta^2)). */
static void angle(arf_t c, arf_t s, const arb_t xx, const arb_t yy, const arb_t xy, slong prec)
{
    arf_t zeta, root;
    int negative;

    arf_init(zeta);
    arf_init(root);
    arf_sub(zeta, arb_midref(yy), arb_midref(xx), prec, ARF_RND_NEAR);
    arf_div(zeta, zeta, arb_midref(xy), prec, ARF_RND_NEAR);
    arf_mul_2exp_si(zeta, zeta, -1);
    negative = arf_sgn(zeta) < 0;
    arf_abs(zeta, zeta);
    arf_mul(root, zeta, zeta, prec, ARF_RND_NEAR);
    arf_add_ui(root, root, 1, prec, ARF_RND_NEAR);
    arf_sqrt(root, root, prec, ARF_RND_NEAR);
    arf_add(root, root, zeta, prec, ARF_RND_NEAR);
    arf_ui_div(root, 1, root, prec, ARF_RND_NEAR);     /* t */
    arf_mul(c, root, root, prec, ARF_RND_NEAR);
    arf_add_ui(c, c, 1, prec, ARF_RND_NEAR);
    arf_rsqrt(c, c, prec, ARF_RND_NEAR);
    arf_mul(s, c, root, prec, ARF_RND_NEAR);
    if (negative)
        arf_neg(s, s);
    arf_clear(zeta);
    arf_clear(root);
}

/* Is |xy|^2 <= 2^-2prec longest max(xx, yy)? */
static int orthogonal(const arb_t xx, const arb_t yy, const arb_t xy, const arf_t longest,
                      slong prec)
{
    arf_t left, right;
    int yes;

    arf_init(left);
    arf_init(right);
    arf_mul(left, arb_midref(xy), arb_midref(xy), 30, ARF_RND_NEAR);
    arf_mul(right, longest,
            arf_cmp(arb_midref(xx), arb_midref(yy)) > 0 ? arb_midref(xx) : arb_midref(yy), 30,
            ARF_RND_NEAR);
    arf_mul_2exp_si(right, right, -2 * prec);
    yes = arf_cmp(left, right) <= 0;
    arf_clear(left);
    arf_clear(right);
    return yes;
}

static void longest_row(arf_t longest, const arb_mat_t Wt, slong prec)
{
    arb_t square;
    slong i, m = arb_mat_ncols(Wt);

    arb_init(square);
    arf_zero(longest);
    for (i = 0; i < arb_mat_nrows(Wt); i++) {
        arb_approx_dot(square, NULL, 0, Wt->rows[i], 1, Wt->rows[i], 1, m, prec);
        if (arf_cmp(arb_midref(square), longest) > 0)
            arf_set(longest, arb_midref(square));
    }
    arb_clear(square);
}

slong jacobi_sweep(arb_mat_t Wt, arb_mat_t Vt, slong prec)
{
    slong n = arb_mat_nrows(Wt), m = arb_mat_ncols(Wt), i, j, rotations = 0, work = prec + 20;
    arb_t xx, yy, xy;
    arf_t c, s, longest;

    arb_init(xx);
    arb_init(yy);
    arb_init(xy);
    arf_init(c);
    arf_init(s);
    arf_init(longest);
    longest_row(longest, Wt, work);
    for (i = 0; i < n; i++)
        for (j = i + 1; j < n; j++) {
            arb_ptr x = Wt->rows[i], y = Wt->rows[j];
            arb_approx_dot(xy, NULL, 0, x, 1, y, 1, m, work);
            arb_approx_dot(xx, NULL, 0, x, 1, x, 1, m, work);
            arb_approx_dot(yy, NULL, 0, y, 1, y, 1, m, work);
            if (orthogonal(xx, yy, xy, longest, prec))
                continue;
            angle(c, s, xx, yy, xy, work);
            rotate(x, y, m, c, s, work);
            rotate(Vt->rows[i], Vt->rows[j], arb_mat_ncols(Vt), c, s, work);
            rotations++;
        }
    arb_clear(xx);
    arb_clear(yy);
    arb_clear(xy);
    arf_clear(c);
    arf_clear(s);
    arf_clear(longest);
    return rotations;
}
