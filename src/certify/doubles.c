// SPDX-License-Identifier: Apache-2.0
/*
 * B = 2^-e X and Y in doubles, exactly, tall.  BOUND, from the residuals of polar_pair.h and r >= ||Y - W||:
 *
 *   ||Y - W||_F >= ||Y - Y^||_F >= defect / (1 + ||Y||_2)     (Fan and Hoffman; catalogue 3.26)
 *   ||B - Y S|| <= (skew + defect ||S||) / sqrt(1 - defect)   (m = n: Y^T (B - Y S) = K - D S)
 *   <B, Y> / ||Y||_2 <= ||B||_* <= <B, Y> + r ||B||_F,   ||Y||_F^2 / n <= ||Y||_2^2 <= 1 + defect
 *
 * and S > 0: it has no negative part.  Else T, within r of W, is computed, and
 *
 *   | ||Y - W|| - ||Y - T|| | <= r,   | ||B||_* - <B, T> | <= r ||B||_F.
 */
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

struct doubles {
    slong m, n;
    int e;
    double *y, *b, *t;               /* m x n; t: T, then scratch                             */
    double *s, *diagonal;            /* n x n, n                                              */
    struct polar_pair pair;
    bool has_defect, has_parts, has_residual, has_least, definite;
    arb_t inner, size;               /* <B, Y>, ||B||_F                                       */
    const struct mc_certify_options *options;
};

/* a becomes 2^-*e a, max |a_i| < 1 where it was far from that; false where that is not exact. */
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

