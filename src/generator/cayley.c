// SPDX-License-Identifier: GPL-3.0-or-later
#include <flint/ulong_extras.h>

#include "generator/frame.h"
#include "generator/random.h"

/* P = dI + K. */
static void draw_shifted_skew(fmpz_mat_t P, slong d, gsl_rng *rng)
{
    slong m = fmpz_mat_nrows(P), i, j;

    for (i = 0; i < m; i++) {
        fmpz_set_si(fmpz_mat_entry(P, i, i), d);
        for (j = 0; j < i; j++) {
            slong entry = random_integer(rng, 2);
            fmpz_set_si(fmpz_mat_entry(P, i, j), entry);
            fmpz_set_si(fmpz_mat_entry(P, j, i), -entry);
        }
    }
}

/* Columns of +-(2 d adj - den I), which is den (dI - K)(dI + K)^-1 since dI - K = 2dI - P. */
static void take_columns(fmpz_mat_t out, const fmpz_mat_t adjoint, const fmpz_t den, slong d,
                         gsl_rng *rng)
{
    slong i, j;

    for (j = 0; j < fmpz_mat_ncols(out); j++) {
        slong sign = gsl_rng_uniform_int(rng, 2) ? 1 : -1;
        for (i = 0; i < fmpz_mat_nrows(out); i++) {
            fmpz *x = fmpz_mat_entry(out, i, j);
            fmpz_mul_si(x, fmpz_mat_entry(adjoint, i, j), 2 * d);
            if (i == j)
                fmpz_sub(x, x, den);
            fmpz_mul_si(x, x, sign);
        }
    }
}

void frame_init_cayley(struct frame *q, slong m, slong k, gsl_rng *rng)
{
    slong d = 1 + (slong)n_sqrt((ulong)m);
    fmpz_mat_t P, adjoint;

    fmpz_mat_init(q->columns, m, k);
    fmpz_init_set_si(q->denominator, 1);
    fmpz_mat_init(P, m, m);
    fmpz_mat_init(adjoint, m, m);
    draw_shifted_skew(P, d, rng);
    /* Never singular: the eigenvalues of K are imaginary, and d > 0. */
    if (m > 0 && fmpz_mat_inv(adjoint, q->denominator, P))
        take_columns(q->columns, adjoint, q->denominator, d, rng);
    fmpz_mat_clear(adjoint);
    fmpz_mat_clear(P);
}
