// SPDX-License-Identifier: Apache-2.0
/*
 * The bytes of a file, mapped read-only: of a large checkpoint only the pages of the tensors
 * that are asked for are ever read.
 */
#ifndef FILE_BYTES_H
#define FILE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include "muoncheck/status.h"

struct mc_bytes {
    const uint8_t *at;
    size_t size;
};

/* Errors: MC_BAD_INPUT for what is missing, unreadable, empty or no regular file;
 * MC_NO_RESOURCE.  bytes is then empty. */
MC_MUST_CHECK enum mc_status mc_bytes_map(struct mc_bytes *bytes, const char *path,
                                          struct mc_complaint *why);
void mc_bytes_unmap(struct mc_bytes *bytes);

/* The unsigned integer in `count` <= 8 bytes, least significant first. */
uint64_t mc_bytes_little(const uint8_t *at, size_t count);

/* The same bytes, written. */
void mc_bytes_put_little(uint8_t *at, uint64_t value, size_t count);

#endif
