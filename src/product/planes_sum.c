// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "product/kernels.h"
#include "product/moduli.h"
#include "product/planes.h"

struct mc_planes planes_view(const struct mc_planes *P, slong exponent)
{
    struct mc_planes view = *P;
    slong drop = FLINT_MIN((exponent - P->exponent) / DIGIT_BITS, P->count - 1);

    view.room = 0;
    if (drop > 0) {
        view.digits += drop * P->rows * P->cols;
        view.count -= drop;
        view.exponent += DIGIT_BITS * drop;
        view.bits = FLINT_MAX(0, P->bits - DIGIT_BITS * drop) + 1;
    }
    return view;
}

void planes_drop(struct mc_planes *P, slong drop)
{
    size_t size = (size_t)(P->rows * P->cols);

    if (drop <= 0)
        return;
    memmove(P->digits, P->digits + size * (size_t)drop,
            sizeof(float) * size * (size_t)(P->count - drop));
    P->count -= drop;
    P->exponent += DIGIT_BITS * drop;
    P->bits = FLINT_MAX(0, P->bits - DIGIT_BITS * drop) + 1;
}

/* Plane k of P, in units of 2^(24 k + exponent); NULL where P has none. */
static const float *plane_at(const struct mc_planes *P, slong exponent, slong k)
{
    slong own = k - (P->exponent - exponent) / DIGIT_BITS;

    return own >= 0 && own < P->count ? P->digits + own * P->rows * P->cols : NULL;
}

/* Entries whose carries are held at a time. */
enum { RUN = 1024 };

void planes_normalise(struct mc_planes *P)
{
    slong size = P->rows * P->cols, at, k;

    for (at = 0; at < size; at += RUN) {
        double carry[RUN] = {0};
        for (k = 0; k < P->count; k++)
            kernel_carry(P->digits + k * size + at, carry, (size_t)FLINT_MIN(RUN, size - at));
    }
}

enum mc_status planes_add(struct mc_planes *R, const struct mc_planes *P,
                          const struct mc_planes *Q)
{
    slong size = P->rows * P->cols, exponent = FLINT_MIN(P->exponent, Q->exponent), k, i;
    slong bits = FLINT_MAX(P->bits + P->exponent, Q->bits + Q->exponent) - exponent + 1;
    enum mc_status status = planes_shape(R, P->rows, P->cols, (bits + 1) / DIGIT_BITS + 1);

    if (status)
        return status;
    R->bits = bits;
    R->exponent = exponent;
    for (k = 0; k < R->count; k++) {
        const float *p = plane_at(P, exponent, k), *q = plane_at(Q, exponent, k);
        float *r = R->digits + k * size;
        for (i = 0; i < size; i++)
            r[i] = (p ? p[i] : 0) + (q ? q[i] : 0);
    }
    planes_normalise(R);
    return MC_OK;
}

/* One more plane on top if there is none for `bits`. */
static enum mc_status widen_to(struct mc_planes *P, slong bits)
{
    slong size = P->rows * P->cols, count = (bits + 1) / DIGIT_BITS + 1, old = P->count;
    struct mc_planes wider = {0};
    enum mc_status status;

    if (count <= old) {
        P->bits = FLINT_MAX(P->bits, bits);
        return MC_OK;
    }
    status = planes_shape(&wider, P->rows, P->cols, count);
    if (status)
        return status;
    wider.exponent = P->exponent;
    wider.bits = bits;
    memcpy(wider.digits, P->digits, sizeof(float) * (size_t)(old * size));
    memset(wider.digits + old * size, 0, sizeof(float) * (size_t)((count - old) * size));
    mc_planes_clear(P);
    *P = wider;
    return MC_OK;
}

enum mc_status planes_from_identity(struct mc_planes *P)
{
    slong size = P->rows * P->cols, one = -P->exponent / DIGIT_BITS, i;
    enum mc_status status = widen_to(P, 2 - P->exponent);

    if (status)
        return status;
    for (i = 0; i < size * P->count; i++)
        P->digits[i] = -P->digits[i];
    for (i = 0; i < P->rows; i++)
        P->digits[one * size + i * (P->rows + 1)] += 1;
    planes_normalise(P);
    return MC_OK;
}

enum mc_status planes_diagonal(arb_mat_t out, const struct mc_planes *P)
{
    struct mc_planes diagonal = {0};
    slong n = P->rows, k, i;
    enum mc_status status = planes_shape(&diagonal, n, 1, P->count);

    if (status)
        return status;
    diagonal.bits = P->bits;
    diagonal.exponent = P->exponent;
    for (k = 0; k < P->count; k++)
        for (i = 0; i < n; i++)
            diagonal.digits[k * n + i] = P->digits[(k * n + i) * n + i];
    mc_planes_get(out, &diagonal);
    mc_planes_clear(&diagonal);
    return MC_OK;
}
