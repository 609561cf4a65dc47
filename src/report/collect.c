// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "report/report.h"

struct collector {
    struct report *report;
    const struct catalogue *catalogue;
    size_t room;
};

/* Gives the entry its claim or its theorem. */
static void find(struct report_entry *entry, const struct catalogue *c, const char *id)
{
    for (size_t i = 0; i < c->claim_count; i++)
        if (!strcmp(c->claims[i]->id, id))
            entry->claim = c->claims[i];
    for (size_t i = 0; i < c->theorem_count; i++)
        if (!strcmp(c->theorems[i]->id, id))
            entry->theorem = c->theorems[i];
}

static struct report_entry *add_entry(struct collector *c)
{
    struct report *report = c->report;

    if (report->count == c->room) {
        size_t room = c->room ? 2 * c->room : 64;
        struct report_entry *larger = realloc(report->entries, room * sizeof *larger);

        if (!larger)
            return NULL;
        report->entries = larger;
        c->room = room;
    }
    report->entries[report->count] = (struct report_entry){0};
    return &report->entries[report->count++];
}

/* Runs are compared by their start: ISO 8601 sorts as text. */
static enum mc_status adopt_run(struct report *report, const struct store_run *run)
{
    free(report->version);
    free(report->suite);
    free(report->started);
    json_decref(report->context);
    report->version = strdup(run->version);
    report->suite = strdup(run->suite);
    report->started = strdup(run->started);
    report->context = json_loads(run->context, 0, NULL);
    report->seed = run->seed;
    report->digits = run->digits;
    report->max_bits = run->max_bits;
    if (!report->version || !report->suite || !report->started)
        return MC_NO_RESOURCE;
    return report->context ? MC_OK : MC_BAD_INPUT;
}

static enum mc_status add_row(const struct store_row *row, void *context)
{
    struct collector *c = context;
    struct report *report = c->report;
    struct report_entry *entry = add_entry(c);

    if (!entry)
        return MC_NO_RESOURCE;
    find(entry, c->catalogue, row->claim);
    entry->finished = strdup(row->finished);
    entry->result = json_loads(row->json, 0, NULL);
    if (!json_is_object(entry->result) || !json_is_string(json_object_get(entry->result, "id")))
        return MC_BAD_INPUT;
    json_object_set_new(entry->result, "run_started", json_string(row->run.started));
    if (!report->started || strcmp(row->run.started, report->started) > 0)
        return adopt_run(report, &row->run);
    return MC_OK;
}

/* An entry without a result, unless there is one with. */
static enum mc_status add_missing(struct collector *c, size_t stored, const struct claim *claim,
                                  const struct theorem *theorem)
{
    struct report_entry *entry;

    for (size_t i = 0; i < stored; i++) {
        entry = &c->report->entries[i];
        if ((claim && entry->claim == claim) || (theorem && entry->theorem == theorem))
            return MC_OK;
    }
    entry = add_entry(c);
    if (!entry)
        return MC_NO_RESOURCE;
    entry->claim = claim;
    entry->theorem = theorem;
    return MC_OK;
}

static enum mc_status add_without_result(struct collector *c)
{
    size_t stored = c->report->count;
    enum mc_status status = MC_OK;

    for (size_t i = 0; i < c->catalogue->claim_count && status == MC_OK; i++)
        status = add_missing(c, stored, c->catalogue->claims[i], NULL);
    for (size_t i = 0; i < c->catalogue->theorem_count && status == MC_OK; i++)
        status = add_missing(c, stored, NULL, c->catalogue->theorems[i]);
    return status;
}

/* "0.4" before "0.15": numbers inside the text compare as numbers. */
static int by_number(const void *a, const void *b)
{
    const struct report_entry *x = a, *y = b;
    int order = entry_is_theorem(x) - entry_is_theorem(y);

    if (!order)
        order = strverscmp(entry_number(x), entry_number(y));
    return order ? order : strcmp(entry_id(x), entry_id(y));
}

static void mark_newest(struct report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        struct report_entry *entry = &report->entries[i];

        entry->newest = !strcmp(entry_text(entry, "run_started", ""), report->started);
        if (entry->result)
            json_object_del(entry->result, "run_started");
    }
}

enum mc_status report_collect(struct report *report, struct store *store,
                              const struct catalogue *catalogue, struct mc_complaint *why)
{
    struct collector c = {.report = report, .catalogue = catalogue};
    enum mc_status status;

    *report = (struct report){0};
    status = store_each_latest(store, add_row, &c, why);
    if (status == MC_OK && !report->count)
        status = mc_complain(why, MC_BAD_INPUT, "holds no result yet");
    if (status == MC_OK && add_without_result(&c) != MC_OK)
        status = mc_complain(why, MC_NO_RESOURCE, "out of memory");
    if (status != MC_OK) {
        report_clear(report);
        return status;
    }
    mark_newest(report);
    qsort(report->entries, report->count, sizeof *report->entries, by_number);
    return MC_OK;
}

void report_clear(struct report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        json_decref(report->entries[i].result);
        free(report->entries[i].finished);
    }
    free(report->entries);
    json_decref(report->context);
    free(report->version);
    free(report->suite);
    free(report->started);
    *report = (struct report){0};
}
