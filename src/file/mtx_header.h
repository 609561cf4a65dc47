// SPDX-License-Identifier: Apache-2.0
/*
 * The first lines of a Matrix Market file: what it holds, and how large it is.
 * Source: Boisvert, Pozo, Remington, The Matrix Market Exchange Formats, NISTIR 5935, 1996.
 */
#ifndef FILE_MTX_HEADER_H
#define FILE_MTX_HEADER_H

#include "file/text.h"

struct mc_mtx_header {
    bool coordinate;                  /* else array: all entries, column after column         */
    enum { MC_MTX_REAL = 0, MC_MTX_INTEGER, MC_MTX_PATTERN } field;
    enum { MC_MTX_GENERAL = 0, MC_MTX_SYMMETRIC, MC_MTX_SKEW } symmetry;
    size_t rows, cols;
    size_t entries;                   /* that the file must hold                              */
};

/* Takes the lines up to the size from `text`, whose comment character must be '%'.
 * Errors: MC_BAD_INPUT. */
MC_MUST_CHECK enum mc_status mc_mtx_header_read(struct mc_mtx_header *header,
                                                struct mc_text *text, struct mc_complaint *why);

#endif
