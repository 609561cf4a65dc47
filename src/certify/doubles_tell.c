// SPDX-License-Identifier: Apache-2.0
/*
 * B = 2^-e X and Y in doubles, exactly, tall.  BOUND, from the residuals of polar_pair.h and r
 * >= ||Y - W||:
 *
 *   ||Y - W||_F >= ||Y - Y^||_F >= defect / (1 + ||Y||_2)     (Fan and Hoffman; catalogue 3.26)
 *   ||B - Y S|| <= (skew + defect ||S||) / sqrt(1 - defect)   (m = n: Y^T (B - Y S) = K - D S)
 *   <B, Y> / ||Y||_2 <= ||B||_* <= <B, Y> + r ||B||_F, ||Y||_F^2 / n <= ||Y||_2^2 <= 1 + defect
 *
 * and S > 0: it has no negative part.  Else T, within r of W, is computed, and
 *
 *   | ||Y - W|| - ||Y - T|| | <= r,   | ||B||_* - <B, T> | <= r ||B||_F.
 */
#include <math.h>
#include <stdlib.h>

#include "certificate/dense.h"
#include "certificate/upward.h"
#include "certify/doubles.h"
#include "certify/functional.h"
#include "muoncheck/certificate.h"

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
    low = add_up(d->pair.parts.sym, d->pair.error);
    low = add_up(found->skew, mul_up(found->defect, low));
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
        doubles_restore(d);
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
    doubles_inner(nuclear, d->b, d->t, d->m, d->n,
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

    if (!doubles_need_defect(d))
        return MC_NO_RESOURCE;
    if (!(d->pair.found.defect < 1))
        return MC_NOT_DECIDED;
    if (!doubles_need_parts(d) || (d->m > d->n && !doubles_need_residual(d)) ||
        !doubles_need_least(d))
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
    if (!doubles_need_defect(d) || !doubles_need_parts(d) || !doubles_need_residual(d) ||
        !doubles_need_least(d))
        return MC_NO_RESOURCE;
    arb_init(radius);
    status = (effort == ESTIMATE ? mc_double_polar_estimate
                                 : mc_double_polar_factor)(d->t, radius, d->b, d->m, d->n);
    if (status == MC_OK)
        status = tell_distance(out, d, arf_get_d(arb_midref(radius), ARF_RND_UP), digits);
    arb_clear(radius);
    return status;
}