/* <A, B> for ||A||_F ||B||_F <= norms: each column by ddot, as in dense.h. */
static void inner_product(arb_t out, const double *A, const double *B, slong m, slong n,
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
    inner_product(d->inner, d->b, d->y, d->m, d->n, mul_up(d->pair.norm_y, d->pair.norm_b));
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

static bool need_defect(struct doubles *d)
{
    if (!d->has_defect)
        d->has_defect = polar_pair_defect(&d->pair);
    return d->has_defect;
}

static bool need_parts(struct doubles *d)
{
    if (!d->has_parts) {
        d->has_parts = polar_pair_parts(&d->pair);
        cblas_dcopy((int)d->n, d->s, (int)d->n + 1, d->diagonal, 1);
    }
    return d->has_parts;
}

/* S again, after something has used its diagonal. */
static void restore(struct doubles *d)
{
    cblas_dcopy((int)d->n, d->diagonal, 1, d->s, (int)d->n + 1);
}

static bool need_residual(struct doubles *d)
{
    if (!d->has_residual) {
        restore(d);
        d->has_residual = polar_pair_residual(&d->pair);
    }
    return d->has_residual;
}

static bool need_least(struct doubles *d)
{
    if (!d->has_least) {
        restore(d);
        d->has_least = polar_pair_least(&d->pair);
        d->definite = d->pair.found.least > 0;
    }
    return d->has_least;
}

/* [lo, hi] / ||B||_F. */
static void set_residual(arb_t out, const struct doubles *d, double lo, double hi)
{
    dense_enclosure(out, lo, hi, 0);
    arb_div(out, out, d->size, FUNCTIONAL_BITS);
    cut_below_zero(out);
}

static void set_orthogonality(arb_t out, const struct doubles *d)
{
    arb_t root;

    arb_init(root);
    dense_enclosure(out, d->pair.defect_down, d->pair.found.defect, 0);
    arb_sqrt_ui(root, (ulong)d->n, FUNCTIONAL_BITS);
    arb_div(out, out, root, FUNCTIONAL_BITS);
    cut_below_zero(out);
    arb_clear(root);
}

/* (nuclear - <B, Y>) / nuclear. */
static void set_gap(arb_t out, const struct doubles *d, const arb_t nuclear)
{
    arb_sub(out, nuclear, d->inner, FUNCTIONAL_BITS);
    if (arb_is_positive(nuclear))
        arb_div(out, out, nuclear, FUNCTIONAL_BITS);
    else
        arb_indeterminate(out);
}

/* From the bound r of Y itself. */
static void tell_bound(struct mc_certified *out, const struct doubles *d, double r)
{
    const struct polar_residuals *found = &d->pair.found;
    double n = (double)d->n, longest = sqrt_up(add_up(1, found->defect)), low;
    arb_t high, nuclear;

    arb_init(high);
    arb_init(nuclear);
    low = div_down(d->pair.defect_down, up(1 + longest));
    dense_enclosure(out->frobenius, fmin(low, r), r, 0);
    dense_enclosure(out->spectral, fmin(div_down(low, sqrt_up(n)), r), r, 0);
    set_orthogonality(out->orthogonality, d);
    low = add_up(found->skew, mul_up(found->defect, d->pair.parts.sym));
    low = div_up(low, sqrt_down(sub_down(1, found->defect)));
    set_residual(out->residual, d, d->has_residual ? d->pair.residual_down : 0,
                 d->has_residual ? d->pair.residual_up : low);
    arb_zero(out->psd_residual);
    dense_enclosure(high, 0, r, 0);
    arb_mul(high, high, d->size, FUNCTIONAL_BITS);
    arb_add(high, high, d->inner, FUNCTIONAL_BITS);
    dense_enclosure(nuclear, 1, longest, 0);
    arb_div(nuclear, d->inner, nuclear, FUNCTIONAL_BITS);
    arb_union(nuclear, nuclear, high, FUNCTIONAL_BITS);
    set_gap(out->dual_gap, d, nuclear);
    low = sub_down(div_down(dense_norm_down(d->y, d->m, d->n), sqrt_up(n)), 1);
    dense_enclosure(out->bound_violation, fmax(low, 0), up(longest - 1), 0);
    cut_below_zero(out->bound_violation);
    cut_below_zero(out->frobenius);
    cut_below_zero(out->spectral);
    arb_clear(high);
    arb_clear(nuclear);
}

/* ||H_-|| / ||H_+||, H = sym(Y^T B) within pair.error of S. */
static void set_psd(arb_t out, struct doubles *d)
{
    arb_t positive;

    arb_init(positive);
    if (d->definite) {
        arb_zero(out);
    } else {
        restore(d);
        mirror_lower(d->s, d->n);
        if (!parts_of_doubles(out, positive, d->s, d->n, d->pair.error) ||
            !arb_is_positive(positive))
            arb_indeterminate(out);
        else
            arb_div(out, out, positive, FUNCTIONAL_BITS);
        cut_below_zero(out);
    }
    arb_clear(positive);
}

/* ||M|| +- radius for a rounded difference M, in both norms. */
static enum mc_status set_norms(arb_t spectral, arb_t frobenius, const double *M, slong m,
                                slong n, double radius, slong digits)
{
    double high = dense_norm_up(M, m, n), slack = add_up(radius, mul_up(2 * UNIT, high));
    enum mc_status status = mc_double_spectral_norm(spectral, M, m, n, digits);
    mag_t error;

    mag_init(error);
    mag_set_d(error, slack);
    arb_add_error_mag(spectral, error);
    cut_below_zero(spectral);
    dense_enclosure(frobenius, fmax(0, sub_down(dense_norm_down(M, m, n), slack)),
                    add_up(high, slack), 0);
    mag_clear(error);
    return status == MC_NOT_DECIDED ? MC_OK : status;
}

static enum mc_status compare(struct mc_certified *out, const struct doubles *d, double radius,
                              slong digits)
{
    slong count = d->m * d->n, i;
    double *image = malloc(sizeof(double) * (size_t)(2 * count)), *off = image + count, error;
    enum mc_status status = MC_NO_RESOURCE;

    if (!image)
        return status;
    if (table_image_in_doubles(image, &error, d->b, d->m, d->n, d->options->table,
                               d->options->steps)) {
        for (i = 0; i < count; i++)
            off[i] = d->y[i] - image[i];
        status = set_norms(out->image_spectral, out->image_frobenius, off, d->m, d->n, error,
                           digits);
        for (i = 0; i < count; i++)
            off[i] = image[i] - d->t[i];
        if (status == MC_OK)
            status = set_norms(out->approximation_spectral, out->approximation_frobenius, off,
                               d->m, d->n, add_up(error, radius), digits);
    }
    free(image);
    return status;
}

/* From T within r of W. */
static enum mc_status tell_distance(struct mc_certified *out, struct doubles *d, double r,
                                    slong digits)
{
    slong count = d->m * d->n, i;
    double *off = malloc(sizeof(double) * (size_t)count), n = (double)d->n;
    enum mc_status status = off ? MC_OK : MC_NO_RESOURCE;
    arb_t nuclear, zero;

    arb_init(nuclear);
    arb_init(zero);
    for (i = 0; off && i < count; i++)
        off[i] = d->y[i] - d->t[i];
    if (status == MC_OK)
        status = set_norms(out->spectral, out->frobenius, off, d->m, d->n, r, digits);
    if (status == MC_OK && d->options->table)
        status = compare(out, d, r, digits);
    if (status == MC_OK)
        status = mc_double_spectral_norm(out->bound_violation, d->y, d->m, d->n, digits);
    arb_sub_ui(out->bound_violation, out->bound_violation, 1, FUNCTIONAL_BITS);
    arb_max(out->bound_violation, out->bound_violation, zero, FUNCTIONAL_BITS);
    cut_below_zero(out->bound_violation);
    set_orthogonality(out->orthogonality, d);
    set_residual(out->residual, d, d->pair.residual_down, d->pair.residual_up);
    set_psd(out->psd_residual, d);
    /* ||T||_F <= sqrt(n) + r. */
    inner_product(nuclear, d->b, d->t, d->m, d->n,
                  mul_up(d->pair.norm_b, add_up(sqrt_up(n), r)));
    dense_enclosure(zero, 0, mul_up(r, d->pair.norm_b), 0);
    arb_add_error(nuclear, zero);
    set_gap(out->dual_gap, d, nuclear);
    free(off);
    arb_clear(nuclear);
    arb_clear(zero);
    return status == MC_NOT_DECIDED ? MC_OK : status;
}

static enum mc_status by_bound(struct mc_certified *out, struct doubles *d)
{
    double r;

    if (!need_defect(d))
        return MC_NO_RESOURCE;
    if (!(d->pair.found.defect < 1))
        return MC_NOT_DECIDED;
    if (!need_parts(d) || (d->m > d->n && !need_residual(d)) || !need_least(d))
        return MC_NO_RESOURCE;
    r = polar_distance_up(&d->pair.found);
    if (!(r < INFINITY) || d->options->table)
        return MC_NOT_DECIDED;
    tell_bound(out, d, r);
    return MC_OK;
}

enum mc_status doubles_certify(struct mc_certified *out, struct doubles *d, enum effort effort,
                               slong digits)
{
    enum mc_status status;
    arb_t radius;

    out->bits = FUNCTIONAL_BITS;
    out->rank = d->n;
    if (effort == BOUND)
        return by_bound(out, d);
    if (!need_defect(d) || !need_parts(d) || !need_residual(d) || !need_least(d))
        return MC_NO_RESOURCE;
    arb_init(radius);
    status = (effort == ESTIMATE ? mc_double_polar_estimate
                                 : mc_double_polar_factor)(d->t, radius, d->b, d->m, d->n);
    if (status == MC_OK)
        status = tell_distance(out, d, arf_get_d(arb_midref(radius), ARF_RND_UP), digits);
    arb_clear(radius);
    return status;
}
