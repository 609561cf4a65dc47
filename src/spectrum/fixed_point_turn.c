// SPDX-License-Identifier: Apache-2.0
/*
 * F_ij = (G_ij + g_j S_ij) / (g_j - g_i), F_ji = S_ij - F_ij, in pairs of doubles (Dekker 1971), or
 * in numbers of any length where pairs do not carry the bits.  Nothing here has to be exact.
 */
#include <math.h>
#include <stdlib.h>

#include "product/planes.h"
#include "spectrum/fixed_point_turn.h"

enum { PAIR_BITS = 95 };

struct pair fixed_point_gap(const struct fixed_point *f, slong i, slong j, struct pair gi,
                            struct pair gj)
{
    struct pair gap = sum(gj, negative(gi));
    arf_t exact, high;

    if (fabs(gap.hi) > ldexp(fabs(gj.hi), -8))
        return gap;
    arf_init(exact);
    arf_sub(exact, arb_midref(arb_mat_entry(f->squares, j, 0)),
            arb_midref(arb_mat_entry(f->squares, i, 0)), ARF_PREC_EXACT, ARF_RND_DOWN);
    gap.hi = arf_get_d(exact, ARF_RND_NEAR);
    arf_init(high);
    arf_set_d(high, gap.hi);
    arf_sub(exact, exact, high, 60, ARF_RND_NEAR);
    gap.lo = arf_get_d(exact, ARF_RND_NEAR);
    arf_clear(exact);
    arf_clear(high);
    return gap;
}

/* G, S and F as arrays of pairs. */
struct arrays {
    double *g_hi, *g_lo, *s_hi, *s_lo, *f_hi, *f_lo;
};

static double turn_pair(const struct fixed_point *state, struct arrays *a, slong i, slong j,
                        double noise)
{
    slong n = state->n;
    slong at = i + j * n, mirror = j + i * n;
    struct pair gi = {a->g_hi[i + i * n], a->g_lo[i + i * n]};
    struct pair gj = {a->g_hi[j + j * n], a->g_lo[j + j * n]};
    struct pair s = {a->s_hi[at], a->s_lo[at]}, f, back;
    struct pair top = sum((struct pair){a->g_hi[at], a->g_lo[at]}, product(gj, s));
    struct pair gap = fixed_point_gap(state, i, j, gi, gj);
    double left = 0;

    if (fabs(top.hi) > noise && is_turn(top.hi, gap.hi, fmax(gi.hi, gj.hi))) {
        f = quotient(top, gap);
    } else {
        f = (struct pair){s.hi / 2, s.lo / 2};
        left = fabs(top.hi);
    }
    back = sum(s, negative(f));
    a->f_hi[at] = f.hi, a->f_lo[at] = f.lo;
    a->f_hi[mirror] = back.hi, a->f_lo[mirror] = back.lo;
    return left;
}

static double row_sums(const double *f, slong n)
{
    double largest = 0;
    double *sums = calloc((size_t)n + 1, sizeof(double));
    slong i, j;

    for (j = 0; sums && j < n; j++)
        for (i = 0; i < n; i++)
            sums[i] += fabs(f[i + j * n]);
    for (i = 0; sums && i < n; i++)
        largest = !(sums[i] <= largest) ? sums[i] : largest;
    free(sums);
    return sums ? largest : -1;
}

static slong exponent_of(double x)
{
    int e;

    if (!(x > 0))
        return WORD_MIN;
    frexp(x, &e);
    return e;
}

static double turn_in_pairs(struct fixed_point *f, slong *left, struct arrays *a)
{
    slong n = f->n, i, j;
    double noise = ldexp(1, (int)f->noise), most = 0, norm;

    planes_to_pairs(a->g_hi, a->g_lo, &f->G);
    planes_to_pairs(a->s_hi, a->s_lo, &f->S);
    for (j = 0; j < n; j++) {
        slong at = j + j * n;
        a->f_hi[at] = a->s_hi[at] / 2, a->f_lo[at] = a->s_lo[at] / 2;
        for (i = 0; i < j; i++) {
            double stays = turn_pair(f, a, i, j, noise);
            most = stays > most ? stays : most;
        }
    }
    *left = exponent_of(most);
    norm = row_sums(a->f_hi, n);
    return planes_from_pairs(&f->F, a->f_hi, a->f_lo, n, n, f->unit) == MC_OK ? norm : -1;
}

