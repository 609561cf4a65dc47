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
    size_t dimensions;
    size_t shape[MC_TENSOR_DIMENSIONS];
    size_t stride[MC_TENSOR_DIMENSIONS];    /* in elements                                   */
    const uint8_t *data;                    /* of element (0, 0, ...)                        */
};

/* elements = the product of the shape.
 * Errors: MC_BAD_INPUT if it, or its bytes, cannot be counted. */
MC_MUST_CHECK enum mc_status mc_tensor_elements(size_t *elements, const struct mc_tensor *t,
                                                struct mc_complaint *why);

/* The strides of elements without gaps, the last index fastest, or the first. */
void mc_tensor_set_strides(struct mc_tensor *t, bool first_fastest);

/* Do the elements lie one after the other, the last index fastest? */
bool mc_tensor_is_row_major(const struct mc_tensor *t);

/* Where element number `index` lies, counted with the last index fastest. */
const uint8_t *mc_tensor_at(const struct mc_tensor *t, size_t index);

/*
 * Adds the wanted matrices of the tensor: itself if it has at most two dimensions (a number is
 * 1 x 1, a vector 1 x n) or is flattened, else one a slice.  Exact.
 * Errors: MC_BAD_INPUT for NaN and infinities, with their place; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_tensor_read(struct mc_reading *r, const struct mc_tensor *t,
                                            struct mc_complaint *why);

#endif
