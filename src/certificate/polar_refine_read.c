// SPDX-License-Identifier: Apache-2.0
/*
 * From planes to doubles.  x = sum_k d_k u_k, |d_k| <= 2^24, u_k = 2^(24 k) u_0, added from the top in
 * doubles: a partial sum S down to k is a multiple of u_k, exact while |S| <= 2^53 u_k, and beyond
 * that what follows is at most 1.01 u_k, below 2^-52 |S|.  So each rounding costs at most 1.01 u |x|, all
 * of them less than 2^-46 |x|, as there are fewer than 100 planes.
 */
#include "certificate/polar_refine.h"

#include <math.h>
#include <string.h>

#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/upward.h"
#include "product/moduli.h"

static const double READ_ERROR = 0x1p-46;

/* out += factor (P + sign P^T), one plane; P row-major, out column-major. */
static void add_plane(double *out, const float *digit, slong n, double factor, int sign)
{
    enum { TILE = 16 };
    slong i, j, p, q;

    for (p = 0; p < n; p += TILE)
        for (q = 0; q < n; q += TILE)
            for (j = q; j < n && j < q + TILE; j++)
                for (i = p; i < n && i < p + TILE; i++)
                    out[i + j * n] += factor * ((double)digit[i * n + j] +
                                                sign * (double)digit[j * n + i]);
}

/* out = 2^shift (P + sign P^T) / 2. */
static void read_part(double *out, const struct mc_planes *P, slong shift, int sign)
{
    slong n = P->rows, k;

    memset(out, 0, sizeof(double) * (size_t)(n * n));
    for (k = P->count - 1; k >= 0; k--)
        add_plane(out, P->digits + k * n * n, n,
                  ldexp(0.5, (int)(P->exponent + DIGIT_BITS * k + shift)), sign);
}

void refinement_read(struct refinement *r)
{
    read_part(r->k, &r->M, r->shift, -1);
    read_part(r->s, &r->M, 0, 1);
    read_part(r->e, &r->E, r->shift, 1);
}

/* ||X||_F of the planes, by plane: sum_k ||d_k|| u_k. */
static double planes_norm_up(const struct mc_planes *P)
{
    slong size = P->rows * P->cols, k, i;
    double norm = 0;

    for (k = 0; k < P->count; k++) {
        double sum = 0;

        for (i = 0; i < size; i++)
            sum += (double)P->digits[k * size + i] * (double)P->digits[k * size + i];
        sum = sqrt_up(div_up(sum, sub_down(1, gamma_up((double)size))));
        norm = add_up(norm, mul_up(sum, ldexp(1, (int)(P->exponent + DIGIT_BITS * k))));
    }
    return norm;
}

/* (1 + READ_ERROR) 2^-shift ||x||_F. */
static double norm_up(const double *x, const struct refinement *r)
{
    double norm = mul_up(up(1 + READ_ERROR), dense_norm_up(x, r->n, r->n));

    return up(ldexp(norm, (int)-r->shift));
}

bool refinement_residuals(struct polar_residuals *found, const struct refinement *r)
{
    double unit = mul_up((double)r->n, ldexp(1, (int)r->unit)), size, error;
    double defect = r->m > r->n ? add_up(1, planes_norm_up(&r->Y)) : 1;

    *found = (struct polar_residuals){.defect = add_up(norm_up(r->e, r), mul_up(unit, defect)),
                                      .skew = add_up(norm_up(r->k, r), unit)};
    size = dense_norm_up(r->s, r->n, r->n);
    error = add_up(unit, mul_up(2 * READ_ERROR, size));
    memcpy(r->z, r->s, sizeof(double) * (size_t)(r->n * r->n));
    if (!least_eigenvalue(&found->least, r->z, r->n))
        return false;
    found->least = sub_down(found->least, error);
    return true;
}
