// SPDX-License-Identifier: Apache-2.0
/*
 * sigma_max by the Gram matrix of the smaller side (n x n, inner dimension l), formed by dsyrk
 * from panels of the scaled matrix B, so that the matrix itself is never copied whole.
 *
 *   above   lambda_max(B^T B) <= lambda_max(G) + gamma_l ||B||_F^2 + n l ETA, since dsyrk's
 * error is at most gamma_l |B|^T |B| in any order, of 2-norm <= gamma_l || |B| ||_F^2;
 *           ||B||_F^2 <= (tr G + n l ETA) / (1 - gamma_l)
 *           and from below (tr G - n l ETA) / (1 + gamma_l)
 *   below   ||B x|| / ||x||, with |fl(Bx) - Bx| <= gamma_n |B| |x|, and ETA / 2 a product
 */
#include <cblas.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/panels.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

size_t source_bytes(slong m, slong n)
{
    return packed_bytes(FLINT_MIN(m, n)) + sizeof(double) * (panels_room(m, n) + (size_t)(m + n));
}

/* Of ||B||_2 and ||B||_F^2. */
struct bounds {
    double lo, hi, square_lo, square_hi;
};

/* [lo, hi] contains ||B||_F^2. */
static void squared_norm(double *lo, double *hi, const struct packed *G, const struct scaled *B)
{
    double l = (double)B->inner, tiny = (double)B->outer * l * ETA, gamma = gamma_up(l);
    slong i;

    *lo = *hi = 0;
    for (i = 0; i < B->outer; i++) {
        *hi = add_up(*hi, *packed_entry(G, i, i));
        *lo = down(*lo + *packed_entry(G, i, i));
    }
    *hi = div_up(add_up(*hi, tiny), sub_down(1, gamma));
    *lo = fmax(0, div_down(sub_down(*lo, tiny), add_up(1, gamma)));
}

static double below(double *y, double *P, const struct scaled *B, const double *x,
                    double squared)
{
    double n = (double)B->outer, l = (double)B->inner, error;
    double length = dense_norm_up(x, B->outer, 1);

    panels_apply(y, P, B, x);
    error = add_up(mul_up(mul_up(gamma_up(n), sqrt_up(squared)), length), n * l * ETA);
    error = sub_down(dense_norm_down(y, B->inner, 1), error);
    error = sub_down(div_down(error, length), (double)(B->m * B->n) * ETA);
    return error > 0 ? error : 0;
}

/* lambda_max(G) rounded up, or inf, from theta, its estimate.  Each attempt uses G up. */
static double above(struct packed *G, double *P, const struct scaled *B, double theta,
                    double accuracy)
{
    int attempt;

    for (attempt = 0; attempt < 4; attempt++, accuracy *= 8) {
        double t = theta * (1 + accuracy), floor;

        if (attempt)
            panels_gram(G, P, B);
        floor = packed_floor(G, t);
        if (floor > -INFINITY)
            return up(t - floor);
    }
    return INFINITY;
}

static bool bound(struct bounds *out, const struct scaled *B, double accuracy)
{
    slong n = B->outer, l = B->inner;
    double *P = malloc(sizeof(double) * panels_room(n, l));
    double *x = malloc(sizeof(double) * (size_t)(n + l)), theta = -1, squared, tiny;
    struct packed G = {0};

    if (P && x && packed_init(&G, n)) {
        panels_gram(&G, P, B);
        squared_norm(&out->square_lo, &out->square_hi, &G, B);
        theta = lanczos(x, &G, accuracy);
    }
    if (theta >= 0) {
        squared = out->square_hi;
        tiny = (double)n * (double)l * ETA;
        out->hi = add_up(above(&G, P, B, theta, accuracy),
                         mul_up(gamma_up((double)l), squared));
        out->hi = add_up(fmin(out->hi, squared), tiny);
        out->hi = add_up(sqrt_up(out->hi), tiny);
        out->lo = below(x + n, P, B, x, squared);
    }
    packed_clear(&G);
    free(P);
    free(x);
    return theta >= 0;
}

enum mc_status source_norms(arb_t spectral, arb_t frobenius, const struct matrix_source *A,
                            slong digits)
{
    double accuracy = pow(10, -(double)digits), tiny = (double)A->m * (double)A->n * ETA;
    struct bounds b = {0};
    struct scaled B;

    arb_indeterminate(spectral);
    arb_indeterminate(frobenius);
    if (!panels_open(&B, A))
        return MC_BAD_INPUT;
    if (!B.zero && !bound(&b, &B, fmax(accuracy, 0x1p-45)))
        return MC_NO_RESOURCE;
    dense_enclosure(spectral, b.lo, b.hi, B.exponent);
    dense_enclosure(frobenius, fmax(0, sub_down(sqrt_down(b.square_lo), tiny)),
                    B.zero ? 0 : add_up(sqrt_up(b.square_hi), tiny), B.exponent);
    return b.lo <= b.hi && b.hi <= b.lo + accuracy * b.lo ? MC_OK : MC_NOT_DECIDED;
}

static void read_doubles(double *out, const void *a, slong at, slong count)
{
    memcpy(out, (const double *)a + at, sizeof(double) * (size_t)count);
}

static void read_floats(double *out, const void *a, slong at, slong count)
{
    const float *from = (const float *)a + at;
    slong i;

    for (i = 0; i < count; i++)
        out[i] = from[i];
}

static enum mc_status spectral_alone(arb_t out, const struct matrix_source *A, slong digits)
{
    enum mc_status status;
    arb_t frobenius;

    arb_init(frobenius);
    status = source_norms(out, frobenius, A, digits);
    arb_clear(frobenius);
    return status;
}

enum mc_status mc_double_spectral_norm(arb_t out, const double *a, slong m, slong n,
                                       slong digits)
{
    const struct matrix_source A = {.m = m, .n = n, .context = a, .read = read_doubles};

    return spectral_alone(out, &A, digits);
}

enum mc_status mc_float_spectral_norm(arb_t out, const float *a, slong m, slong n, slong digits)
{
    const struct matrix_source A = {.m = m, .n = n, .context = a, .read = read_floats};

    return spectral_alone(out, &A, digits);
}
