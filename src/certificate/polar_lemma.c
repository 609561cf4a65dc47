// SPDX-License-Identifier: Apache-2.0
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"

double polar_defect_up(double defect)
{
    if (!(defect < 1))
        return INFINITY;
    return div_up(defect, down(1 + sqrt_down(sub_down(1, defect))));
}

double polar_inverse_up(double defect)
{
    double s = sqrt_down(sub_down(1, defect));

    if (!(defect < 1 && s > 0))
        return INFINITY;
    return div_up(defect, mul_down(s, down(1 + s)));
}

double polar_distance_up(double skew, double normal, double least)
{
    double delta = hypot_up(skew, normal);

    if (!(delta < least && least < INFINITY))
        return INFINITY;
    return div_up(2 * delta, sub_down(2 * least, delta));
}

struct parts {
    double *m, *k;
};

static void part(void *context, slong at, slong mirror)
{
    const struct parts *p = context;
    double a = p->m[at], b = p->m[mirror];

    p->m[at] = p->m[mirror] = 0.5 * (a + b);
    p->k[at] = 0.5 * (a - b);
    p->k[mirror] = -p->k[at];
}

void symmetric_and_skew(double *M, double *K, slong n)
{
    struct parts p = {M, K};

    each_pair(n, part, &p);
}

static void reflect(void *context, slong at, slong mirror)
{
    double *G = context;

    G[at] = G[mirror];
}

void subtract_identity(double *G, slong n)
{
    slong i;

    for (i = 0; i < n; i++)
        G[i + i * n] -= 1;
    each_pair(n, reflect, G);
}

void transpose(double *t, const double *A, slong m, slong n)
{
    dense_scaled(t, A, m, n, 0, true);
}
