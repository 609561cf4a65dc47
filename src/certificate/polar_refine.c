// SPDX-License-Identifier: Apache-2.0
/*
 * The polar factor of A to many bits, from dgesdd's U V^T, without an SVD of so many bits.  A
 * step
 *
 *   Y <- Y + Y Z,  Z = W + E / 2,  E = I - Y^T Y,  W S + S W = 2 skew(Y^T A) + (E S - S E) / 2
 *
 * has an error of second order; the Sylvester equation is solved in doubles through dgesdd's V,
 * which gives about 53 - log2(cond A) bits a step.  Products are in planes, of as many bits as
 * the step needs. The last residuals, evaluated in full, go through polar.h: it bounds ||Y -
 * polar(A')|| for the A' that the planes hold, and
 *
 *   ||polar(A') - polar(A)|| <= 2 a / (2 s - a),  a >= ||A - A'||,  s <= sigma_n(A')   (3.30)
 *
 * with sigma_n(A') >= sigma_n(Y^T A') / ||Y||_2 >= lambda_min(sym(Y^T A')) / ||Y||_2.
 *
 * m > n: Y = A X on paper, with X in the planes, has no component outside the range of A, so
 * `normal` is zero; what rounding A X costs is added to the radius.
 */
#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/dense.h"
#include "certificate/newton.h"
#include "certificate/polar_refine.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"
#include "product/moduli.h"
#include "product/planes.h"

enum {
    ROUNDS_AT_MOST = 24,
    START_BITS = 36,
    SPARE_BITS = 12,
    MOST_CONDITION = 32,
    MOST_BITS = 900
};

static bool refinement_init(struct refinement *r, slong m, slong n)
{
    size_t square = (size_t)(n * n);

    *r = (struct refinement){.m = m, .n = n};
    mc_planes_init(&r->A), mc_planes_init(&r->G), mc_planes_init(&r->Y), mc_planes_init(&r->M);
    mc_planes_init(&r->E), mc_planes_init(&r->T), mc_planes_init(&r->F);
    mc_product_workspace_init(&r->workspace);
    r->k = malloc(sizeof(double) * (5 * square + (size_t)n));
    if (!r->k)
        return false;
    r->e = r->k + square;
    r->s = r->e + square;
    r->z = r->s + square;
    r->vt = r->z + square;
    r->sigma = r->vt + square;
    return true;
}

static void refinement_clear(struct refinement *r)
{
    mc_planes_clear(&r->A), mc_planes_clear(&r->G), mc_planes_clear(&r->Y);
    mc_planes_clear(&r->M), mc_planes_clear(&r->E), mc_planes_clear(&r->T);
    mc_planes_clear(&r->F);
    mc_product_workspace_clear(&r->workspace);
    free(r->k);
}

/* z = V^T diag(1 / sigma) V of vt, for Y = A X. */
static void inverse_start(struct refinement *r)
{
    int n = (int)r->n;
    slong i, j;

    for (j = 0; j < r->n; j++)
        for (i = 0; i < r->n; i++)
            r->s[i + j * r->n] = r->vt[i + j * r->n] / r->sigma[i];
    cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, n, n, n, 1, r->vt, n, r->s, n, 0, r->z,
                n);
}

/* vt, sigma and the first Y (or X) from dgesdd. */
static enum mc_status start(struct refinement *r, const arb_mat_t A)
{
    size_t tall = (size_t)(r->m * r->n);
    double *room = malloc(sizeof(double) * 3 * tall), *zero = calloc(tall, sizeof(double));
    struct newton w = {.m = r->m, .n = r->n, .y = room, .b = room ? room + tall : NULL,
                       .u = room ? room + 2 * tall : NULL, .vt = r->vt, .sigma = r->sigma};
    enum mc_status status = room && zero ? MC_OK : MC_NO_RESOURCE;
    slong i, j;

    for (j = 0; j < r->n && status == MC_OK; j++)
        for (i = 0; i < r->m; i++)
            w.b[i + j * r->m] = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR);
    if (status == MC_OK && !start_by_svd(&w))
        status = MC_NOT_DECIDED;
    if (status == MC_OK && r->m > r->n)
        inverse_start(r);
    if (status == MC_OK)
        status = planes_from_pairs(&r->Y, r->m > r->n ? r->z : w.y, zero, r->n, r->n,
                                   planes_below(60));
    free(room);
    free(zero);
    return status;
}

/* The unit in which A is exact, but not below 2^-bits. */
static slong unit_of(const arb_mat_t A, slong bits)
{
    slong lowest = 0, i, j;
    fmpz_t bottom;

    fmpz_init(bottom);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            if (arf_is_zero(arb_midref(arb_mat_entry(A, i, j))))
                continue;
            arf_bot(bottom, arb_midref(arb_mat_entry(A, i, j)));
            if (fmpz_cmp_si(bottom, lowest) < 0)
                lowest = fmpz_cmp_si(bottom, -bits) < 0 ? -bits : fmpz_get_si(bottom);
        }
    fmpz_clear(bottom);
    return planes_below(-lowest);
}

