// SPDX-License-Identifier: Apache-2.0
/* SHA-256 (FIPS 180-4) of a file's bytes, to say which file it was. */
#ifndef FILE_SHA256_H
#define FILE_SHA256_H

#include "muoncheck/status.h"

enum { MC_SHA256_TEXT = 65 };

/* hex = 64 lowercase digits and a zero.  Errors: those of mc_bytes_map; hex is then "". */
MC_MUST_CHECK enum mc_status mc_sha256_file(char hex[MC_SHA256_TEXT], const char *path,
                                            struct mc_complaint *why);

#endif
