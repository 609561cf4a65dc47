// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: the searches of `falsify`. */
#ifndef CLI_FALSIFY_H
#define CLI_FALSIFY_H

#include "cli/command.h"
#include "falsify/hunt.h"

struct falsification {
    const struct claim *claim;
    int twist;
    struct hunt_result found;
};

struct falsify_task {
    const struct invocation *call;
    struct falsification *searches;
    size_t count, done;
    struct hunt_options options;
};

/* NULL for the claim itself. */
const char *falsification_drop(const struct falsification *f);

void falsify_print(const struct falsify_task *task, const struct falsification *f);
json_t *falsify_json(const struct falsify_task *task);

#endif
