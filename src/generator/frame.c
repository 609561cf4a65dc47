// SPDX-License-Identifier: GPL-3.0-or-later
#include <flint/fmpq_vec.h>

#include "generator/frame.h"

void frame_clear(struct frame *q)
{
    fmpz_mat_clear(q->columns);
    fmpz_clear(q->denominator);
}

void frame_get_rational(fmpq_mat_t out, const struct frame *q)
{
    fmpq_mat_set_fmpz_mat_div_fmpz(out, q->columns, q->denominator);
}

/* common = a denominator of all of sigma, integers[i] = sigma[i] common. */
static void integers_of(fmpz *integers, fmpz_t common, const fmpq *sigma, slong k)
{
    slong i;

    fmpz_one(common);
    for (i = 0; i < k; i++)
        fmpz_lcm(common, common, fmpq_denref(sigma + i));
    for (i = 0; i < k; i++) {
        fmpz_divexact(integers + i, common, fmpq_denref(sigma + i));
        fmpz_mul(integers + i, integers + i, fmpq_numref(sigma + i));
    }
}

static void scale_rows(fmpz_mat_t A, const fmpz *factors)
{
    slong i;

    for (i = 0; i < fmpz_mat_nrows(A) && fmpz_mat_ncols(A) > 0; i++)
        _fmpz_vec_scalar_mul_fmpz(A->rows[i], A->rows[i], fmpz_mat_ncols(A), factors + i);
}

void frame_product(fmpq_mat_t A, const struct frame *u, const fmpq *sigma,
                   const struct frame *v)
{
    slong k = fmpz_mat_ncols(u->columns), n = fmpz_mat_nrows(v->columns);
    fmpz *integers = _fmpz_vec_init(k);
    fmpz_t denominator;
    fmpz_mat_t right, product;

    fmpz_init(denominator);
    fmpz_mat_init(right, k, n);
    fmpz_mat_init(product, fmpz_mat_nrows(u->columns), n);
    integers_of(integers, denominator, sigma, k);
    fmpz_mul(denominator, denominator, u->denominator);
    fmpz_mul(denominator, denominator, v->denominator);
    fmpz_mat_transpose(right, v->columns);
    scale_rows(right, integers);
    fmpz_mat_mul(product, u->columns, right);
    fmpq_mat_set_fmpz_mat_div_fmpz(A, product, denominator);
    fmpz_mat_clear(product);
    fmpz_mat_clear(right);
    fmpz_clear(denominator);
    _fmpz_vec_clear(integers, k);
}

/* Rows of V^T times sigma: one rounding an entry. */
static void scaled_transpose(arb_mat_t right, const struct frame *v, arb_srcptr sigma,
                             slong prec)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(right); i++)
        for (j = 0; j < arb_mat_ncols(right); j++)
            arb_mul_fmpz(arb_mat_entry(right, i, j), sigma + i,
                         fmpz_mat_entry(v->columns, j, i), prec);
}

void frame_product_enclosed(arb_mat_t A, const struct frame *u, arb_srcptr sigma,
                            const struct frame *v, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), k = fmpz_mat_ncols(u->columns);
    slong working = prec + 16 + 2 * FLINT_BIT_COUNT(m + n);
    fmpz_t denominator;
    arb_mat_t left, right;

    fmpz_init(denominator);
    arb_mat_init(left, m, k);
    arb_mat_init(right, k, n);
    fmpz_mul(denominator, u->denominator, v->denominator);
    arb_mat_set_fmpz_mat(left, u->columns);
    scaled_transpose(right, v, sigma, working);
    arb_mat_mul(A, left, right, working);
    arb_mat_scalar_div_fmpz(A, A, denominator, working);
    arb_mat_clear(right);
    arb_mat_clear(left);
    fmpz_clear(denominator);
}
