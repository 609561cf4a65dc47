// SPDX-License-Identifier: GPL-3.0-or-later
/* A store is known by its application id; the user version is the number of its schema. */
#include <stdlib.h>
#include <string.h>

#include "store/database.h"

#define APPLICATION_ID 1836410979 /* 0x6d756863, "muhc" */
#define SCHEMA_VERSION 1
#define LOCK_PATIENCE 10000       /* milliseconds for a second writer to finish its row */

#define TEXT_OF(x) #x
#define NUMBER_TEXT(x) TEXT_OF(x)

static const char create_schema[] =
    "CREATE TABLE run(id INTEGER PRIMARY KEY, version TEXT NOT NULL, suite TEXT NOT NULL,"
    " seed TEXT NOT NULL, digits INTEGER NOT NULL, max_bits INTEGER NOT NULL,"
    " started TEXT NOT NULL, context TEXT NOT NULL);"
    "CREATE TABLE result(id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run(id),"
    " claim TEXT NOT NULL, verdict TEXT NOT NULL, expected TEXT NOT NULL,"
    " as_expected INTEGER NOT NULL, control TEXT NOT NULL, seconds REAL NOT NULL,"
    " finished TEXT NOT NULL, json TEXT NOT NULL);"
    "CREATE INDEX result_of_claim ON result(claim, id);"
    "PRAGMA application_id = " NUMBER_TEXT(APPLICATION_ID) ";"
    "PRAGMA user_version = " NUMBER_TEXT(SCHEMA_VERSION) ";";

static enum mc_status read_number(sqlite3_int64 *out, struct store *store, const char *sql,
                                  struct mc_complaint *why)
{
    sqlite3_stmt *statement = NULL;
    enum mc_status status = database_prepare(&statement, store, sql, why);

    *out = 0;
    if (status == MC_OK) {
        status = database_status(store, sqlite3_step(statement), why);
        *out = status == MC_OK ? sqlite3_column_int64(statement, 0) : 0;
    }
    sqlite3_finalize(statement);
    return status;
}

/* Inside a transaction when writing, so that two programs cannot both find an empty file. */
static enum mc_status check_schema(struct store *store, enum store_use use,
                                   struct mc_complaint *why)
{
    sqlite3_int64 application, version, tables;
    enum mc_status status = read_number(&application, store, "PRAGMA application_id", why);

    if (status == MC_OK)
        status = read_number(&version, store, "PRAGMA user_version", why);
    if (status == MC_OK)
        status = read_number(&tables, store, "SELECT count(*) FROM sqlite_master", why);
    if (status != MC_OK)
        return status;
    if (tables == 0 && use == STORE_WRITE)
        return database_execute(store, create_schema, why);
    if (application != APPLICATION_ID)
        return mc_complain(why, MC_BAD_INPUT, "is a database, but not a results store");
    if (version != SCHEMA_VERSION)
        return mc_complain(why, MC_BAD_INPUT,
                           "has schema version %lld; this program reads version %d",
                           (long long)version, SCHEMA_VERSION);
    return MC_OK;
}

static enum mc_status prepare_for_writing(struct store *store, struct mc_complaint *why)
{
    enum mc_status status;

    if (sqlite3_db_readonly(store->db, "main") == 1)
        return mc_complain(why, MC_BAD_INPUT, "cannot be written");
    status = database_execute(store, "BEGIN IMMEDIATE", why);
    if (status == MC_OK)
        status = check_schema(store, STORE_WRITE, why);
    return status == MC_OK ? database_execute(store, "COMMIT", why) : status;
}

enum mc_status store_open(struct store **store, const char *path, enum store_use use,
                          struct mc_complaint *why)
{
    /* Reading opens for writing too where it may: an interrupted run leaves a journal that has
     * to be rolled back first. */
    int flags = SQLITE_OPEN_READWRITE | (use == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
    enum mc_status status;
    int code;

    *store = calloc(1, sizeof **store);
    if (!*store)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    code = sqlite3_open_v2(path, &(*store)->db, flags, NULL);
    if (code == SQLITE_CANTOPEN && use == STORE_READ)
        status = mc_complain(why, MC_BAD_INPUT, "cannot be opened; `verify` makes a store");
    else
        status = database_status(*store, code, why);
    if (status == MC_OK) {
        sqlite3_busy_timeout((*store)->db, LOCK_PATIENCE);
        status = use == STORE_WRITE ? prepare_for_writing(*store, why)
                                    : check_schema(*store, STORE_READ, why);
    }
    if (status != MC_OK) {
        store_close(*store);
        *store = NULL;
    }
    return status;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    free(store);
}
