// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: the pairs that `certify` is asked about, and what it says of each. */
#ifndef CLI_CERTIFY_H
#define CLI_CERTIFY_H

#include <jansson.h>
#include "cli/command.h"
#include "muoncheck/certify.h"
#include "muoncheck/file.h"

struct certify_pair {
    const char *name;                 /* in inputs or outputs                                 */
    const struct mc_matrix *x, *y;
    struct mc_certified found;
    enum mc_status status;            /* of found                                             */
    struct mc_complaint why;
};

struct certify_task {
    const struct invocation *call;
    const char *input, *output;       /* output NULL: in.NAME and out.NAME of one file        */
    bool transposed;                  /* the outputs lie transposed                           */
    struct mc_read_options reading;
    struct mc_matrix_list inputs, outputs;
    struct certify_pair *pairs;
    size_t count;
    struct mc_certify_options options;
    struct mc_table table;
    const char *blamed;               /* the file of a complaint                              */
    int code;
};

/*
 * Reads the files and pairs their matrices: in.NAME with out.NAME, a lone one with a lone one,
 * equal names, or, where no name has a partner and the counts agree, in order.
 * Errors: MC_BAD_INPUT for what is left alone; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status certify_read_pairs(struct certify_task *task,
                                                struct mc_complaint *why);

/* Fills found, status and why of every pair, on call->jobs threads. */
void certify_run(struct certify_task *task);

/* New reference. */
json_t *certify_json(const struct certify_task *task, const struct certify_pair *pair);
void certify_print(const struct certify_task *task, const struct certify_pair *pair);

#endif
