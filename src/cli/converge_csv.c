// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as a table: lower and upper ends in columns. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "muoncheck/number.h"

static void write_cell(FILE *out, const arb_t x, slong digits)
{
    char *lo, *hi;

    if (!arb_is_finite(x)) {
        fprintf(out, ",,");
    } else if (mc_enclosure_text(&lo, &hi, x, digits) == MC_OK) {
        fprintf(out, ",%s,%s", lo, hi);
        free(lo);
        free(hi);
    }
}

static void write_head(FILE *csv)
{
    size_t i;

    fprintf(csv, "tensor,format,k");
    for (i = 0; i < CONVERGE_QUANTITIES; i++)
        fprintf(csv, ",%s_lo,%s_hi", converge_quantities[i], converge_quantities[i]);
    for (i = 0; i < CONVERGE_METRICS; i++)
        fprintf(csv, ",%s_lo,%s_hi", converge_metric_names[i], converge_metric_names[i]);
    fprintf(csv, ",run_bound_by\n");
}

void converge_csv_rows(const struct converge_task *task, const struct converge_run *told)
{
    slong k;
    size_t i;

    for (k = 0; k < told->run.count; k++) {
        fprintf(task->csv, "\"%s\",\"%s\",%ld", told->name, told->format->name, (long)k);
        for (i = 0; i < CONVERGE_QUANTITIES; i++)
            write_cell(task->csv, converge_quantity(told->run.steps + k, i), task->digits);
        for (i = 0; i < CONVERGE_METRICS; i++)
            write_cell(task->csv, converge_metric(told->metrics + k, i), task->digits);
        fprintf(task->csv, ",%s\n", converge_run_bound_name(&told->run, k));
    }
}

enum mc_status converge_csv_open(struct converge_task *task, struct mc_complaint *why)
{
    if (!task->csv_path)
        return MC_OK;
    task->csv = fopen(task->csv_path, "w");
    if (!task->csv) {
        task->source = task->csv_path;
        return mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    }
    write_head(task->csv);
    return MC_OK;
}

enum mc_status converge_csv_close(struct converge_task *task, enum mc_status status,
                                  struct mc_complaint *why)
{
    bool failed = task->csv && ferror(task->csv);

    failed = (task->csv && fclose(task->csv) != 0) || failed;
    if (!failed || status != MC_OK)
        return status;
    task->source = task->csv_path;
    return mc_complain(why, MC_NO_RESOURCE, "cannot be written: is the disk full?");
}
