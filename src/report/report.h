// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A report: the newest stored result of every claim and theorem, beside what the catalogue says
 * of it, in one of several formats.
 */
#ifndef REPORT_H
#define REPORT_H

#include <jansson.h>
#include <stdio.h>
#include "claim/claim.h"
#include "report/kernel_outputs.h"
#include "report/plot.h"
#include "store/store.h"
#include "theorem/theorem.h"

/* How a journal of `falsify` begins, so that no other file is taken for one. */
#define SEARCHES_SIGNATURE "muoncheck-falsify-journal/1\n"

/* What could have been verified. */
struct catalogue {
    const struct claim *const *claims;
    size_t claim_count;
    const struct theorem *const *theorems;
    size_t theorem_count;
};

struct report_entry {
    const struct claim *claim;       /* one of the two; both NULL: stored, but no longer in    */
    const struct theorem *theorem;   /* the catalogue                                         */
    json_t *result;              /* as `verify --json` has it; NULL: no result is stored      */
    char *finished;              /* NULL with the result                                      */
    bool newest;                 /* from the newest run                                       */
};

struct report {
    struct report_entry *entries;   /* claims, then theorems, each by catalogue number        */
    size_t count;
    json_t *context;                /* of the newest run                                      */
    char *version, *suite, *started;
    unsigned long long seed;
    long digits, max_bits;
    const struct plot *plots;       /* borrowed                                               */
    size_t plot_count;
    const struct plot *runs;        /* of training runs; borrowed                             */
    size_t run_count;
    const struct kernel_outputs *kernels;   /* borrowed; NULL: none                           */
    const json_t *searches;         /* entries of a journal of `falsify`; borrowed; NULL: none */
};

/* Errors: MC_BAD_INPUT if the store holds no result, or a result that is not JSON;
 * MC_NO_RESOURCE. The report is then empty. */
MC_MUST_CHECK enum mc_status report_collect(struct report *report, struct store *store,
                                            const struct catalogue *catalogue,
                                            struct mc_complaint *why);
void report_clear(struct report *report);

/* What a reader asks first. */
struct report_summary {
    size_t decided, as_expected, undecided, unexpected, control_failures, not_run;
    size_t theorems;   /* of those that were run */
};
struct report_summary report_summarize(const struct report *report);

/* A field of an entry's result as text; `otherwise` where it is null, absent or no string. */
const char *entry_text(const struct report_entry *entry, const char *field,
                       const char *otherwise);
const char *entry_id(const struct report_entry *entry);
const char *entry_number(const struct report_entry *entry);
const char *entry_title(const struct report_entry *entry);
const char *entry_paper(const struct report_entry *entry);
bool entry_is_theorem(const struct report_entry *entry);
bool entry_as_expected(const struct report_entry *entry);
bool entry_control_refuted(const struct report_entry *entry);

/* The decimal text of a numeric field, "" where it is null or absent; valid while `text` is. */
struct entry_number_text {
    char text[32];
};
const char *entry_count(struct entry_number_text *out, const struct report_entry *entry,
                        const char *field);

/* "lo" or "hi" of the worst ratio; NULL where there is none. */
const char *entry_ratio(const struct report_entry *entry, const char *bound);

struct report_format {
    const char *id, *file, *title;
    enum mc_status (*write)(FILE *out, const struct report *report);
};

extern const struct report_format report_formats[];
extern const size_t report_format_count;

/* Writes folder/FILE whole or not at all; makes the folder where there is none.
 * Errors: MC_BAD_INPUT (cannot be written there), MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status report_write(const char *folder,
                                          const struct report_format *format,
                                          const struct report *report,
                                          struct mc_complaint *why);

/* The envelope with all stored results.  New reference. */
json_t *report_json(const struct report *report);

#endif
