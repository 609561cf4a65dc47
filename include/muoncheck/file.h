// SPDX-License-Identifier: Apache-2.0
/*
 * Matrix files: .npy, .npz, .safetensors, .mtx, .csv; what torch.save writes (.pt, .pth, .bin),
 * of which nothing is executed; NAME.index.json, whose tensors lie in files beside it.  Every
 * float is read as the exact dyadic rational that it is; decimal text is read as the exact
 * rational that it says.
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
 * end of NAME matches any ending.  A file whose own name has the colon in it wins.  A stack of
 * more than two dimensions gives one matrix a slice, named NAME[i,j] (from 0; that name can be
 * picked too), unless flattened; a vector of length n is 1 x n, a number 1 x 1.  Containers
 * without NAME give all their tensors; a lone matrix is named as its file, without extension.
 * .mtx and .csv give rational matrices, all others dyadic ones: exact.
 * `options` may be NULL: neither.  On MC_OK the list holds at least one matrix.
 * Errors: MC_BAD_INPUT with one line that names the tensor and the position (NaN and infinities
 * are refused so; rows and columns count from 1), MC_NO_RESOURCE.  The list is then empty.
 * A file that another process cuts short meanwhile ends this one (SIGBUS): it is mapped.
 */
MC_MUST_CHECK enum mc_status mc_read_matrices(struct mc_matrix_list *list, const char *path,
                                              const struct mc_read_options *options,
                                              struct mc_complaint *why);

/*
 * Writes midpoints, rounded to the nearest double: bit for bit in .npy (Fortran order) and
 * .safetensors (where the tensor is called `name`, or "matrix" for NULL), in .mtx and .csv as
 * decimals that are nearest to no other double.  The file appears whole or not at all.
 * Errors: MC_BAD_INPUT for a midpoint that has no finite double, an extension that is none of
 * these, an unusable path, an empty matrix in .csv; MC_NO_RESOURCE.  `path` is then untouched.
 */
MC_MUST_CHECK enum mc_status mc_write_matrix(const char *path, const char *name,
                                             const arb_mat_t A, struct mc_complaint *why);

#endif
