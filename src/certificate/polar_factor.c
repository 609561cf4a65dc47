// SPDX-License-Identifier: Apache-2.0
/*
 * A start Y (polar_start.c), then one Newton step Y' = Y + Y Z on paper, whose residuals are known
 * so well that the radius is that of rounding Y'.  With D = Y^T Y - I and Y^T B = S + K,
 *
 *   Z = W + T,  T = -D^/2,  W skew with W S + S W = 2 K + T S - S T  (solved through V, in
 * float)
 *
 * whatever Z turns out to be,
 *
 *   Y'^T Y' - I = (D - D^) + Z^T Z + Z^T D + D Z + Z^T D Z + (rounding of Z: 2 u z)
 *   skew(Y'^T B) = K + skew(Z^T S) + skew(Z^T K),     sym(Y'^T B) = S + sym(Z^T (S + K))
 *
 * so the defect is of second order, and the skew part is what F = K^ + skew(fl(Z^T S^)) says,
 * plus the errors of K^, S^, each below 2^-20 of a-priori bounds by split_product.  For m > n,
 * (I - Y'^ Y'^^T) B = (I - ...)(B - Y C) with any C, as range(Y') = range(Y); here C =
 * fl((I - D^)(S^ + K^)), nearly the pseudoinverse of Y times B.
 */
#include <cblas.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/blocked.h"
#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/newton.h"
#include "certificate/polar_pair.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

static void newton_clear(struct newton *w)
{
    free(w->room);
}

static bool newton_init(struct newton *w, slong m, slong n)
{
    size_t tall, square;

    *w = (struct newton){.m = m < n ? n : m, .n = m < n ? m : n};
    tall = (size_t)(m * n);
    square = (size_t)(w->n * w->n);
    w->room = malloc(sizeof(double) * (3 * tall + 6 * square + (size_t)w->n));
    if (!w->room)
        return false;
    w->y = w->room;
    w->b = w->y + tall;
    w->u = w->b + tall;
    w->vt = w->u + tall;
    w->s = w->vt + square;
    w->k = w->s + square;
    w->d = w->k + square;
    w->z = w->d + square;
    w->tail = w->z + square;
    w->sigma = w->tail + square;
    w->tiny = mul_up((double)w->m * (double)w->n, ETA);
    return true;
}

/* ||(I - Y'^ Y'^^T) B||, by B - Y C in head and tail; u is scratch. */
static bool measure_normal(struct newton *w)
{
    slong m = w->m, n = w->n, i;
    double *yt, *tail, *c, error, rounded;
    int order = (int)n;
    bool done;

    w->normal = 0;
    if (m == n)
        return true;
    yt = malloc(sizeof(double) * (size_t)(2 * m * n + 2 * n * n));
    if (!yt)
        return false;
    tail = yt + m * n;
    c = tail + m * n;
    transpose(yt, w->y, m, n);
    for (i = 0; i < n * n; i++)
        c[i] = c[i + n * n] = w->s[i] + w->k[i];
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, order, order, order, -1, w->d, order,
                c + n * n, order, 1, c, order);
    done = split_product(w->u, tail, &error, yt, c, n, m, n, BLOCKED_ALL);
    for (i = 0; i < m * n; i++)
        w->u[i] = w->b[i] - w->u[i];
    rounded = dense_norm_up(w->u, m, n);
    for (i = 0; i < m * n; i++)
        w->u[i] -= tail[i];
    w->normal = dense_norm_up(w->u, m, n);
    w->normal = add_up(w->normal, mul_up(UNIT, add_up(rounded, w->normal)));
    w->normal = add_up(w->normal, add_up(error, w->tiny));
    free(yt);
    return done;
}

