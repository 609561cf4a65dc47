// SPDX-License-Identifier: Apache-2.0
/*
 * The dictionary in the header of a .npy file:
 *   {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }
 */
#ifndef FILE_NPY_HEADER_H
#define FILE_NPY_HEADER_H

#include "file/tensor.h"

struct mc_npy_header {
    char descr[16];
    bool fortran;
    size_t dimensions;
    size_t shape[MC_TENSOR_DIMENSIONS];
};

/* Reads `size` characters.  Each of the three keys must stand there once, and no other.
 * Errors: MC_BAD_INPUT. */
MC_MUST_CHECK enum mc_status mc_npy_header_parse(struct mc_npy_header *header, const char *text,
                                                 size_t size, struct mc_complaint *why);

#endif
