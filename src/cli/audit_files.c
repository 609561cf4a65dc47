// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"

/* The last number in the file's name, without its extension. */
static bool step_of_name(slong *step, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    const char *end = strrchr(base, '.'), *digits;

    if (!end)
        end = base + strlen(base);
    while (end > base && !isdigit((unsigned char)end[-1]))
        end--;
    for (digits = end; digits > base && isdigit((unsigned char)digits[-1]);)
        digits--;
    if (digits == end || end - digits > 15)
        return false;
    *step = strtol(digits, NULL, 10);
    return true;
}

static bool number_said(fmpq_t out, const struct audited_file *file, const char *key)
{
    const char *text = mc_checkpoint_says(file->checkpoint, key);

    return text && mc_rational_parse(out, text, NULL) == MC_OK;
}

static void read_metadata(struct audited_file *file)
{
    fmpq_t step;

    fmpq_init(step);
    file->has_eta = number_said(file->eta, file, "lr");
    file->has_lambda = number_said(file->lambda, file, "weight_decay");
    file->has_step = number_said(step, file, "step") && fmpz_is_one(fmpq_denref(step)) &&
                     fmpz_fits_si(fmpq_numref(step));
    if (file->has_step)
        file->step = fmpz_get_si(fmpq_numref(step));
    fmpq_clear(step);
}

static int by_step(const void *a, const void *b)
{
    const struct audited_file *x = a, *y = b;

    return x->step < y->step ? -1 : x->step > y->step;
}

static enum mc_status list_weights(struct audit_task *task, struct mc_complaint *why)
{
    size_t count = 0, i, j;

    for (i = 0; i < task->file_count; i++)
        count += task->files[i].checkpoint ? mc_checkpoint_count(task->files[i].checkpoint) : 0;
    task->found = calloc(count + 1, sizeof *task->found);
    if (!task->found)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < task->file_count; i++) {
        struct audited_file *file = &task->files[i];

        for (j = 0; file->checkpoint && j < mc_checkpoint_count(file->checkpoint); j++) {
            struct audited *found = &task->found[task->count++];
            found->file = file;
            found->index = j;
            found->weight = mc_checkpoint_weight(file->checkpoint, j);
            mc_figures_init(&found->figures);
            arb_init(found->bound);
            arb_indeterminate(found->bound);
        }
    }
    return count ? MC_OK : mc_complain(why, MC_BAD_INPUT, "nothing could be read");
}

enum mc_status audit_open(struct audit_task *task, struct mc_complaint *why)
{
    bool ordered = true;

    for (size_t i = 0; i < task->file_count; i++) {
        struct audited_file *file = &task->files[i];
        enum mc_status status =
            mc_checkpoint_open(&file->checkpoint, file->path, &task->reading, why);

        if (status == MC_NO_RESOURCE)
            return status;
        if (status == MC_OK)
            read_metadata(file);
        else
            task->code = command_fails(task->call, file->path, status, why);
        if (!file->has_step)
            file->has_step = step_of_name(&file->step, file->path);
        ordered = ordered && file->has_step;
    }
    if (ordered)
        qsort(task->files, task->file_count, sizeof *task->files, by_step);
    return list_weights(task, why);
}

bool audit_rate(fmpq_t out, const struct audit_task *task, const struct audited_file *file,
                bool lambda)
{
    bool given = lambda ? task->has_lambda : task->has_eta;
    bool said = lambda ? file->has_lambda : file->has_eta;

    if (given)
        fmpq_set(out, lambda ? task->lambda : task->eta);
    else if (said)
        fmpq_set(out, lambda ? file->lambda : file->eta);
    return given || said;
}
