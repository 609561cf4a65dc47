// SPDX-License-Identifier: Apache-2.0
/*
 * The bound of a given Y: three products in doubles, each with the bound of blocked.h.
 *
 *   D^ = fl(Y^T Y) - I                           defect = (1 + u) ||D^|| + e_D
 *   S + K = fl(Y^T B), parts                     skew <= (1 + u) ||K|| + e_M + tau
 *   lambda_min(S) by definite.h                  least >= lambda_min(S) - u ||S|| - e_M - tau
 *   N = fl(Y S)                                  normal <= (1 + u) ||B - N|| + e_N
 *
 * tau = ||P^-1 - I||_F ||Y^T B||_2 is what it costs that Y is not orthonormal, with
 * ||Y^T B||_2 <= lambda_max(S) + ||K|| + u ||S|| + e_M.  For `normal`, (I - Y^ Y^^T) Y S = 0
 * whatever S.  The scaled matrix is off by at most m n ETA, which e_M and e_N carry, as
 * ||Y||_2^2 <= 2.
 */
#include <stdlib.h>
#include <string.h>

#include "certificate/blocked.h"
#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

struct pair {
    slong m, n;          /* m >= n */
    const double *y, *b; /* m x n: Y, and X scaled, both transposed if X is wide */
    double *room;        /* owns s, k, x, and the copies where there are any */
    double *s, *k;       /* n x n */
    double *x;           /* n */
    double norm_y, norm_b, tiny;
    double defect, skew, normal, least;
};

/* Far from overflow and underflow X needs no scaling, and a tall pair no copies. */
static bool needs_copies(slong m, slong n, int exponent)
{
    return m < n || exponent < -100 || exponent > 100;
}

static bool pair_init(struct pair *p, const double *y, const double *x, slong m, slong n, int e)
{
    bool copies = needs_copies(m, n, e);
    size_t tall = copies ? (size_t)(m * n) : 0, square;

    *p = (struct pair){.m = m < n ? n : m, .n = m < n ? m : n, .y = y, .b = x};
    square = (size_t)(p->n * p->n);
    p->room = malloc(sizeof(double) * (2 * tall + 2 * square + (size_t)p->n));
    if (!p->room)
        return false;
    p->s = p->room + 2 * tall;
    p->k = p->s + square;
    p->x = p->k + square;
    p->tiny = mul_up((double)p->m * (double)p->n, ETA);
    if (copies) {
        dense_scaled(p->room, y, m, n, 0, m < n);
        dense_scaled(p->room + tall, x, m, n, e, m < n);
        p->y = p->room;
        p->b = p->room + tall;
    }
    return true;
}

static bool measure_defect(struct pair *p)
{
    double error = blocked_error_up(p->m, p->n, p->n, 1, mul_up(p->norm_y, p->norm_y));

    if (!blocked_product(p->s, p->y, p->y, p->m, p->n, p->n, BLOCKED_LOWER, false))
        return false;
    subtract_identity(p->s, p->n);
    p->defect = add_up(mul_up(up(1 + UNIT), dense_norm_up(p->s, p->n, p->n)), error);
    return true;
}

/* skew and least. */
static bool measure_parts(struct pair *p)
{
    slong n = p->n;
    double error = blocked_error_up(p->m, n, n, 1, mul_up(p->norm_y, p->norm_b));
    double skew, largest, least, tau;

    if (!blocked_product(p->s, p->y, p->b, p->m, n, n, BLOCKED_ALL, false))
        return false;
    symmetric_and_skew(p->s, p->k, n);
    error = add_up(error, mul_up(4, p->tiny));
    skew = add_up(mul_up(up(1 + UNIT), dense_norm_up(p->k, n, n)), error);
    memcpy(p->k, p->s, sizeof(double) * (size_t)(n * n));
    error = add_up(error, mul_up(UNIT, dense_norm_up(p->s, n, n)));
    if (!least_eigenvalue(&least, p->k, n))
        return false;
    memcpy(p->k, p->s, sizeof(double) * (size_t)(n * n));
    if (!(least > 0))
        return true;
    if (!largest_eigenvalue(&largest, p->x, p->k, n, 0x1p-4))
        return false;
    largest = fmin(largest, dense_norm_up(p->s, n, n));
    tau = mul_up(polar_inverse_up(p->defect), add_up(add_up(largest, skew), error));
    p->skew = add_up(skew, tau);
    p->least = sub_down(sub_down(least, error), tau);
    return true;
}

static bool measure_normal(struct pair *p)
{
    slong m = p->m, n = p->n, i;
    double *yt, *product, norms = mul_up(p->norm_y, dense_norm_up(p->s, n, n));
    bool done;

    if (m == n)
        return true;
    yt = malloc(sizeof(double) * (size_t)(2 * m * n));
    if (!yt)
        return false;
    product = yt + m * n;
    transpose(yt, p->y, m, n);
    done = blocked_product(product, yt, p->s, n, m, n, BLOCKED_ALL, false);
    for (i = 0; i < m * n; i++)
        product[i] = p->b[i] - product[i];
    p->normal = mul_up(up(1 + UNIT), dense_norm_up(product, m, n));
    p->normal = add_up(p->normal, add_up(blocked_error_up(n, m, n, 1, norms), p->tiny));
    free(yt);
    return done;
}

static bool measure(struct pair *p)
{
    p->norm_y = dense_norm_up(p->y, p->m, p->n);
    p->norm_b = dense_norm_up(p->b, p->m, p->n);
    if (!measure_defect(p))
        return false;
    if (!(p->defect < 1))
        return true;
    return measure_parts(p) && (!(p->least > 0) || measure_normal(p));
}

enum mc_status mc_double_polar_bound(arb_t radius, const double *y, const double *x, slong m,
                                     slong n)
{
    struct pair p;
    double bound = INFINITY;
    int unused, e;
    bool done;

    arb_zero(radius);
    if (m * n == 0)
        return MC_OK;
    arb_pos_inf(radius);
    if (!dense_exponent(&unused, y, m * n) || !dense_exponent(&e, x, m * n))
        return MC_BAD_INPUT;
    if (!pair_init(&p, y, x, m, n, e))
        return MC_NO_RESOURCE;
    done = measure(&p);
    if (done && p.least > 0)
        bound = add_up(polar_defect_up(p.defect), polar_distance_up(p.skew, p.normal, p.least));
    free(p.room);
    if (!done)
        return MC_NO_RESOURCE;
    if (!(bound < INFINITY))
        return MC_NOT_DECIDED;
    arb_set_d(radius, bound);
    return MC_OK;
}
