// SPDX-License-Identifier: Apache-2.0
/*
 * A zip archive, read through its central directory: members stored or deflated, with the
 * 64-bit extension, no encryption, one disk.
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 to 4.5; RFC 1951.
 */
#ifndef FILE_ZIP_H
#define FILE_ZIP_H

#include <stdbool.h>
#include "file/bytes.h"

struct mc_zip_member {
    char *name;              /* NUL-terminated, owned                                        */
    unsigned method, flags;
    uint32_t crc;
    uint64_t packed, size;   /* bytes in the archive, and when unpacked                      */
    uint64_t offset;         /* of the local header                                          */
};

struct mc_zip {
    struct mc_zip_member *members;         /* in the archive's order                          */
    const struct mc_zip_member **sorted;   /* by name                                         */
    size_t count;
};

/* Lists the archive; no name stands there twice.
 * Errors: MC_BAD_INPUT, MC_NO_RESOURCE; zip is then empty. */
MC_MUST_CHECK enum mc_status mc_zip_open(struct mc_zip *zip, const struct mc_bytes *bytes,
                                         struct mc_complaint *why);
void mc_zip_close(struct mc_zip *zip);

/* NULL where there is no such member. */
const struct mc_zip_member *mc_zip_find(const struct mc_zip *zip, const char *name);

/* The bytes of a member as they lie in the archive.  Errors: MC_BAD_INPUT. */
MC_MUST_CHECK enum mc_status mc_zip_packed(struct mc_bytes *packed,
                                           const struct mc_zip_member *member,
                                           const struct mc_bytes *bytes,
                                           struct mc_complaint *why);

/* Is crc the checksum of the unpacked bytes? */
bool mc_zip_intact(const struct mc_bytes *data, uint32_t crc);

/*
 * data = the unpacked bytes; *heap is what the caller must free afterwards, NULL for a stored
 * member, whose bytes are those of the archive.  The checksum is verified.
 * Errors: MC_BAD_INPUT, MC_NO_RESOURCE; *heap is then NULL.
 */
MC_MUST_CHECK enum mc_status mc_zip_unpack(struct mc_bytes *data, uint8_t **heap,
                                           const struct mc_zip_member *member,
                                           const struct mc_bytes *bytes,
                                           struct mc_complaint *why);

#endif
