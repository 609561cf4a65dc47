// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim/result.h"

void result_keep_instance(struct claim_result *result, const char *name)
{
    size_t count = (size_t)result->instances, bytes = (count + 1) * sizeof(char *);

    result->instance_names = flint_realloc(result->instance_names, bytes);
    result->instance_names[count] = flint_malloc(strlen(name) + 1);
    strcpy(result->instance_names[count], name);
    result->instances++;
}

void result_keep_ratio(struct claim_result *result, const struct entry *e, const char *instance)
{
    arf_t new_lo, old_lo;

    if (!e->has_ratio)
        return;
    arf_init(new_lo);
    arf_init(old_lo);
    arb_get_lbound_arf(new_lo, e->ratio, 64);
    arb_get_lbound_arf(old_lo, result->worst_ratio, 64);
    if (!result->has_ratio || arf_cmp(new_lo, old_lo) > 0) {
        arb_set(result->worst_ratio, e->ratio);
        free(result->worst_instance);
        result->worst_instance = strdup(instance);
        result->has_ratio = true;
    }
    arf_clear(new_lo);
    arf_clear(old_lo);
}

void result_keep_measures(struct claim_result *result, const struct ledger *ledger,
                          const char *instance)
{
    size_t count = result->measured_count + ledger->measure_count, i;
    struct measured *m;

    result->measured = flint_realloc(result->measured, (count + 1) * sizeof *m);
    for (i = 0; i < ledger->measure_count; i++) {
        m = &result->measured[result->measured_count++];
        m->what = strdup(ledger->measures[i].what);
        m->instance = strdup(instance);
        arb_init(m->value);
        arb_init(m->error);
        arb_set(m->value, ledger->measures[i].value);
        arb_set(m->error, ledger->measures[i].error);
    }
}

void result_keep_message(struct claim_result *result, const char *instance, const char *text)
{
    if (!result->message &&
        asprintf(&result->message, "%s: %s", instance, text) < 0)
        result->message = NULL;
}

void claim_result_clear(struct claim_result *result)
{
    size_t i;

    for (i = 0; i < result->controls; i++)
        free(result->control_witnesses[i]);
    for (i = 0; i < (size_t)result->instances; i++)
        flint_free(result->instance_names[i]);
    for (i = 0; i < result->measured_count; i++) {
        free(result->measured[i].what);
        free(result->measured[i].instance);
        arb_clear(result->measured[i].value);
        arb_clear(result->measured[i].error);
    }
    flint_free(result->measured);
    flint_free(result->instance_names);
    flint_free(result->control_verdicts);
    flint_free(result->control_witnesses);
    free(result->worst_instance);
    free(result->witness);
    free(result->message);
    arb_clear(result->worst_ratio);
    *result = (struct claim_result){0};
}
