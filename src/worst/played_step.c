// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "worst/played_step.h"

/* The coefficient, rounded as the format rounds it. */
static double stored(const fmpq_t c, const struct mc_arithmetic *in)
{
    struct mc_arithmetic nearest = *in;
    arb_mat_t one;
    fmpq_t zero;
    double out;

    nearest.rounding = in->rounding == MC_STOCHASTIC ? MC_NEAREST : in->rounding;
    fmpq_init(zero);
    arb_mat_init(one, 1, 1);
    arb_mat_one(one);
    mc_combine(one, c, one, zero, one, &nearest);
    out = arf_get_d(arb_midref(arb_mat_entry(one, 0, 0)), ARF_RND_NEAR);
    arb_mat_clear(one);
    fmpq_clear(zero);
    return out;
}

static bool room(double **out, slong count)
{
    *out = calloc((size_t)count, sizeof **out);
    return *out != NULL;
}

bool played_init(struct played *s, const fmpq_poly_t p, const struct mc_arithmetic *in, slong m,
                 slong n)
{
    bool fine;
    fmpq_t c;
    slong j;

    *s = (struct played){.m = m, .n = n, .q = fmpq_poly_degree(p) / 2};
    if (s->q < 1 || s->q > MOST_TERMS)
        return false;
    fmpq_init(c);
    for (j = 0; j <= s->q; j++) {
        fmpq_poly_get_coeff_fmpq(c, p, 2 * j + 1);
        s->c[j] = stored(c, in);
    }
    fmpq_clear(c);
    fine = room(&s->X, m * n) && room(&s->G, m * m) && room(&s->on_X, m * n) &&
           room(&s->on_image, m * n) && room(&s->on_G, m * m) && room(&s->square, m * m) &&
           room(&s->wide, m * n) && room(&s->turned, m * n);
    for (j = 1; j <= s->q; j++)
        fine = fine && room(s->H + j, m * m) && room(s->on_H + j, m * m);
    return fine;
}

void played_clear(struct played *s)
{
    double *all[] = {s->X, s->G, s->on_X, s->on_image, s->on_G, s->square, s->wide, s->turned};
    size_t i;
    slong j;

    for (i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    for (j = 1; j <= s->q && j <= MOST_TERMS; j++) {
        free(s->H[j]);
        free(s->on_H[j]);
    }
}

static void transpose(double *out, const double *A, slong m, slong n)
{
    for (slong i = 0; i < m; i++)
        for (slong j = 0; j < n; j++)
            out[j * m + i] = A[i * n + j];
}

/* C = fl(c A), and the same added to C and rounded. */
static void scale(double *C, double c, const double *A, const double *signs, slong count,
                  const struct perturbed *rules)
{
    for (slong i = 0; i < count; i++)
        C[i] = c * A[i];
    perturbed_store(C, signs, count, rules);
}

static void combine(double *C, double c, const double *A, const double *signs, slong count,
                    const struct perturbed *rules)
{
    for (slong i = 0; i < count; i++) {
        double y = c * A[i];

        perturbed_store(&y, signs ? signs + i : NULL, 1, rules);
        C[i] += y;
    }
    perturbed_store(C, signs, count, rules);
}

void played_forward(struct played *s, double *x, bool signs, const struct perturbed *rules)
{
    slong m = s->m, n = s->n, j;

    memcpy(s->X, x, (size_t)(m * n) * sizeof *x);
    transpose(s->turned, x, m, n);
    perturbed_product(s->G, x, s->turned, signs ? s->on_G : NULL, m, n, m, rules);
    if (s->q > 1)
        scale(s->H[s->q], s->c[s->q], s->G, signs ? s->on_H[s->q] : NULL, m * m, rules);
    for (j = s->q - 1; j >= 1; j--) {
        const double *on = signs ? s->on_H[j] : NULL;

        perturbed_product(s->H[j], s->H[j + 1], s->G, on, m, m, m, rules);
        combine(s->H[j], s->c[j], s->G, on, m * m, rules);
    }
    perturbed_product(x, s->q > 1 ? s->H[1] : s->G, s->X, signs ? s->on_image : NULL, m, m, n,
                      rules);
    if (s->q == 1)
        scale(x, s->c[1], x, signs ? s->on_X : NULL, m * n, rules);
    combine(x, s->c[0], s->X, signs ? s->on_X : NULL, m * n, rules);
}

static void set_signs(double *signs, const double *Z, slong count, double c)
{
    for (slong i = 0; i < count; i++)
        signs[i] = c * Z[i] < 0 ? -1 : 1;
}

/* C = beta C + A^(ta) B^(tb), C (m x n). */
static void dgemm(double *C, const double *A, bool ta, const double *B, bool tb, slong m,
                  slong k, slong n, double alpha, double beta)
{
    cblas_dgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans,
                (int)m, (int)n, (int)k, alpha, A, (int)(ta ? m : k), B, (int)(tb ? k : n), beta,
                C, (int)n);
}

/* dG for q > 1, from dH_1 in `square`. */
static void backward_inner(struct played *s, double *dG, double *dH)
{
    slong m = s->m, j, i;
    double *other = s->turned;

    for (j = 1; j <= s->q; j++) {
        set_signs(s->on_H[j], dH, m * m, 1);
        for (i = 0; i < m * m; i++)
            dG[i] += s->c[j] * dH[i];
        if (j == s->q)
            break;
        dgemm(dG, s->H[j + 1], true, dH, false, m, m, m, 1, 1);
        dgemm(other, dH, false, s->G, true, m, m, m, 1, 0);
        memcpy(dH, other, (size_t)(m * m) * sizeof *dH);
    }
}

/* The sign of G is that of dG + dG^T, which X + stands before. */
void played_backward(struct played *s, double *Z)
{
    slong m = s->m, n = s->n, i, j;
    double *dG = s->wide, last = s->q > 1 ? 1 : s->c[1];

    set_signs(s->on_X, Z, m * n, 1);
    set_signs(s->on_image, Z, m * n, last);
    dgemm(s->square, Z, false, s->X, true, m, n, m, last, 0);
    memset(dG, 0, (size_t)(m * m) * sizeof *dG);
    if (s->q > 1)
        backward_inner(s, dG, s->square);
    else
        memcpy(dG, s->square, (size_t)(m * m) * sizeof *dG);
    for (i = 0; i < m; i++)
        for (j = 0; j <= i; j++)
            dG[i * m + j] = dG[j * m + i] = dG[i * m + j] + dG[j * m + i];
    set_signs(s->on_G, dG, m * m, 1);
    dgemm(s->turned, s->q > 1 ? s->H[1] : s->G, true, Z, false, m, m, n, last, 0);
    dgemm(s->turned, dG, false, s->X, false, m, m, n, 1, 1);
    for (i = 0; i < m * n; i++)
        Z[i] = s->turned[i] + s->c[0] * Z[i];
}
