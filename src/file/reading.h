// SPDX-License-Identifier: Apache-2.0
/*
 * One file being read: its bytes, which of its tensors are wanted, and the matrices so far.
 */
#ifndef FILE_READING_H
#define FILE_READING_H

#include <stdbool.h>
#include "file/bytes.h"
#include "muoncheck/file.h"

struct mc_reading {
    struct mc_bytes bytes;
    const char *path;                /* of the file; NULL for bytes that are in memory        */
    const char *stem;                /* the file's name without folder and extension          */
    const char *wanted;              /* NAME of PATH:NAME; NULL: everything                   */
    struct mc_read_options options;
    size_t memory;                   /* bytes that may still be taken                         */
    struct mc_matrix_list *list;
    size_t capacity;                 /* of list->items                                        */
};

/* Is `name` wanted?  A `*` at the end of what is wanted matches any ending. */
bool mc_reading_wants(const struct mc_reading *r, const char *name);

/* Is the tensor wanted, or may one of its slices NAME[i,j] be? */
bool mc_reading_may_want(const struct mc_reading *r, const char *name);

/*
 * Takes count * each bytes from what is left.  FLINT ends the program when memory runs out, so
 * what cannot fit must be refused before it is asked for.
 * Errors: MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_reading_reserve(struct mc_reading *r, size_t count, size_t each,
                                                struct mc_complaint *why);

/* The same for a matrix of entries of `entry` bytes.  A row and a column of pointers must fit
 * too, so that an empty matrix cannot have a dimension that nobody could walk along. */
MC_MUST_CHECK enum mc_status mc_reading_reserve_matrix(struct mc_reading *r, size_t rows,
                                                       size_t cols, size_t entry,
                                                       struct mc_complaint *why);

/* An empty matrix at the end of the list, to be initialised; NULL when memory is out. */
struct mc_matrix *mc_reading_add(struct mc_reading *r);

/* A name as it may stand in a complaint: short, control characters replaced. */
struct mc_label {
    char text[81];
};
struct mc_label mc_label(const char *name);

#endif
