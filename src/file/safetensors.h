// SPDX-License-Identifier: Apache-2.0
/*
 * The header of a .safetensors file: eight bytes of length n, n bytes of JSON that name each
 * tensor's dtype, shape and byte range, then the data, which the ranges cover without overlap
 * and without a hole.
 * Source: the safetensors format description, version 0.4 (length at most 10^8).
 */
#ifndef FILE_SAFETENSORS_H
#define FILE_SAFETENSORS_H

#include "file/container.h"

/* Opens r->bytes.  Errors: MC_BAD_INPUT for whatever contradicts the format; MC_NO_RESOURCE.
 * `file` is then empty. */
MC_MUST_CHECK enum mc_status mc_safetensors_open(struct mc_container *file,
                                                 const struct mc_reading *r,
                                                 struct mc_complaint *why);

#endif
