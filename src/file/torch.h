// SPDX-License-Identifier: Apache-2.0
/*
 * What torch.save writes (.pt, .pth), and nothing of it executed: a zip archive PREFIX/data.pkl,
 * the pickle of a state dictionary whose tensors are calls
 *   torch._utils._rebuild_tensor_v2(storage, offset, size, stride, ...),
 * and PREFIX/data/KEY, stored, the elements of each storage.  Names of tensors are the keys on
 * the way to them, joined by points.  Any name of Python's that is not listed in torch_names.c
 * refuses the file.
 * Source: torch/serialization.py and torch/_utils.py, 1.6 to 2.9.
 */
#ifndef FILE_TORCH_H
#define FILE_TORCH_H

#include "file/container.h"
#include "file/pickle.h"
#include "file/zip.h"

/* What a name of Python's stands for in a checkpoint. */
enum torch_role {
    TORCH_UNKNOWN = 0, TORCH_DATA, TORCH_ORDERED, TORCH_STORAGE, TORCH_DTYPE,
    TORCH_TENSOR, TORCH_TYPED_TENSOR, TORCH_PARAMETER,
};

/* *dtype = as .safetensors calls the element type of a storage or dtype; NULL: of none. */
enum torch_role torch_role_of(const char *name, const char **dtype);

struct torch_file {
    struct mc_bytes bytes;
    struct mc_zip zip;
    struct mc_pickle pickle;
    char *prefix;               /* "PREFIX/"                                                  */
    char **names;               /* of the tensors: name_count of them                         */
    size_t name_count;
    size_t capacity;            /* of names, and of the container's items                     */
    size_t claimed;             /* bytes of all tensors together                              */
    _Atomic unsigned char *whole;   /* of each member: 0 unknown, 1 intact, 2 damaged         */
};

/* Adds the tensor that a call rebuilds.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status torch_add_tensor(struct mc_container *c, struct torch_file *file,
                                              const struct mc_pickle_value *call,
                                              const char *name, struct mc_complaint *why);

/* Adds every tensor of the pickle; one that is alone is called `stem`.  The plain values beside
 * them at the top are what the container says.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status torch_walk(struct mc_container *c, struct torch_file *file,
                                        const char *stem, struct mc_complaint *why);

/* Opens r->bytes.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE; the container is then empty. */
MC_MUST_CHECK enum mc_status mc_torch_open(struct mc_container *c, const struct mc_reading *r,
                                           struct mc_complaint *why);

#endif
