// SPDX-License-Identifier: Apache-2.0
/* Within this room: what a checkpoint is made of. */
#ifndef AUDIT_CHECKPOINT_H
#define AUDIT_CHECKPOINT_H

#include "file/safetensors.h"
#include "muoncheck/audit.h"

struct entry {
    struct mc_weight weight;       /* owns the name                                           */
    const struct mc_matrix *matrix;   /* of `list`; or NULL, and                              */
    const struct mc_dtype *dtype;     /* ... the mapped slice, row-major                      */
    const uint8_t *data;
};

struct mc_checkpoint {
    struct mc_bytes bytes;
    struct mc_safetensors tensors;
    struct mc_matrix_list list;
    struct entry *entries;
    size_t count, capacity;
};

#endif
