// SPDX-License-Identifier: Apache-2.0
/*
 * sigma_max by the Gram matrix of the smaller side (n x n, inner dimension l), formed by dsyrk
 * from panels of the scaled matrix B, so that the matrix itself is never copied whole.
 *
 *   above   lambda_max(B^T B) <= lambda_max(G) + gamma_l ||B||_F^2 + n l ETA, since dsyrk's
 * error is at most gamma_l |B|^T |B| in any order, of 2-norm <= gamma_l || |B| ||_F^2;
 *           ||B||_F^2 <= (tr G + n l ETA) / (1 - gamma_l)
 *   below   ||B x|| / ||x||, with |fl(Bx) - Bx| <= gamma_n |B| |x|, and ETA / 2 a product
 */
#include <cblas.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/source.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

/* A panel has so many of the longer side's rows or columns. */
enum { PANEL = 256, CHUNK = 4096 };

struct scaled {
    const struct matrix_source *A;
    slong m, n, inner, outer;
    int exponent;
    bool tall, zero;
};

static void release(const struct matrix_source *A, slong at, slong count)
{
    if (A->release)
        A->release(A->context, at, count);
}

/* false: an entry is not finite. */
static bool examine(struct scaled *B, const struct matrix_source *A)
{
    double chunk[CHUNK], largest = 0;
    slong size = A->m * A->n, at, i;
    bool finite = true;

    *B = (struct scaled){.A = A, .m = A->m, .n = A->n, .tall = A->m > A->n};
    B->inner = B->tall ? A->m : A->n;
    B->outer = B->tall ? A->n : A->m;
    for (at = 0; at < size; at += CHUNK) {
        slong count = size - at < CHUNK ? size - at : CHUNK;

        A->read(chunk, A->context, at, count);
        for (i = 0; i < count; i++) {
            double x = fabs(chunk[i]);
            finite &= x < INFINITY;
            largest = x > largest ? x : largest;
        }
        if (at / CHUNK % 256 == 255)
            release(A, at - 255 * CHUNK, 256 * CHUNK);
    }
    B->zero = largest == 0;
    if (finite && !B->zero)
        frexp(largest, &B->exponent);
    return finite;
}

/* P = rows (tall) or columns `from`, ..., `from + count - 1` of B, column-major without gaps. */
static void load(double *P, const struct scaled *B, slong from, slong count)
{
    const struct matrix_source *A = B->A;
    slong size = B->outer * count, i, j;
    bool plain = B->exponent > -1000 && B->exponent < 1000;
    double factor = ldexp(1, plain ? -B->exponent : 0);

    if (B->tall) {
        for (j = 0; j < B->n; j++)
            A->read(P + j * count, A->context, from + j * B->m, count);
        release(A, 0, B->m * B->n);
    } else {
        A->read(P, A->context, from * B->m, size);
        release(A, from * B->m, size);
    }
    for (i = 0; i < size; i++)
        P[i] = plain ? P[i] * factor : ldexp(P[i], -B->exponent);
}

static void form_gram(double *G, double *P, const struct scaled *B)
{
    int n = (int)B->outer;
    slong from;

    for (from = 0; from < B->inner; from += PANEL) {
        int count = (int)(B->inner - from < PANEL ? B->inner - from : PANEL);
        load(P, B, from, count);
        cblas_dsyrk(CblasColMajor, CblasLower, B->tall ? CblasTrans : CblasNoTrans, n, count, 1,
                    P, B->tall ? count : n, from ? 1 : 0, G, n);
    }
}

/* y = fl(B x), or of B^T x where B is wide. */
static void apply(double *y, double *P, const struct scaled *B, const double *x)
{
    int n = (int)B->outer;
    slong from;

    for (from = 0; from < B->inner; from += PANEL) {
        int count = (int)(B->inner - from < PANEL ? B->inner - from : PANEL);
        load(P, B, from, count);
        cblas_dgemv(CblasColMajor, B->tall ? CblasNoTrans : CblasTrans, B->tall ? count : n,
                    B->tall ? n : count, 1, P, B->tall ? count : n, x, 1, 0, y + from, 1);
    }
}

static double frobenius_squared_up(const double *G, const struct scaled *B)
{
    double n = (double)B->outer, l = (double)B->inner, sum = n * l * ETA;
    slong i;

    for (i = 0; i < B->outer; i++)
        sum = add_up(sum, G[i + i * B->outer]);
    return div_up(sum, sub_down(1, gamma_up(l)));
}

static double below(double *y, double *P, const struct scaled *B, const double *x,
                    double squared)
{
    double n = (double)B->outer, l = (double)B->inner, error;
    double length = dense_norm_up(x, B->outer, 1);

    apply(y, P, B, x);
    error = add_up(mul_up(mul_up(gamma_up(n), sqrt_up(squared)), length), n * l * ETA);
    error = sub_down(dense_norm_down(y, B->inner, 1), error);
    error = sub_down(div_down(error, length), (double)(B->m * B->n) * ETA);
    return error > 0 ? error : 0;
}

static bool bound(double *lo, double *hi, const struct scaled *B, double accuracy)
{
    slong n = B->outer, l = B->inner, panel = l < PANEL ? l : PANEL;
    double *G = malloc(sizeof(double) * (size_t)(n * n));
    double *P = malloc(sizeof(double) * (size_t)(n * panel));
    double *x = malloc(sizeof(double) * (size_t)(n + l)), squared;
    bool done = false;

    if (G && P && x) {
        form_gram(G, P, B);
        squared = frobenius_squared_up(G, B);
        done = largest_eigenvalue(hi, x, G, n, accuracy);
        *hi = add_up(*hi, mul_up(gamma_up((double)l), squared));
        *hi = add_up(fmin(*hi, squared), (double)n * (double)l * ETA);
        *hi = add_up(sqrt_up(*hi), (double)n * (double)l * ETA);
        *lo = below(x + n, P, B, x, squared);
    }
    free(G);
    free(P);
    free(x);
    return done;
}

enum mc_status source_spectral_norm(arb_t out, const struct matrix_source *A, slong digits)
{
    double lo = 0, hi = 0, accuracy = pow(10, -(double)digits);
    struct scaled B;

    arb_indeterminate(out);
    if (!examine(&B, A))
        return MC_BAD_INPUT;
    if (!B.zero && !bound(&lo, &hi, &B, fmax(accuracy, 0x1p-45)))
        return MC_NO_RESOURCE;
    dense_enclosure(out, lo, hi, B.exponent);
    return lo <= hi && hi <= lo + accuracy * lo ? MC_OK : MC_NOT_DECIDED;
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

enum mc_status mc_double_spectral_norm(arb_t out, const double *a, slong m, slong n,
                                       slong digits)
{
    const struct matrix_source A = {.m = m, .n = n, .context = a, .read = read_doubles};

    return source_spectral_norm(out, &A, digits);
}

enum mc_status mc_float_spectral_norm(arb_t out, const float *a, slong m, slong n, slong digits)
{
    const struct matrix_source A = {.m = m, .n = n, .context = a, .read = read_floats};

    return source_spectral_norm(out, &A, digits);
}
