// SPDX-License-Identifier: Apache-2.0
/*
 * The products of the metrics in doubles, each with the bound of certificate/blocked.h:
 *
 *   D = fl(Y^T Y) - I            | ||Y^T Y - I|| - ||D|| | <= u ||D|| + e_D
 *   H = fl(sym(fl(Y^T B)))       ||H - sym(Y^T B)||       <= e_M + u ||H|| + n^2 ETA =: e_H
 *   R = fl(B - fl(Y H))        | ||B - Y sym|| - ||R|| | <= u ||R|| + e_N + ||Y|| e_H + m n ETA
 *
 * in the Frobenius norm, for B = 2^-e A and Y that are doubles exactly.
 */
#include <stdlib.h>

#include "certificate/blocked.h"
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"
#include "certify/functional.h"

enum { MOST_EXPONENT = 20 };

struct factors {
    slong m, n;
    int e;
    double *y, *b;           /* m x n                                                         */
    double *h, *scratch;     /* n x n                                                         */
    double *turned, *product;   /* n x m, m x n                                               */
    double norm_y, norm_b;
};

/* What doubles hold exactly; NULL otherwise. */
static double *exact_doubles(int *e, const arb_mat_t M)
{
    mag_t error;
    double *d;

    mag_init(error);
    d = in_doubles(e, error, M);
    if (!mag_is_zero(error)) {
        free(d);
        d = NULL;
    }
    mag_clear(error);
    return d;
}

static void factors_clear(struct factors *f)
{
    free(f->y);
    free(f->b);
    free(f->h);
}

static bool factors_init(struct factors *f, const arb_mat_t y, const arb_mat_t a)
{
    size_t m = (size_t)arb_mat_nrows(y), n = (size_t)arb_mat_ncols(y);
    int e = 0;

    *f = (struct factors){.m = (slong)m, .n = (slong)n};
    f->y = exact_doubles(&e, y);
    f->b = exact_doubles(&f->e, a);
    f->h = malloc(sizeof(double) * (2 * n * n + 2 * m * n));
    if (!f->y || !f->b || !f->h || e < -MOST_EXPONENT || e > MOST_EXPONENT)
        return false;
    f->scratch = f->h + n * n;
    f->turned = f->scratch + n * n;
    f->product = f->turned + m * n;
    for (size_t i = 0; i < m * n; i++) {
        double scaled = f->y[i];

        f->y[i] *= ldexp(1, e);
        if (f->y[i] * ldexp(1, -e) != scaled)
            return false;
    }
    f->norm_y = dense_norm_up(f->y, f->m, f->n);
    f->norm_b = dense_norm_up(f->b, f->m, f->n);
    return true;
}

/* out = [(1 - u) ||D|| - error, (1 + u) ||D|| + error] 2^e. */
static void set_norm(arb_t out, const double *D, slong m, slong n, double error, int e)
{
    double low = sub_down(mul_down(1 - UNIT, dense_norm_down(D, m, n)), error);

    dense_enclosure(out, fmax(low, 0),
                    add_up(mul_up(up(1 + UNIT), dense_norm_up(D, m, n)), error), e);
}

static bool set_defect(arb_t out, struct factors *f)
{
    double error = blocked_error_up(f->m, f->n, f->n, 1, mul_up(f->norm_y, f->norm_y));

    if (!blocked_product(f->scratch, f->y, f->y, f->m, f->n, f->n, BLOCKED_LOWER, false))
        return false;
    mirror_lower(f->scratch, f->n);
    for (slong i = 0; i < f->n; i++)
        f->scratch[i * (f->n + 1)] -= 1;
    set_norm(out, f->scratch, f->n, f->n, error, 0);
    return true;
}

static bool set_symmetric(double *error, struct factors *f)
{
    double tiny = mul_up((double)(f->n * f->n), ETA);
    struct two_parts parts;

    if (!blocked_product(f->h, f->y, f->b, f->m, f->n, f->n, BLOCKED_ALL, false))
        return false;
    parts = split_parts(f->h, f->n);
    mirror_lower(f->h, f->n);
    *error = blocked_error_up(f->m, f->n, f->n, 1, mul_up(f->norm_y, f->norm_b));
    *error = add_up(*error, parts.error);
    *error = add_up(*error, tiny);
    return true;
}

static bool set_residual(arb_t out, struct factors *f, double error_h)
{
    slong m = f->m, n = f->n, i;
    double error = mul_up(f->norm_y, dense_norm_up(f->h, n, n));

    transpose(f->turned, f->y, m, n);
    if (!blocked_product(f->product, f->turned, f->h, n, m, n, BLOCKED_ALL, false))
        return false;
    error = add_up(blocked_error_up(n, m, n, 1, error), mul_up(f->norm_y, error_h));
    error = add_up(error, mul_up((double)m * (double)n, ETA));
    for (i = 0; i < m * n; i++)
        f->product[i] = f->b[i] - f->product[i];
    set_norm(out, f->product, m, n, error, f->e);
    return true;
}

bool metrics_in_doubles(arb_t defect, arb_t residual, arb_t negative, arb_t positive,
                        const arb_mat_t y, const arb_mat_t a)
{
    struct factors f;
    double error_h = INFINITY;
    bool done = factors_init(&f, y, a) && set_defect(defect, &f) &&
                set_symmetric(&error_h, &f) && set_residual(residual, &f, error_h) &&
                parts_of_doubles(negative, positive, f.h, f.n, error_h);

    arb_mul_2exp_si(negative, negative, f.e);
    arb_mul_2exp_si(positive, positive, f.e);
    factors_clear(&f);
    return done && arb_is_finite(defect) && arb_is_finite(residual);
}
