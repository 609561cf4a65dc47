// SPDX-License-Identifier: Apache-2.0
#include "certify/doubles.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/dense.h"
#include "certificate/polar_pair.h"
#include "certificate/upward.h"
#include "certify/functional.h"
#include "muoncheck/certificate.h"

enum { LARGEST_EXPONENT = 20 };

/* a becomes 2^-*e a, max |a_i| < 1 where it was far from that; false where that is not
 * exact. */
static bool scale_exactly(double *a, slong count, int *exponent)
{
    slong i, exact = 0;
    double factor, inverse;
    int e = *exponent;

    if (e >= -LARGEST_EXPONENT && e <= LARGEST_EXPONENT)
        *exponent = e = 0;
    if (e < -900 || e > 900)
        return false;
    if (!e)
        return true;
    factor = ldexp(1, -e);
    inverse = ldexp(1, e);
    for (i = 0; i < count; i++) {
        double x = a[i] * factor;
        exact += x * inverse == a[i];
        a[i] = x;
    }
    return exact == count;
}

void doubles_inner(arb_t out, const double *A, const double *B, slong m, slong n,
                          double norms)
{
    double lo = 0, hi = 0, error = mul_up(gamma_up((double)m), norms);

    for (slong j = 0; j < n; j++) {
        double x = cblas_ddot((int)m, A + j * m, 1, B + j * m, 1);
        lo = down(lo + x);
        hi = up(hi + x);
    }
    error = add_up(error, mul_up((double)m * (double)n, ETA));
    dense_enclosure(out, sub_down(lo, error), add_up(hi, error), 0);
}

static bool measure_inputs(struct doubles *d)
{
    slong count = d->m * d->n;
    int e;

    if (!dense_exponent(&e, d->y, count) || e < -LARGEST_EXPONENT || e > LARGEST_EXPONENT ||
        !dense_exponent(&d->e, d->b, count) || !scale_exactly(d->b, count, &d->e))
        return false;
    polar_pair_init(&d->pair, d->y, d->b, d->s, d->m, d->n, 0);
    doubles_inner(d->inner, d->b, d->y, d->m, d->n, mul_up(d->pair.norm_y, d->pair.norm_b));
    dense_enclosure(d->size, dense_norm_down(d->b, d->m, d->n), d->pair.norm_b, 0);
    return true;
}

struct doubles *doubles_new(const struct mc_matrix *X, const struct mc_matrix *Y,
                            const struct mc_certify_options *options)
{
    struct doubles *d;
    size_t m = (size_t)FLINT_MAX(X->rows, X->cols), n = (size_t)FLINT_MIN(X->rows, X->cols);

    if (!fmpq_is_zero(options->p) || !n)
        return NULL;
    d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    d->m = (slong)m;
    d->n = (slong)n;
    d->options = options;
    arb_init(d->inner);
    arb_init(d->size);
    d->y = dense_of_matrix(Y, X->rows < X->cols);
    d->b = d->y ? dense_of_matrix(X, X->rows < X->cols) : NULL;
    d->s = d->b ? malloc(sizeof(double) * (n * n + n + m * n)) : NULL;
    if (d->s) {
        d->diagonal = d->s + n * n;
        d->t = d->diagonal + n;
    }
    if (d->s && measure_inputs(d))
        return d;
    doubles_free(d);
    return NULL;
}

void doubles_free(struct doubles *d)
{
    if (!d)
        return;
    free(d->y);
    free(d->b);
    free(d->s);
    arb_clear(d->inner);
    arb_clear(d->size);
    free(d);
}

void doubles_scale(arb_t scale, const struct doubles *d)
{
    arb_t norm;

    arb_init(norm);
    arb_set_d(norm, d->pair.norm_y);
    arb_sqrt_ui(scale, (ulong)d->n, FUNCTIONAL_BITS);
    arb_add(scale, scale, norm, FUNCTIONAL_BITS);
    arb_clear(norm);
}

bool doubles_need_defect(struct doubles *d)
{
    if (!d->has_defect)
        d->has_defect = polar_pair_defect(&d->pair);
    return d->has_defect;
}

bool doubles_need_parts(struct doubles *d)
{
    if (!d->has_parts) {
        d->has_parts = polar_pair_parts(&d->pair);
        cblas_dcopy((int)d->n, d->s, (int)d->n + 1, d->diagonal, 1);
    }
    return d->has_parts;
}

/* S again, after something has used its diagonal. */
void doubles_restore(struct doubles *d)
{
    cblas_dcopy((int)d->n, d->diagonal, 1, d->s, (int)d->n + 1);
}

bool doubles_need_residual(struct doubles *d)
{
    if (!d->has_residual) {
        doubles_restore(d);
        d->has_residual = polar_pair_residual(&d->pair);
    }
    return d->has_residual;
}

bool doubles_need_least(struct doubles *d)
{
    if (!d->has_least) {
        doubles_restore(d);
        d->has_least = polar_pair_least(&d->pair);
        d->definite = d->pair.found.least > 0;
    }
    return d->has_least;
}
