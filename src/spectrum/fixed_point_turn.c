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
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "product/planes.h"
#include "spectrum/fixed_point_state.h"

/* A column is made of longer ones, not yet seen itself, where they turn it by 2^-SEEN_BITS or
 * more. */
enum {
    SMALL_BITS = 8,
    GAP_BITS = 2,
    SEEN_BITS = 10,
    SECOND_ORDER_BITS = 4,
    NOISE_BITS = 2,
    APART_BITS = 12,
    PAIR_BITS = 98
};

static struct pair times(struct pair a, double power_of_two)
{
    return (struct pair){a.hi * power_of_two, a.lo * power_of_two};
}

static struct pair at(const double *hi, const double *lo, slong i)
{
    return (struct pair){hi[i], lo[i]};
}

/* 2^(scale_i - scale_j); 0 where no double holds it, which no double notices. */
static double ratio(const struct fixed_point *f, slong i, slong j)
{
    return f->scale[i] == f->scale[j] ? 1 : ldexp(1, (int)(f->scale[i] - f->scale[j]));
}

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

static void set_entry(struct turn *t, slong k, struct pair x)
{
    t->f_hi[k] = x.hi;
    t->f_lo[k] = x.lo;
}

/* F of a pair that is not turned. */
static void keep_orthonormal(struct turn *t, const struct fixed_point *f, slong i, slong j)
{
    double r = ratio(f, i, j), gi = t->g_hi[i * (t->n + 1)], gj = t->g_hi[j * (t->n + 1)];
    struct pair s = at(t->s_hi, t->s_lo, i + j * t->n);
    struct pair hat =
        product(s, (struct pair){gi + r * r * gj > 0 ? r * gj / (gi + r * r * gj) : 0.5, 0});

    set_entry(t, i + j * t->n, hat);
    set_entry(t, j + i * t->n, sum(s, negative(times(hat, r))));
}

static unsigned char *kind_of(const struct turn *t, slong i, slong j)
{
    return t->kind + FLINT_MIN(i, j) + FLINT_MAX(i, j) * t->n;
}

/* Is what the pair leaves of A, |rest| 2^-scale_j / |w_i|, at most 2^-target, and the pair so
 * near to orthogonal that first order is enough for W, if column j counts?  Doubles say of most
 * pairs that it is not. */
static int is_negligible(const struct turn *t, const struct fixed_point *f, slong i, slong j,
                         const struct limits *limits)
{
    double r = ratio(f, i, j), gi = t->g_hi[i * (t->n + 1)], gj = t->g_hi[j * (t->n + 1)];
    double g = t->g_hi[i + j * t->n],
           s = 2 * gi / (gi + r * r * gj) * r * gj * t->s_hi[i + j * t->n];
    double limit = ldexp(f->length[i], (int)(f->scale[j] - limits->target));
    double counts = ldexp(1, (int)(f->scale[j] - limits->target));

    return (f->length[j] <= counts ||
            ldexp(fabs(g), (int)limits->half) <= f->length[i] * f->length[j]) &&
           !(fabs(g + s) - ldexp(fabs(g) + fabs(s), -48) > limit) &&
           fabs(turn_rest(t, f, i, j).hi) <= limit;
}

/* The pair (i, j), i the longer one. */
static void turn_pair(struct turn *t, const struct fixed_point *f, slong i, slong j,
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
    if (fabs(r * x.hi) < ldexp(1, -SMALL_BITS) &&
        fabs(r * x.hi) * t->g_hi[i * (n + 1)] < ldexp(fabs(gap.hi), -GAP_BITS)) {
        *kind_of(t, i, j) = PAIR_TURN;
        set_entry(t, k, x);
        set_entry(t, j + i * n, sum(s, negative(times(x, r))));
    } else {
        *kind_of(t, i, j) = PAIR_TIED;
        keep_orthonormal(t, f, i, j);
    }
}

/* Is column j seen, or made of longer ones to more than 2^-SEEN_BITS? */
static int is_seen(const struct turn *t, const struct fixed_point *f, slong j)
{
    double squares = 0;

    for (slong i = 0; i < t->n; i++)
        if (i != j && is_longer(f, i, j) && *kind_of(t, i, j) == PAIR_TURN)
            squares += t->f_hi[i + j * t->n] * t->f_hi[i + j * t->n];
    return squares < ldexp(1, -2 * SEEN_BITS);
}

/* x (seen x others) = what takes the first `seen` columns out of those after them: (their block
 * of G)^-1 G_ij, which first order would solve with the diagonal alone. */
static int solve_seen(double *x, const struct turn *t, const struct fixed_point *f, slong seen,
                      slong last)
{
    double *block = malloc(sizeof(double) * (size_t)(seen * seen + 1));
    slong n = t->n, a, b;
    int fine = 0;

    if (block) {
        for (b = 0; b < seen; b++)
            for (a = 0; a < seen; a++)
                block[a + b * seen] = t->g_hi[f->order[a] + f->order[b] * n];
        for (b = seen; b < last; b++)
            for (a = 0; a < seen; a++)
                x[a + (b - seen) * seen] = t->g_hi[f->order[a] + f->order[b] * n];
        fine = LAPACKE_dposv(LAPACK_COL_MAJOR, 'U', (lapack_int)seen, (lapack_int)(last - seen),
                             block, (lapack_int)seen, x, (lapack_int)seen) == 0;
    }
    free(block);
    return fine;
}

