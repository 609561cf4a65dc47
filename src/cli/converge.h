// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: how a run of `converge` is told. */
#ifndef CONVERGE_H
#define CONVERGE_H

#include <jansson.h>
#include "cli/command.h"
#include "muoncheck/file.h"
#include "muoncheck/iteration.h"

struct converge_task {
    const struct invocation *call;
    const struct mc_iteration *iteration;
    struct mc_arithmetic format;
    struct mc_stream stream;
    struct mc_convergence_options options;
    struct mc_matrix_list list;
    const char *source, *csv, *plot;
    slong digits;
    int code;
};

/* The result of the contract, beside it what was run.  New reference. */
json_t *converge_json(const struct converge_task *task, const char *name,
                      const struct mc_convergence *run);
void converge_print(const struct converge_task *task, const char *name,
                    const struct mc_convergence *run);

/* Errors: MC_NO_RESOURCE with one line when the file cannot be written. */
MC_MUST_CHECK enum mc_status converge_csv(const struct converge_task *task,
                                          const struct mc_convergence *run,
                                          struct mc_complaint *why);
MC_MUST_CHECK enum mc_status converge_plot(const struct converge_task *task, const char *name,
                                           const struct mc_convergence *run,
                                           struct mc_complaint *why);

#endif
