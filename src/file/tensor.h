// SPDX-License-Identifier: Apache-2.0
/*
 * A tensor that lies in a file, and the matrices that it is read as.
 */
#ifndef FILE_TENSOR_H
#define FILE_TENSOR_H

#include "file/dtype.h"
#include "file/reading.h"

enum { MC_TENSOR_DIMENSIONS = 64 };

struct mc_tensor {
    const char *name;
    const struct mc_dtype *dtype;
    bool big_endian;
    bool fortran;                           /* first index fastest; else last index fastest  */
    size_t dimensions;
    size_t shape[MC_TENSOR_DIMENSIONS];
    const uint8_t *data;                    /* elements * dtype->size bytes                  */
};

/* elements = the product of the shape.
 * Errors: MC_BAD_INPUT if it, or its bytes, cannot be counted. */
MC_MUST_CHECK enum mc_status mc_tensor_elements(size_t *elements, const struct mc_tensor *t,
                                                struct mc_complaint *why);

/*
 * Adds the wanted matrices of the tensor: itself if it has at most two dimensions (a number is
 * 1 x 1, a vector 1 x n) or is flattened, else one a slice.  Exact.
 * Errors: MC_BAD_INPUT for NaN and infinities, with their place; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_tensor_read(struct mc_reading *r, const struct mc_tensor *t,
                                            struct mc_complaint *why);

#endif
