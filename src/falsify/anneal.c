// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Simulated annealing on the grid of the points (Kirkpatrick, Gelatt, Vecchi 1983), for where the
 * simplex stalls: at limits (entries of very different sizes) and on sets of structure (equal
 * entries, blocks that are multiples of each other) that no simplex of full dimension meets.
 */
#include <gsl/gsl_randist.h>
#include <math.h>

#include "falsify/search.h"

/* T falls by half every HALVING looks, from the distance to equality at the start. */
enum { HALVING = 40 };

static size_t below(struct search *s, size_t n)
{
    return (size_t)gsl_rng_uniform_int(s->rng, n);
}

static slong clipped(const struct block *b, double grid_value)
{
    return point_value(b, ldexp(grid_value, -POINT_GRID));
}

/* One entry: some bits of it, zero, the negative, another one of its block, half or double. */
static void move_entry(struct search *s, const struct block *b)
{
    slong *block = &s->at.values[b->first];
    size_t n = (size_t)(b->rows * b->cols), i = below(s, n);
    double v = (double)block[i], other = (double)block[below(s, n)];

    switch (below(s, 8)) {
    case 0: v = 0; break;
    case 1: v = -v; break;
    case 2: v = other; break;
    case 3: v = -other; break;
    case 4: v = below(s, 2) ? 2 * v : v / 2; break;
    default:
        v += (below(s, 2) ? 1 : -1) * ldexp(1, (int)below(s, POINT_GRID + 2));
    }
    block[i] = clipped(b, v);
}

/* All entries: times a power of two, or plus noise of their own size. */
static void move_block(struct search *s, const struct block *b)
{
    double factor = ldexp(1, (int)below(s, 5) - 2), noise = ldexp(1, -1 - (int)below(s, 9));
    bool scale = below(s, 2);
    slong i;

    for (i = 0; i < b->rows * b->cols; i++) {
        slong *v = &s->at.values[b->first + (size_t)i];

        *v = clipped(b, scale ? factor * (double)*v
                              : (double)*v * (1 + noise * gsl_ran_gaussian(s->rng, 1)));
    }
}

/* A multiple of another block of the shape. */
static void move_onto(struct search *s, const struct block *b)
{
    const struct block *from = &s->at.blocks[below(s, s->at.count)];
    double factor = (below(s, 2) ? 1 : -1) * ldexp(1, (int)below(s, 12) - 8);
    slong i;

    if (from == b || from->rows != b->rows || from->cols != b->cols)
        return;
    for (i = 0; i < b->rows * b->cols; i++)
        s->at.values[b->first + (size_t)i] =
            clipped(b, factor * (double)s->at.values[from->first + (size_t)i]);
}

static void move(struct search *s)
{
    size_t kind = below(s, 10), more = 1 + (below(s, 4) == 0);

    while (more--) {
        const struct block *b = &s->at.blocks[below(s, s->at.count)];

        if (kind == 0)
            move_onto(s, b);
        else if (kind <= 2)
            move_block(s, b);
        else
            move_entry(s, b);
    }
}

void search_anneal(struct search *s, slong looks)
{
    slong last = s->out->looks + looks, begun = s->out->looks;
    double now = search_look(s, &s->at), start = fmin(0.5, fmax(1e-6, fabs(now))), next;
    struct point before;

    while (!s->over && !s->lost && s->at.count && s->out->looks < last) {
        double T = start * exp2(-(double)(s->out->looks - begun) / HALVING);

        if (!point_copy(&before, &s->at)) {
            s->lost = s->over = true;
            return;
        }
        move(s);
        next = search_look(s, &s->at);
        if (next < now && gsl_rng_uniform(s->rng) >= exp((next - now) / T)) {
            point_clear(&s->at);
            s->at = before;
            continue;
        }
        now = next;
        point_clear(&before);
    }
}
