// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "abi/answer.h"
#include "file/dtype.h"

static enum mc_status read_entry(arb_t out, const char *at, const struct mc_dtype *dtype,
                                 const char **wrong)
{
    uint64_t pattern = 0;

    memcpy(&pattern, at, dtype->size);
    *wrong = mc_dtype_value(arb_midref(out), dtype, pattern);
    return *wrong ? MC_BAD_INPUT : MC_OK;
}

enum mc_status array_read(struct mc_matrix *A, const char *name,
                          const struct muoncheck_array *array, struct mc_complaint *why)
{
    const struct mc_dtype *dtype = array ? mc_dtype_by_name(array->dtype) : NULL;
    const char *wrong = NULL;
    int64_t i, j;

    *A = (struct mc_matrix){0};
    if (!array)
        return mc_complain(why, MC_BAD_INPUT, "%s: there is none", name);
    if (!dtype)
        return mc_complain(why, MC_BAD_INPUT, "%s: entries of type %.40s", name, array->dtype);
    if (array->rows < 0 || array->cols < 0)
        return mc_complain(why, MC_BAD_INPUT, "%s: %ld x %ld", name, (long)array->rows,
                           (long)array->cols);
    mc_matrix_init_dyadic(A, name, array->rows, array->cols);
    for (i = 0; i < array->rows; i++)
        for (j = 0; j < array->cols; j++) {
            const char *at = array->data;

            at += i * array->row_stride + j * array->col_stride;
            if (read_entry(arb_mat_entry(A->dyadic, i, j), at, dtype, &wrong) == MC_OK)
                continue;
            mc_matrix_clear(A);
            *A = (struct mc_matrix){0};
            return mc_complain(why, MC_BAD_INPUT, "%s: row %ld, column %ld: %s", name,
                               (long)i + 1, (long)j + 1, wrong);
        }
    return MC_OK;
}
