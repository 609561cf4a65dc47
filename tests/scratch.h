// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files that a test makes: a folder of its own, gone when the test ends.
 *   TestSuite(npy, .init = scratch_make, .fini = scratch_remove);
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include "muoncheck/file.h"

void scratch_make(void);
void scratch_remove(void);

/* The path of NAME in the folder; valid until the next call but three. */
const char *scratch_path(const char *name);

/* Writes a file there; its path. */
const char *scratch_file(const char *name, const void *bytes, size_t size);
const char *scratch_text(const char *name, const char *text);

/* A file of this source tree. */
const char *source_path(const char *name);

/* A .npy file of version 1: `dictionary`, padded, then the data. */
const char *scratch_npy(const char *name, const char *dictionary, const void *data,
                        size_t size);

/* A .safetensors file: the length of the JSON, the JSON, then the data. */
const char *scratch_safetensors(const char *name, const char *json, const void *data,
                                size_t size);

/* Is the call refused, with a line that has `part` in it, and an empty list? */
bool refused(const char *path, const char *part);
bool refused_with(const char *path, const struct mc_read_options *options,
                  enum mc_status status, const char *part);

/* Is the entry exactly this? */
bool entry_is(const struct mc_matrix *A, slong i, slong j, double value);
bool entry_is_fraction(const struct mc_matrix *A, slong i, slong j, slong p, ulong q);

/* Every prefix of the file, each in turn: how many are not refused with MC_BAD_INPUT. */
size_t prefixes_accepted(const char *path, const char *extension);

#endif
