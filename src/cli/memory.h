// SPDX-License-Identifier: GPL-3.0-or-later
/* Memory: what there is, and a refusal of work that would need more. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include "cli/command.h"

/* Bytes that the machine can give: what the kernel calls available, within the limit of the
 * control group if there is one; 0 where neither is known. */
size_t memory_available(void);

/* MC_OK if `bytes` beyond the program's own are allowed by --max-memory, or without it,
 * available. Errors: MC_BAD_INPUT, with a line that tells `what`, its need and the limit. */
MC_MUST_CHECK enum mc_status memory_allows(const struct invocation *call, const char *what,
                                           size_t bytes, struct mc_complaint *why);

/* memory_allows an SVD of rows x cols to that many digits. */
MC_MUST_CHECK enum mc_status memory_allows_svd(const struct invocation *call, slong rows,
                                               slong cols, slong digits,
                                               struct mc_complaint *why);

/* The same of the matrix that SPEC will make; of the matrix alone where digits is 0.  An m or n
 * that SPEC leaves to its generator is small; what SPEC has wrong is left to generate(). */
MC_MUST_CHECK enum mc_status memory_allows_spec(const struct invocation *call, const char *spec,
                                                slong digits, struct mc_complaint *why);

#endif
