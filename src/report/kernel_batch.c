// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim/instance.h"
#include "iteration/tolerance.h"
#include "muoncheck/file.h"
#include "report/kernel_batch.h"

enum { DIGITS = 10, MAX_BITS = 8192 };

static enum mc_status open_tensor(struct mc_matrix_list *list, const char *file,
                                  const char *name, struct mc_complaint *why)
{
    char *path;
    enum mc_status status;

    if (asprintf(&path, "%s/kernels/%s:%s", data_directory(), file, name) < 0)
        return MC_NO_RESOURCE;
    status = mc_read_matrices(list, path, NULL, why);
    free(path);
    return status;
}

static enum mc_status judge(struct kernel_output *out, const struct kernel_batch *batch,
                            const struct mc_matrix *X, const char *name)
{
    struct mc_matrix_list Y = {0};

    out->status = open_tensor(&Y, batch->file, name, &out->why);
    if (out->status == MC_OK)
        out->status = mc_certify(&out->found, X, &Y.items[0], &batch->options, &out->why);
    if (out->status == MC_OK)
        out->status = kernel_tests_run(&out->tests, X->dyadic, Y.items[0].dyadic);
    mc_matrix_list_clear(&Y);
    return out->status == MC_BAD_INPUT ? MC_OK : out->status;
}

enum mc_status kernel_batch_look(struct kernel_output *out, const struct kernel_batch *batch,
                                 struct mc_complaint *why)
{
    struct mc_matrix_list X = {0};
    char x[80], y[160];
    enum mc_status status;

    out->kernel = batch->kernel;
    out->dtype = batch->dtype;
    out->polar = fmpq_is_zero(batch->options.p);
    out->tests = (struct kernel_tests){NAN, NAN};
    out->allowed = INFINITY;
    snprintf(x, sizeof x, "in.%s", out->input);
    snprintf(y, sizeof y, "out.%s%s%s", out->input, out->fault ? "." : "",
             out->fault ? out->fault : "");
    status = open_tensor(&X, batch->inputs, x, why);
    if (status == MC_OK)
        status = judge(out, batch, &X.items[0], y);
    mc_matrix_list_clear(&X);
    return status;
}

enum mc_status kernel_batch_allow(struct kernel_output *out, const struct kernel_batch *batch,
                                  struct mc_complaint *why)
{
    fmpq_poly_struct *rows = calloc((size_t)batch->options.steps, sizeof *rows);
    struct mc_arithmetic fp32;
    struct tolerance bound;
    fmpq_t any;
    struct tolerance_question question = {.polynomials = rows, .steps = batch->options.steps,
                                          .m = out->found.rows, .n = out->found.cols,
                                          .in = &fp32, .sigma_min = any, .failure = 0.5};
    enum mc_status status = rows ? mc_arithmetic_parse(&fp32, "fp32", why) : MC_NO_RESOURCE;

    fmpq_init(any);
    tolerance_init(&bound);
    for (slong k = 0; k < question.steps && status == MC_OK; k++) {
        slong row = mc_table_row(&batch->table, k, batch->table.extension);

        if (row < 0)
            status = mc_complain(why, MC_BAD_INPUT, "%s: the table is too short",
                                 batch->kernel);
        else
            rows[k] = batch->table.rows[row];   /* borrowed */
    }
    if (status == MC_OK)
        status = tolerance_bound(&bound, &question, why);
    if (status == MC_OK)
        out->allowed = bound.always.rounding;
    tolerance_clear(&bound);
    fmpq_clear(any);
    free(rows);
    return status;
}

enum mc_status kernel_batch_read_table(struct kernel_batch *batch, const char *name,
                                       struct mc_complaint *why)
{
    const char *ending = strrchr(name, '.');
    char *path = NULL;
    enum mc_status status;

    if (ending && !strcmp(ending, ".json") &&
        asprintf(&path, "%s/kernels/%s", data_directory(), name) < 0)
        return MC_NO_RESOURCE;
    status = mc_table_read(&batch->table, path ? path : name, why);
    batch->options.table = &batch->table;
    free(path);
    return status;
}

struct kernel_batch *kernel_batch_new(void)
{
    struct kernel_batch *batch = calloc(1, sizeof *batch);

    if (batch) {
        mc_certify_options_init(&batch->options);
        mc_table_init(&batch->table);
        batch->options.digits = DIGITS;
        batch->options.max_bits = MAX_BITS;
    }
    return batch;
}

void kernel_batch_free(struct kernel_batch *batch)
{
    if (batch) {
        mc_certify_options_clear(&batch->options);
        mc_table_clear(&batch->table);
    }
    free(batch);
}
