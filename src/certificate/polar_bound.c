// SPDX-License-Identifier: Apache-2.0
/*
 * The residuals of a given Y: two or three products in doubles, each with the bound of blocked.h.
 *
 *   D^ = fl(Y^T Y) - I                        defect = (1 + u) ||D^|| + e_D
 *   S + K = fl(Y^T B), parts                  skew   <= ||K|| + e_M
 *   lambda_min(S) by definite.h               least  >= lambda_min(S) - u ||S|| - e_M
 *   N = fl(Y S)                               normal <= (1 + u) ||B - N|| + e_N
 *
 * For `normal`, (I - Y^ Y^^T) Y S = 0 whatever S.  The scaled matrix is off by at most m n ETA,
 * which e_M and e_N carry, as ||Y||_2^2 <= 2.
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
    double *room;        /* owns s, and the copies where there are any */
    double *s;           /* n x n */
    double norm_y, norm_b, tiny;
    struct polar_residuals found;
};

/* Far from overflow and underflow X needs no scaling, and a tall pair no copies. */
static bool needs_copies(slong m, slong n, int exponent)
{
    return m < n || exponent < -100 || exponent > 100;
}

static bool pair_init(struct pair *p, const double *y, const double *x, slong m, slong n, int e)
{
    bool copies = needs_copies(m, n, e);
    size_t tall = copies ? (size_t)(m * n) : 0;

    *p = (struct pair){.m = m < n ? n : m, .n = m < n ? m : n, .y = y, .b = x};
    p->room = malloc(sizeof(double) * (2 * tall + (size_t)(p->n * p->n)));
    if (!p->room)
        return false;
    p->s = p->room + 2 * tall;
    p->tiny = mul_up((double)p->m * (double)p->n, ETA);
    if (copies) {
        dense_scaled(p->room, y, m, n, 0, m < n);
        dense_scaled(p->room + tall, x, m, n, e, m < n);
        p->y = p->room;
        p->b = p->room + tall;
    }
    p->norm_y = dense_norm_up(p->y, p->m, p->n);
    p->norm_b = dense_norm_up(p->b, p->m, p->n);
    return true;
}

static bool measure_defect(struct pair *p)
{
    double error = blocked_error_up(p->m, p->n, p->n, 1, mul_up(p->norm_y, p->norm_y));

    if (!blocked_product(p->s, p->y, p->y, p->m, p->n, p->n, BLOCKED_LOWER, false))
        return false;
    p->found.defect = add_up(mul_up(up(1 + UNIT), lower_defect_up(p->s, p->n)), error);
    return true;
}

/* ||B - Y S||, S of the lower triangle of s. */
static bool measure_normal(struct pair *p, double norm_s)
{
    slong m = p->m, n = p->n, i;
    double *yt, *product, norms = mul_up(p->norm_y, norm_s);
    bool done;

    if (m == n)
        return true;
    yt = malloc(sizeof(double) * (size_t)(2 * m * n));
    if (!yt)
        return false;
    product = yt + m * n;
    mirror_lower(p->s, n);
    transpose(yt, p->y, m, n);
    done = blocked_product(product, yt, p->s, n, m, n, BLOCKED_ALL, false);
    for (i = 0; i < m * n; i++)
        product[i] = p->b[i] - product[i];
    p->found.normal = mul_up(up(1 + UNIT), dense_norm_up(product, m, n));
    p->found.normal = add_up(p->found.normal, blocked_error_up(n, m, n, 1, norms));
    p->found.normal = add_up(p->found.normal, p->tiny);
    free(yt);
    return done;
}

/* skew, normal and least. */
static bool measure_parts(struct pair *p)
{
    double error = blocked_error_up(p->m, p->n, p->n, 1, mul_up(p->norm_y, p->norm_b));
    struct two_parts parts;

    if (!blocked_product(p->s, p->y, p->b, p->m, p->n, p->n, BLOCKED_ALL, false))
        return false;
    parts = split_parts(p->s, p->n);
    error = add_up(error, mul_up(4, p->tiny));
    p->found.skew = add_up(parts.skew, error);
    if (!measure_normal(p, parts.sym) || !least_eigenvalue(&p->found.least, p->s, p->n))
        return false;
    p->found.least = sub_down(p->found.least, add_up(error, parts.error));
    return true;
}

/* false: memory is out. */
static bool measure(struct pair *p)
{
    if (!measure_defect(p))
        return false;
    return !(p->found.defect < 1) || measure_parts(p);
}

enum mc_status mc_double_polar_bound(arb_t radius, const double *y, const double *x, slong m,
                                     slong n)
{
    struct pair p;
    double bound;
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
    bound = polar_distance_up(&p.found);
    free(p.room);
    if (!done)
        return MC_NO_RESOURCE;
    if (!(bound < INFINITY))
        return MC_NOT_DECIDED;
    arb_set_d(radius, bound);
    return MC_OK;
}
