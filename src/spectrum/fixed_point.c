// SPDX-License-Identifier: Apache-2.0
/*
 * Refinement in fixed point.  With W = A V, G = W^T W, S = I - V^T V and g_i = G_ii, the turn
 * V <- V (I + F) that makes V orthonormal and W^T W diagonal satisfies, to first order,
 *
 *   F_ij + F_ji = S_ij,   G_ij + g_i F_ij + g_j F_ji = 0
 *   =>  F_ij = (G_ij + g_j S_ij) / (g_j - g_i),   F_ii = S_ii / 2,
 *
 * and squares the error, so bits double from round to round.  A round is W, G (half price), S
 * (half price) at q bits and V F at q/2.  When F has become negligible, W, G and S of that round
 * are the certificate: with s_j ~ sqrt(g_j) and U = W D^-1 + (rounding delta), V square,
 *
 *   U^T U - I   = D^-1 G D^-1 - I + (delta terms)
 *   A - U D V^T = A (I - V V^T) - delta D V^T,   ||I - V V^T||_F = ||I - V^T V||_F.
 *
 * Source: Ogita and Aishima 2020, one-sided here; the certificate is derived above.
 */
#include <math.h>

#include "muoncheck/product.h"
#include "spectrum/fixed_point.h"
#include "spectrum/fixed_point_bounds.h"
#include "spectrum/refine.h"

enum { ROUNDS_AT_MOST = 12, SPARE_BITS = 12, SMALL_BITS = 8, CONDITION_BITS = 90 };

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
}

static void work_clear(struct fixed_point *f)
{
    mc_planes_clear(&f->A), mc_planes_clear(&f->V), mc_planes_clear(&f->W);
    mc_planes_clear(&f->G), mc_planes_clear(&f->S), mc_planes_clear(&f->F);
    mc_planes_clear(&f->T);
    mc_product_workspace_clear(&f->workspace);
    arb_mat_clear(f->v), arb_mat_clear(f->g), arb_mat_clear(f->s), arb_mat_clear(f->f);
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
    return lowest;
}

/* W, G and S at q bits, with g and s as numbers.  V is in f->v. */
static enum mc_status measure(struct fixed_point *f, const arb_mat_t A, slong q)
{
    slong i;
    enum mc_status status = mc_planes_set(&f->A, A, unit_of(A, q + SPARE_BITS));

    f->unit = -(q + SPARE_BITS);
    if (status == MC_OK)
        status = mc_planes_set(&f->V, f->v, f->unit);
    if (status == MC_OK)
        status = mc_planes_multiply(&f->W, &f->A, MC_PLAIN, &f->V, MC_PLAIN, f->unit,
                                    &f->workspace);
    if (status == MC_OK)
        status = mc_planes_gram(&f->G, &f->W, f->unit, &f->workspace);
    if (status == MC_OK)
        status = mc_planes_gram(&f->S, &f->V, f->unit, &f->workspace);
    if (status)
        return status;
    mc_planes_get(f->v, &f->V);
    mc_planes_get(f->g, &f->G);
    mc_planes_get(f->s, &f->S);
    arb_mat_neg(f->s, f->s);
    for (i = 0; i < f->n; i++)
        arb_add_ui(arb_mat_entry(f->s, i, i), arb_mat_entry(f->s, i, i), 1, ARF_PREC_EXACT);
    return MC_OK;
}

/* F_ij and F_ji.  Where the quotient is not small, the pair belongs to a cluster: F = S/2 keeps V
 * orthonormal and leaves the numerator, which is O(F^2) if the values are equal.  So it does where
 * the numerator is below 2^noise: rounding of G, or what the certificate can bear. */
static void turn_pair(struct fixed_point *f, arf_t left, slong i, slong j, slong prec)
{
    arf_srcptr gi = arb_midref(arb_mat_entry(f->g, i, i));
    arf_srcptr gj = arb_midref(arb_mat_entry(f->g, j, j));
    arf_srcptr s = arb_midref(arb_mat_entry(f->s, i, j));
    arf_ptr fij = arb_midref(arb_mat_entry(f->f, i, j));
    arf_ptr fji = arb_midref(arb_mat_entry(f->f, j, i));
    arf_t top, gap;

    arf_init(top);
    arf_init(gap);
    arf_mul(top, gj, s, prec, ARF_RND_NEAR);
    arf_add(top, top, arb_midref(arb_mat_entry(f->g, i, j)), prec, ARF_RND_NEAR);
    arf_sub(gap, gj, gi, prec, ARF_RND_NEAR);
    arf_mul_2exp_si(gap, gap, -SMALL_BITS);
    if (arf_cmpabs(top, gap) < 0 && arf_cmpabs_2exp_si(top, f->noise) > 0) {
        arf_mul_2exp_si(gap, gap, SMALL_BITS);
        arf_div(fij, top, gap, prec, ARF_RND_NEAR);
    } else {
        arf_mul_2exp_si(fij, s, -1);
        if (arf_cmpabs(top, left) > 0)
            arf_abs(left, top);
    }
    arf_sub(fji, s, fij, prec, ARF_RND_NEAR);
    arf_clear(top);
    arf_clear(gap);
}

