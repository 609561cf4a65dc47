// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "claim/witness.h"
#include "falsify/search.h"

enum { TELL_EVERY = 64, PER_CLIMB = 120, PER_VALUE = 12, TRIES = 3, MOST_PARTS = INSTANCE_PARTS };

static const slong shapes[][2] = {{1, 1}, {2, 2}, {1, 2}, {2, 1}, {3, 3}, {3, 2}, {2, 3}};

enum { SHAPES = sizeof shapes / sizeof shapes[0] };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool spent(const struct search *s)
{
    const struct hunt_options *o = s->options;

    return (o->looks && s->out->looks >= o->looks) ||
           (o->seconds > 0 && now() - s->started >= o->seconds) ||
           (o->tell && s->out->looks % TELL_EVERY == 0 &&
            o->tell(o->context, s->out->looks, s->best));
}

static struct record *record_of(struct search *s, const char *what)
{
    struct hunt_result *out = s->out;
    struct record *more;
    size_t i;

    for (i = 0; i < out->count; i++)
        if (!strcmp(out->records[i].what, what))
            return &out->records[i];
    more = reallocarray(out->records, out->count + 1, sizeof *more);
    if (!more)
        return NULL;
    out->records = more;
    more[out->count] = (struct record){.what = strdup(what), .excess = -HUGE_VAL};
    arb_init(more[out->count].ratio);
    arb_indeterminate(more[out->count].ratio);
    return more[out->count].what ? &more[out->count++] : NULL;
}

/* Identities have no record: they hold, or the search is over. */
static void keep(struct search *s, const struct sight *sight, const char *text)
{
    struct record *r = isfinite(sight->excess) ? record_of(s, sight->what) : NULL;

    if (!r || sight->excess <= r->excess)
        return;
    r->excess = sight->excess;
    free(r->instance);
    r->instance = strdup(text);
    if (sight->has_ratio)
        arb_set(r->ratio, sight->ratio);
    else
        arb_indeterminate(r->ratio);
    s->best = fmax(s->best, r->excess);
}

/* Decided again at rising precision: what the search saw proves nothing. */
static void certify(struct search *s, const struct point *p, const char *text)
{
    char *what = look_violates(s->claim, s->twist, text, s->options->digits,
                               s->options->max_bits, &s->out->bits);

    if (!what)
        return;
    s->out->verdict = MC_REFUTED;
    s->out->what = what;
    s->out->first = strdup(text);
    s->lost = !point_copy(&s->found, p) || s->lost;
    s->over = true;
}

double search_look(struct search *s, const struct point *p)
{
    char *text = point_text(p);
    double excess = -HUGE_VAL, most = -HUGE_VAL;
    struct look look = {0};
    size_t i;

    if (!text) {
        s->lost = s->over = true;
        return excess;
    }
    s->out->looks++;
    if (look_at(&look, s->claim, s->twist, text, s->options->digits, LOOK_BITS) == MC_NO_RESOURCE)
        s->lost = s->over = true;
    for (i = 0; i < look.count; i++) {
        keep(s, &look.items[i], text);
        most = fmax(most, look.items[i].excess);
        if (s->target && !strcmp(look.items[i].what, s->target))
            excess = fmax(excess, look.items[i].excess);
    }
    look_clear(&look);
    if (most > 0)
        certify(s, p, text);
    s->over = s->over || spent(s);
    free(text);
    return excess;
}

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

