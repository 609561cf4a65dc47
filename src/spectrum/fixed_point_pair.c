// SPDX-License-Identifier: Apache-2.0
/*
 * F_ij + F_ji = S_ij and G_ij + g_i F_ij + g_j F_ji = 0 for columns i, j of A V, i the longer
 * one.  With r = 2^(scale_i - scale_j) and G, g of the scaled columns
 *
 *   F_ij = r (G_ij + r g_j S_ij) / (r^2 g_j - g_i),   F_ji = S_ij - F_ij.
 *
 * A pair is turned where |F_ij| < 2^-SMALL_BITS and |F_ij| < 2^-GAP_BITS |gap| / g_i: then the
 * second order that is left behind, about F^2, is less than F again when it is divided by the
 * gap.  Where it is not, F_ij = S_ij r^2 g_j / (g_i + r^2 g_j) keeps V orthonormal and changes
 * A V least. In pairs of doubles (Dekker 1971); nothing here has to be exact.
 */
#include "spectrum/fixed_point_pair.h"

enum { SMALL_BITS = 8, GAP_BITS = 2, REST_BITS = 102 };

struct pair turn_gap(const struct turn *t, const struct fixed_point *f, slong i, slong j)
{
    double r = ratio(f, i, j);
    struct pair gi = at(t->g_hi, t->g_lo, i * (t->n + 1));
    struct pair gap = sum(times(at(t->g_hi, t->g_lo, j * (t->n + 1)), r * r), negative(gi));
    arf_t exact, high;

    if (fabs(gap.hi) > ldexp(fabs(gi.hi), -8))
        return gap;
    arf_init(exact);
    arf_init(high);
    arf_mul_2exp_si(exact, arb_midref(arb_mat_entry(t->squares, j, 0)),
                    2 * (f->scale[i] - f->scale[j]));
    arf_sub(exact, exact, arb_midref(arb_mat_entry(t->squares, i, 0)), 120, ARF_RND_NEAR);
    gap.hi = arf_get_d(exact, ARF_RND_NEAR);
    arf_set_d(high, gap.hi);
    arf_sub(exact, exact, high, 60, ARF_RND_NEAR);
    gap.lo = arf_get_d(exact, ARF_RND_NEAR);
    arf_clear(exact);
    arf_clear(high);
    return gap;
}

struct pair turn_rest(const struct turn *t, const struct fixed_point *f, slong i, slong j)
{
    double r = ratio(f, i, j);
    struct pair gi = at(t->g_hi, t->g_lo, i * (t->n + 1));
    struct pair gj = times(at(t->g_hi, t->g_lo, j * (t->n + 1)), r);
    struct pair weight = quotient(product(times(gi, 2), gj), sum(gi, times(gj, r)));
    slong k = i + j * t->n;

    if (!(gi.hi > 0))
        return at(t->g_hi, t->g_lo, k);
    return sum(at(t->g_hi, t->g_lo, k), product(at(t->s_hi, t->s_lo, k), weight));
}

void keep_orthonormal(struct turn *t, const struct fixed_point *f, slong i, slong j)
{
    double r = ratio(f, i, j), gi = t->g_hi[i * (t->n + 1)], gj = t->g_hi[j * (t->n + 1)];
    struct pair s = at(t->s_hi, t->s_lo, i + j * t->n);
    struct pair hat =
        product(s, (struct pair){gi + r * r * gj > 0 ? r * gj / (gi + r * r * gj) : 0.5, 0});

    set_entry(t, i + j * t->n, hat);
    set_entry(t, j + i * t->n, sum(s, negative(times(hat, r))));
}

/* Is what the pair leaves of A, |rest| 2^-scale_j / |w_i|, at most 2^-target, and the pair so
 * near to orthogonal that first order is enough for W, if column j counts?  Doubles say of most
 * pairs that it is not, and of the rest of some nothing, since pairs of doubles cancel to
 * REST_BITS. */
static int is_negligible(const struct turn *t, const struct fixed_point *f, slong i, slong j,
                         const struct limits *limits)
{
    double r = ratio(f, i, j), gi = t->g_hi[i * (t->n + 1)], gj = t->g_hi[j * (t->n + 1)];
    double g = t->g_hi[i + j * t->n],
           s = 2 * gi / (gi + r * r * gj) * r * gj * t->s_hi[i + j * t->n];
    double limit = ldexp(f->length[i], (int)(f->scale[j] - limits->target + t->shift));
    double counts = ldexp(1, (int)(f->scale[j] - limits->target));

    return (f->length[j] <= counts ||
            ldexp(fabs(g), (int)(limits->half - t->shift)) <= f->length[i] * f->length[j]) &&
           ldexp(fabs(g), -REST_BITS) <= limit &&
           !(fabs(g + s) - ldexp(fabs(g) + fabs(s), -48) > limit) &&
           fabs(turn_rest(t, f, i, j).hi) <= limit;
}

/* Is the gap well above what the diagonal of S may change of it, and above what pairs of
 * doubles leave of the numerator? */
static int is_sure(const struct turn *t, double gap, slong i, slong j)
{
    slong n = t->n;
    double defect = fabs(t->s_hi[i * (n + 1)]) + fabs(t->s_hi[j * (n + 1)]);
    double noise = ldexp(fabs(t->g_hi[i + j * n]), SMALL_BITS - PAIR_BITS);

    return fabs(gap) > ldexp(fmax(defect * t->g_hi[i * (n + 1)], noise), (int)(2 - t->shift));
}

/* Is first order good enough for 2^shift F_ij = x? */
static int is_small(const struct turn *t, double x, double gap, double gi)
{
    x = ldexp(fabs(x), (int)-t->shift);
    return x < ldexp(1, -SMALL_BITS) && x * gi < ldexp(fabs(gap), -GAP_BITS);
}

void turn_pair(struct turn *t, const struct fixed_point *f, slong i, slong j,
                      const struct limits *limits)
{
    double r = ratio(f, i, j);
    slong n = t->n, k = i + j * n;
    struct pair s = at(t->s_hi, t->s_lo, k), x, gap;
    struct pair top =
        sum(at(t->g_hi, t->g_lo, k), product(times(at(t->g_hi, t->g_lo, j * (n + 1)), r), s));

    if (is_negligible(t, f, i, j, limits)) {
        *kind_of(t, i, j) = PAIR_LEFT;
        keep_orthonormal(t, f, i, j);
        return;
    }
    gap = turn_gap(t, f, i, j);
    x = quotient(top, gap);
    if (is_sure(t, gap.hi, i, j) && is_small(t, r * x.hi, gap.hi, t->g_hi[i * (n + 1)])) {
        *kind_of(t, i, j) = PAIR_TURN;
        set_entry(t, k, x);
        set_entry(t, j + i * n, sum(s, negative(times(x, r))));
    } else {
        *kind_of(t, i, j) = PAIR_TIED;
        keep_orthonormal(t, f, i, j);
    }
}
