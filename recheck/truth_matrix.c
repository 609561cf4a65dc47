// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "truth_matrix.h"

bool table_init(struct table *out, size_t rows, size_t cols)
{
    size_t i, most = (size_t)1 << 32;

    *out = (struct table){.rows = rows, .cols = cols};
    mpz_init_set_ui(out->under, 1);
    if (rows < most && cols < most)
        out->entry = calloc(rows * cols + 1, sizeof *out->entry);
    for (i = 0; out->entry && i < rows * cols; i++)
        mpz_init(out->entry[i]);
    return out->entry;
}

void table_clear(struct table *A)
{
    size_t i;

    for (i = 0; A->entry && i < A->rows * A->cols; i++)
        mpz_clear(A->entry[i]);
    free(A->entry);
    mpz_clear(A->under);
}

void table_transpose(struct table *out, const struct table *A)
{
    size_t i, j;

    mpz_set(out->under, A->under);
    for (i = 0; i < A->rows; i++)
        for (j = 0; j < A->cols; j++)
            mpz_set(out->entry[j * A->rows + i], A->entry[i * A->cols + j]);
}

void table_product(struct table *out, const struct table *A, const struct table *B)
{
    size_t i, j, k;

    mpz_mul(out->under, A->under, B->under);
    for (i = 0; i < A->rows; i++) {
        for (j = 0; j < B->rows; j++) {
            mpz_t *sum = out->entry + i * B->rows + j;
            mpz_set_ui(*sum, 0);
            for (k = 0; k < A->cols; k++)
                mpz_addmul(*sum, A->entry[i * A->cols + k], B->entry[j * B->cols + k]);
        }
    }
}

/* out >= sqrt(x), exact where that is an integer. */
static void root_up(mpq_t out, const mpz_t x)
{
    enum { EXTRA = 64 };
    mpz_t rest;

    mpz_init(rest);
    mpz_mul_2exp(mpq_numref(out), x, 2 * EXTRA);
    mpz_sqrtrem(mpq_numref(out), rest, mpq_numref(out));
    mpz_add_ui(mpq_numref(out), mpq_numref(out), mpz_sgn(rest) != 0);
    mpz_set_ui(mpq_denref(out), 1);
    mpq_div_2exp(out, out, EXTRA);
    mpz_clear(rest);
}

void table_distance(mpq_t out, const struct table *A, const struct table *B)
{
    size_t i;
    mpz_t sum, one;
    mpq_t under;

    mpz_init(sum);
    mpz_init(one);
    mpq_init(under);
    for (i = 0; i < A->rows * A->cols; i++) {
        mpz_mul(one, A->entry[i], B->under);
        mpz_submul(one, B->entry[i], A->under);
        mpz_addmul(sum, one, one);
    }
    root_up(out, sum);
    mpz_mul(mpq_numref(under), A->under, B->under);
    mpq_div(out, out, under);
    mpz_clear(sum);
    mpz_clear(one);
    mpq_clear(under);
}

/* Moves an entry that is not zero from rows and columns >= k to (k, k).  False: there is none.
 */
static bool pivot(struct table *A, size_t k)
{
    size_t n = A->cols, at = k * n, i;

    while (at < A->rows * n && (at % n < k || !mpz_sgn(A->entry[at])))
        at++;
    if (at >= A->rows * n)
        return false;
    for (i = 0; i < n; i++)
        mpz_swap(A->entry[k * n + i], A->entry[at / n * n + i]);
    for (i = 0; i < A->rows; i++)
        mpz_swap(A->entry[i * n + k], A->entry[i * n + at % n]);
    return true;
}

size_t table_rank(struct table *A)
{
    size_t n = A->cols, k, i, j;
    mpz_t last, product;

    mpz_init_set_ui(last, 1);
    mpz_init(product);
    for (k = 0; k < n && pivot(A, k); k++) {
        const mpz_t *row = (const mpz_t *)(A->entry + k * n);
        for (i = k + 1; i < A->rows; i++) {
            mpz_t *other = A->entry + i * n;
            for (j = k + 1; j < n; j++) {
                mpz_mul(product, other[j], row[k]);
                mpz_submul(product, other[k], row[j]);
                mpz_divexact(other[j], product, last);
            }
        }
        mpz_set(last, row[k]);
    }
    mpz_clear(last);
    mpz_clear(product);
    return k;
}
