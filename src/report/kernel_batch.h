// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: one file of outputs in data/kernels, and how they are to be judged. */
#ifndef KERNEL_BATCH_H
#define KERNEL_BATCH_H

#include "report/kernel_outputs.h"

struct kernel_batch {
    const char *kernel, *dtype, *inputs, *file;
    struct mc_certify_options options;   /* its table is `table`, once that is read           */
    struct mc_table table;
};

struct kernel_batch *kernel_batch_new(void);   /* NULL when memory is out */
void kernel_batch_free(struct kernel_batch *batch);

/* "x.json" lies in data/kernels; other names are published tables.
 * Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status kernel_batch_read_table(struct kernel_batch *batch,
                                                     const char *name,
                                                     struct mc_complaint *why);

/* Certifies and tests out.INPUT, or out.INPUT.FAULT, of the names in `out`.  An output that is
 * refused is no error.  Errors: MC_BAD_INPUT for the input, MC_NOT_DECIDED, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status kernel_batch_look(struct kernel_output *out,
                                               const struct kernel_batch *batch,
                                               struct mc_complaint *why);

/* out->allowed = the rounding bound of `tolerance` for the table in fp32, in the shape that was
 * certified.  Errors: MC_BAD_INPUT for a table that ends too soon, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status kernel_batch_allow(struct kernel_output *out,
                                                const struct kernel_batch *batch,
                                                struct mc_complaint *why);

#endif
