// SPDX-License-Identifier: Apache-2.0
/*
 * Clusters: columns that first order cannot tell apart.  Doubles give the rotation Q of each,
 *
 *   narrow: Q = the eigenvectors of B_ij = G_ij + g S_ij, B_ii = g_i (1 + S_ii) - g_1 (1 +
 * S_11), scaled to its largest entry, which they resolve however narrow the cluster; wide:   Q
 * = the right singular vectors of the columns of W (I + H), which are formed exactly.  So what
 * lies below the resolution of doubles comes up some 50 bits a round.
 *
 * The next round finds gaps where there were none.
 * Source: Ogita and Aishima 2019 (clustered and multiple eigenvalues), by blocks.
 */
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "product/planes.h"
#include "spectrum/fixed_point_state.h"

/* RESOLVED_BITS: how far below its largest singular value doubles see a block, and below its
 * longest column what is left when doubles have taken the seen columns out of it. */
enum { RESOLVED_BITS = 48, NEAR_BITS = 8, Q_EXPONENT = -72 };

struct clusters {
    struct fixed_point *f;
    const struct turn *t;
    slong *parent;        /* which cluster a column belongs to (union-find)                   */
    slong *member, count; /* the columns of one                                               */
    double *block;        /* count x count, column-major: B, and then Q                       */
    double *values;
};

static slong root(slong *parent, slong i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

/* Would a pair that is left, or later, be turned by much?  Then what turns one of it turns
 * both. */
static int is_near(const struct clusters *c, slong i, slong j)
{
    slong a = is_longer(c->f, i, j) ? i : j, b = i + j - a;
    double down = (double)(c->f->scale[a] - c->f->scale[b]);

    return fabs(turn_rest(c->t, c->f, a, b).hi) * exp2(down + NEAR_BITS) >
           fabs(turn_gap(c->t, c->f, a, b).hi);
}

static void tie(struct clusters *c)
{
    slong n = c->f->n, i, j;

    for (i = 0; i < n; i++)
        c->parent[i] = i;
    for (j = 0; j < n; j++)
        for (i = 0; i < j; i++) {
            unsigned char kind = c->t->kind[i + j * n];
            if (kind == PAIR_TIED || (kind != PAIR_TURN && is_near(c, i, j)))
                c->parent[root(c->parent, i)] = root(c->parent, j);
        }
}

static void find_members(struct clusters *c, slong leader)
{
    c->count = 0;
    for (slong k = 0; k < c->f->n; k++)
        if (root(c->parent, c->f->order[k]) == leader)
            c->member[c->count++] = c->f->order[k];
}

/* Do the lengths of the members differ by less than a factor of two, all of them seen? */
static int is_narrow(const struct clusters *c)
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

    return gap + g * (c->t->s_hi[j * (n + 1)] - c->t->s_hi[first * (n + 1)]);
}

/* B, in the scale of the first member. */
static void fill_narrow(struct clusters *c)
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
}

static int turn_narrow(struct clusters *c)
{
    lapack_int k = (lapack_int)c->count;

    fill_narrow(c);
    return LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'L', k, c->block, k, c->values) == 0;
}

/* R = the members' columns of P. */
static enum mc_status gather(struct mc_planes *R, const struct mc_planes *P,
                             const struct clusters *c)
{
    slong k, j;
    enum mc_status status = planes_shape(R, P->rows, c->count, P->count);

    if (status)
        return status;
    R->bits = P->bits;
    R->exponent = P->exponent;
    for (k = 0; k < P->count * P->rows; k++)
        for (j = 0; j < c->count; j++)
            R->digits[k * c->count + j] = P->digits[k * P->cols + c->member[j]];
    return MC_OK;
}

/* Planes of X from `count` on are 0. */
static void clear_planes(struct mc_planes *X, slong count)
{
    slong size = X->rows * X->cols;

    if (X->count > count)
        memset(X->digits + count * size, 0,
               sizeof *X->digits * (size_t)((X->count - count) * size));
}

