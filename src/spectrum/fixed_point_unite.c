// SPDX-License-Identifier: Apache-2.0
/*
 * Clusters.  To first order a cluster's block of G, in an orthonormal basis of its columns, is
 * B_ij = G_ij + g S_ij with B_ii = g_i.  (B - g_1 I), scaled to its largest entry, is an eigenproblem
 * of its own that doubles resolve, however narrow the cluster: its eigenvectors turn the columns,
 * and the next round finds gaps where there were none.
 * Source: Ogita and Aishima 2019 (clustered and multiple eigenvalues), by blocks.
 */
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>

#include "product/planes.h"
#include "spectrum/fixed_point_turn.h"
#include "spectrum/refine.h"

struct blocks {
    const struct fixed_point *state;
    slong n;
    double *g_hi, *g_lo, *s_hi, *s_lo;
    slong *parent;      /* of the columns: which cluster they belong to (union-find) */
};

static slong root(slong *parent, slong i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static struct pair diagonal(const struct blocks *b, slong i)
{
    return (struct pair){b->g_hi[i + i * b->n], b->g_lo[i + i * b->n]};
}

static double gap(const struct blocks *b, slong i, slong j)
{
    return fixed_point_gap(b->state, i, j, diagonal(b, i), diagonal(b, j)).hi;
}

static double numerator(const struct blocks *b, slong i, slong j)
{
    slong at = i + j * b->n;

    return sum((struct pair){b->g_hi[at], b->g_lo[at]},
               product(diagonal(b, j), (struct pair){b->s_hi[at], b->s_lo[at]}))
        .hi;
}

/* Joins the pairs that are no turn and above the noise.  Returns how many. */
static slong tie(struct blocks *b, double noise)
{
    slong i, j, tied = 0;

    for (i = 0; i < b->n; i++)
        b->parent[i] = i;
    for (j = 0; j < b->n; j++)
        for (i = 0; i < j; i++) {
            double top = numerator(b, i, j);
            if (!(fabs(top) > noise) ||
                is_turn(top, gap(b, i, j), fmax(diagonal(b, i).hi, diagonal(b, j).hi)))
                continue;
            b->parent[root(b->parent, i)] = root(b->parent, j);
            tied++;
        }
    return tied;
}

/* The block of the columns `member`, less its first value, scaled to size 1, column-major. */
static void fill_block(double *block, const struct blocks *b, const slong *member, slong c)
{
    double largest = 0;
    slong i, j;

    for (j = 0; j < c; j++)
        for (i = 0; i < c; i++) {
            double x = i == j ? gap(b, member[0], member[i])
                              : numerator(b, member[FLINT_MIN(i, j)], member[FLINT_MAX(i, j)]);
            block[i + j * c] = x;
            largest = fmax(largest, fabs(x));
        }
    for (i = 0; largest > 0 && i < c * c; i++)
        block[i] /= largest;
}

/* Writes the eigenvectors of one cluster into Q.  Returns its size if that is above 1. */
static slong turn_cluster(arb_mat_t Q, const struct blocks *b, slong leader, slong prec)
{
    slong *member = flint_malloc(sizeof(slong) * (size_t)b->n), c = 0, i, j;
    double *block = NULL, *values = NULL;
    arb_mat_t E;

    for (i = 0; i < b->n; i++)
        if (root(b->parent, i) == leader)
            member[c++] = i;
    if (c > 1) {
        block = flint_malloc(sizeof(double) * (size_t)(c * c));
        values = flint_malloc(sizeof(double) * (size_t)c);
        fill_block(block, b, member, c);
    }
    if (c > 1 && LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'L', (lapack_int)c, block, (lapack_int)c,
                                values) == 0) {
        arb_mat_init(E, c, c);
        for (i = 0; i < c; i++)
            for (j = 0; j < c; j++)
                arb_set_d(arb_mat_entry(E, i, j), block[i + j * c]);
        orthonormalise(E, prec);
        for (i = 0; i < c; i++)
            for (j = 0; j < c; j++)
                arb_set(arb_mat_entry(Q, member[i], member[j]), arb_mat_entry(E, i, j));
        arb_mat_clear(E);
    }
    flint_free(block);
    flint_free(values);
    flint_free(member);
    return c > 1 ? c : 0;
}

slong fixed_point_unite(arb_mat_t Q, const struct fixed_point *f, slong prec)
{
    size_t size = (size_t)(f->n * f->n);
    double *all = malloc((4 * size + 1) * sizeof(double));
    struct blocks b = {.state = f, .n = f->n, .g_hi = all, .g_lo = all + size, .s_hi = all + 2 * size,
                       .s_lo = all + 3 * size};
    slong i, moved = 0;

    if (!all || f->unit < -900) {
        free(all);
        return 0;
    }
    b.parent = flint_malloc(sizeof(slong) * (size_t)(f->n + 1));
    planes_to_pairs(b.g_hi, b.g_lo, &f->G);
    planes_to_pairs(b.s_hi, b.s_lo, &f->S);
    arb_mat_one(Q);
    if (tie(&b, ldexp(1, (int)f->noise)))
        for (i = 0; i < f->n; i++)
            if (root(b.parent, i) == i)
                moved += turn_cluster(Q, &b, i, prec);
    free(all);
    flint_free(b.parent);
    return moved;
}