static void randomize_block(struct search *s, struct point *p, size_t b)
{
    const struct block *block = &p->blocks[b], *first = &p->blocks[0];
    int style = (int)gsl_rng_uniform_int(s->rng, b ? 6 : 3);
    double scale = ldexp(1, (int)gsl_rng_uniform_int(s->rng, 7) - 3);
    bool alike = block->rows == first->rows && block->cols == first->cols;
    slong i;

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

/* Adds the companions that the claim asks for on the parts of the point; does it say anything? */
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

/* From one random start: a climb for every inequality, the least looked at first. */
static void explore(struct search *s, struct point *start)
{
    size_t i, targets;

    s->out->starts++;
    randomize(s, start);
    s->target = NULL;
    (void)search_look(s, start);
    targets = s->out->count;
    for (i = 0; i < targets && !s->over; i++) {
        s->target = s->out->records[(i + (size_t)s->out->starts) % targets].what;
        if (!point_copy(&s->at, start)) {
            s->lost = s->over = true;
            return;
        }
        search_climb(s, PER_CLIMB + PER_VALUE * (slong)start->size);
        point_clear(&s->at);
    }
}

static bool search_shapes(struct search *s)
{
    struct point starts[SHAPES] = {{0}};
    size_t parts = parts_of(s->claim), i, alive = 0;
    bool fine[SHAPES];

    for (i = 0; i < SHAPES; i++) {
        fine[i] = begin(s, &starts[i], shapes[i], parts);
        alive += fine[i];
    }
    for (i = 0; alive && !s->over && !s->lost; i = (i + 1) % SHAPES)
        if (fine[i])
            explore(s, &starts[i]);
    for (i = 0; i < SHAPES; i++)
        point_clear(&starts[i]);
    return alive;
}

static enum mc_status write_witness(struct search *s, struct mc_complaint *why)
{
    const struct hunt_options *o = s->options;
    struct hunt_result *out = s->out;
    struct instance_list list = {0};
    struct ledger ledger = {0};
    const struct entry *violated;
    enum mc_status status = MC_OK;

    if (o->witness_dir)
        status = witness_directory(o->witness_dir, why);
    if (status == MC_OK && o->witness_dir)
        status = instance_list_open(&list, out->instance, why);
    if (status != MC_OK || !o->witness_dir)
        return status;
    status = evaluate_at(&ledger, s->claim, &list.items[0], s->twist, o->digits, out->bits);
    violated = ledger_violation(&ledger);
    if (violated)
        out->witness = witness_write(o->witness_dir, s->claim, s->twist, &list.items[0],
                                     violated, out->bits, o->digits);
    ledger_clear(&ledger);
    instance_list_clear(&list);
    return out->witness ? MC_OK
                        : mc_complain(why, MC_NO_RESOURCE, "the witness could not be written");
}

/* The point that was found, small and round, decided once more. */
static enum mc_status finish(struct search *s, struct mc_complaint *why)
{
    struct hunt_result *out = s->out;

    if (out->verdict != MC_REFUTED)
        return MC_OK;
    search_shrink(s, &s->found);
    out->instance = point_text(&s->found);
    free(out->what);
    out->what = NULL;
    if (out->instance)
        out->what = look_violates(s->claim, s->twist, out->instance, s->options->digits,
                                  s->options->max_bits, &out->bits);
    if (!out->what)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    return write_witness(s, why);
}

enum mc_status hunt(struct hunt_result *out, const struct claim *claim, int twist,
                    const struct hunt_options *options, struct mc_complaint *why)
{
    struct search s = {.claim = claim, .twist = twist, .options = options, .out = out,
                       .started = now(), .best = -HUGE_VAL,
                       .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    enum mc_status status = MC_OK;

    *out = (struct hunt_result){.verdict = MC_UNDECIDED};
    if (!s.rng)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    gsl_set_error_handler_off();
    gsl_rng_set(s.rng, options->seed);
    if (!search_shapes(&s) && !s.lost)
        status = mc_complain(why, MC_BAD_INPUT,
                             "%s says nothing of matrices up to 3 x 3: no search is possible",
                             claim->id);
    if (status == MC_OK && !s.lost)
        status = finish(&s, why);
    if (s.lost)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    out->seconds = now() - s.started;
    point_clear(&s.found);
    gsl_rng_free(s.rng);
    return status;
}

void hunt_result_clear(struct hunt_result *result)
{
    size_t i;

    for (i = 0; i < result->count; i++) {
        free(result->records[i].what);
        free(result->records[i].instance);
        arb_clear(result->records[i].ratio);
    }
    free(result->records);
    free(result->instance);
    free(result->first);
    free(result->what);
    free(result->witness);
    *result = (struct hunt_result){0};
}
