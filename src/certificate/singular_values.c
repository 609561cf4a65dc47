// SPDX-License-Identifier: Apache-2.0
/*
 * Singular values and their sum from the residuals of dgesdd, whatever the rank: with
 * alpha >= ||U^T U - I||_F, beta >= ||V^T V - I||_F and eps >= ||B - U diag(s) V^T||_F (B is X
 * scaled, m x n, m >= n)
 *
 *   s_i sqrt((1-alpha)(1-beta)) - eps <= sigma_i(B) <= s_i sqrt((1+alpha)(1+beta)) + eps
 *   | ||B||_* - ||U diag(s) V^T||_* | <= sqrt(n) eps
 *   sqrt((1-alpha)(1-beta)) sum s <= ||U diag(s) V^T||_* <= sqrt((1+alpha)(1+beta)) sum s
 *
 * (Ostrowski's bounds of each singular value, catalogue 3.40; Weyl; ||.||_* <= sqrt(n) ||.||_F).
 * C = fl(U diag(s)) is off by u |C| + ETA, which counts with ||V||_2 <= 2.
 */
#include <lapacke.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/blocked.h"
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

struct factors {
    slong m, n;
    double *b, *u, *scratch; /* m x n */
    double *vt, *square;     /* n x n */
    double *s;               /* n */
};

static bool factors_init(struct factors *f, slong m, slong n)
{
    size_t tall = (size_t)(m * n), square;

    *f = (struct factors){.m = m < n ? n : m, .n = m < n ? m : n};
    square = (size_t)(f->n * f->n);
    f->b = malloc(sizeof(double) * (3 * tall + 2 * square + (size_t)f->n));
    if (!f->b)
        return false;
    f->u = f->b + tall;
    f->scratch = f->u + tall;
    f->vt = f->scratch + tall;
    f->square = f->vt + square;
    f->s = f->square + square;
    return true;
}

static bool decompose(struct factors *f)
{
    int m = (int)f->m, n = (int)f->n;

    memcpy(f->scratch, f->b, sizeof(double) * (size_t)(f->m * f->n));
    return LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', m, n, f->scratch, m, f->s, f->u, m, f->vt,
                          n) == 0;
}

/* ||A^T A - I||_F, A k x n; inf when memory is out. */
static double defect_up(struct factors *f, const double *A, slong k)
{
    double norm = dense_norm_up(A, k, f->n);
    double error = blocked_error_up(k, f->n, f->n, 1, mul_up(norm, norm));

    if (!blocked_product(f->square, A, A, k, f->n, f->n, BLOCKED_LOWER, false))
        return INFINITY;
    return add_up(mul_up(up(1 + UNIT), lower_defect_up(f->square, f->n)), error);
}

/* ||B - U diag(s) V^T||_F for beta < 1; u is used up. */
static double residual_up(struct factors *f)
{
    slong m = f->m, n = f->n, i, j;
    double norm, error, tiny = mul_up((double)(m * n), ETA);

    for (j = 0; j < n; j++)
        for (i = 0; i < m; i++)
            f->u[i + j * m] *= f->s[j];
    norm = dense_norm_up(f->u, m, n);
    transpose(f->scratch, f->u, m, n);
    if (!blocked_product(f->u, f->scratch, f->vt, n, m, n, BLOCKED_ALL, false))
        return INFINITY;
    error = blocked_error_up(n, m, n, 1, mul_up(norm, dense_norm_up(f->vt, n, n)));
    error = add_up(error, mul_up(2, add_up(mul_up(UNIT, norm), tiny)));
    for (i = 0; i < m * n; i++)
        f->b[i] -= f->u[i];
    norm = dense_norm_up(f->b, m, n);
    return add_up(mul_up(up(1 + UNIT), norm), add_up(error, tiny));
}

static void sum_values(double *lo, double *hi, const struct factors *f)
{
    slong i;

    *lo = *hi = 0;
    for (i = 0; i < f->n; i++) {
        *lo = fmax(0, down(*lo + fabs(f->s[i])));
        *hi = add_up(*hi, fabs(f->s[i]));
    }
}

/* What the residuals say: sigma(B) / s lies in [shrink, stretch] up to eps. */
struct measured {
    double shrink, stretch, eps;
};

/* false where the factors are too far from orthonormal. */
static bool measure(struct measured *out, struct factors *f)
{
    double alpha = defect_up(f, f->u, f->m), beta;

    transpose(f->scratch, f->vt, f->n, f->n);
    beta = defect_up(f, f->scratch, f->n);
    if (!(alpha < 1 && beta < 1))
        return false;
    out->shrink = sqrt_down(mul_down(sub_down(1, alpha), sub_down(1, beta)));
    out->stretch = sqrt_up(mul_up(add_up(1, alpha), add_up(1, beta)));
    out->eps = residual_up(f);
    return out->eps < INFINITY;
}

static bool descend(const struct factors *f)
{
    slong i;

    for (i = 0; i < f->n; i++)
        if (!(f->s[i] >= 0 && f->s[i] < INFINITY && (!i || f->s[i] <= f->s[i - 1])))
            return false;
    return true;
}

static void enclose(arb_ptr sigma, arb_t nuclear, const struct factors *f,
                    const struct measured *by, int e)
{
    double low, high, off = mul_up(sqrt_up((double)f->n), by->eps);
    slong i;

    for (i = 0; sigma && i < f->n; i++)
        dense_enclosure(sigma + i, fmax(0, sub_down(mul_down(f->s[i], by->shrink), by->eps)),
                        add_up(mul_up(f->s[i], by->stretch), by->eps), e);
    sum_values(&low, &high, f);
    dense_enclosure(nuclear, fmax(0, sub_down(mul_down(low, by->shrink), off)),
                    add_up(mul_up(high, by->stretch), off), e);
}

enum mc_status mc_double_singular_values(arb_ptr sigma, arb_t nuclear, const double *a, slong m,
                                         slong n)
{
    struct measured by;
    struct factors f;
    bool done;
    slong i;
    int e;

    for (i = 0; sigma && i < FLINT_MIN(m, n); i++)
        arb_zero(sigma + i);
    arb_zero(nuclear);
    if (dense_is_zero(a, m * n))
        return MC_OK;
    for (i = 0; sigma && i < FLINT_MIN(m, n); i++)
        arb_indeterminate(sigma + i);
    arb_indeterminate(nuclear);
    if (!dense_exponent(&e, a, m * n))
        return MC_BAD_INPUT;
    if (!factors_init(&f, m, n))
        return MC_NO_RESOURCE;
    dense_scaled(f.b, a, m, n, e, m < n);
    done = decompose(&f) && descend(&f) && measure(&by, &f);
    if (done)
        enclose(sigma, nuclear, &f, &by, e);
    free(f.b);
    return done ? MC_OK : MC_NOT_DECIDED;
}

enum mc_status mc_double_nuclear_norm(arb_t out, const double *a, slong m, slong n,
                                      slong digits)
{
    enum mc_status status = mc_double_singular_values(NULL, out, a, m, n);

    if (status == MC_OK && !arb_is_zero(out) &&
        arb_rel_accuracy_bits(out) < (slong)ceil((double)digits * log2(10)) + 1)
        return MC_NOT_DECIDED;
    return status;
}
