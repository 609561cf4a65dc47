// SPDX-License-Identifier: GPL-3.0-or-later
/* One INSERT outside BEGIN is a transaction of its own. */
#include <stdio.h>

#include "store/database.h"

static void bind_text(sqlite3_stmt *statement, int column, const char *text)
{
    sqlite3_bind_text(statement, column, text, -1, SQLITE_STATIC);
}

static enum mc_status finish(struct store *store, sqlite3_stmt *statement,
                             struct mc_complaint *why)
{
    enum mc_status status = database_status(store, sqlite3_step(statement), why);

    sqlite3_finalize(statement);
    return status;
}

enum mc_status store_begin_run(struct store *store, const struct store_run *run,
                               struct mc_complaint *why)
{
    sqlite3_stmt *insert;
    char seed[32];
    enum mc_status status = database_prepare(
        &insert, store,
        "INSERT INTO run(version, suite, seed, digits, max_bits, started, context)"
        " VALUES(?, ?, ?, ?, ?, ?, ?)", why);

    if (status != MC_OK)
        return status;
    snprintf(seed, sizeof seed, "%llu", run->seed);
    bind_text(insert, 1, run->version);
    bind_text(insert, 2, run->suite);
    bind_text(insert, 3, seed);
    sqlite3_bind_int64(insert, 4, run->digits);
    sqlite3_bind_int64(insert, 5, run->max_bits);
    bind_text(insert, 6, run->started);
    bind_text(insert, 7, run->context);
    status = finish(store, insert, why);
    if (status == MC_OK)
        store->run = sqlite3_last_insert_rowid(store->db);
    return status;
}

enum mc_status store_write_result(struct store *store, const struct store_row *row,
                                  struct mc_complaint *why)
{
    sqlite3_stmt *insert;
    enum mc_status status = database_prepare(
        &insert, store,
        "INSERT INTO result(run, claim, verdict, expected, as_expected, control, seconds, json,"
        " finished) VALUES(?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        why);

    if (status != MC_OK)
        return status;
    sqlite3_bind_int64(insert, 1, store->run);
    bind_text(insert, 2, row->claim);
    bind_text(insert, 3, row->verdict);
    bind_text(insert, 4, row->expected);
    sqlite3_bind_int(insert, 5, row->as_expected);
    bind_text(insert, 6, row->control);
    sqlite3_bind_double(insert, 7, row->seconds);
    bind_text(insert, 8, row->json);
    return finish(store, insert, why);
}
