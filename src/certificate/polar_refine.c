// SPDX-License-Identifier: Apache-2.0
/*
 * The polar factor of A to many bits, from dgesdd's U V^T, without an SVD of so many bits.  A step
 *
 *   Y <- Y + Y Z,   Z = W + E / 2,   E = I - Y^T Y,   W S + S W = 2 skew(Y^T A) + (E S - S E) / 2
 *
 * has an error of second order; the Sylvester equation is solved in doubles through dgesdd's V, which
 * gives about 53 - log2(cond A) bits a step.  Products are in planes, of as many bits as the step needs.
 * The last residuals, evaluated in full, go through polar.h: it bounds ||Y - polar(A')|| for the A' that
 * the planes hold, and
 *
 *   ||polar(A') - polar(A)|| <= 2 a / (2 s - a),  a >= ||A - A'||,  s <= sigma_n(A')   (catalogue 3.30)
 *
 * with sigma_n(A') >= sigma_n(Y^T A') / ||Y||_2 >= lambda_min(sym(Y^T A')) / ||Y||_2.
 *
 * m > n: Y = A X on paper, with X in the planes, has no component outside the range of A, so `normal` is
 * zero; what rounding A X costs is added to the radius.
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

enum { ROUNDS_AT_MOST = 24, START_BITS = 36, SPARE_BITS = 12, MOST_CONDITION = 32, MOST_BITS = 900 };

/* The exponent of a whole number of planes that reaches 2^-bits. */
static slong planes_below(slong bits)
{
    return -(bits + DIGIT_BITS - 1) / DIGIT_BITS * DIGIT_BITS;
}

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

/* M and E at q bits, then k, e, s times 2^p. */
static enum mc_status measure(struct refinement *r, slong q, slong p)
{
    enum mc_status status;
    bool tall = r->m > r->n;

    r->unit = planes_below(q);
    r->shift = p;
    status = mc_planes_multiply(&r->M, &r->Y, MC_TRANSPOSED, tall ? &r->G : &r->A, MC_PLAIN,
                                r->unit, &r->workspace);
    if (status == MC_OK)
        status = tall ? mc_planes_multiply(&r->E, &r->M, MC_PLAIN, &r->Y, MC_PLAIN, r->unit,
                                           &r->workspace)
                      : mc_planes_gram(&r->E, &r->Y, r->unit, &r->workspace);
    if (status == MC_OK)
        status = planes_from_identity(&r->E);
    if (status == MC_OK)
        refinement_read(r);
    return status;
}

/* c = V^T c V, or V c V^T. */
static void rotate(double *c, double *t, const double *vt, slong size, bool back)
{
    int n = (int)size;

    cblas_dgemm(CblasColMajor, back ? CblasTrans : CblasNoTrans, CblasNoTrans, n, n, n, 1, vt,
                n, c, n, 0, t, n);
    cblas_dgemm(CblasColMajor, CblasNoTrans, back ? CblasNoTrans : CblasTrans, n, n, n, 1, t, n,
                vt, n, 0, c, n);
}

static void divide(void *context, slong at, slong mirror)
{
    const struct refinement *r = context;
    double a = r->z[at], b = r->z[mirror];
    double si = r->sigma[at % r->n], sj = r->sigma[at / r->n];
    double value = (a - b + 0.5 * (a + b) * (sj - si)) / (si + sj);

    r->z[at] = value;
    r->z[mirror] = -value;
}

/* z = Z times 2^shift; returns its norm. */
static double solve(struct refinement *r)
{
    slong square = r->n * r->n, i;

    for (i = 0; i < square; i++)
        r->z[i] = r->k[i] + 0.5 * r->e[i];
    rotate(r->z, r->s, r->vt, r->n, false);
    each_pair(r->n, divide, r);
    rotate(r->z, r->s, r->vt, r->n, true);
    for (i = 0; i < square; i++)
        r->z[i] += 0.5 * r->e[i];
    return cblas_dnrm2((int)square, r->z, 1);
}

/* Y <- Y + Y Z: Z is about 2^-p, and so q - p bits of Y do. */
static enum mc_status apply(struct refinement *r, slong p, slong q)
{
    struct mc_planes leading = planes_view(&r->Y, planes_below(q - p)), sum;
    slong square = r->n * r->n, i;
    enum mc_status status;