/* ||Y' - polar(B)|| from everything measured; ||S + K||_2 <= ||S + K||_F. */
static double conclude(const struct newton *w, double least)
{
    double z = w->norm_z, d = w->defect, whole = add_up(w->norm_s, w->norm_k), defect;
    struct polar_residuals r = {.normal = w->normal};

    /* z^2 (1 + d) + 2 z d + e_D + 2 u z */
    defect = add_up(mul_up(mul_up(z, z), add_up(1, d)), mul_up(2, mul_up(z, d)));
    r.defect = add_up(defect, add_up(w->error_d, mul_up(2 * UNIT, z)));
    r.skew = add_up(w->skew, mul_up(z, add_up(w->norm_k, w->error_s)));
    r.least = sub_down(least, add_up(w->error_s, mul_up(z, whole)));
    return polar_distance_up(&r);
}

/* y = fl(Y + fl(Y Z)); its distance from Y'. */
static double apply(struct newton *w)
{
    slong m = w->m, n = w->n, i;
    double product = mul_up(gamma_up((double)n), mul_up(dense_norm_up(w->y, m, n), w->norm_z));

    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)n, 1, w->y,
                (int)m, w->z, (int)n, 0, w->u, (int)m);
    for (i = 0; i < m * n; i++)
        w->y[i] += w->u[i];
    product = add_up(product, mul_up((double)n, w->tiny));
    return add_up(product, mul_up(UNIT, dense_norm_up(w->y, m, n)));
}

/* On MC_OK w->y, started, is within *radius of the polar factor. */
static enum mc_status improve(struct newton *w, double *radius)
{
    double least;

    if (!newton_products(w) || !newton_step(w) || !measure_normal(w) ||
        !least_eigenvalue(&least, w->s, w->n))
        return MC_NO_RESOURCE;
    if (!(least > 0 && w->norm_z < 1 && w->defect < 1))
        return MC_NOT_DECIDED;
    *radius = conclude(w, least);
    *radius = add_up(*radius, apply(w));
    return *radius < INFINITY ? MC_OK : MC_NOT_DECIDED;
}

/* From the cheaper start where that is good enough, else from dgesdd. */
static enum mc_status compute(struct newton *w, double *radius)
{
    enum mc_status status = MC_NOT_DECIDED;

    if (start_by_gram(w))
        status = improve(w, radius);
    if (status == MC_NOT_DECIDED && start_by_svd(w))
        status = improve(w, radius);
    return status;
}

/* The start as it is. */
static enum mc_status estimate(struct newton *w, double *radius)
{
    struct polar_pair p;

    if (!start_by_gram(w) && !start_by_svd(w))
        return MC_NOT_DECIDED;
    polar_pair_init(&p, w->y, w->b, w->s, w->m, w->n, w->tiny);
    if (!polar_pair_measure(&p))
        return MC_NO_RESOURCE;
    *radius = polar_distance_up(&p.found);
    return *radius < INFINITY ? MC_OK : MC_NOT_DECIDED;
}

static enum mc_status factor(double *y, arb_t radius, const double *x, slong m, slong n,
                             enum mc_status find(struct newton *w, double *radius))
{
    struct newton w;
    enum mc_status status;
    double bound = INFINITY;
    int e;

    arb_zero(radius);
    if (m * n == 0)
        return MC_OK;
    arb_pos_inf(radius);
    if (!dense_exponent(&e, x, m * n))
        return MC_BAD_INPUT;
    if (!newton_init(&w, m, n))
        return MC_NO_RESOURCE;
    dense_scaled(w.b, x, m, n, e, m < n);
    status = find(&w, &bound);
    if (status == MC_OK) {
        dense_scaled(y, w.y, w.m, w.n, 0, m < n);
        arb_set_d(radius, bound);
    }
    newton_clear(&w);
    return status;
}

enum mc_status mc_double_polar_factor(double *y, arb_t radius, const double *x, slong m,
                                      slong n)
{
    return factor(y, radius, x, m, n, compute);
}

enum mc_status mc_double_polar_estimate(double *y, arb_t radius, const double *x, slong m,
                                        slong n)
{
    return factor(y, radius, x, m, n, estimate);
}
