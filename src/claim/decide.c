// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Deciding: both sides as balls at p bits; where an entry is open, p doubles, up to the cap.
 * The verdict of the claim is the weakest over its instances; a control needs one instance that
 * refutes it.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "claim/ledger.h"
#include "claim/result.h"
#include "claim/witness.h"
#include "muoncheck/number.h"

/* One statement (the claim, or a control) on its way over the instances. */
struct trial {
    const struct claim *claim;
    const struct decide_options *options;
    int twist;
    struct claim_result *result;
    bool open, inexact;       /* some entry stayed open; some identity is not exact */
    bool statistical;         /* some entry holds by a confidence bound             */
    slong entries;
};

static bool all_decided(const struct ledger *ledger)
{
    size_t i;

    for (i = 0; i < ledger->count; i++)
        if (ledger->entries[i].state == ENTRY_OPEN)
            return false;
    return true;
}

/* The ledger at the first precision where nothing is open or something is violated. */
static enum mc_status evaluate_rising(struct ledger *ledger, const struct trial *t,
                                      struct instance *x, slong *bits)
{
    slong prec = mc_bits_for_digits(t->options->digits) + 32;
    enum mc_status status;

    for (;; prec *= 2) {
        prec = FLINT_MIN(prec, t->options->max_bits);
        status = evaluate_at(ledger, t->claim, x, t->twist, t->options->digits, prec);
        *bits = FLINT_MAX(*bits, prec);
        if (status != MC_OK && status != MC_NOT_DECIDED)
            return status;
        if (ledger_violation(ledger) || (status == MC_OK && all_decided(ledger)) ||
            prec >= t->options->max_bits)
            return status;
    }
}

static void keep_entries(struct trial *t, const struct ledger *ledger, const char *instance)
{
    size_t i;

    for (i = 0; i < ledger->count; i++) {
        const struct entry *e = &ledger->entries[i];

        t->entries++;
        t->statistical = t->statistical || e->statistical;
        t->open = t->open || e->state == ENTRY_OPEN;
        t->inexact = t->inexact || (e->identity && !e->exact);
        if (t->twist)
            continue;
        result_keep_ratio(t->result, e, instance);
        if (e->identity && !e->exact && (!t->result->digits || e->digits < t->result->digits))
            t->result->digits = e->digits;
    }
}

/* One instance.  Returns true when it refutes the statement. */
static bool try_instance(struct trial *t, struct instance *x, char **witness)
{
    struct ledger ledger = {0};
    slong bits = 0;
    enum mc_status status = evaluate_rising(&ledger, t, x, &bits);
    const struct entry *violated = ledger_violation(&ledger);

    if (!t->twist) {
        result_keep_instance(t->result, x->name);
        result_keep_measures(t->result, &ledger, x->name);
        t->result->bits = FLINT_MAX(t->result->bits, bits);
    }
    keep_entries(t, &ledger, x->name);
    if (violated && t->options->witness_dir)
        *witness = witness_write(t->options->witness_dir, t->claim, t->twist, x, violated,
                                 bits, t->options->digits);
    if (!violated && (status || !ledger.count || !all_decided(&ledger))) {
        t->open = true;
        if (!t->twist)
            result_keep_message(t->result, x->name,
                         status == MC_BAD_INPUT ? "the claim cannot be evaluated on it"
                         : ledger.count         ? "not decided with the bits allowed"
                                                : "no entry was decided");
    }
    ledger_clear(&ledger);
    return violated != NULL;
}

/* Runs over one list of instance texts.  Returns true when refuted. */
static bool try_list(struct trial *t, const char *const *texts, char **witness)
{
    struct instance_list list;
    struct mc_complaint why = {{0}};
    bool refuted = false;
    size_t i;

    for (; texts && *texts && !refuted; texts++) {
        if (instance_list_open(&list, *texts, &why) != MC_OK) {
            t->open = true;
            result_keep_message(t->result, *texts, why.text);
            continue;
        }
        for (i = 0; i < list.count && !refuted; i++)
            refuted = try_instance(t, &list.items[i], witness);
        instance_list_clear(&list);
    }
    return refuted;
}

static enum mc_verdict try_statement(struct claim_result *result,
                                     const struct decide_options *options, int twist,
                                     char **witness)
{
    struct trial t = {.claim = result->claim, .options = options, .twist = twist,
                      .result = result};
    bool refuted = try_list(&t, result->claim->quick, witness) ||
                   (options->full && try_list(&t, result->claim->full, witness));

    if (!twist) {
        result->entries = t.entries;
        result->statistical = t.statistical;
    }
    if (refuted)
        return MC_REFUTED;
    if (t.open || !t.entries)
        return MC_UNDECIDED;
    if (t.statistical)
        return MC_SUPPORTED;
    return t.inexact ? MC_AGREES : MC_PROVED;
}

/* The controls together are refuted only if each one is. */
static void try_controls(struct claim_result *result, const struct decide_options *options)
{
    const struct control *c;
    size_t i;

    for (c = result->claim->controls; c && c->id; c++)
        result->controls++;
    result->control_verdicts = flint_calloc(result->controls + 1, sizeof(enum mc_verdict));
    result->control_witnesses = flint_calloc(result->controls + 1, sizeof(char *));
    result->control = result->controls ? MC_REFUTED : MC_UNDECIDED;
    for (i = 0; i < result->controls; i++) {
        result->control_verdicts[i] =
            try_statement(result, options, (int)i + 1, &result->control_witnesses[i]);
        if (result->control_verdicts[i] != MC_REFUTED && result->control == MC_REFUTED)
            result->control = result->control_verdicts[i];
    }
}

enum mc_status claim_decide(struct claim_result *result, const struct claim *claim,
                            const struct decide_options *options, struct mc_complaint *why)
{
    struct timespec before, after;

    *result = (struct claim_result){.claim = claim};
    arb_init(result->worst_ratio);
    if (options->witness_dir && witness_directory(options->witness_dir, why) != MC_OK)
        return MC_BAD_INPUT;
    clock_gettime(CLOCK_MONOTONIC, &before);
    result->verdict = try_statement(result, options, 0, &result->witness);
    try_controls(result, options);
    clock_gettime(CLOCK_MONOTONIC, &after);
    result->seconds = (double)(after.tv_sec - before.tv_sec) +
                      1e-9 * (double)(after.tv_nsec - before.tv_nsec);
    result->as_expected = result->verdict == claim->expected && result->control == MC_REFUTED;
    return MC_OK;
}
