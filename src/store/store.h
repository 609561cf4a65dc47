// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The results store: one SQLite file, one row a decided claim, never overwritten.  Every write
 * is a transaction of its own, so an interrupted run keeps all that it had finished.
 *
 *   run     id, version, suite, seed, digits, max_bits, started, context (JSON)
 *   result  id, run, claim, verdict, expected, as_expected, control, seconds, finished, json
 *
 * A store belongs to one thread at a time.
 */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include "muoncheck/status.h"

struct store;

enum store_use { STORE_READ, STORE_WRITE };

/* What the results of one run have in common. */
struct store_run {
    const char *version, *suite, *started, *context;
    unsigned long long seed;
    long digits, max_bits;
};

struct store_row {
    const char *claim, *verdict, *expected, *control;
    bool as_expected;
    double seconds;
    const char *finished;     /* ISO 8601, UTC; written by the store          */
    const char *json;         /* the whole result, as `verify --json` has it  */
    struct store_run run;     /* only in rows that are read                   */
};

/*
 * STORE_WRITE makes the file where there is none; STORE_READ never does.
 * Errors: MC_BAD_INPUT for a file that is no store, is another program's database, has a newer
 * schema, or cannot be opened or written; MC_NO_RESOURCE.  *store is then NULL.
 */
MC_MUST_CHECK enum mc_status store_open(struct store **store, const char *path,
                                        enum store_use use, struct mc_complaint *why);
void store_close(struct store *store);   /* NULL is legal */

/* Starts a run: results written from here on belong to it. */
MC_MUST_CHECK enum mc_status store_begin_run(struct store *store, const struct store_run *run,
                                             struct mc_complaint *why);

/* Errors: MC_NO_RESOURCE (disk full), MC_BAD_INPUT (the file is gone or locked); the store then
 * holds what it held before. */
MC_MUST_CHECK enum mc_status store_write_result(struct store *store,
                                                const struct store_row *row,
                                                struct mc_complaint *why);

/* A row is valid until the visitor returns; a status other than MC_OK ends the visit. */
typedef enum mc_status store_visit(const struct store_row *row, void *context);

/* The newest result of `claim`; with `like`, the newest whose version, digits, max_bits and
 * suite are those.  No visit if there is none, which is no error. */
MC_MUST_CHECK enum mc_status store_read_latest(struct store *store, const char *claim,
                                               const struct store_run *like,
                                               store_visit *visit, void *context,
                                               struct mc_complaint *why);

/* The newest result of every claim, in the order of their ids. */
MC_MUST_CHECK enum mc_status store_each_latest(struct store *store, store_visit *visit,
                                               void *context, struct mc_complaint *why);

#endif
