// SPDX-License-Identifier: Apache-2.0
/*
 * Matrix files: .npy, .npz, .safetensors, .mtx, .csv.  Every float is read as the exact dyadic
 * rational that it is; decimal text is read as the exact rational that it says.
 */
#ifndef MUONCHECK_FILE_H
#define MUONCHECK_FILE_H

#include <stddef.h>
#include "matrix.h"
#include "status.h"

/* What to do with tensors of other than two dimensions, and with two-byte void types. */
struct mc_read_options {
    bool flatten;   /* conv filters: first dimension by the product of the rest              */
    bool bf16;      /* .npy dtype '|V2' holds bfloat16                                       */
};

/* A list of matrices read from one file, in file order. */
struct mc_matrix_list {
    struct mc_matrix *items;
    size_t count;
};

void mc_matrix_list_clear(struct mc_matrix_list *list);

/*
 * Reads `path`, or with `path:NAME` the tensors of a container whose name is NAME; a `*` at the
 * end of NAME matches any ending.  A stack of more than two dimensions gives one matrix a slice, named NAME[i,j], unless
 * flattened; a vector of length n is 1 x n.  Containers without NAME give all their tensors.
 * Errors: MC_BAD_INPUT with one line that names the tensor and the position (NaN and infinities
 * are refused so), MC_NO_RESOURCE.  The list is then empty.
 */
MC_MUST_CHECK enum mc_status mc_read_matrices(struct mc_matrix_list *list, const char *path,
                                              const struct mc_read_options *options,
                                              struct mc_complaint *why);

/* Writes midpoints rounded to double, Fortran order for .npy.  The file appears whole or not at
 * all (written beside it, then renamed).  Formats by extension: .npy .safetensors .mtx .csv. */
MC_MUST_CHECK enum mc_status mc_write_matrix(const char *path, const char *name,
                                             const arb_mat_t A, struct mc_complaint *why);

#endif
