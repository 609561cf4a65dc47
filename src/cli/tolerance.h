// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: one question to `tolerance`, and what was found. */
#ifndef CLI_TOLERANCE_H
#define CLI_TOLERANCE_H

#include <flint/fmpq_poly.h>
#include <jansson.h>
#include "cli/command.h"
#include "muoncheck/file.h"
#include "worst/escape.h"
#include "worst/rounding.h"

struct tolerance_task {
    const struct invocation *call;
    const char *table;
    fmpq_poly_struct *polynomials;   /* of each step                                          */
    slong steps, rows, cols;
    struct mc_arithmetic format;
    struct mc_stream stream;
    fmpq_t sigma_min, failure;
    struct tolerance bound;
    slong runs;                      /* of the search                                         */
    slong searched_rows, searched_cols;
    struct worst_rounding worst, adversary;
    struct escape escape;
    struct mc_matrix_list inputs, outputs;
};

/* The question, as the arguments put it.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status tolerance_read(struct tolerance_task *task,
                                            const struct arguments *args,
                                            struct mc_complaint *why);

/* The upper end, with no more digits than a test wants; NULL where x is not finite. */
char *tolerance_ceiling(const arb_t x);

/* New references: printf of the ceiling of the total, and the range of singular values; null
 * where nothing is proved, or a total that is trivial. */
#define TOLERANCE_PYTEST "assert numpy.linalg.norm(Y - polar, 2) <= %s"
#define TOLERANCE_C "assert(spectral_distance(Y, polar) <= %s);"
json_t *tolerance_line(const struct tolerance_task *task, const char *format);
json_t *tolerance_range(const struct tolerance_bounds *bounds);

/* What the probabilistic bound rests on. */
const char *tolerance_model(const struct tolerance_task *task);

json_t *tolerance_json(const struct tolerance_task *task);
void tolerance_print(const struct tolerance_task *task);

/* The worst that is found, by chance and by an opponent; and where nothing is proved that
 * holds always, whether the opponent leaves the safe radius. */
MC_MUST_CHECK enum mc_status tolerance_search(struct tolerance_task *task,
                                              const struct tolerance_question *question,
                                              struct mc_complaint *why);
void tolerance_add_found(json_t *out, const struct tolerance_task *task);
void tolerance_print_found(const struct tolerance_task *task);

/* --input: each matrix on its own; the exit code. */
int tolerance_tell_runs(struct tolerance_task *task);

#endif
