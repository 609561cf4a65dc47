// SPDX-License-Identifier: Apache-2.0
#include <limits.h>
#include <stdlib.h>

#include "product/memory.h"
#include "product/planes.h"

void mc_planes_init(struct mc_planes *P)
{
    *P = (struct mc_planes){0};
}

void mc_planes_clear(struct mc_planes *P)
{
    free(P->digits);
    *P = (struct mc_planes){0};
}

enum mc_status planes_shape(struct mc_planes *P, slong rows, slong cols, slong count)
{
    size_t wanted = (size_t)rows * (size_t)cols * (size_t)count;

    if (rows && cols > INT_MAX / rows)   /* what a BLAS with 32-bit integers can stride over */
        return MC_NO_RESOURCE;
    if (wanted > P->room) {
        free(P->digits);
        P->digits = memory_new(wanted * sizeof(float));
        P->room = P->digits ? wanted : 0;
        if (!P->digits)
            return MC_NO_RESOURCE;
    }
    P->rows = rows;
    P->cols = cols;
    P->count = count;
    return MC_OK;
}
