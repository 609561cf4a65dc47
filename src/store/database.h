// SPDX-License-Identifier: GPL-3.0-or-later
/* What the files of this room share: the connection, and SQLite's answers in our terms. */
#ifndef DATABASE_H
#define DATABASE_H

#include <sqlite3.h>
#include "store/store.h"

struct store {
    sqlite3 *db;
    sqlite3_int64 run;   /* id of the run begun; 0 before */
};

/* MC_OK for SQLITE_OK, DONE and ROW; otherwise the complaint in SQLite's words. */
MC_MUST_CHECK enum mc_status database_status(struct store *store, int code,
                                             struct mc_complaint *why);
MC_MUST_CHECK enum mc_status database_execute(struct store *store, const char *sql,
                                              struct mc_complaint *why);
MC_MUST_CHECK enum mc_status database_prepare(sqlite3_stmt **statement, struct store *store,
                                              const char *sql, struct mc_complaint *why);

#endif
