// SPDX-License-Identifier: Apache-2.0
/*
 * Where planes begin to pay: (time of arb_mat_mul) / (time of planes) for n x n matrices
 * without radii, from balls to balls, one thread, on an AMD EPYC with AVX-512.
 *
 *     n \ bits    64     128     256     512    1024
 *      4        0.09    0.07    0.05    0.03    0.02
 *      8        0.26    0.23    0.27    0.19    0.15
 *     12        0.53    0.49    0.69    0.55    0.46
 *     16        0.88    0.92    1.32    1.09    0.97
 *     24        1.7     1.8     2.7     2.6     2.4
 *     32        2.4     2.6     4.2     4.3     4.3
 *     64        2.7     4.8     6.2     6.7     6.3
 */
#include <stdlib.h>

#include "product/ball_radii.h"
#include "product/moduli.h"

/* The table above: from about n = 17 on at every precision, taken as a count of
 * multiplications. */
enum { FROM = 17 * 17 * 17 };

/* Two factors of so many bits each need fewer than MODULI_AT_MOST moduli of 20 bits. */
enum { BITS_AT_MOST = 10 * MODULI_AT_MOST - 64 };

struct job {
    const arb_mat_struct *A, *B;
    slong m, inner, n, prec;
    slong *row, *column;
    double *radius;
    int any; /* radii                                                       */
};

/* Bits below the exponent of the row, or column, that midpoints have at most. */
static slong depth_of(const arb_mat_t A, const struct scales *scales)
{
    slong depth = 0, i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arf_srcptr a = arb_midref(arb_mat_entry(A, i, j));
            if (!arf_is_zero(a))
                depth = FLINT_MAX(depth, entry_scale(scales, i, j) - ARF_EXP(a) + arf_bits(a));
        }
    return depth;
}

/* Of a factor: its planes, and in *error what an entry of them, below 1 in size, is off by. */
static enum mc_status set_factor(struct mc_planes *P, mag_t error, const struct job *j,
                                 const arb_mat_t A, const struct scales *scales)
{
    slong depth = depth_of(A, scales), wanted = depth;

    if (j->prec < ARF_PREC_EXACT)
        wanted = FLINT_MIN(depth, j->prec + (slong)FLINT_BIT_COUNT(j->inner) + 2);
    if (wanted > BITS_AT_MOST)
        return MC_BAD_INPUT;
    mag_zero(error);
    if (wanted < depth)
        mag_set_ui_2exp_si(error, 1, -wanted - 1);
    return planes_set_scaled(P, A, -wanted, scales);
}

/* |P Q - A B| <= K (a (1 + b) + b) for errors a and b of entries of size 1 at most, and 2^keep
 * where planes of the product were left out. */
static void error_of(mag_t error, const mag_t a, const mag_t b, slong inner, slong keep,
                     int exact)
{
    mag_t unit;

    mag_init(unit);
    mag_one(unit);
    mag_add(unit, unit, b);
    mag_mul(error, a, unit);
    mag_add(error, error, b);
    mag_mul_ui(error, error, (ulong)inner);
    mag_set_ui_2exp_si(unit, 1, keep);
    if (!exact)
        mag_add(error, error, unit);
    mag_clear(unit);
}

static void put_radii(arb_mat_t C, const struct job *j, const mag_t error)
{
    slong i, k;
    mag_t radius;

    mag_init(radius);
    for (i = 0; i < j->m; i++)
        for (k = 0; k < j->n; k++) {
            mag_ptr r = arb_radref(arb_mat_entry(C, i, k));
            mag_set(r, error);
            if (j->any) {
                mag_set_d(radius, j->radius[i * j->n + k]);
                mag_add(r, r, radius);
            }
            mag_mul_2exp_si(r, r, j->row[i] + j->column[k]);
        }
    mag_clear(radius);
}

static enum mc_status by_planes(arb_mat_t C, const struct job *j,
                                struct mc_product_workspace *w)
{
    const struct scales left = {.row = j->row}, right = {.column = j->column};
    const struct scales both = {j->row, j->column};
    struct mc_planes P = {0}, Q = {0}, R = {0};
    slong keep = j->prec < ARF_PREC_EXACT ? -j->prec : WORD_MIN / 4;
    mag_t a, b;
    enum mc_status status;

    mag_init(a);
    mag_init(b);
    status = set_factor(&P, a, j, j->A, &left);
    if (status == MC_OK)
        status = set_factor(&Q, b, j, j->B, &right);
    if (status == MC_OK)
        status = mc_planes_multiply(&R, &P, MC_PLAIN, &Q, MC_PLAIN, keep, w);
    if (status == MC_OK) {
        error_of(a, a, b, j->inner, keep, R.exponent == P.exponent + Q.exponent);
        planes_get_scaled(C, &R, &both);
        put_radii(C, j, a);
    }
    mc_planes_clear(&P), mc_planes_clear(&Q), mc_planes_clear(&R);
    mag_clear(a);
    mag_clear(b);
    return status;
}

static enum mc_status large_product(arb_mat_t C, struct job *j, struct mc_product_workspace *w)
{
    enum mc_status status = MC_NO_RESOURCE;

    j->row = malloc(sizeof(slong) * (size_t)(j->m + 1));
    j->column = malloc(sizeof(slong) * (size_t)(j->n + 1));
    j->radius = malloc(sizeof(double) * (size_t)(j->m * j->n + 1));
    if (j->row && j->column && j->radius)
        status = row_exponents(j->row, j->A) && column_exponents(j->column, j->B)
                     ? MC_OK
                     : MC_BAD_INPUT;
    if (status == MC_OK) {
        status = ball_radii(j->radius, &j->any, j->A, j->B, j->row, j->column);
        status = status == MC_NOT_DECIDED ? MC_BAD_INPUT : status;
    }
    if (status == MC_OK)
        status = by_planes(C, j, w);
    free(j->row);
    free(j->column);
    free(j->radius);
    return status;
}

enum mc_status mc_ball_product(arb_mat_t C, const arb_mat_t A, const arb_mat_t B, slong prec,
                               struct mc_product_workspace *w)
{
    struct job j = {.A = A,
                    .B = B,
                    .m = arb_mat_nrows(A),
                    .inner = arb_mat_ncols(A),
                    .n = arb_mat_ncols(B),
                    .prec = prec};
    enum mc_status status = MC_BAD_INPUT;

    if ((double)j.m * (double)j.inner * (double)j.n >= FROM)
        status = large_product(C, &j, w);
    if (status != MC_BAD_INPUT)
        return status;
    arb_mat_mul(C, A, B, prec); /* small, or not for planes */
    return MC_OK;
}
