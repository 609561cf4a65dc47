// SPDX-License-Identifier: Apache-2.0
/* A narrow cluster is turned by the eigenvectors of
 *
 *   B_ij = G_ij + g S_ij,   B_ii = g_i (1 + S_ii) - g_1 (1 + S_11),
 *
 * scaled to its largest entry, which doubles resolve however narrow the cluster.
 * Source: Ogita and Aishima 2019 (clustered and multiple eigenvalues), by blocks. */
#include <lapacke.h>
#include <math.h>

#include "spectrum/fixed_point_clusters.h"

int is_narrow(const struct clusters *c)
{
    slong first = c->member[0], last = c->member[c->count - 1], k;

    for (k = 0; k < c->count; k++)
        if (c->t->unresolved[c->member[k]])
            return 0;
    return log_length(c->f, first) - log_length(c->f, last) < 1;
}

static double narrow_diagonal(const struct clusters *c, slong j)
{
    slong first = c->member[0], n = c->f->n;
    double gap = turn_gap(c->t, c->f, first, j).hi, g = c->t->g_hi[first * (n + 1)];

    return ldexp(gap, (int)c->t->shift) +
           g * (c->t->s_hi[j * (n + 1)] - c->t->s_hi[first * (n + 1)]);
}

/* B, in the scale of the first member.  0 returned where doubles do not hold it. */
static int fill_narrow(struct clusters *c)
{
    slong k = c->count, i, j;
    double largest = 0;

    for (j = 0; j < k; j++)
        for (i = 0; i < k; i++) {
            slong a = c->member[FLINT_MIN(i, j)], b = c->member[FLINT_MAX(i, j)];
            slong down = 2 * c->f->scale[c->member[0]] - c->f->scale[a] - c->f->scale[b];
            double x = i == j ? narrow_diagonal(c, a)
                              : ldexp(turn_rest(c->t, c->f, a, b).hi, (int)down);
            c->block[i + j * k] = x;
            largest = fmax(largest, fabs(x));
        }
    for (i = 0; largest > 0 && i < k * k; i++)
        c->block[i] /= largest;
    return isfinite(largest);
}

int turn_narrow(struct clusters *c)
{
    lapack_int k = (lapack_int)c->count;

    return fill_narrow(c) &&
           LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'L', k, c->block, k, c->values) == 0;
}
