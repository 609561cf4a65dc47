// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/audit.h"
#include "report/escape.h"

static void write_head(FILE *out, bool values)
{
    char from[12], to[12];

    fprintf(out, "tensor,step,file,rows,cols,spectral_lo,spectral_hi,stable_rank_lo,stable_rank_hi,"
                 "nuclear_lo,nuclear_hi,bound_lo,bound_hi,verdict");
    for (size_t k = 0; values && k < MC_SPECTRUM_BINS; k++) {
        audit_edge(to, k);
        audit_edge(from, k + 1);
        fprintf(out, ",%s..%s_least,%s..%s_most", from, to, from, to);
    }
    fprintf(out, "\n");
}

static bool write_ends(FILE *out, const arb_t x)
{
    return write_csv_ends(out, x, AUDIT_JSON_DIGITS) == MC_OK;
}

static bool write_row(FILE *out, const struct audited *found, bool values)
{
    const struct mc_figures *f = &found->figures;
    bool fine;

    write_csv_field(out, found->weight->name);
    if (found->file->has_step)
        fprintf(out, ",%ld,", (long)found->file->step);
    else
        fprintf(out, ",,");
    write_csv_field(out, found->file->path);
    fprintf(out, ",%ld,%ld", (long)found->weight->rows, (long)found->weight->cols);
    fine = write_ends(out, f->spectral) && write_ends(out, f->stable_rank) &&
           write_ends(out, f->nuclear) && write_ends(out, found->bound);
    fprintf(out, ",%s", arb_is_finite(found->bound) ? mc_verdict_name(found->verdict) : "");
    for (size_t k = 0; values && k < MC_SPECTRUM_BINS; k++)
        if (f->has_counts)
            fprintf(out, ",%ld,%ld", (long)f->least[k], (long)f->most[k]);
        else
            fprintf(out, ",,");
    fprintf(out, "\n");
    return fine;
}

enum mc_status audit_csv(const struct audit_task *task, struct mc_complaint *why)
{
    FILE *out = fopen(task->csv_path, "w");
    bool failed = false;

    if (!out)
        return mc_complain(why, MC_BAD_INPUT, "--csv %.120s: %s", task->csv_path,
                           strerror(errno));
    write_head(out, task->values);
    for (size_t i = 0; i < task->count && !failed; i++)
        failed = !write_row(out, &task->found[i], task->values);
    failed = ferror(out) || failed;
    failed = fclose(out) || failed;
    return failed ? mc_complain(why, MC_NO_RESOURCE, "--csv %.120s: is the disk full?",
                                task->csv_path)
                  : MC_OK;
}