/* f->V's columns of the members = R, which has the exponent of V. */
static enum mc_status scatter(const struct clusters *c, const struct mc_planes *R)
{
    struct mc_planes *V = &c->f->V, *wider = &c->f->sum, old;
    slong n = V->rows, size = n * n, k, j;
    enum mc_status status = planes_shape(wider, n, n, FLINT_MAX(V->count, R->count));

    if (status)
        return status;
    wider->bits = FLINT_MAX(V->bits, R->bits);
    wider->exponent = V->exponent;
    memcpy(wider->digits, V->digits, sizeof *V->digits * (size_t)(V->count * size));
    clear_planes(wider, V->count);
    for (k = 0; k < wider->count * n; k++)
        for (j = 0; j < c->count; j++)
            wider->digits[k * n + c->member[j]] =
                k < R->count * n ? R->digits[k * c->count + j] : 0;
    old = *V;
    *V = *wider;
    *wider = old;
    return MC_OK;
}

/* f->sum = the members' columns of W (I + H). */
static enum mc_status turned_columns(struct clusters *c)
{
    struct fixed_point *f = c->f;
    struct mc_planes part = {0}, own = {0};
    enum mc_status status = gather(&part, f->one_turn ? &f->F : &f->H, c);

    if (status == MC_OK)
        status = mc_planes_multiply(&f->product, &f->W, MC_PLAIN, &part, MC_PLAIN, f->unit,
                                    &f->workspace);
    if (status == MC_OK)
        status = gather(&own, &f->W, c);
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

/* 1: there is a Q.  0: nothing shows above the rounding of doubles, so nothing is to be turned.
 * -1: it could not be done. */
static int turn_wide(struct clusters *c, slong *depth)
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

/* V_C <- V_C Q. */
static enum mc_status rotate(struct clusters *c)
{
    size_t size = (size_t)(c->count * c->count);
    struct mc_planes Q = {0}, part = {0};
    double *low = calloc(size + 1, sizeof(double));
    enum mc_status status = low ? MC_OK : MC_NO_RESOURCE;

    if (status == MC_OK)
        status = planes_from_pairs(&Q, c->block, low, c->count, c->count, Q_EXPONENT);
    if (status == MC_OK)
        status = gather(&part, &c->f->V, c);
    if (status == MC_OK)
        status = mc_planes_multiply(&c->f->product, &part, MC_PLAIN, &Q, MC_PLAIN,
                                    c->f->V.exponent, &c->f->workspace);
    if (status == MC_OK)
        status = scatter(c, &c->f->product);
    mc_planes_clear(&Q);
    mc_planes_clear(&part);
    free(low);
    return status;
}

static enum mc_status unite(struct clusters *c, slong *moved, slong *depth)
{
    size_t size = (size_t)(c->count * c->count);
    enum mc_status status = MC_NO_RESOURCE;
    int found = -1;

    c->block = malloc((size + (size_t)c->count + 1) * sizeof(double));
    if (c->block) {
        c->values = c->block + size;
        found = is_narrow(c) ? turn_narrow(c) : turn_wide(c, depth);
        status = found < 0 ? MC_NOT_DECIDED : found ? rotate(c) : MC_OK;
    }
    *moved += found > 0 ? c->count : 0;
    free(c->block);
    return status;
}

enum mc_status turn_clusters(struct fixed_point *f, const struct turn *t, slong *moved,
                             slong *depth)
{
    slong *all = malloc(sizeof(slong) * (size_t)(2 * f->n + 1)), k;
    struct clusters c = {.f = f, .t = t, .parent = all, .member = all + f->n};
    enum mc_status status = all ? MC_OK : MC_NO_RESOURCE;

    *moved = *depth = 0;
    if (status == MC_OK)
        tie(&c);
    for (k = 0; status == MC_OK && k < f->n; k++) {
        if (root(c.parent, k) != k)
            continue;
        find_members(&c, k);
        if (c.count > 1 || t->unresolved[k])
            status = unite(&c, moved, depth);
    }
    free(all);
    return status;
}
