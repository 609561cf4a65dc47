// SPDX-License-Identifier: Apache-2.0
/*
 * Reading bytes that are in memory: what a file's reader does once the file is found.
 */
#ifndef FILE_READ_H
#define FILE_READ_H

#include "file/format.h"

/*
 * Splits PATH:NAME in place, at the last colon before which a file stands; *name is NULL where
 * the whole is a path.  Errors: MC_BAD_INPUT: there is no such file.
 */
MC_MUST_CHECK enum mc_status mc_read_split(char *path, const char **name,
                                           struct mc_complaint *why);

/* The path's last part without its extension: heap; NULL when memory is out. */
char *mc_read_stem(const char *path, const struct mc_format *format);

/*
 * Reads r->bytes into r->list, which must be empty.  With r->wanted or not, the list has at
 * least one matrix on success.
 * Errors: MC_BAD_INPUT, MC_NO_RESOURCE; the list is then empty.
 */
MC_MUST_CHECK enum mc_status mc_read_bytes(struct mc_reading *r, const struct mc_format *format,
                                           struct mc_complaint *why);

#endif
