// SPDX-License-Identifier: Apache-2.0
/* A wide cluster is turned by the right singular vectors of its columns of W (I + H), which are
 * formed exactly: what lies below the resolution of doubles comes up some 50 bits a round. */
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>

#include "product/planes.h"
#include "spectrum/fixed_point_clusters.h"

/* How far below its largest singular value doubles see a block, and below its longest column what
 * is left when doubles have taken the seen columns out of it. */
enum { RESOLVED_BITS = 48 };

/* f->sum = the members' columns of W (I + H). */
static enum mc_status turned_columns(struct clusters *c)
{
    struct fixed_point *f = c->f;
    struct mc_planes part = {0}, own = {0};
    enum mc_status status = cluster_columns(&part, f->one_turn ? &f->F : &f->H, c);

    if (status == MC_OK)
        status = mc_planes_multiply(&f->product, &f->W, MC_PLAIN, &part, MC_PLAIN, f->unit,
                                    &f->workspace);
    if (status == MC_OK)
        status = cluster_columns(&own, &f->W, c);
    if (status == MC_OK)
        status = planes_add(&f->sum, &own, &f->product);
    mc_planes_clear(&part);
    mc_planes_clear(&own);
    return status;
}

static slong least_scale(const struct clusters *c)
{
    slong least = c->f->scale[c->member[0]], k;

    for (k = 1; k < c->count; k++)
        least = FLINT_MIN(least, c->f->scale[c->member[k]]);
    return least;
}

/* a (m x count) = 2^-e times the members' columns of A V, turned, with entries of size 1/2 at
 * most 1; returns e, WORD_MIN where they are 0. */
static slong wide_block(double *a, double *low, const struct clusters *c)
{
    slong m = c->f->m, least = least_scale(c), i, j;
    double largest = 0;
    int e;

    planes_to_pairs(a, low, &c->f->sum);
    for (j = 0; j < c->count; j++)
        for (i = 0; i < m; i++) {
            double *x = a + i * c->count + j;
            *x = ldexp(*x, (int)(least - c->f->scale[c->member[j]]));
            largest = fmax(largest, fabs(*x));
        }
    if (!(largest > 0))
        return WORD_MIN;
    frexp(largest, &e);
    for (i = 0; i < m * c->count; i++)
        a[i] = ldexp(a[i], -e);
    return e - least;
}

/* block = the right singular vectors of a, values = its singular values; a row by row is the
 * transpose column by column.  others: room for m x count. */
static int right_vectors(const struct clusters *c, double *a, double *others)
{
    lapack_int k = (lapack_int)c->count, m = (lapack_int)c->f->m;

    return LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', k, m, a, k, c->values, c->block, k, others,
                          k) == 0;
}

int turn_wide(struct clusters *c, slong *depth)
{
    size_t size = (size_t)(c->f->m * c->count);
    double *a = malloc((2 * size + 1) * sizeof(double)), floor;
    slong e = WORD_MIN;
    int done = -1;

    if (a && turned_columns(c) == MC_OK) {
        e = wide_block(a, a + size, c);
        done = e == WORD_MIN ? 0 : right_vectors(c, a, a + size) ? 1 : -1;
    }
    floor = log_length(c->f, c->member[0]) - RESOLVED_BITS;
    if (done == 1 && log2(c->values[0]) + (double)e <= floor)
        done = 0;
    if (done == 1)
        floor = fmax(floor, (double)e + fmax(log2(c->values[0]) - RESOLVED_BITS,
                                             log2(c->values[c->count - 1])));
    *depth = FLINT_MAX(*depth, (slong)ceil(fmax(0, -floor)));
    free(a);
    return done;
}