static double row_sum_norm(const arb_mat_t F)
{
    double largest = 0;
    slong i, j;

    for (i = 0; i < arb_mat_nrows(F); i++) {
        double sum = 0;
        for (j = 0; j < arb_mat_ncols(F); j++)
            sum += fabs(arf_get_d(arb_midref(arb_mat_entry(F, i, j)), ARF_RND_UP));
        largest = sum > largest ? sum : largest;
    }
    return largest;
}

/* f->f = F, left = the largest numerator that clusters leave; returns the row sum norm of F. */
static double turn(struct fixed_point *f, arf_t left, slong q)
{
    slong i, j, prec = q / 2 + 40;

    arf_zero(left);
    for (i = 0; i < f->n; i++) {
        arf_mul_2exp_si(arb_midref(arb_mat_entry(f->f, i, i)),
                        arb_midref(arb_mat_entry(f->s, i, i)), -1);
        for (j = i + 1; j < f->n; j++)
            turn_pair(f, left, i, j, prec);
    }
    return row_sum_norm(f->f);
}

/* Of the `wanted` longest columns, those that are no shorter than 2^-(CONDITION_BITS/2) of the
 * longest; the others go into the residual, where they do no harm if they are but noise. */
static slong columns_to_keep(const struct fixed_point *f, const slong *order, slong wanted)
{
    arf_t limit;
    slong kept = 0;

    arf_init(limit);
    if (wanted > 0)
        arf_mul_2exp_si(limit, arb_midref(arb_mat_entry(f->g, order[0], order[0])),
                        -CONDITION_BITS);
    while (kept < wanted && arf_sgn(limit) > 0 &&
           arf_cmp(arb_midref(arb_mat_entry(f->g, order[kept], order[kept])), limit) > 0)
        kept++;
    arf_clear(limit);
    return kept;
}

/* log2 of g_1 / g_k, by which G must be better than U: the condition squared. */
static slong condition_bits(const struct fixed_point *f, const slong *order, slong kept)
{
    arf_t ratio;
    slong bits = 0;

    arf_init(ratio);
    if (kept > 0) {
        arf_div(ratio, arb_midref(arb_mat_entry(f->g, order[0], order[0])),
                arb_midref(arb_mat_entry(f->g, order[kept - 1], order[kept - 1])), 30,
                ARF_RND_UP);
        bits = arf_abs_bound_lt_2exp_si(ratio);
    }
    arf_clear(ratio);
    return bits;
}

/* Fixes what is kept, after the first round; returns the bits by which G must be better than U. */
static slong choose_columns(struct fixed_point *f, slong wanted)
{
    slong *order = flint_malloc(sizeof(slong) * (size_t)(f->n + 1)), bits;

    rank_columns(order, f->g);
    f->kept = columns_to_keep(f, order, wanted);
    bits = condition_bits(f, order, f->kept);
    flint_free(order);
    return bits;
}

/* V <- V + V F, |F| about 2^-p: V F needs q - p bits of V and of F. */
static enum mc_status apply(struct fixed_point *f, slong p, slong q)
{
    enum mc_status status = mc_planes_set(&f->F, f->f, -(q + SPARE_BITS));

    if (status == MC_OK)
        status = mc_planes_set(&f->V, f->v, -(q - p + SPARE_BITS));
    if (status == MC_OK)
        status = mc_planes_multiply(&f->T, &f->V, MC_PLAIN, &f->F, MC_PLAIN, f->unit,
                                    &f->workspace);
    if (status == MC_OK) {
        mc_planes_get(f->f, &f->T);
        arb_mat_add(f->v, f->v, f->f, ARF_PREC_EXACT);
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
    slong q = FLINT_MIN(96, prec), p, round, slack = (slong)FLINT_BIT_COUNT(f->n) + 4;
    arf_t left;
    int done = 0;

    arf_init(left);
    for (round = 0; round < ROUNDS_AT_MOST; round++) {
        if (measure(f, A, q) != MC_OK)
            break;
        if (round == 0)
            prec += choose_columns(f, wanted);
        f->noise = FLINT_MAX(f->unit + slack, 2 * slack - prec);
        p = FLINT_MIN(bits_below_one(turn(f, left, q)), q);
        if (p < SMALL_BITS / 2)
            break;
        if (q >= prec && p >= prec - slack) {
            done = arf_cmpabs_2exp_si(left, 2 * slack - prec) <= 0;
            break;
        }
        if (apply(f, p, q) != MC_OK)
            break;
        q = FLINT_MIN(prec, FLINT_MAX(q, 4 * FLINT_MIN(p, q / 2)));
    }
    arf_clear(left);
    return done;
}

int fixed_point_svd(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec)
{
    struct fixed_point f;
    int done;

    work_init(&f, A);
    double_start(f.v, A);
    done = converge(&f, A, wanted, prec + SPARE_BITS) &&
           fixed_point_bounds(svd, &f, A, prec);
    work_clear(&f);
    return done;
}
