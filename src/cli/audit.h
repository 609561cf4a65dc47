// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: the checkpoints that `audit` looks at, and what it finds in them. */
#ifndef CLI_AUDIT_H
#define CLI_AUDIT_H

#include <jansson.h>
#include "cli/command.h"
#include "muoncheck/audit.h"
#include "store/journal.h"

enum { AUDIT_BITS = 128, AUDIT_JSON_DIGITS = 12 };

struct audited_file {
    const char *path;
    struct mc_checkpoint *checkpoint;    /* NULL: could not be read                           */
    bool has_step;
    slong step;
    bool has_eta, has_lambda;            /* by its metadata                                   */
    fmpq_t eta, lambda;
};

/* One weight of one file. */
struct audited {
    struct audited_file *file;
    size_t index;                        /* in the checkpoint                                 */
    const struct mc_weight *weight;
    struct mc_figures figures;
    arb_t bound;                         /* not finite: none was asked for                    */
    enum mc_verdict verdict;
    enum mc_status status;               /* of the figures                                    */
    struct mc_complaint why;
};

/* One weight over the series: its pair of neighbours nearest to, or beyond, what is allowed. */
struct audited_decay {
    const struct audited *from, *to;
    arb_t claimed, ratio;
    enum mc_verdict verdict;             /* over all its pairs                                */
    size_t pairs;
};

struct audit_task {
    const struct invocation *call;
    const char *convention;
    bool has_bound, has_eta, has_lambda;
    fmpq_t bound, eta, lambda, update;   /* update < 0: the convention's                      */
    struct mc_read_options reading;
    struct audited_file *files;
    size_t file_count;
    struct audited *found;
    size_t count;
    struct audited_decay *decays;
    size_t decay_count;
    slong digits;
    bool values;                         /* --spectrum                                        */
    const char *csv_path, *plot_path;    /* NULL: none                                        */
    struct journal *journal;       /* NULL: none is kept                                */
    int code;
};

/* Opens every file, orders the series by step, and lists the weights.
 * Errors: MC_BAD_INPUT where no file can be read; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status audit_open(struct audit_task *task, struct mc_complaint *why);

/* Fills figures, bound and verdict of every weight, on call->jobs threads while they need no
 * more than three times the largest tensor together. */
MC_MUST_CHECK enum mc_status audit_run(struct audit_task *task, struct mc_complaint *why);

/* The journal at `path`, made where there is none.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status audit_journal_open(struct journal **journal,
                                                const char *path, struct mc_complaint *why);

/* Are the figures of so many digits in the journal (NULL: no)?  Then they, status and why are
 * taken. */
bool audit_journal_has(struct audited *found, const struct journal *journal,
                       slong digits, bool values);
MC_MUST_CHECK enum mc_status audit_journal_add(struct journal *journal,
                                               const struct audited *found, slong digits,
                                               bool values, struct mc_complaint *why);

/* Into and out of an object; false where something is missing there. */
void audit_figures_write(json_t *entry, const struct mc_figures *figures);
bool audit_figures_read(struct mc_figures *figures, const json_t *entry);

/* Fills the decays, one for each name that two neighbours of the series share. */
MC_MUST_CHECK enum mc_status audit_decay(struct audit_task *task, struct mc_complaint *why);

/* eta or lambda for a file, by the command line or its metadata; false where neither says. */
bool audit_rate(fmpq_t out, const struct audit_task *task, const struct audited_file *file,
                bool lambda);

/* One row a matrix, the columns of the JSON fields, enclosures as two; and a plot of the counts.
 * Errors: MC_BAD_INPUT with a line that names the file, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status audit_csv(const struct audit_task *task, struct mc_complaint *why);
MC_MUST_CHECK enum mc_status audit_plot(const struct audit_task *task, struct mc_complaint *why);

/* "0.315" of edge k of the counts. */
void audit_edge(char out[12], size_t k);

json_t *audit_json(const struct audit_task *task);
void audit_print(const struct audit_task *task);

#endif
