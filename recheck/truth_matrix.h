// SPDX-License-Identifier: GPL-3.0-or-later
/* Matrices of integers over one denominator, by rows. */
#ifndef RECHECK_TRUTH_MATRIX_H
#define RECHECK_TRUTH_MATRIX_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

struct table {
    size_t rows, cols;
    mpz_t *entry; /* rows x cols                                                       */
    mpz_t under;  /* the denominator, positive                                         */
};

/* Zeros over 1.  Errors: false; out can be cleared in any case. */
bool table_init(struct table *out, size_t rows, size_t cols);
void table_clear(struct table *A);

/* Exactly what stands in .npy (two dimensions of doubles) or .csv (decimals and fractions),
 * initialised here.  Errors: false. */
bool table_read(struct table *out, const char *path);

/* out (initialised, n x m) = A^T. */
void table_transpose(struct table *out, const struct table *A);

/* out (initialised, m x n) = A B^T for A m x k, B n x k. */
void table_product(struct table *out, const struct table *A, const struct table *B);

/* out >= ||A - B||_F, rounded up in its 64th bit or later. */
void table_distance(mpq_t out, const struct table *A, const struct table *B);

/* The rank, by Bareiss's elimination: every entry stays a minor of A.  A is lost. */
size_t table_rank(struct table *A);

#endif