static double by_pairs(struct fixed_point *f, slong *left)
{
    size_t size = (size_t)(f->n * f->n);
    double *all = malloc(6 * size * sizeof(double)), norm = -1;

    if (all) {
        struct arrays a = {all,            all + size,     all + 2 * size,
                           all + 3 * size, all + 4 * size, all + 5 * size};
        norm = turn_in_pairs(f, left, &a);
    }
    free(all);
    return norm;
}

static int is_turn_number(const arf_t top, const arf_t gap, const arf_t gj, slong noise)
{
    arf_t square, product, larger;
    int yes;

    arf_init(square);
    arf_init(product);
    arf_init(larger);
    arf_sub(larger, gj, gap, 30, ARF_RND_NEAR);    /* g_i */
    if (arf_cmp(larger, gj) < 0)
        arf_set(larger, gj);
    arf_mul(product, top, larger, 30, ARF_RND_NEAR);
    arf_mul(square, gap, gap, 30, ARF_RND_NEAR);
    arf_mul_2exp_si(square, square, -GAP_BITS);
    arf_mul_2exp_si(larger, gap, -SMALL_BITS);
    yes = arf_cmpabs(product, square) < 0 && arf_cmpabs(top, larger) < 0 &&
          arf_cmpabs_2exp_si(top, noise) > 0;
    arf_clear(square);
    arf_clear(product);
    arf_clear(larger);
    return yes;
}

/* The same entry in numbers of `prec` bits. */
static void turn_numbers(struct fixed_point *f, arf_t left, slong i, slong j, slong prec)
{
    arf_srcptr s = arb_midref(arb_mat_entry(f->s, i, j));
    arf_srcptr gj = arb_midref(arb_mat_entry(f->g, j, j));
    arf_ptr fij = arb_midref(arb_mat_entry(f->f, i, j));
    arf_t top, gap;

    arf_init(top);
    arf_init(gap);
    arf_mul(top, gj, s, prec, ARF_RND_NEAR);
    arf_add(top, top, arb_midref(arb_mat_entry(f->g, i, j)), prec, ARF_RND_NEAR);
    arf_sub(gap, gj, arb_midref(arb_mat_entry(f->g, i, i)), prec, ARF_RND_NEAR);
    if (is_turn_number(top, gap, gj, f->noise)) {
        arf_div(fij, top, gap, prec, ARF_RND_NEAR);
    } else {
        arf_mul_2exp_si(fij, s, -1);
        if (arf_cmpabs(top, left) > 0)
            arf_abs(left, top);
    }
    arf_sub(arb_midref(arb_mat_entry(f->f, j, i)), s, fij, prec, ARF_RND_NEAR);
    arf_clear(top);
    arf_clear(gap);
}

static double by_numbers(struct fixed_point *f, slong *left, slong prec)
{
    slong n = f->n, i, j;
    double *sizes = malloc(sizeof(double) * (size_t)(n * n + 1)), norm = -1;
    arf_t most;

    mc_planes_get(f->g, &f->G);
    mc_planes_get(f->s, &f->S);
    arf_init(most);
    for (i = 0; i < n; i++) {
        arf_mul_2exp_si(arb_midref(arb_mat_entry(f->f, i, i)),
                        arb_midref(arb_mat_entry(f->s, i, i)), -1);
        for (j = i + 1; j < n; j++)
            turn_numbers(f, most, i, j, prec);
    }
    for (i = 0; sizes && i < n * n; i++)
        sizes[i] = arf_get_d(arb_midref(arb_mat_entry(f->f, i % n, i / n)), ARF_RND_UP);
    *left = arf_is_zero(most) ? WORD_MIN : arf_abs_bound_lt_2exp_si(most);
    if (sizes && mc_planes_set(&f->F, f->f, f->unit) == MC_OK)
        norm = row_sums(sizes, n);
    arf_clear(most);
    free(sizes);
    return norm;
}

double fixed_point_turn(struct fixed_point *f, slong *left, slong relative)
{
    return relative <= PAIR_BITS && f->unit > -900 ? by_pairs(f, left)
                                                   : by_numbers(f, left, relative + 40);
}