    for (i = 0; i < square; i++) {
        r->z[i] = ldexp(r->z[i], (int)-r->shift);
        r->k[i] = 0;
    }
    status = planes_from_pairs(&r->F, r->z, r->k, r->n, r->n, r->unit);
    if (status == MC_OK)
        status = mc_planes_multiply(&r->T, &leading, MC_PLAIN, &r->F, MC_PLAIN, r->unit,
                                    &r->workspace);
    if (status == MC_OK)
        status = planes_add(&r->F, &r->Y, &r->T);
    if (status == MC_OK) {
        sum = r->F;
        r->F = r->Y;
        r->Y = sum;
    }
    return status;
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
        status = measure(r, q, p);
        if (status != MC_OK)
            return status;
        size = solve(r);
        if (!(size < INFINITY))
            return MC_NOT_DECIDED;
        if (q == full && log2_of(size) - r->shift <= -prec)
            return MC_OK;
        p = FLINT_MIN(r->shift - log2_of(size), q);
        status = apply(r, p, q);
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
    status = mc_planes_multiply(&r->T, &r->A, MC_PLAIN, &r->Y, MC_PLAIN, r->unit, &r->workspace);
    if (status == MC_OK)
        mc_planes_get(out, &r->T);
    *radius = add_up(*radius, mul_up(sqrt_up(entries), ldexp(1, (int)r->unit)));
    return status;
}

static enum mc_status refine(arb_mat_t out, double *radius, const arb_mat_t A, slong prec)
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

/* e with max |a_ij| in [2^(e-1), 2^e), 0 for zeros; false where an entry is not finite. */
static bool scale_exponent(fmpz_t e, const arb_mat_t A)
{
    mag_t largest, one;
    slong i, j;
    bool finite = true;

    mag_init(largest);
    mag_init(one);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            finite = finite && arb_is_finite(arb_mat_entry(A, i, j));
            arb_get_mag(one, arb_mat_entry(A, i, j));
            mag_max(largest, largest, one);
        }
    fmpz_zero(e);
    if (finite && !mag_is_zero(largest))
        fmpz_set(e, MAG_EXPREF(largest));
    mag_clear(largest);
    mag_clear(one);
    return finite;
}

/* B = 2^-e A, tall. */
static void tall_scaled(arb_mat_t B, const arb_mat_t A, const fmpz_t e)
{
    bool wide = arb_mat_nrows(A) < arb_mat_ncols(A);
    slong i, j;
    fmpz_t minus;

    fmpz_init(minus);
    fmpz_neg(minus, e);
    for (i = 0; i < arb_mat_nrows(B); i++)
        for (j = 0; j < arb_mat_ncols(B); j++)
            arb_mul_2exp_fmpz(arb_mat_entry(B, i, j),
                              wide ? arb_mat_entry(A, j, i) : arb_mat_entry(A, i, j), minus);
    fmpz_clear(minus);
}

enum mc_status mc_polar_refine(arb_mat_t out, arb_t radius, const arb_mat_t A, slong prec)
{
    slong m = FLINT_MAX(arb_mat_nrows(A), arb_mat_ncols(A));
    slong n = FLINT_MIN(arb_mat_nrows(A), arb_mat_ncols(A));
    enum mc_status status;
    double bound = INFINITY;
    arb_mat_t tall, found;
    fmpz_t e;

    arb_zero(radius);
    if (!n)
        return MC_OK;
    arb_pos_inf(radius);
    fmpz_init(e);
    arb_mat_init(tall, m, n);
    arb_mat_init(found, m, n);
    status = scale_exponent(e, A) ? MC_OK : MC_BAD_INPUT;
    if (status == MC_OK) {
        tall_scaled(tall, A, e);
        status = refine(found, &bound, tall, prec);
    }
    if (status == MC_OK) {
        if (arb_mat_nrows(A) < arb_mat_ncols(A))
            arb_mat_transpose(out, found);
        else
            arb_mat_set(out, found);
        arb_set_d(radius, bound);
    }
    fmpz_clear(e);
    arb_mat_clear(tall);
    arb_mat_clear(found);
    return status;
}
