// SPDX-License-Identifier: Apache-2.0
/*
 * The turn in planes, and what it does to V and W.  Sums of two doubles carry PAIR_BITS of an
 * entry; where more are wanted, the rest of its equation in long numbers, divided by the gap in
 * doubles again, gives as many more each time.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "product/moduli.h"
#include "product/planes.h"
#include "spectrum/fixed_point_state.h"

enum { PAIR_BITS = 100 };

/* What an entry (i, j) of F and of H is: (hi + lo) 2^exponent. */
struct entry {
    struct pair x;
    slong exponent;
};

static enum pair_kind kind_of(const struct turn *t, slong i, slong j)
{
    return t->kind[FLINT_MIN(i, j) + FLINT_MAX(i, j) * t->n];
}

static struct entry entry_of_f(const struct fixed_point *f, const struct turn *t, slong i,
                               slong j)
{
    slong k = i + j * t->n;

    return (struct entry){{t->f_hi[k], t->f_lo[k]},
                          i != j && is_longer(f, i, j) ? f->scale[i] - f->scale[j] : 0};
}

/* H of a pair that stays a block: -G_ij / (g_i + r^2 g_j), r = 2^(scale_i - scale_j), makes W
 * orthogonal and moves it least. */
static struct entry entry_of_block(const struct fixed_point *f, const struct turn *t, slong i,
                                   slong j)
{
    slong k = i + j * t->n, first = is_longer(f, i, j) ? i : j, second = i + j - first;
    slong down = f->scale[first] - f->scale[second];
    double r = ldexp(1, (int)down), gj = t->g_hi[second * (t->n + 1)] * r * r;
    struct pair g = {t->g_hi[first * (t->n + 1)], t->g_lo[first * (t->n + 1)]};

    g = sum(g, (struct pair){gj, t->g_lo[second * (t->n + 1)] * r * r});
    return (struct entry){quotient((struct pair){-t->g_hi[k], -t->g_lo[k]}, g),
                          first == i ? 0 : 2 * down};
}

/* T^-1 F T. */
static struct entry entry_of_same(const struct fixed_point *f, const struct turn *t, slong i,
                                  slong j)
{
    struct entry e = entry_of_f(f, t, i, j);

    e.exponent += f->scale[j] - f->scale[i];
    return e;
}

static struct entry entry_of_h(const struct fixed_point *f, const struct turn *t, slong i,
                               slong j)
{
    return i != j && kind_of(t, i, j) != PAIR_TURN ? entry_of_block(f, t, i, j)
                                                   : entry_of_same(f, t, i, j);
}

/* The digits of an entry, each at most 2^23 in size. */
static void put(struct mc_planes *P, slong at, struct entry e)
{
    slong size = P->rows * P->cols, k;
    struct pair x = e.x;
    int top;

    if (x.hi == 0)
        return;
    frexp(x.hi, &top);
    k = top + e.exponent - P->exponent + 1;
    if (k < 0)
        return;
    k /= DIGIT_BITS;
    x.hi = ldexp(x.hi, (int)(e.exponent - P->exponent - DIGIT_BITS * k));
    x.lo = ldexp(x.lo, (int)(e.exponent - P->exponent - DIGIT_BITS * k));
    for (; k >= 0 && x.hi != 0; k--) {
        double digit = nearbyint(x.hi);
        P->digits[k * size + at] = (float)digit;
        x = sum((struct pair){x.hi - digit, 0}, (struct pair){x.lo, 0});
        x.hi *= 0x1p24, x.lo *= 0x1p24;
    }
}

static slong top_of(struct entry e)
{
    int top;

    frexp(e.x.hi, &top);
    return e.x.hi == 0 ? WORD_MIN : top + e.exponent;
}

typedef struct entry entry_rule(const struct fixed_point *f, const struct turn *t, slong i,
                                slong j);

/* P (n x n) = the entries that `rule` gives, 0 where `counts` is and does not hold for both
 * columns. */
