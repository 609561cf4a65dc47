// SPDX-License-Identifier: Apache-2.0
#include "iteration/almost_orthogonal.h"

/* d = 1 / sqrt(sum), 0 for the sum of a zero row; in the run's arithmetic, as 1 x 1. */
static void inverse_root(arb_t d, const arb_t sum, const struct mc_arithmetic *in)
{
    arb_mat_t one;
    arb_t root;

    if (arb_is_zero(sum)) {
        arb_zero(d);
        return;
    }
    arb_mat_init(one, 1, 1);
    arb_init(root);
    arb_mat_one(one);
    mc_root(root, sum, 2, in);
    mc_divide(one, one, root, in);
    arb_set(d, arb_mat_entry(one, 0, 0));
    arb_mat_clear(one);
    arb_clear(root);
}

/* sums = |G| (1, ..., 1)^T */
static void row_sums(arb_mat_t sums, const arb_mat_t G, const struct mc_arithmetic *in)
{
    slong n = arb_mat_nrows(G), i, j;
    arb_mat_t absolute, ones;

    arb_mat_init(absolute, n, n);
    arb_mat_init(ones, n, 1);
    for (i = 0; i < n; i++) {
        arb_one(arb_mat_entry(ones, i, 0));
        for (j = 0; j < n; j++)
            arb_abs(arb_mat_entry(absolute, i, j), arb_mat_entry(G, i, j));
    }
    mc_multiply(sums, absolute, ones, in);
    arb_mat_clear(absolute);
    arb_mat_clear(ones);
}

void almost_orthogonal(arb_mat_t X, const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X), least = m < n ? m : n, i;
    arb_mat_t G, D, sums;

    arb_mat_init(G, least, least);
    arb_mat_init(D, least, least);
    arb_mat_init(sums, least, 1);
    mc_small_gram(G, X, in);
    row_sums(sums, G, in);
    for (i = 0; i < least; i++)
        inverse_root(arb_mat_entry(D, i, i), arb_mat_entry(sums, i, 0), in);
    if (m > n)
        mc_multiply(X, X, D, in);
    else
        mc_multiply(X, D, X, in);
    arb_mat_clear(G);
    arb_mat_clear(D);
    arb_mat_clear(sums);
}
