// SPDX-License-Identifier: Apache-2.0
/* Within this room: what a checkpoint is made of. */
#ifndef AUDIT_CHECKPOINT_H
#define AUDIT_CHECKPOINT_H

#include "certificate/source.h"
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

/* The matrices of one tensor that `r` wants, and one of `list`; none without entries.
 * Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status checkpoint_add_tensor(struct mc_checkpoint *c,
                                                   const struct mc_member *member,
                                                   const struct mc_reading *r,
                                                   struct mc_complaint *why);
MC_MUST_CHECK enum mc_status checkpoint_add_matrix(struct mc_checkpoint *c,
                                                   const struct mc_matrix *A,
                                                   struct mc_complaint *why);

/* A weight as a source of doubles, column-major n x m; it may not be moved. */
struct mapped {
    struct matrix_source source;
    const struct mc_dtype *dtype;
    const uint8_t *data;
    uint8_t *copy;      /* of what is not row-major                                          */
    float *table;       /* of types of one or two bytes: the value of each pattern           */
};

/* false: memory is out. */
bool mapped_init(struct mapped *from, const struct entry *entry);
void mapped_clear(struct mapped *from);

#endif
