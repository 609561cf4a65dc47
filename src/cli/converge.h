// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: how a run of `converge` is told. */
#ifndef CONVERGE_H
#define CONVERGE_H

#include <jansson.h>
#include <stdio.h>
#include "cli/command.h"
#include "muoncheck/file.h"
#include "muoncheck/iteration.h"

enum { MOST_FORMATS = 16, CONVERGE_QUANTITIES = 8, CONVERGE_METRICS = 4 };

struct converge_curves;

struct converge_task {
    const struct invocation *call;
    const struct mc_iteration *iteration;
    struct mc_arithmetic formats[MOST_FORMATS];
    size_t format_count;
    struct mc_stream stream;
    struct mc_convergence_options options;
    fmpq_t epsilon, max_error;   /* zero: not given                                          */
    struct mc_matrix_list list;
    const char *source, *csv_path, *plot_path;
    FILE *csv;
    struct converge_curves *curves;   /* for the plot; NULL: none                            */
    slong digits;
    int code;
};

/* One run, as it is told. */
struct converge_run {
    const char *name;
    const struct mc_arithmetic *format;
    struct mc_convergence run;
    struct converge_metrics *metrics;   /* run.count; NULL: not asked for                    */
    enum mc_verdict verdict;            /* on the last error <= max_error                    */
};

/* Of one iterate as a polar factor (certify.h); indeterminate where there is none. */
struct converge_metrics {
    arb_t residual, psd_residual, dual_gap, bound_violation;
};

/* NULL where memory is out.  Of iterates of an exact matrix M for the polar factor. */
struct converge_metrics *converge_metrics_new(const struct mc_convergence *run,
                                              const struct mc_matrix *M, slong digits,
                                              slong max_bits);
void converge_metrics_free(struct converge_metrics *metrics, slong count);

/* What a line asks for.  Errors: MC_BAD_INPUT with one line; task->source is whose fault it is. */
MC_MUST_CHECK enum mc_status converge_read(struct converge_task *task,
                                           const struct arguments *args,
                                           struct mc_complaint *why);

/* Runs every matrix in every format and tells it; task->code is then the exit code. */
MC_MUST_CHECK enum mc_status converge_run_all(json_t *results, struct converge_task *task,
                                              struct mc_complaint *why);

/* The numbers of a step, with the names that JSON and CSV give them. */
extern const char *const converge_quantities[CONVERGE_QUANTITIES];
extern const char *const converge_metric_names[CONVERGE_METRICS];
arb_srcptr converge_quantity(const struct mc_convergence_step *step, size_t i);
arb_srcptr converge_metric(const struct converge_metrics *metrics, size_t i);

/* By which argument run_bound holds, or why there is none: "left-range", "not-enclosed". */
const char *converge_run_bound_name(const struct mc_convergence *run, slong k);

/* The result of the contract, beside it what was run.  New reference. */
json_t *converge_json(const struct converge_task *task, const struct converge_run *told);
void converge_print(const struct converge_task *task, const struct converge_run *told);

/* The table, where one is asked for, and the rows of a run; `status` is that of the work so far. */
MC_MUST_CHECK enum mc_status converge_csv_open(struct converge_task *task,
                                               struct mc_complaint *why);
MC_MUST_CHECK enum mc_status converge_csv_close(struct converge_task *task,
                                                enum mc_status status,
                                                struct mc_complaint *why);
MC_MUST_CHECK enum mc_status converge_csv_rows(const struct converge_task *task,
                                               const struct converge_run *told,
                                               struct mc_complaint *why);

/* Curves for a plot: of one run error, approximation and rounding; of several the errors.
 * Errors: MC_NO_RESOURCE, MC_BAD_INPUT with one line when the file cannot be written. */
MC_MUST_CHECK enum mc_status converge_curves_add(struct converge_task *task,
                                                 const struct converge_run *told,
                                                 struct mc_complaint *why);
MC_MUST_CHECK enum mc_status converge_curves_draw(const struct converge_task *task,
                                                  struct mc_complaint *why);
void converge_curves_free(struct converge_curves *curves);

#endif
