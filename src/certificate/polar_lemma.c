// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>

#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"

double polar_defect_up(double defect)
{
    if (!(defect < 1))
        return INFINITY;
    return div_up(defect, down(1 + sqrt_down(sub_down(1, defect))));
}

/* ||P^-1 - I||: |1/p - 1| = |p^2 - 1| / (p (p + 1)). */
static double inverse_up(double defect, double s)
{
    return s > 0 ? div_up(defect, mul_down(s, down(1 + s))) : INFINITY;
}

double polar_distance_up(const struct polar_residuals *r)
{
    double first = polar_defect_up(r->defect), s, second, delta, t;

    if (!(first < INFINITY))
        return INFINITY;
    s = sqrt_down(sub_down(1, r->defect));
    second = hypot_up(first, inverse_up(r->defect, s));
    delta = hypot_up(div_up(r->skew, s), r->normal);
    t = div_down(r->least, sqrt_up(add_up(1, r->defect)));
    if (!(delta < t && r->least < INFINITY && second < INFINITY))
        return INFINITY;
    return add_up(add_up(first, second), div_up(2 * delta, sub_down(2 * t, delta)));
}

double lower_defect_up(const double *G, slong n)
{
    double off = 0, on = 0, sum;
    slong j, rows;

    for (j = 0; j < n; j++) {
        double d = fabs(G[j + j * n] - 1);
        rows = n - 1 - j;
        off =
            add_up(off, cblas_ddot((int)rows, G + j * (n + 1) + 1, 1, G + j * (n + 1) + 1, 1));
        on = add_up(on, mul_up(up(d), up(d)));
    }
    sum = add_up(mul_up(2, off), mul_up((double)n * (double)n, ETA));
    sum = add_up(div_up(sum, sub_down(1, gamma_up((double)n))), on);
    return sum < INFINITY ? sqrt_up(sum) : INFINITY;
}

struct sums {
    double *m, sym, skew;
};

static void part(void *context, slong at, slong mirror)
{
    struct sums *w = context;
    double a = w->m[at], b = w->m[mirror], p = a + b, q = a - b;

    w->m[mirror] = 0.5 * p;
    w->sym += p * p;
    w->skew += q * q;
}

/* sqrt(sum / 2) rounded up; sum was added up in doubles from n^2 / 2 squares at most, each of
 * which passes three roundings more and may have lost ETA. */
static double norm_up(double sum, slong n)
{
    double terms = (double)n * (double)n;

    sum = add_up(sum, mul_up(4 * terms, ETA));
    sum = div_up(sum, sub_down(1, gamma_up(terms + 4)));
    return sum < INFINITY ? sqrt_up(0.5 * sum) : INFINITY;
}

/* ||sym||^2 = sum_(i<j) p_ij^2 / 2 + sum_i p_ii^2 / 4, and likewise of q, whose diagonal is
 * zero. */
struct two_parts split_parts(double *M, slong n)
{
    struct sums sums = {M, 0, 0};
    struct two_parts parts;

    each_pair(n, part, &sums);
    parts.sym = norm_up(sums.sym, n);
    parts.skew = norm_up(sums.skew, n);
    parts.error = add_up(mul_up(UNIT, parts.sym), mul_up((double)n * (double)n, ETA));
    return parts;
}

static void reflect(void *context, slong at, slong mirror)
{
    double *G = context;

    G[at] = G[mirror];
}

void mirror_lower(double *G, slong n)
{
    each_pair(n, reflect, G);
}

void transpose(double *t, const double *A, slong m, slong n)
{
    dense_scaled(t, A, m, n, 0, true);
}
