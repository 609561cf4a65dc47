// SPDX-License-Identifier: Apache-2.0
/* What the rows that depend on single entries share. */
#ifndef NORM_ENTRY_H
#define NORM_ENTRY_H

#include "muoncheck/norm.h"

/* out = sum |x_ij|, and max |x_ij| (0 for an empty matrix). */
enum mc_status mc_entry_sum(arb_t out, struct mc_operand *X,
                            const struct mc_norm_parameters *with, slong prec);
enum mc_status mc_entry_max(arb_t out, struct mc_operand *X,
                            const struct mc_norm_parameters *with, slong prec);

#endif
