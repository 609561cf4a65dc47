// SPDX-License-Identifier: Apache-2.0
/*
 * The header of a .safetensors file: eight bytes of length n, n bytes of JSON that name each
 * tensor's dtype, shape and byte range, then the data, which the ranges cover without overlap
 * and without a hole.
 * Source: the safetensors format description, version 0.4 (length at most 10^8).
 */
#ifndef FILE_SAFETENSORS_H
#define FILE_SAFETENSORS_H

#include <jansson.h>
#include "file/tensor.h"

struct mc_safetensor {
    const char *dtype_name;
    struct mc_tensor tensor;    /* dtype NULL where the name is unknown                      */
    size_t begin, end;          /* of its bytes within the data                              */
    size_t order;               /* in the header                                             */
};

struct mc_safetensors {
    json_t *header;             /* owns the names                                            */
    struct mc_safetensor *items;   /* by their place in the file                             */
    size_t count;
};

/* Errors: MC_BAD_INPUT for whatever contradicts the format; MC_NO_RESOURCE.
 * `file` is then empty. */
MC_MUST_CHECK enum mc_status mc_safetensors_open(struct mc_safetensors *file,
                                                 const struct mc_bytes *bytes,
                                                 struct mc_complaint *why);
void mc_safetensors_close(struct mc_safetensors *file);

#endif
