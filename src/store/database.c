// SPDX-License-Identifier: GPL-3.0-or-later
#include <stddef.h>

#include "store/database.h"

enum mc_status database_status(struct store *store, int code, struct mc_complaint *why)
{
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
        return MC_OK;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return mc_complain(why, MC_BAD_INPUT, "is not a results store (%s)",
                           sqlite3_errmsg(store->db));
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return mc_complain(why, MC_BAD_INPUT, "cannot be opened for writing (%s)",
                           sqlite3_errmsg(store->db));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return mc_complain(why, MC_BAD_INPUT, "is in use by another program");
    default:
        return mc_complain(why, MC_NO_RESOURCE, "%s", sqlite3_errmsg(store->db));
    }
}

enum mc_status database_execute(struct store *store, const char *sql, struct mc_complaint *why)
{
    return database_status(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL), why);
}

enum mc_status database_prepare(sqlite3_stmt **statement, struct store *store, const char *sql,
                                struct mc_complaint *why)
{
    return database_status(store, sqlite3_prepare_v2(store->db, sql, -1, statement, NULL), why);
}
