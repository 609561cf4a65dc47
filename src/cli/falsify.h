// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: the searches of `falsify`. */
#ifndef CLI_FALSIFY_H
#define CLI_FALSIFY_H

#include "cli/command.h"
#include "falsify/hunt.h"
#include "store/journal.h"

struct falsification {
    const struct claim *claim;
    int twist;
    json_t *result;            /* as `falsify --json` has it; NULL: not searched (yet)        */
};

struct falsify_task {
    const struct invocation *call;
    struct falsification *searches;   /* in the order of the answer                           */
    size_t count;
    bool whole;                /* the whole catalogue: the answer is a table                  */
    const char *budget;        /* as it was told                                              */
    struct hunt_options options;
    struct journal *journal;   /* NULL: none is kept                                          */
};

/* NULL for the claim itself. */
const char *falsification_drop(const struct falsification *f);

/* task->searches = those that the words name, "all": every claim and every control.  Errors:
 * MC_BAD_INPUT for unknown names. */
MC_MUST_CHECK enum mc_status falsify_select(struct falsify_task *task,
                                            const struct arguments *args,
                                            struct mc_complaint *why);

/* Takes what the journal has of this task, and searches the rest on call->jobs threads.  The
 * first error stops all; Ctrl-C ends the searches under way with what they have. */
MC_MUST_CHECK enum mc_status falsify_run(struct falsify_task *task, struct mc_complaint *why);

/* New reference; NULL when memory is out. */
json_t *falsify_result(const struct falsification *f, const struct hunt_result *found);

/* Is its `verdict`, or what is `expected`, "refuted"?  NULL: no. */
bool falsify_says_refuted(const json_t *result, const char *field);

void falsify_print(const struct falsification *f);
void falsify_table(const struct falsify_task *task);
MC_MUST_CHECK enum mc_status falsify_csv(const struct falsify_task *task, const char *path,
                                         struct mc_complaint *why);

#endif
