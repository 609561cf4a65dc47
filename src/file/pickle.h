// SPDX-License-Identifier: Apache-2.0
/*
 * What a pickle says, as a tree: nothing is imported, called or executed.  A global is only its
 * name, a call only the name with its arguments; who reads the tree decides which names it knows.
 * Values refer to each other by number, and one may stand in many places, or within itself.
 * Source: CPython, Lib/pickletools.py: the opcodes of protocols 2 to 5, but for those that
 * build objects, extensions, buffers and sets.
 */
#ifndef FILE_PICKLE_H
#define FILE_PICKLE_H

#include <stdbool.h>
#include "file/bytes.h"

enum { MC_PICKLE_MOST = 1 << 20 };   /* values, so that a small file cannot fill the memory  */

enum mc_pickle_kind {
    MC_PICKLE_OTHER = 0,     /* None, bytes, integers of more than 64 bits                    */
    MC_PICKLE_BOOLEAN,
    MC_PICKLE_INTEGER,
    MC_PICKLE_REAL,
    MC_PICKLE_TEXT,
    MC_PICKLE_TUPLE,
    MC_PICKLE_LIST,
    MC_PICKLE_DICTIONARY,    /* items: key, value, key, value, ...                            */
    MC_PICKLE_GLOBAL,        /* "module.name"                                                 */
    MC_PICKLE_STORED,        /* items: what the file's writer keeps elsewhere                 */
    MC_PICKLE_CALL,          /* items: global, tuple of arguments, then as a dictionary       */
};

struct mc_pickle_value {
    enum mc_pickle_kind kind;
    uint32_t count, capacity;
    union {
        int64_t integer;
        double real;
        char *text;          /* NUL-terminated, owned; of texts and globals                   */
        uint32_t *items;     /* count of them, owned                                          */
    };
};

struct mc_pickle {
    struct mc_pickle_value *values;
    uint32_t count, capacity, root;
};

/* Reads the pickle in `bytes`.  Errors: MC_BAD_INPUT, with the byte and the opcode;
 * MC_NO_RESOURCE.  `pickle` is then empty. */
MC_MUST_CHECK enum mc_status mc_pickle_read(struct mc_pickle *pickle,
                                            const struct mc_bytes *bytes,
                                            struct mc_complaint *why);
void mc_pickle_clear(struct mc_pickle *pickle);

/* The i-th item of a value; NULL where it has none. */
const struct mc_pickle_value *mc_pickle_item(const struct mc_pickle *pickle,
                                             const struct mc_pickle_value *value, size_t i);

#endif
