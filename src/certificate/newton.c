// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <stdlib.h>

#include "certificate/blocked.h"
#include "certificate/dense.h"
#include "certificate/newton.h"
#include "certificate/upward.h"

/* u sqrt(sum of squares), where sum was added up in doubles from at most `terms` squares, each
 * of which underflow may have cost ETA. */
static double rounding_up(double sum, double terms)
{
    sum = add_up(sum, mul_up(4 * terms, ETA));
    return mul_up(mul_up(UNIT, up(1 + 4 * UNIT)),
                  sqrt_up(div_up(sum, sub_down(1, gamma_up(terms + 4)))));
}

struct sums {
    double *head, *tail, *k, even, odd;
};

/* head becomes S^, k becomes K^.  0.5 fl(fl(p) + fl(q)), p and q exact sums or differences, is
 * off by at most u (|fl p| + |fl q|), barring underflow (ETA). */
static void add_parts(void *context, slong at, slong mirror)
{
    struct sums *w = context;
    double p = w->head[at] + w->head[mirror], q = w->tail[at] + w->tail[mirror];
    double dp = w->head[at] - w->head[mirror], dq = w->tail[at] - w->tail[mirror];

    w->head[at] = w->head[mirror] = 0.5 * (p + q);
    w->k[at] = 0.5 * (dp + dq);
    w->k[mirror] = -w->k[at];
    p = fabs(p) + fabs(q);
    q = fabs(dp) + fabs(dq);
    w->even += 2 * (p * p);
    w->odd += 2 * (q * q);
}

/* d = (head - I) + tail from the lower triangles, mirrored. */
static void add_lower(void *context, slong at, slong mirror)
{
    struct sums *w = context;
    double p = w->head[mirror] - (at == mirror), sum = p + w->tail[mirror];

    w->head[at] = w->head[mirror] = sum;
    p = fabs(p) + fabs(sum);
    w->even += 2 * (p * p);
}

bool newton_products(struct newton *w)
{
    double squares = (double)w->n * (double)w->n, error;
    struct sums of_b = {w->s, w->tail, w->k, 0, 0}, of_y = {w->d, w->tail, NULL, 0, 0};

    if (!split_product(w->s, w->tail, &error, w->y, w->b, w->m, w->n, w->n, BLOCKED_ALL))
        return false;
    each_pair(w->n, add_parts, &of_b);
    /* The scaled B is off by m n ETA, ||Y|| <= 2; underflow once an entry. */
    error = add_up(error, mul_up(4, w->tiny));
    w->error_s = add_up(error, rounding_up(of_b.even, squares));
    w->error_k = add_up(error, rounding_up(of_b.odd, squares));
    if (!split_product(w->d, w->tail, &error, w->y, w->y, w->m, w->n, w->n, BLOCKED_LOWER))
        return false;
    each_pair(w->n, add_lower, &of_y);
    /* One triangle twice: a factor of sqrt(2) at most. */
    w->error_d = add_up(mul_up(1.5, error), rounding_up(of_y.even, squares));
    w->error_d = add_up(w->error_d, w->tiny);
    w->norm_s = add_up(dense_norm_up(w->s, w->n, w->n), w->error_s);
    w->norm_k = add_up(dense_norm_up(w->k, w->n, w->n), w->error_k);
    w->defect = add_up(dense_norm_up(w->d, w->n, w->n), w->error_d);
    return true;
}

/* In the basis V: w_ij = (2 k_ij + t_ij (s_j - s_i)) / (s_i + s_j), from c = k + t. */
struct rotated {
    float *c;
    const double *sigma;
    slong n;
};

static void divide(void *context, slong at, slong mirror)
{
    const struct rotated *r = context;
    double a = r->c[at], b = r->c[mirror];
    double si = r->sigma[at % r->n], sj = r->sigma[at / r->n];
    double value = (a - b + 0.5 * (a + b) * (sj - si)) / (si + sj);

    r->c[at] = (float)value;
    r->c[mirror] = (float)-value;
}

/* c = V^T c V or V c V^T, in float. */
static void rotate(float *c, float *t, const float *vt, slong size, bool back)
{
    int n = (int)size;

    cblas_sgemm(CblasColMajor, back ? CblasTrans : CblasNoTrans, CblasNoTrans, n, n, n, 1, vt,
                n, c, n, 0, t, n);
    cblas_sgemm(CblasColMajor, CblasNoTrans, back ? CblasNoTrans : CblasTrans, n, n, n, 1, t, n,
                vt, n, 0, c, n);
}

/* z = W as floats give it; nothing here needs to be exact. */
static bool solve(struct newton *w)
{
    slong square = w->n * w->n, i;
    float *c = malloc(sizeof(float) * (size_t)(3 * square)), *t = c + square, *vt = t + square;
    struct rotated r = {c, w->sigma, w->n};
    double scale;
    int e;

    if (!c)
        return false;
    for (i = 0; i < square; i++)
        w->z[i] = w->k[i] - 0.5 * w->d[i];
    dense_exponent(&e, w->z, square);
    scale = ldexp(1, e < -900 ? 900 : -e);
    for (i = 0; i < square; i++) {
        c[i] = (float)(w->z[i] * scale);
        vt[i] = (float)w->vt[i];
    }
    rotate(c, t, vt, w->n, false);
    each_pair(w->n, divide, &r);
    rotate(c, t, vt, w->n, true);
    for (i = 0; i < square; i++)
        w->z[i] = c[i] / scale;
    free(c);
    return true;
}

struct step {
    double *z;
    const double *d, *k, *product;
    double *f, sum;
};

/* Z = W - D^/2 with W made exactly skew. */
static void join(void *context, slong at, slong mirror)
{
    const struct step *w = context;
    double skew = 0.5 * (w->z[at] - w->z[mirror]), t = -0.5 * w->d[at];

    w->z[at] = skew + t;
    w->z[mirror] = t - skew;
}

/* f = K^ + skew(product): off by at most u (|skew| + |f|). */
static void remainder_of(void *context, slong at, slong mirror)
{
    struct step *w = context;
    double skew = 0.5 * (w->product[at] - w->product[mirror]), f = w->k[at] + skew;

    w->f[at] = f;
    w->f[mirror] = -f;
    f = fabs(f) + fabs(skew);
    w->sum += 2 * (f * f);
}

bool newton_step(struct newton *w)
{
    slong n = w->n;
    double error, squares = (double)n * (double)n;
    double *f = malloc(sizeof(double) * (size_t)(n * n));
    struct step step = {w->z, w->d, w->k, w->tail, f, 0};
    bool done = f && solve(w);

    if (done) {
        each_pair(n, join, &step);
        w->norm_z = dense_norm_up(w->z, n, n);
        done = blocked_product(w->tail, w->z, w->s, n, n, n, BLOCKED_ALL, false);
    }
    if (done) {
        each_pair(n, remainder_of, &step);
        error = blocked_error_up(n, n, n, 1, mul_up(w->norm_z, w->norm_s));
        error = add_up(error, add_up(rounding_up(step.sum, squares), 2 * w->tiny));
        w->skew = add_up(dense_norm_up(f, n, n), add_up(error, w->error_k));
    }
    free(f);
    return done;
}