static enum mc_status from_pairs(struct mc_planes *P, const struct fixed_point *f,
                                 const struct turn *t, entry_rule *rule, const char *counts)
{
    slong n = f->n, bits = 0, i, j;
    enum mc_status status;

    for (j = 0; j < n; j++)
        for (i = 0; i < n; i++)
            if (!counts || (counts[i] && counts[j])) {
                struct entry e = rule(f, t, i, j);
                if (!isfinite(e.x.hi))
                    return MC_NOT_DECIDED;
                bits = FLINT_MAX(bits, top_of(e) + 1 - f->unit);
            }
    status = planes_shape(P, n, n, (bits + 1) / DIGIT_BITS + 1);
    if (status)
        return status;
    P->bits = bits;
    P->exponent = f->unit;
    memset(P->digits, 0, sizeof *P->digits * (size_t)(P->count * n * n));
    for (j = 0; j < n; j++)
        for (i = 0; i < n; i++)
            if (!counts || (counts[i] && counts[j]))
                put(P, i * n + j, rule(f, t, i, j));
    return MC_OK;
}

static char *kept_columns(const struct fixed_point *f)
{
    char *counts = calloc((size_t)f->n + 1, 1);

    for (slong k = 0; counts && k < f->kept; k++)
        counts[f->order[k]] = 1;
    return counts;
}

/* Is H the same as F? */
static int is_one_turn(const struct fixed_point *f, const struct turn *t, int blocks)
{
    int same = f->kept == f->n && (!blocks || t->left + t->tied + t->later == 0);

    for (slong j = 0; same && j < f->n; j++)
        same = f->scale[j] == 0;
    return same;
}

/* The largest entry of F and of H, about. */
static double largest_entry(const struct fixed_point *f, const struct turn *t, int blocks)
{
    slong n = f->n, i, j;
    double largest = t->size;

    for (j = 0; blocks && j < n; j++)
        for (i = 0; i < j; i++)
            if (kind_of(t, i, j) != PAIR_TURN && f->rank[i] < f->kept && f->rank[j] < f->kept)
                largest =
                    fmax(largest, fabs(t->g_hi[i + j * n]) / (f->length[i] * f->length[j]));
    return largest;
}

enum mc_status turn_planes(struct fixed_point *f, const struct turn *t, int both, int blocks)
{
    char *counts = kept_columns(f);
    double largest = largest_entry(f, t, blocks);
    enum mc_status status;

    if (!counts)
        return MC_NO_RESOURCE;
    f->one_turn = is_one_turn(f, t, blocks);
    if (largest > 0 && log2(largest) - PAIR_BITS > (double)f->fine) {
        slong bits = (slong)log2(largest) - f->fine;
        status = turn_numbers(f, t, both && !f->one_turn, blocks, counts, bits);
    } else {
        status = from_pairs(&f->F, f, t, entry_of_f, NULL);
        if (status == MC_OK && both && !f->one_turn)
            status = from_pairs(&f->H, f, t, blocks ? entry_of_h : entry_of_same, counts);
    }
    free(counts);
    return status;
}

/* X <- X (I + turn): as many bits of X as the turn is below 1 do not matter. */
static enum mc_status multiply_by(struct mc_planes *X, slong *from, struct fixed_point *f,
                                  const struct mc_planes *turn)
{
    slong below = -(turn->bits + turn->exponent) - (slong)FLINT_BIT_COUNT(f->n);
    struct mc_planes leading, sum;
    enum mc_status status;

    *from = f->unit + FLINT_MAX(below, 0) / DIGIT_BITS * DIGIT_BITS;
    leading = planes_view(X, *from);
    status = mc_planes_multiply(&f->product, &leading, MC_PLAIN, turn, MC_PLAIN, f->unit,
                                &f->workspace);
    if (status == MC_OK)
        status = planes_add(&f->sum, X, &f->product);
    if (status == MC_OK) {
        sum = f->sum;
        f->sum = *X;
        *X = sum;
    }
    return status;
}

enum mc_status turn_apply(struct fixed_point *f, int both)
{
    enum mc_status status = multiply_by(&f->V, &f->v_from, f, &f->F);

    if (status == MC_OK && both)
        status = multiply_by(&f->W, &f->w_from, f, f->one_turn ? &f->F : &f->H);
    return status;
}
