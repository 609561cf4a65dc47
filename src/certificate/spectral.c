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

#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

enum { PANEL = 512 };

/* Exactly one of `d` and `f` is not NULL. */
struct source {
    const double *d;
    const float *f;
    slong m, n, inner, outer;
    int exponent;
    bool tall, zero;
};

static double entry(const struct source *A, slong at)
{
    return A->d ? A->d[at] : (double)A->f[at];
}

/* false: an entry is not finite. */
static bool examine(struct source *A)
{
    double largest = 0;
    bool finite = true;
    slong i;

    A->tall = A->m >= A->n;
    A->inner = A->tall ? A->m : A->n;
    A->outer = A->tall ? A->n : A->m;
    for (i = 0; i < A->m * A->n; i++) {
        double x = fabs(entry(A, i));
        finite &= x < INFINITY;
        largest = x > largest ? x : largest;
    }
    A->zero = largest == 0;
    if (finite && !A->zero)
        frexp(largest, &A->exponent);
    return finite;
}

/* P = rows (tall) or columns `from`, ..., `from + count - 1` of B, column-major without gaps.
 */
static void load(double *P, const struct source *A, slong from, slong count)
{
    slong rows = A->tall ? count : A->m, cols = A->tall ? A->n : count, i, j;
    slong first = A->tall ? from : from * A->m;
    bool plain = A->exponent > -1000 && A->exponent < 1000;
    double factor = ldexp(1, plain ? -A->exponent : 0);

    for (j = 0; j < cols; j++)
        for (i = 0; i < rows; i++) {
            double x = entry(A, first + i + j * A->m);
            P[i + j * rows] = plain ? x * factor : ldexp(x, -A->exponent);
        }
}

static void form_gram(double *G, double *P, const struct source *A)
{
    int n = (int)A->outer;
    slong from;

    for (from = 0; from < A->inner; from += PANEL) {
        int count = (int)(A->inner - from < PANEL ? A->inner - from : PANEL);
        load(P, A, from, count);
        cblas_dsyrk(CblasColMajor, CblasLower, A->tall ? CblasTrans : CblasNoTrans, n, count, 1,
                    P, A->tall ? count : n, from ? 1 : 0, G, n);
    }
}

/* y = fl(B x), or of B^T x where B is wide. */
static void apply(double *y, double *P, const struct source *A, const double *x)
{
    int n = (int)A->outer;
    slong from;

    for (from = 0; from < A->inner; from += PANEL) {
        int count = (int)(A->inner - from < PANEL ? A->inner - from : PANEL);
        load(P, A, from, count);
        cblas_dgemv(CblasColMajor, A->tall ? CblasNoTrans : CblasTrans, A->tall ? count : n,
                    A->tall ? n : count, 1, P, A->tall ? count : n, x, 1, 0, y + from, 1);
    }
}

static double frobenius_squared_up(const double *G, const struct source *A)
{
    double n = (double)A->outer, l = (double)A->inner, sum = n * l * ETA;
    slong i;

    for (i = 0; i < A->outer; i++)
        sum = add_up(sum, G[i + i * A->outer]);
    return div_up(sum, sub_down(1, gamma_up(l)));
}

static double below(double *y, double *P, const struct source *A, const double *x,
                    double squared)
{
    double n = (double)A->outer, l = (double)A->inner, error;
    double length = dense_norm_up(x, A->outer, 1);

    apply(y, P, A, x);
    error = add_up(mul_up(mul_up(gamma_up(n), sqrt_up(squared)), length), n * l * ETA);
    error = sub_down(dense_norm_down(y, A->inner, 1), error);
    error = sub_down(div_down(error, length), (double)(A->m * A->n) * ETA);
    return error > 0 ? error : 0;
}

static bool bound(double *lo, double *hi, const struct source *A, double accuracy)
{
    slong n = A->outer, l = A->inner, panel = l < PANEL ? l : PANEL;
    double *G = malloc(sizeof(double) * (size_t)(n * n));
    double *P = malloc(sizeof(double) * (size_t)(n * panel));
    double *x = malloc(sizeof(double) * (size_t)(n + l)), squared;
    bool done = false;

    if (G && P && x) {
        form_gram(G, P, A);
        squared = frobenius_squared_up(G, A);
        done = largest_eigenvalue(hi, x, G, n, accuracy);
        *hi = add_up(*hi, mul_up(gamma_up((double)l), squared));
        *hi = add_up(fmin(*hi, squared), (double)n * (double)l * ETA);
        *hi = add_up(sqrt_up(*hi), (double)n * (double)l * ETA);
        *lo = below(x + n, P, A, x, squared);
    }
    free(G);
    free(P);
    free(x);
    return done;
}

static enum mc_status enclose(arb_t out, struct source *A, slong digits)
{
    double lo = 0, hi = 0, accuracy = pow(10, -(double)digits);

    arb_indeterminate(out);
    if (!examine(A))
        return MC_BAD_INPUT;
    if (!A->zero && !bound(&lo, &hi, A, fmax(accuracy, 0x1p-45)))
        return MC_NO_RESOURCE;
    dense_enclosure(out, lo, hi, A->exponent);
    return lo <= hi && hi <= lo + accuracy * lo ? MC_OK : MC_NOT_DECIDED;
}

enum mc_status mc_double_spectral_norm(arb_t out, const double *a, slong m, slong n,
                                       slong digits)
{
    struct source A = {.d = a, .m = m, .n = n};

    return enclose(out, &A, digits);
}

enum mc_status mc_float_spectral_norm(arb_t out, const float *a, slong m, slong n, slong digits)
{
    struct source A = {.f = a, .m = m, .n = n};

    return enclose(out, &A, digits);
}
