// SPDX-License-Identifier: GPL-3.0-or-later
/* Random starts on small shapes, with all that the claim asks for there. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/ledger.h"
#include "falsify/search.h"

enum { TRIES = 8, MOST_PARTS = INSTANCE_PARTS, SIDE = 4, SURVEY = 4 };

static const slong shapes[][2] = {{1, 1}, {2, 2}, {1, 2}, {2, 1},
                                  {3, 3}, {3, 2}, {2, 3}, {4, 4}};

enum { SHAPES = sizeof shapes / sizeof shapes[0] };

/* Gaussian entries of some scale, small integers, zeros, or what another block has. */
static double draw(struct search *s, int style, double scale)
{
    switch (style) {
    case 0:
    case 1: return scale * gsl_ran_gaussian(s->rng, 1);
    case 2: return scale * (double)((slong)gsl_rng_uniform_int(s->rng, 5) - 2);
    default: return 0;
    }
}

/* A dyad of small integers and, beside it, little: a condition number of any size. */
static void randomize_ill(struct search *s, struct point *p, const struct block *block)
{
    double u[SIDE], v[SIDE], little = ldexp(1, -(int)gsl_rng_uniform_int(s->rng, POINT_GRID + 1));
    slong i, j;

    for (i = 0; i < SIDE; i++) {
        u[i] = draw(s, 2, 1);
        v[i] = draw(s, 2, 1);
    }
    for (i = 0; i < block->rows; i++)
        for (j = 0; j < block->cols; j++)
            p->values[block->first + (size_t)(i * block->cols + j)] =
                point_value(block, u[i] * v[j] + draw(s, 0, little));
}

static void randomize_block(struct search *s, struct point *p, size_t b)
{
    const struct block *block = &p->blocks[b], *first = &p->blocks[0];
    int style = (int)gsl_rng_uniform_int(s->rng, b ? 6 : 3);
    double scale = ldexp(1, (int)gsl_rng_uniform_int(s->rng, 7) - 3);
    bool alike = block->rows == first->rows && block->cols == first->cols;
    slong i;

    if (!block->purpose && gsl_rng_uniform_int(s->rng, 4) == 0) {
        randomize_ill(s, p, block);
        return;
    }
    if (style > 3 && alike)
        scale = style == 4 ? scale : -scale;
    for (i = 0; i < block->rows * block->cols; i++) {
        double x = style > 3 && alike
                       ? scale * ldexp((double)p->values[first->first + (size_t)i], -POINT_GRID)
                       : draw(s, style % 4, scale);

        if (block->fraction)
            x = gsl_rng_uniform_pos(s->rng);
        p->values[block->first + (size_t)i] = point_value(block, x);
    }
}

static void randomize(struct search *s, struct point *p)
{
    size_t b;

    for (b = 0; b < p->count; b++)
        randomize_block(s, p, b);
}

struct asking {
    struct point *point;
    bool lost;
};

static void ask(void *context, const char *purpose, slong rows, slong cols, bool fraction)
{
    struct asking *asking = context;

    /* What does not fit any more stays as the instance's name determines it. */
    if (!point_has(asking->point, purpose, rows, cols) &&
        asking->point->size + (size_t)(rows * cols) <= POINT_SIZE)
        asking->lost = !point_add(asking->point, purpose, rows, cols, fraction) || asking->lost;
}

/* Adds to p the companions that the claim asks for there; does it say anything? */
static bool learn(struct search *s, struct point *p)
{
    char *text = point_text(p);
    struct asking asking = {.point = p};
    struct instance_list list = {0};
    struct ledger ledger = {0};
    bool fine = false;

    if (text && instance_list_open(&list, text, NULL) == MC_OK && list.count == 1) {
        list.items[0].asked = ask;
        list.items[0].asked_context = &asking;
        fine = evaluate_at(&ledger, s->claim, &list.items[0], s->twist, s->options->digits,
                           LOOK_BITS) != MC_BAD_INPUT && ledger.count;
        s->out->looks++;
    }
    ledger_clear(&ledger);
    instance_list_clear(&list);
    s->lost = s->lost || !text || asking.lost;
    free(text);
    return fine && !s->lost;
}

/* A point of that shape with `parts` parts, and what the claim asks for; false: it says nothing. */
static bool begin(struct search *s, struct point *p, const slong *shape, size_t parts)
{
    size_t i, before;
    int tries;

    *p = (struct point){0};
    for (i = 0; i < parts; i++)
        s->lost = !point_add(p, NULL, shape[0], shape[1], false) || s->lost;
    for (tries = 0; tries < TRIES && !s->lost; tries++) {
        before = p->count;
        randomize(s, p);
        if (learn(s, p) && p->count == before)
            return true;
    }
    return !s->lost && p->count > parts;
}

/* How many parts the claim's instances have. */
static size_t parts_of(const struct claim *claim)
{
    const char *c = claim->quick && claim->quick[0] ? claim->quick[0] : "";
    size_t parts = 1;

    for (; *c; c++)
        parts += *c == '|';
    return parts < MOST_PARTS ? parts : MOST_PARTS;
}

/* A few looks at every shape, for what fails nearly everywhere. */
static void survey(struct search *s, struct point starts[SHAPES], const bool fine[SHAPES])
{
    size_t i;

    for (i = 0; i < (size_t)SURVEY * SHAPES && !s->over && !s->lost; i++)
        if (fine[i % SHAPES]) {
            randomize(s, &starts[i % SHAPES]);
            (void)search_look(s, &starts[i % SHAPES]);
        }
}

void search_starts(struct search *s)
{
    struct point starts[SHAPES] = {{0}};
    size_t parts = parts_of(s->claim), i, alive = 0;
    bool fine[SHAPES];

    for (i = 0; i < SHAPES; i++) {
        fine[i] = begin(s, &starts[i], shapes[i], parts);
        alive += fine[i];
    }
    survey(s, starts, fine);
    for (i = 0; alive && !s->over && !s->lost; i = (i + 1) % SHAPES)
        if (fine[i]) {
            s->out->starts++;
            randomize(s, &starts[i]);
            search_from(s, &starts[i]);
        }
    for (i = 0; i < SHAPES; i++)
        point_clear(&starts[i]);
}
