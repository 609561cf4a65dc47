// SPDX-License-Identifier: Apache-2.0
/*
 * ||H_-||_F is the distance from H to the positive semidefinite matrices, ||H_+||_F likewise,
 * so both are 1-Lipschitz in the Frobenius norm.  With Q, L of dsyevd, alpha >= ||Q^T Q - I||_F,
 * eps >= ||D - Q L Q^T||_F, Q^ the polar factor of Q, the parts of Q^ L Q^^T are those of L and
 *
 *   ||Q L Q^T - Q^ L Q^^T||_F <= alpha max|l| (sqrt(1 + alpha) + 1)
 *
 * (||Q - Q^||_F <= alpha, catalogue 3.26).  C = fl(Q L) is off by u |C| + ETA, which counts
 * with ||Q||_2 <= 2.
 */
#include <lapacke.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/blocked.h"
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"
#include "certify/functional.h"

struct eigen {
    slong n;
    const double *d;
    double *q, *scratch, *product;       /* n x n                                             */
    double *values;
};

/* ||Q^T Q - I||_F. */
static double defect_up(struct eigen *e)
{
    double norm = dense_norm_up(e->q, e->n, e->n);
    double error = blocked_error_up(e->n, e->n, e->n, 1, mul_up(norm, norm));

    if (!blocked_product(e->product, e->q, e->q, e->n, e->n, e->n, BLOCKED_LOWER, false))
        return INFINITY;
    return add_up(mul_up(up(1 + UNIT), lower_defect_up(e->product, e->n)), error);
}

/* ||D - Q L Q^T||_F for alpha < 1; q is used up. */
static double residual_up(struct eigen *e)
{
    slong n = e->n, i, j;
    double whole = dense_norm_up(e->q, n, n), norm, error, tiny = mul_up((double)(n * n), ETA);

    transpose(e->scratch, e->q, n, n);
    for (j = 0; j < n; j++)
        for (i = 0; i < n; i++)
            e->q[i + j * n] *= e->values[j];
    norm = dense_norm_up(e->q, n, n);
    transpose(e->product, e->q, n, n);
    if (!blocked_product(e->q, e->product, e->scratch, n, n, n, BLOCKED_ALL, false))
        return INFINITY;
    error = blocked_error_up(n, n, n, 1, mul_up(norm, whole));
    error = add_up(error, mul_up(2, add_up(mul_up(UNIT, norm), tiny)));
    for (i = 0; i < n * n; i++)
        e->q[i] = e->d[i] - e->q[i];
    return add_up(mul_up(up(1 + UNIT), dense_norm_up(e->q, n, n)), add_up(error, tiny));
}

static double error_up(struct eigen *e)
{
    double alpha = defect_up(e), most = 0;

    for (slong i = 0; i < e->n; i++)
        most = fmax(most, fabs(e->values[i]));
    if (!(alpha < 1))
        return INFINITY;
    most = mul_up(mul_up(alpha, most), add_up(sqrt_up(add_up(1, alpha)), 1));
    return add_up(most, residual_up(e));
}

/* The root of the sum of squares of the values of one sign. */
static void part(arb_t out, const struct eigen *e, bool negative)
{
    arb_t x;

    arb_init(x);
    arb_zero(out);
    for (slong i = 0; i < e->n; i++)
        if ((e->values[i] < 0) == negative) {
            arb_set_d(x, e->values[i]);
            arb_addmul(out, x, x, FUNCTIONAL_BITS);
        }
    cut_below_zero(out);
    arb_sqrt(out, out, FUNCTIONAL_BITS);
    arb_clear(x);
}

static bool decompose(struct eigen *e)
{
    size_t square = (size_t)(e->n * e->n);
    int n = (int)e->n;

    e->q = malloc(sizeof(double) * (3 * square + (size_t)n));
    if (!e->q)
        return false;
    e->scratch = e->q + square;
    e->product = e->scratch + square;
    e->values = e->product + square;
    memcpy(e->q, e->d, sizeof(double) * square);
    return LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'L', n, e->q, n, e->values) == 0;
}

bool parts_of_doubles(arb_t negative, arb_t positive, const double *D, slong n, double error)
{
    struct eigen e = {.n = n, .d = D};
    double bound = INFINITY;
    mag_t radius;

    mag_init(radius);
    if (decompose(&e)) {
        bound = add_up(error_up(&e), error);
        part(negative, &e, true);
        part(positive, &e, false);
    }
    if (bound < INFINITY) {
        mag_set_d(radius, bound);
        arb_add_error_mag(negative, radius);
        arb_add_error_mag(positive, radius);
        cut_below_zero(negative);
        cut_below_zero(positive);
    }
    free(e.q);
    mag_clear(radius);
    return bound < INFINITY && arb_is_finite(negative) && arb_is_finite(positive);
}

bool parts_in_doubles(arb_t negative, arb_t positive, const arb_mat_t H)
{
    mag_t rounding;
    int exponent = 0;
    double *d;
    bool done;

    mag_init(rounding);
    d = in_doubles(&exponent, rounding, H);
    done = d && parts_of_doubles(negative, positive, d, arb_mat_nrows(H), 0);
    arb_add_error_mag(negative, rounding);
    arb_add_error_mag(positive, rounding);
    arb_mul_2exp_si(negative, negative, exponent);
    arb_mul_2exp_si(positive, positive, exponent);
    free(d);
    mag_clear(rounding);
    return done;
}
