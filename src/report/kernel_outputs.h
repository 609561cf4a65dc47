// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The stored outputs of kernels (data/kernels, by its kernels.json): the error of each,
 * enclosed, beside the tests of kernel_tests.h; and of those with planted faults, the distance
 * from the exact image X_T under the kernel's table, beside that of the right kernel.
 */
#ifndef KERNEL_OUTPUTS_H
#define KERNEL_OUTPUTS_H

#include <jansson.h>
#include <stdbool.h>
#include "muoncheck/certify.h"
#include "report/kernel_tests.h"

struct kernel_output {
    const char *kernel, *dtype, *input, *fault;   /* in the manifest; fault may be NULL */
    bool polar;                  /* made for the polar factor? else the tests are not for it  */
    enum mc_status status;       /* MC_BAD_INPUT: refused, `why` says what it holds           */
    struct mc_complaint why;
    struct mc_certified found;
    struct kernel_tests tests;   /* NaN where it was refused                                  */
    const struct kernel_output *right;   /* of a fault: the kernel without it                 */
    double allowed;   /* what rounding may do in fp32 with sums in sequence, proved; infinite:
                         no bound.  Holds for norms >= 1 of X.                                */
};

struct kernel_outputs {
    json_t *manifest;
    struct kernel_output *plain, *planted;
    size_t plain_count, planted_count;    /* looked at                                        */
    size_t plain_room, planted_room;
};

/* Cleared by kernel_outputs_clear, also after an error.  Errors: MC_BAD_INPUT with one line
 * where the manifest or an input cannot be used; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status kernel_outputs_init(struct kernel_outputs *out,
                                                 struct mc_complaint *why);
void kernel_outputs_clear(struct kernel_outputs *out);

/* Does `certify` tell it from the right kernel: refused, or certainly at another distance from
 * X_T?  Or without the right kernel: is it certainly farther than `allowed`? */
bool kernel_fault_is_apart(const struct kernel_output *fault);
bool kernel_fault_is_beyond(const struct kernel_output *fault);

#endif
