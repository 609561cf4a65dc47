// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arithmetic/order.h"
#include "worst/perturbed.h"

enum { LEVELS = 64 };
static const double A_LITTLE_LESS = 1 - 0x1p-20;

bool perturbed_init(struct perturbed *p, const struct mc_arithmetic *in, slong k, slong n)
{
    bool nearest = in->rounding == MC_NEAREST;
    const struct mc_format *type = in->sum.type, *format = in->format;

    *p = (struct perturbed){.in = in};
    if (format->precision > 24 || in->sum.order == MC_ALIGNED)
        return false;
    p->u = ldexp(A_LITTLE_LESS, (nearest ? 0 : 1) - format->precision);
    p->v = type->precision > 24 ? 0 : ldexp(A_LITTLE_LESS, (nearest ? 0 : 1) - type->precision);
    p->stores = type->precision != format->precision || type->emin != format->emin;
    p->rounds_products = !in->sum.fused && 2 * format->precision > type->precision;
    p->order = calloc((size_t)k + 1, sizeof *p->order);
    p->sums = calloc((size_t)n * LEVELS + 1, sizeof *p->sums);
    return p->order && p->sums;
}

void perturbed_clear(struct perturbed *p)
{
    free(p->order);
    free(p->sums);
}

/* S = fl(S + fl(x b)) */
static void add(double *restrict S, double x, const double *restrict b,
                const double *restrict signs, slong n, double product, double sum)
{
    for (slong j = 0; j < n; j++) {
        double y = x * b[j];

        y += signs[j] * fabs(y) * product;
        y += S[j];
        S[j] = y + signs[j] * fabs(y) * sum;
    }
}

static void merge(double *restrict S, const double *restrict T, const double *restrict signs,
                  slong n, double sum)
{
    for (slong j = 0; j < n; j++) {
        double y = S[j] + T[j];

        S[j] = y + signs[j] * fabs(y) * sum;
    }
}

/* One row of C, chains merged in order or as a binary counter does: accumulate.c's order. */
static void row_of(double *C, const double *a, const double *B, const double *signs, slong k,
                   slong n, const struct perturbed *p)
{
    double product = p->rounds_products ? p->v : 0;
    bool tree = p->in->sum.order == MC_PAIRWISE;
    size_t at = 0, chains = 0, top = 0, full, t, end;
    double *sums = p->sums;

    while (at < (size_t)k) {
        memset(sums + top * (size_t)n, 0, (size_t)n * sizeof *sums);
        end = at + chain_length(&p->in->sum, (size_t)k, at);
        for (t = at; t < end; t++)
            add(sums + top * (size_t)n, a[p->order[t]], B + (slong)p->order[t] * n, signs, n,
                product, t == at && !p->in->sum.fused ? 0 : p->v);
        at = end;
        chains++;
        top++;
        full = tree ? chains : 2;
        for (; top > 1 && (full & 1) == 0; full = tree ? full >> 1 : 1, top--)
            merge(sums + (top - 2) * (size_t)n, sums + (top - 1) * (size_t)n, signs, n, p->v);
    }
    for (; top > 1; top--)
        merge(sums + (top - 2) * (size_t)n, sums + (top - 1) * (size_t)n, signs, n, p->v);
    memcpy(C, sums, (size_t)n * sizeof *C);
}

/* What the format has no number for is infinite. */
static double kept(double y, const struct perturbed *p)
{
    return fabs(y) <= p->in->format->largest ? y : HUGE_VAL;
}

void perturbed_product(double *C, const double *A, const double *B, const double *signs,
                       slong m, slong k, slong n, const struct perturbed *p)
{
    struct perturbed exact = *p;
    slong i;

    chain_order(p->order, &p->in->sum, (size_t)k);
    exact.u = exact.v = 0;
    for (i = 0; i < m; i++)
        row_of(C + i * n, A + i * k, B, signs ? signs + i * n : B, k, n, signs ? p : &exact);
    if (p->stores)
        perturbed_store(C, signs, m * n, p);
    for (i = 0; signs && i < m * n; i++)
        C[i] = kept(C[i], p);
}

void perturbed_store(double *y, const double *signs, slong count, const struct perturbed *p)
{
    for (slong i = 0; signs && i < count; i++)
        y[i] = kept(y[i] * (1 + signs[i] * copysign(p->u, y[i])), p);
}
