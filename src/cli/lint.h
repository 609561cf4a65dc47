// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: how the findings on a table are told. */
#ifndef CLI_LINT_H
#define CLI_LINT_H

#include "cli/command.h"
#include "muoncheck/lint.h"
#include <jansson.h>

struct lint_task {
    const struct invocation *call;
    const char *name; /* of the table, as the user said it                           */
    struct mc_table table;
    struct mc_lint_options options;
    struct mc_lint lint;
    slong digits;
    const char *write; /* a file for the table itself; NULL: none */
    bool sarif;
};

/* The result of the contract.  New reference. */
json_t *lint_json(const struct lint_task *task);
/* A SARIF 2.1.0 log.  New reference. */
json_t *lint_sarif(const struct lint_task *task);
void lint_print(const struct lint_task *task);

const char *severity_name(enum mc_severity severity); /* also SARIF's: note, warning, error */

#endif
