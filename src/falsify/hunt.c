// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/witness.h"
#include "falsify/search.h"

/* Of the budget, what goes to the search alone, before the claim's own instances follow. */
static const double alone_share[] = {[false] = 0.75, [true] = 0.9};

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
    if (s->found.count)
        search_shrink(s, &s->found);
    out->instance = s->found.count ? point_text(&s->found) : strdup(out->first);
    free(out->what);
    out->what = NULL;
    if (out->instance)
        out->what = look_violates(s->claim, s->twist, out->instance, s->options->digits,
                                  s->options->max_bits, &out->bits);
    if (!out->what)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    return write_witness(s, why);
}

/* Alone first, then with help. */
static enum mc_status search_all(struct search *s, struct mc_complaint *why)
{
    s->share = alone_share[s->twist > 0];
    search_starts(s);
    if (s->lost || s->told || s->out->verdict == MC_REFUTED)
        return MC_OK;
    s->kind = HELPED;
    s->share = 1;
    s->over = false;
    return search_own(s, why);
}

enum mc_status hunt(struct hunt_result *out, const struct claim *claim, int twist,
                    const struct hunt_options *options, struct mc_complaint *why)
{
    struct search s = {.claim = claim, .twist = twist, .options = options, .out = out,
                       .started = search_clock(), .best = -HUGE_VAL,
                       .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    enum mc_status status = MC_OK;

    *out = (struct hunt_result){.verdict = MC_UNDECIDED};
    if (!s.rng)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    gsl_set_error_handler_off();
    gsl_rng_set(s.rng, options->seed);
    status = search_all(&s, why);
    if (status == MC_OK && !s.lost)
        status = finish(&s, why);
    if (status == MC_OK && !s.lost)
        search_sharpen(&s);
    if (s.lost)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    out->seconds = search_clock() - s.started;
    point_clear(&s.found);
    gsl_rng_free(s.rng);
    return status;
}

static void record_clear(struct record *r)
{
    size_t k;

    free(r->what);
    for (k = 0; k < KINDS; k++) {
        free(r->peaks[k].instance);
        arb_clear(r->peaks[k].ratio);
        point_clear(&r->peaks[k].point);
    }
}

void hunt_result_clear(struct hunt_result *result)
{
    size_t i;

    for (i = 0; i < result->count; i++)
        record_clear(&result->records[i]);
    free(result->records);
    free(result->instance);
    free(result->first);
    free(result->what);
    free(result->witness);
    *result = (struct hunt_result){0};
}
