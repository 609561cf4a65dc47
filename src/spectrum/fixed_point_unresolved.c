// SPDX-License-Identifier: Apache-2.0
/* Columns that are made of longer ones, which are taken out of them before anything else. */
#include <lapacke.h>
#include <stdlib.h>

#include "spectrum/fixed_point_pair.h"

/* A column is made of longer ones, not yet seen itself, where they turn it by 2^-SEEN_BITS or
 * more. */
enum { SEEN_BITS = 10, APART_BITS = 12 };

/* Is column j seen, or made of longer ones to more than 2^-SEEN_BITS? */
static int is_seen(const struct turn *t, const struct fixed_point *f, slong j)
{
    double squares = 0;

    for (slong i = 0; i < t->n; i++)
        if (i != j && is_longer(f, i, j) && *kind_of(t, i, j) == PAIR_TURN) {
            double x = ldexp(t->f_hi[i + j * t->n], (int)-t->shift);
            squares += x * x;
        }
    return squares < ldexp(1, -2 * SEEN_BITS);
}

/* x (seen x others) = what takes the first `seen` columns out of those after them: (their block
 * of G)^-1 G_ij, which first order would solve with the diagonal alone. */
static int solve_seen(double *x, const struct turn *t, const struct fixed_point *f, slong seen,
                      slong last)
{
    double *block = malloc(sizeof(double) * (size_t)(seen * seen + 1));
    slong n = t->n, a, b;
    int fine = 0;

    if (block) {
        for (b = 0; b < seen; b++)
            for (a = 0; a < seen; a++)
                block[a + b * seen] =
                    ldexp(t->g_hi[f->order[a] + f->order[b] * n], a == b ? 0 : (int)-t->shift);
        for (b = seen; b < last; b++)
            for (a = 0; a < seen; a++)
                x[a + (b - seen) * seen] = t->g_hi[f->order[a] + f->order[b] * n];
        fine = LAPACKE_dposv(LAPACK_COL_MAJOR, 'U', (lapack_int)seen, (lapack_int)(last - seen),
                             block, (lapack_int)seen, x, (lapack_int)seen) == 0;
    }
    free(block);
    return fine;
}

/* Takes the seen columns out of the others, which are a cluster then. */
static int turn_unseen(struct turn *t, const struct fixed_point *f, slong seen, slong last)
{
    double *x = malloc(sizeof(double) * (size_t)(seen * (last - seen) + 1));
    int fine = x && (!seen || solve_seen(x, t, f, seen, last));
    slong n = t->n, a, b;

    for (b = seen; fine && b < last; b++)
        for (a = 0; a < b; a++) {
            slong i = f->order[a], j = f->order[b], k = i + j * n;
            if (a >= seen && *kind_of(t, i, j) == PAIR_TURN) {
                *kind_of(t, i, j) = PAIR_TIED;
                keep_orthonormal(t, f, i, j);
            } else if (a < seen && *kind_of(t, i, j) == PAIR_TURN) {
                set_entry(t, k, (struct pair){-x[a + (b - seen) * seen], 0});
                set_entry(t, j + i * n,
                          sum(at(t->s_hi, t->s_lo, k),
                              negative(times(at(t->f_hi, t->f_lo, k), ratio(f, i, j)))));
            }
        }
    free(x);
    return fine;
}

int turn_unresolved(struct turn *t, const struct fixed_point *f, slong target)
{
    slong n = t->n, seen, first, last = n, b;

    while (last > 0 && !(log_length(f, f->order[last - 1]) > -(double)target))
        last--;
    for (seen = 0; seen < last && is_seen(t, f, f->order[seen]);)
        seen++;
    first = seen;
    while (first < last && seen > 0 &&
           log_length(f, f->order[seen - 1]) < log_length(f, f->order[first]) + APART_BITS)
        seen--;
    for (b = seen; b < last; b++)
        t->unresolved[f->order[b]] = 1;
    t->unseen = last - seen;
    return seen == last || turn_unseen(t, f, seen, last);
}
