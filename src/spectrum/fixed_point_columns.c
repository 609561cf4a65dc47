// SPDX-License-Identifier: Apache-2.0
/* The columns of a cluster out of planes, and back into those of V. */
#include <stdlib.h>
#include <string.h>

#include "product/planes.h"
#include "spectrum/fixed_point_clusters.h"

enum { Q_EXPONENT = -72 };

enum mc_status cluster_columns(struct mc_planes *R, const struct mc_planes *P,
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

enum mc_status cluster_rotate(struct clusters *c)
{
    size_t size = (size_t)(c->count * c->count);
    struct mc_planes Q = {0}, part = {0};
    double *low = calloc(size + 1, sizeof(double));
    enum mc_status status = low ? MC_OK : MC_NO_RESOURCE;

    if (status == MC_OK)
        status = planes_from_pairs(&Q, c->block, low, c->count, c->count, Q_EXPONENT);
    if (status == MC_OK)
        status = cluster_columns(&part, &c->f->V, c);
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
