// SPDX-License-Identifier: Apache-2.0
/*
 * Reading bytes that are in memory: what a file's reader does once the file is found.
 */
#ifndef FILE_READ_H
#define FILE_READ_H

#include "file/format.h"

/*
 * Reads r->bytes into r->list, which must be empty.  With r->wanted or not, the list has at
 * least one matrix on success.
 * Errors: MC_BAD_INPUT, MC_NO_RESOURCE; the list is then empty.
 */
MC_MUST_CHECK enum mc_status mc_read_bytes(struct mc_reading *r, const struct mc_format *format,
                                           struct mc_complaint *why);

#endif
