// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: one question to `tolerance`, and what was found. */
#ifndef CLI_TOLERANCE_H
#define CLI_TOLERANCE_H

#include <flint/fmpq_poly.h>
#include <jansson.h>
#include "cli/command.h"
#include "iteration/tolerance.h"

struct tolerance_task {
    const struct invocation *call;
    const char *table, *accumulate;
    fmpq_poly_struct *polynomials;   /* of each step                                          */
    slong steps, rows, cols;
    struct mc_arithmetic format;
    struct mc_stream stream;
    fmpq_t sigma_min;
    struct tolerance bound;
    slong observed_rows, observed_cols;
    arb_t observed;                  /* the worst ||X^_K - X_K||_2; not finite: none was      */
    char worst[256];                 /* the SPEC that showed it                               */
};

/* polynomials and steps of the table `name`; steps < 0: as published.
 * Errors: MC_BAD_INPUT for a table that is none, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status tolerance_read_table(struct tolerance_task *task, const char *name,
                                                  slong steps, struct mc_complaint *why);

/* Runs several spectra of smallest relative singular value at least sigma_min, each dimension
 * cut to 64 where it is larger. */
MC_MUST_CHECK enum mc_status tolerance_search(struct tolerance_task *task,
                                              struct mc_complaint *why);

json_t *tolerance_json(const struct tolerance_task *task);
void tolerance_print(const struct tolerance_task *task);

#endif
