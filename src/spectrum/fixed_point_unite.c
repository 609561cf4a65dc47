// SPDX-License-Identifier: Apache-2.0
/* Which columns are a cluster, and its turn: doubles give a rotation Q of each.  The next round
 * finds gaps where there were none. */
#include <math.h>
#include <stdlib.h>

#include "spectrum/fixed_point_clusters.h"

enum { NEAR_BITS = 8 };

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

    return fabs(turn_rest(c->t, c->f, a, b).hi) * exp2(down + NEAR_BITS - (double)c->t->shift) >
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

static enum mc_status unite(struct clusters *c, slong *moved, slong *depth)
{
    size_t size = (size_t)(c->count * c->count);
    enum mc_status status = MC_NO_RESOURCE;
    int found = -1;

    c->block = malloc((size + (size_t)c->count + 1) * sizeof(double));
    if (c->block) {
        c->values = c->block + size;
        found = is_narrow(c) ? turn_narrow(c) : turn_wide(c, depth);
        status = found < 0 ? MC_NOT_DECIDED : found ? cluster_rotate(c) : MC_OK;
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