/* Takes the seen columns out of the others, which are a cluster then. */
static int turn_unseen(struct turn *t, const struct fixed_point *f, slong seen, slong last)
{
    double *x = malloc(sizeof(double) * (size_t)(seen * (last - seen) + 1));
    int fine = x && (!seen || solve_seen(x, t, f, seen, last));
    slong n = t->n, a, b;

    for (b = seen; fine && b < last; b++)
        for (a = 0; a < b; a++) {
            slong i = f->order[a], j = f->order[b], k = i + j * n;
            if (a >= seen && *kind_of(t, i, j) == PAIR_TURN) {
                *kind_of(t, i, j) = PAIR_TIED;
                keep_orthonormal(t, f, i, j);
            } else if (a < seen && *kind_of(t, i, j) == PAIR_TURN) {
                set_entry(t, k, (struct pair){-x[a + (b - seen) * seen], 0});
                set_entry(t, j + i * n,
                          sum(at(t->s_hi, t->s_lo, k),
                              negative(times(at(t->f_hi, t->f_lo, k), ratio(f, i, j)))));
            }
        }
    free(x);
    return fine;
}

/* The columns from the first that is not seen to the last that counts, with those before that
 * are not much longer: the turn, at most the ratio of the lengths, must stay small. */
static int find_unresolved(struct turn *t, const struct fixed_point *f, slong target)
{
    slong n = t->n, seen, first, last = n, b;

    while (last > 0 && !(log_length(f, f->order[last - 1]) > -(double)target))
        last--;
    for (seen = 0; seen < last && is_seen(t, f, f->order[seen]);)
        seen++;
    first = seen;
    while (first < last && seen > 0 &&
           log_length(f, f->order[seen - 1]) < log_length(f, f->order[first]) + APART_BITS)
        seen--;
    for (b = seen; b < last; b++)
        t->unresolved[f->order[b]] = 1;
    t->unseen = last - seen;
    return seen == last || turn_unseen(t, f, seen, last);
}

/* ||F||_F: of the entries that turn an unresolved column, how much they turn V. */
static double size_of(const struct turn *t, const struct fixed_point *f)
{
    slong n = t->n, i, j;
    double squares = 0;

    for (j = 0; j < n; j++)
        for (i = 0; i < n; i++) {
            double x = t->f_hi[i + j * n];
            if (t->unresolved[j] && i != j && is_longer(f, i, j))
                x *= ratio(f, i, j);
            squares += x * x;
        }
    return sqrt(squares);
}

/* What of the rest of a pair may be the second order of the turn, the rounding of W, or that of
 * two doubles. */
static double noise_of(const struct turn *t, const struct fixed_point *f, slong i, slong j)
{
    double second = ldexp(t->size * t->size, SECOND_ORDER_BITS) * f->length[i] * f->length[j];
    double rounding = ldexp(sqrt((double)f->m),
                            (int)(f->unit + NOISE_BITS + FLINT_MAX(f->scale[i], f->scale[j])));

    return fmax(fmax(second, rounding), ldexp(fabs(t->g_hi[i + j * t->n]), -PAIR_BITS));
}

/* Ties that may be noise are none. */
static void count_kinds(struct turn *t, const struct fixed_point *f)
{
    slong i, j;

    for (j = 0; j < t->n; j++)
        for (i = 0; i < j; i++) {
            unsigned char *kind = kind_of(t, i, j);
            int first = is_longer(f, i, j);
            if (*kind == PAIR_TIED && !(t->unresolved[i] && t->unresolved[j]) &&
                fabs(turn_rest(t, f, first ? i : j, first ? j : i).hi) <= noise_of(t, f, i, j))
                *kind = PAIR_LATER;
            t->tied += *kind == PAIR_TIED;
            t->later += *kind == PAIR_LATER;
            t->left += *kind == PAIR_LEFT;
        }
}

static int fill(struct turn *t, const struct fixed_point *f, const struct limits *limits)
{
    slong n = t->n, i, j;

    planes_to_pairs(t->g_hi, t->g_lo, &f->G);
    planes_to_pairs(t->s_hi, t->s_lo, &f->S);
    for (j = 0; j < n; j++) {
        slong k = j * (n + 1);
        t->f_hi[k] = t->s_hi[k] / 2, t->f_lo[k] = t->s_lo[k] / 2;
        for (i = 0; i < j; i++)
            if (is_longer(f, i, j))
                turn_pair(t, f, i, j, limits);
            else
                turn_pair(t, f, j, i, limits);
    }
    if (!find_unresolved(t, f, limits->target))
        return 0;
    t->size = size_of(t, f);
    count_kinds(t, f);
    return 1;
}

int turn_init(struct turn *t, const struct fixed_point *f, const struct limits *limits)
{
    size_t size = (size_t)(f->n * f->n);
    double *all = malloc((6 * size + 1) * sizeof(double));

    *t = (struct turn){.n = f->n,
                       .g_hi = all,
                       .g_lo = all + size,
                       .s_hi = all + 2 * size,
                       .s_lo = all + 3 * size,
                       .f_hi = all + 4 * size,
                       .f_lo = all + 5 * size};
    t->kind = calloc(size + 1, 1);
    t->unresolved = calloc((size_t)f->n + 1, 1);
    arb_mat_init(t->squares, f->n, 1);
    if (!all || !t->kind || !t->unresolved || planes_diagonal(t->squares, &f->G) != MC_OK)
        return 0;
    return fill(t, f, limits);
}

void turn_clear(struct turn *t)
{
    free(t->g_hi);
    free(t->kind);
    free(t->unresolved);
    arb_mat_clear(t->squares);
}
