// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as a table: lower and upper ends in columns. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/converge.h"
#include "report/escape.h"

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

static bool write_row(FILE *csv, const struct converge_run *told, slong k, slong digits)
{
    bool fine = true;
    size_t i;

    write_csv_field(csv, told->name);
    fputc(',', csv);
    write_csv_field(csv, told->format->name);
    fprintf(csv, ",%ld", (long)k);
    for (i = 0; i < CONVERGE_QUANTITIES && fine; i++)
        fine = write_csv_ends(csv, converge_quantity(told->run.steps + k, i), digits) == MC_OK;
    for (i = 0; i < CONVERGE_METRICS && fine; i++)
        fine = write_csv_ends(csv, converge_metric(told->metrics + k, i), digits) == MC_OK;
    fprintf(csv, ",%s\n", converge_run_bound_name(&told->run, k));
    return fine;
}

enum mc_status converge_csv_rows(const struct converge_task *task,
                                 const struct converge_run *told, struct mc_complaint *why)
{
    for (slong k = 0; k < told->run.count; k++)
        if (!write_row(task->csv, told, k, task->digits))
            return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    return MC_OK;
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
