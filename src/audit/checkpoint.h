// SPDX-License-Identifier: Apache-2.0
/* Within this room: what a checkpoint is made of. */
#ifndef AUDIT_CHECKPOINT_H
#define AUDIT_CHECKPOINT_H

#include "file/container.h"
#include "muoncheck/audit.h"

struct entry {
    struct mc_weight weight;       /* owns the name                                           */
    const struct mc_matrix *matrix;   /* of `list`; or NULL, and                              */
    const struct mc_member *member;   /* ... the mapped tensor whose slice it is              */
    const struct mc_dtype *dtype;
    size_t first;                     /* element of the tensor                                */
    const uint8_t *data;              /* row-major; NULL: the tensor's strides are others     */
};

struct mc_checkpoint {
    struct mc_bytes bytes;
    struct mc_container tensors;
    struct mc_matrix_list list;
    struct entry *entries;
    size_t count, capacity;
};

#endif