static slong log2_of(double x)
{
    int e;

    frexp(x, &e);
    return x > 0 ? e : -1000;
}

/* Rounds until Z is below 2^-prec, its residuals at full precision. */
static enum mc_status converge(struct refinement *r, slong spare, slong prec)
{
    slong gain = 50 - spare, p = START_BITS - spare, q, k;
    slong full = prec + 2 * spare + SPARE_BITS + (slong)FLINT_BIT_COUNT(r->n);
    enum mc_status status;
    double size;

    for (k = 0; k < ROUNDS_AT_MOST && p >= 4; k++) {
        slong next = FLINT_MIN(2 * p, p + gain);

        q = FLINT_MIN(full, next + 2 * spare + SPARE_BITS);
        status = refinement_measure(r, q, p);
        if (status != MC_OK)
            return status;
        size = refinement_solve(r);
        if (!(size < INFINITY))
            return MC_NOT_DECIDED;
        if (q == full && log2_of(size) - r->shift <= -prec)
            return MC_OK;
        p = FLINT_MIN(r->shift - log2_of(size), q);
        status = refinement_apply(r, p, q);
        if (status != MC_OK)
            return status;
        p = FLINT_MIN(FLINT_MIN(2 * p, p + gain), q - 2 * spare);
    }
    return MC_NOT_DECIDED;
}

/* ||A - A'||_F: the rounding of midpoints to planes, and the radii. */
static double input_error_up(const struct refinement *r, const arb_mat_t A)
{
    double entries = mul_up((double)r->m, (double)r->n), error = 0;
    slong i, j;
    mag_t sum;

    mag_init(sum);
    for (i = 0; i < r->m; i++)
        for (j = 0; j < r->n; j++)
            mag_addmul(sum, arb_radref(arb_mat_entry(A, i, j)),
                       arb_radref(arb_mat_entry(A, i, j)));
    mag_sqrt(sum, sum);
    error = up(mag_get_d(sum));
    mag_clear(sum);
    if (unit_of(A, MOST_BITS + 4 * DIGIT_BITS) < r->A.exponent)
        error = add_up(error, mul_up(sqrt_up(entries), ldexp(1, (int)r->A.exponent - 1)));
    return error;
}

/* The radius of Y, from the last residuals. */
static double conclude(const struct refinement *r, double input)
{
    struct polar_residuals found;
    double radius, least;

    if (!refinement_residuals(&found, r))
        return INFINITY;
    radius = polar_distance_up(&found);
    least = div_down(found.least, sqrt_up(add_up(1, found.defect)));
    if (!(radius < INFINITY && input < least))
        return INFINITY;
    return add_up(radius, div_up(2 * input, sub_down(2 * least, input)));
}

/* out = Y; its rounding goes into the radius. */
static enum mc_status give(arb_mat_t out, double *radius, struct refinement *r)
{
    double entries = mul_up((double)r->m, (double)r->n);
    enum mc_status status;

    if (r->m == r->n) {
        mc_planes_get(out, &r->Y);
        return MC_OK;
    }
    status = mc_planes_multiply(&r->T, &r->A, MC_PLAIN, &r->Y, MC_PLAIN, r->unit,
                                &r->workspace);
    if (status == MC_OK)
        mc_planes_get(out, &r->T);
    *radius = add_up(*radius, mul_up(sqrt_up(entries), ldexp(1, (int)r->unit)));
    return status;
}

enum mc_status refinement_run(arb_mat_t out, double *radius, const arb_mat_t A, slong prec)
{
    struct refinement r;
    enum mc_status status = MC_NO_RESOURCE;
    slong spare;

    if (refinement_init(&r, arb_mat_nrows(A), arb_mat_ncols(A)))
        status = start(&r, A);
    if (status == MC_OK) {
        spare = FLINT_MAX(0, -log2_of(r.sigma[r.n - 1])) + 2;
        if (spare > MOST_CONDITION || prec + 3 * spare + SPARE_BITS > MOST_BITS)
            status = MC_NOT_DECIDED;
    }
    if (status == MC_OK)
        status = mc_planes_set(&r.A, A, unit_of(A, prec + 3 * spare + SPARE_BITS));
    if (status == MC_OK && r.m > r.n)
        status = mc_planes_gram(&r.G, &r.A, 2 * r.A.exponent, &r.workspace);
    if (status == MC_OK)
        status = converge(&r, spare, prec);
    if (status == MC_OK) {
        refinement_read(&r);
        *radius = conclude(&r, input_error_up(&r, A));
        status = *radius < INFINITY ? give(out, radius, &r) : MC_NOT_DECIDED;
    }
    refinement_clear(&r);
    return status;
}
