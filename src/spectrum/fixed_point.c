// SPDX-License-Identifier: Apache-2.0
/*
 * Refinement in fixed point.  With W = A V, G = W^T W, S = I - V^T V and g_i = G_ii, the turn
 * V <- V (I + F) that makes V orthonormal and W^T W diagonal satisfies, to first order,
 *
 *   F_ij + F_ji = S_ij,   G_ij + g_i F_ij + g_j F_ji = 0
 *   =>  F_ij = (G_ij + g_j S_ij) / (g_j - g_i),   F_ii = S_ii / 2,
 *
 * and squares the error, so bits double from round to round.  A round is W, G (half price), S
 * (half price) at q bits and V F at q/2; V, G and S stay in planes.  Clusters, where the quotient
 * is not small, are turned by the eigenvectors of their block (fixed_point_unite.c).  When F has become negligible, W, G and S of that round
 * are the certificate: with s_j ~ sqrt(g_j) and U = W D^-1 + (rounding delta), V square,
 *
 *   U^T U - I   = D^-1 G D^-1 - I + (delta terms)
 *   A - U D V^T = A (I - V V^T) - delta D V^T,   ||I - V V^T||_F = ||I - V^T V||_F.
 *
 * Source: Ogita and Aishima 2020, one-sided here; the certificate is derived above.
 */
#include <math.h>
#include <stdlib.h>

#include "muoncheck/product.h"
#include "product/moduli.h"
#include "product/planes.h"
#include "spectrum/fixed_point.h"
#include "spectrum/fixed_point_bounds.h"
#include "spectrum/fixed_point_turn.h"
#include "spectrum/refine.h"

enum { ROUNDS_AT_MOST = 20, SPARE_BITS = 12, CONDITION_BITS = 90, CLUSTER_BITS = 12,
       NOISE_BITS = 24 };

static void work_init(struct fixed_point *f, const arb_mat_t A)
{
    *f = (struct fixed_point){.m = arb_mat_nrows(A), .n = arb_mat_ncols(A)};
    mc_planes_init(&f->A), mc_planes_init(&f->V), mc_planes_init(&f->W);
    mc_planes_init(&f->G), mc_planes_init(&f->S), mc_planes_init(&f->F);
    mc_planes_init(&f->T);
    mc_product_workspace_init(&f->workspace);
    arb_mat_init(f->v, f->n, f->n);
    arb_mat_init(f->g, f->n, f->n);
    arb_mat_init(f->s, f->n, f->n);
    arb_mat_init(f->f, f->n, f->n);
    arb_mat_init(f->squares, f->n, 1);
}

static void work_clear(struct fixed_point *f)
{
    mc_planes_clear(&f->A), mc_planes_clear(&f->V), mc_planes_clear(&f->W);
    mc_planes_clear(&f->G), mc_planes_clear(&f->S), mc_planes_clear(&f->F);
    mc_planes_clear(&f->T);
    mc_product_workspace_clear(&f->workspace);
    arb_mat_clear(f->v), arb_mat_clear(f->g), arb_mat_clear(f->s), arb_mat_clear(f->f);
    arb_mat_clear(f->squares);
}

/* The exponent of a whole number of planes that reaches 2^-bits. */
static slong planes_below(slong bits)
{
    return -(bits + DIGIT_BITS - 1) / DIGIT_BITS * DIGIT_BITS;
}

