// SPDX-License-Identifier: Apache-2.0
#include "certificate/polar_pair.h"

#include <stdlib.h>

#include "certificate/blocked.h"
#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/upward.h"

void polar_pair_init(struct polar_pair *p, const double *y, const double *b, double *s, slong m,
                     slong n, double loss)
{
    *p = (struct polar_pair){.m = m, .n = n, .y = y, .b = b, .s = s, .loss = loss};
    p->norm_y = dense_norm_up(y, m, n);
    p->norm_b = dense_norm_up(b, m, n);
    p->residual_up = INFINITY;
}

bool polar_pair_defect(struct polar_pair *p)
{
    double error = blocked_error_up(p->m, p->n, p->n, 1, mul_up(p->norm_y, p->norm_y)), norm;

    if (!blocked_product(p->s, p->y, p->y, p->m, p->n, p->n, BLOCKED_LOWER, false))
        return false;
    norm = lower_defect_up(p->s, p->n);
    p->found.defect = add_up(mul_up(up(1 + UNIT), norm), error);
    /* lower_defect_up is sharp to gamma_2n and 2n ETA. */
    norm = mul_down(norm, sub_down(1, add_up(gamma_up(4 * (double)p->n + 4), UNIT)));
    norm = sub_down(norm, add_up(error, mul_up(4 * (double)p->n, sqrt_up(ETA))));
    p->defect_down = norm > 0 ? norm : 0;
    return true;
}

bool polar_pair_parts(struct polar_pair *p)
{
    double error = blocked_error_up(p->m, p->n, p->n, 1, mul_up(p->norm_y, p->norm_b));

    if (!blocked_product(p->s, p->y, p->b, p->m, p->n, p->n, BLOCKED_ALL, false))
        return false;
    p->parts = split_parts(p->s, p->n);
    error = add_up(error, mul_up(p->norm_y, p->loss));
    p->found.skew = add_up(p->parts.skew, error);
    p->error = add_up(error, p->parts.error);
    return true;
}

bool polar_pair_residual(struct polar_pair *p)
{
    slong m = p->m, n = p->n, i;
    double *yt = malloc(sizeof(double) * (size_t)(2 * m * n)), *product = yt + m * n, error;
    bool done;

    if (!yt)
        return false;
    mirror_lower(p->s, n);
    transpose(yt, p->y, m, n);
    done = blocked_product(product, yt, p->s, n, m, n, BLOCKED_ALL, false);
    for (i = 0; i < m * n; i++)
        product[i] = p->b[i] - product[i];
    error = blocked_error_up(n, m, n, 1, mul_up(p->norm_y, p->parts.sym));
    error = add_up(error, p->loss);
    p->found.normal = add_up(mul_up(up(1 + UNIT), dense_norm_up(product, m, n)), error);
    p->residual_up = add_up(p->found.normal, mul_up(p->norm_y, p->error));
    error = add_up(error, mul_up(p->norm_y, p->error));
    p->residual_down = sub_down(mul_down(1 - UNIT, dense_norm_down(product, m, n)), error);
    p->residual_down = p->residual_down > 0 ? p->residual_down : 0;
    if (m == n)
        p->found.normal = 0;
    free(yt);
    return done;
}

bool polar_pair_least(struct polar_pair *p)
{
    if (!least_eigenvalue(&p->found.least, p->s, p->n))
        return false;
    p->found.least = sub_down(p->found.least, p->error);
    return true;
}

bool polar_pair_measure(struct polar_pair *p)
{
    if (!polar_pair_defect(p))
        return false;
    if (!(p->found.defect < 1))
        return true;
    return polar_pair_parts(p) && (p->m == p->n || polar_pair_residual(p)) &&
           polar_pair_least(p);
}
