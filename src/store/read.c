// SPDX-License-Identifier: GPL-3.0-or-later
/* Ids grow with time, so the newest result of a claim is the one with the largest id. */
#include <stdlib.h>

#include "store/database.h"

#define COLUMNS                                                                                \
    "SELECT claim, verdict, expected, control, as_expected, seconds, finished, json, version," \
    " suite, started, context, seed, digits, max_bits"                                         \
    " FROM result JOIN run ON result.run = run.id "

static const char *text(sqlite3_stmt *statement, int column)
{
    const unsigned char *value = sqlite3_column_text(statement, column);

    return value ? (const char *)value : "";
}

static void read_row(struct store_row *row, sqlite3_stmt *statement)
{
    row->claim = text(statement, 0);
    row->verdict = text(statement, 1);
    row->expected = text(statement, 2);
    row->control = text(statement, 3);
    row->as_expected = sqlite3_column_int(statement, 4) != 0;
    row->seconds = sqlite3_column_double(statement, 5);
    row->finished = text(statement, 6);
    row->json = text(statement, 7);
    row->run = (struct store_run){
        .version = text(statement, 8),
        .suite = text(statement, 9),
        .started = text(statement, 10),
        .context = text(statement, 11),
        .seed = strtoull(text(statement, 12), NULL, 10),
        .digits = (long)sqlite3_column_int64(statement, 13),
        .max_bits = (long)sqlite3_column_int64(statement, 14),
    };
}

/* Steps through `query`, which it finalizes. */
static enum mc_status visit_rows(struct store *store, sqlite3_stmt *query, store_visit *visit,
                                 void *context, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    struct store_row row;
    int code = SQLITE_ROW;

    while (status == MC_OK && (code = sqlite3_step(query)) == SQLITE_ROW) {
        read_row(&row, query);
        status = visit(&row, context);
    }
    if (status == MC_OK)
        status = database_status(store, code, why);
    else if (why)
        mc_complain(why, status, "the stored result of '%.80s' cannot be used", row.claim);
    sqlite3_finalize(query);
    return status;
}

enum mc_status store_read_latest(struct store *store, const char *claim,
                                 const struct store_run *like, store_visit *visit,
                                 void *context, struct mc_complaint *why)
{
    sqlite3_stmt *query;
    enum mc_status status = database_prepare(
        &query, store,
        like ? COLUMNS "WHERE claim = ? AND version = ? AND suite = ? AND digits = ?"
                       " AND max_bits = ? ORDER BY result.id DESC LIMIT 1"
             : COLUMNS "WHERE claim = ? ORDER BY result.id DESC LIMIT 1", why);

    if (status != MC_OK)
        return status;
    sqlite3_bind_text(query, 1, claim, -1, SQLITE_STATIC);
    if (like) {
        sqlite3_bind_text(query, 2, like->version, -1, SQLITE_STATIC);
        sqlite3_bind_text(query, 3, like->suite, -1, SQLITE_STATIC);
        sqlite3_bind_int64(query, 4, like->digits);
        sqlite3_bind_int64(query, 5, like->max_bits);
    }
    return visit_rows(store, query, visit, context, why);
}

enum mc_status store_each_latest(struct store *store, store_visit *visit, void *context,
                                 struct mc_complaint *why)
{
    sqlite3_stmt *query;
    enum mc_status status = database_prepare(
        &query, store,
        COLUMNS "WHERE result.id IN (SELECT max(id) FROM result GROUP BY claim) ORDER BY claim",
        why);

    return status == MC_OK ? visit_rows(store, query, visit, context, why) : status;
}