/* The unit in which A is exact, but not below 2^-bits: trailing zeros would cost DGEMMs. */
static slong unit_of(const arb_mat_t A, slong bits)
{
    slong i, j, lowest = 0;
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

/* W, G and S at q bits from the planes of V. */
static enum mc_status measure(struct fixed_point *f, const arb_mat_t A, slong q)
{
    enum mc_status status = MC_OK;

    f->unit = planes_below(q + SPARE_BITS);
    if (f->A.exponent > f->unit || !f->A.digits)
        status = mc_planes_set(&f->A, A, unit_of(A, q + SPARE_BITS));
    if (status == MC_OK)
        status = mc_planes_multiply(&f->W, &f->A, MC_PLAIN, &f->V, MC_PLAIN, f->unit,
                                    &f->workspace);
    if (status == MC_OK)
        status = mc_planes_gram(&f->G, &f->W, f->unit, &f->workspace);
    if (status == MC_OK)
        status = planes_diagonal(f->squares, &f->G);
    if (status == MC_OK)
        status = mc_planes_gram(&f->S, &f->V, f->unit, &f->workspace);
    return status == MC_OK ? planes_from_identity(&f->S) : status;
}

/* Of the `wanted` longest columns, those that are no shorter than 2^-(CONDITION_BITS/2) of the
 * longest; the others go into the residual, where they do no harm if they are but noise. */
static slong columns_to_keep(const double *squares, slong wanted)
{
    slong kept = 0;

    while (kept < wanted && squares[kept] > ldexp(squares[0], -CONDITION_BITS))
        kept++;
    return kept;
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

/* Fixes what is kept, after the first round; returns log2 of g_1 / g_k, the condition squared, by
 * which G must be better than U.  Negative where a column that would be left out is no noise. */
static slong choose_columns(struct fixed_point *f, slong wanted)
{
    slong n = f->n, j, k, bits = 0;
    double *squares = flint_calloc((size_t)n + 1, sizeof(double));

    for (j = 0; j < n; j++)
        for (k = 0; k < f->G.count; k++)
            squares[j] += ldexp(f->G.digits[(k * n + j) * n + j],
                                (int)(f->G.exponent + DIGIT_BITS * k));
    qsort(squares, (size_t)n, sizeof(double), descending);
    f->kept = columns_to_keep(squares, wanted);
    if (f->kept > 0)
        bits = (slong)ceil(log2(squares[0] / squares[f->kept - 1])) + 1;
    if (f->kept < wanted && squares[f->kept] > ldexp(1, (int)f->unit + NOISE_BITS))
        bits = -1;
    flint_free(squares);
    return bits;
}

/* V <- V + V F, |F| about 2^-p: V F needs q - p bits of V and of F. */
static enum mc_status apply(struct fixed_point *f, slong p, slong q)
{
    struct mc_planes leading = planes_view(&f->V, planes_below(q - p + SPARE_BITS)), sum;
    enum mc_status status = mc_planes_multiply(&f->T, &leading, MC_PLAIN, &f->F, MC_PLAIN,
                                               f->unit, &f->workspace);

    if (status == MC_OK)
        status = planes_add(&f->F, &f->V, &f->T);
    if (status == MC_OK) {
        sum = f->F;
        f->F = f->V;
        f->V = sum;
    }
    return status;
}

/* V <- V Q for the clusters that numerators up to 2^left still tie together.  They are worth it where
 * they stand well above the noise. */
static enum mc_status unite(struct fixed_point *f, slong left)
{
    struct mc_planes turned;
    enum mc_status status = MC_OK;

    if (left < f->noise + CLUSTER_BITS || !fixed_point_unite(f->f, f, -f->unit))
        return MC_OK;
    status = mc_planes_set(&f->F, f->f, f->unit);
    if (status == MC_OK)
        status = mc_planes_multiply(&f->T, &f->V, MC_PLAIN, &f->F, MC_PLAIN, f->unit,
                                    &f->workspace);
    if (status == MC_OK) {
        turned = f->T;
        f->T = f->V;
        f->V = turned;
    }
    return status;
}

/* -log2 x, at least 0, for 0 < x; many bits for 0. */
static slong bits_below_one(double x)
{
    int exponent;

    if (x == 0)
        return 1000;
    frexp(x, &exponent);
    return exponent < 0 ? -exponent : 0;
}

/* Rounds until F is negligible at `prec` bits.  0 returned if that does not come about. */
static int converge(struct fixed_point *f, const arb_mat_t A, slong wanted, slong prec)
{
    slong q = FLINT_MIN(96, prec), p = 48, round, slack = (slong)FLINT_BIT_COUNT(f->n) + 4;

    for (round = 0; round < ROUNDS_AT_MOST; round++) {
        slong left, extra;
        double size;

        if (measure(f, A, q) != MC_OK)
            return 0;
        extra = round == 0 ? choose_columns(f, wanted) : 0;
        if (extra < 0)
            return 0;
        prec += extra;
        f->noise = FLINT_MAX(f->unit + slack, 2 * slack - prec);
        size = fixed_point_turn(f, &left, q - p);
        p = size >= 0 ? FLINT_MIN(bits_below_one(size), q) : 0;
        if (p < SMALL_BITS / 2)
            return 0;
        if (q >= prec && p >= prec - slack && left <= 2 * slack - prec)
            return 1;
        if (apply(f, p, q) != MC_OK || unite(f, left) != MC_OK)
            return 0;
        q = FLINT_MIN(prec, FLINT_MAX(q, 4 * FLINT_MIN(p, q / 2)));
        p = FLINT_MIN(2 * p, q);
    }
    return 0;
}

/* V, G and S as numbers, for the certificate. */
static void read_planes(struct fixed_point *f)
{
    mc_planes_get(f->v, &f->V);
    mc_planes_get(f->g, &f->G);
    mc_planes_get(f->s, &f->S);
}

int fixed_point_svd(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec)
{
    struct fixed_point f;
    int done = 0;

    work_init(&f, A);
    double_start(f.v, A);
    if (mc_planes_set(&f.V, f.v, planes_below(96 + SPARE_BITS)) == MC_OK &&
        converge(&f, A, wanted, prec + SPARE_BITS)) {
        read_planes(&f);
        done = fixed_point_bounds(svd, &f, A, prec);
    }
    work_clear(&f);
    return done;
}
