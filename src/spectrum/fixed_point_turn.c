// SPDX-License-Identifier: Apache-2.0
/* The turn of all pairs, by fixed_point_pair.c, and how large it is. */
#include <stdlib.h>

#include "product/planes.h"
#include "spectrum/fixed_point_pair.h"

enum { SECOND_ORDER_BITS = 4, NOISE_BITS = 2 };

/* ||F||_F: of the entries that turn an unresolved column, how much they turn V.  Relative to
 * the largest entry, whose square may underflow. */
static double size_of(const struct turn *t, const struct fixed_point *f)
{
    slong n = t->n, i, j;
    double largest = 0, squares = 0;

    for (j = 0; j < n; j++)
        for (i = 0; i < n; i++) {
            double x = fabs(t->f_hi[i + j * n]);
            if (t->unresolved[j] && i != j && is_longer(f, i, j))
                x *= ratio(f, i, j);
            if (x > largest) {
                squares = squares * (largest / x) * (largest / x) + 1;
                largest = x;
            } else if (x > 0) {
                squares += (x / largest) * (x / largest);
            } else if (isnan(x)) {
                return x;
            }
        }
    return largest * sqrt(squares);
}

/* What of the rest of a pair may be the second order of the turn, the rounding of W, or that of
 * two doubles. */
static double noise_of(const struct turn *t, const struct fixed_point *f, slong i, slong j)
{
    double second = ldexp(t->size * t->size, (int)(SECOND_ORDER_BITS - t->shift)) *
                    f->length[i] * f->length[j];
    double rounding = ldexp(sqrt((double)f->m), (int)(f->unit + NOISE_BITS + t->shift +
                                                      FLINT_MAX(f->scale[i], f->scale[j])));

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

slong turn_bits(const struct turn *t)
{
    if (isnan(t->size))
        return 0;
    return t->size > 0 ? FLINT_MAX(0, (slong)floor((double)t->shift - log2(t->size))) : 100000;
}

static int fill(struct turn *t, const struct fixed_point *f, const struct limits *limits)
{
    slong n = t->n, i, j;

    turn_read(t, f);
    for (j = 0; j < n; j++) {
        slong k = j * (n + 1);
        t->f_hi[k] = t->s_hi[k] / 2, t->f_lo[k] = t->s_lo[k] / 2;
        for (i = 0; i < j; i++)
            if (is_longer(f, i, j))
                turn_pair(t, f, i, j, limits);
            else
                turn_pair(t, f, j, i, limits);
    }
    if (!turn_unresolved(t, f, limits->target))
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
