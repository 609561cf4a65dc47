// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

static char folder[] = "/tmp/muoncheck-store-XXXXXX";
static char path[128];

static void make_folder(void)
{
    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/results.sqlite", folder);
}

static void remove_folder(void)
{
    unlink(path);
    rmdir(folder);
}

TestSuite(store, .init = make_folder, .fini = remove_folder);

static const struct store_run quick = {.version = "0.1.0", .suite = "quick", .started = "now",
                                       .context = "{}", .seed = 18446744073709551615ULL,
                                       .digits = 30, .max_bits = 4096};

static struct store *open_store(enum store_use use)
{
    struct store *store;
    struct mc_complaint why = {""};

    cr_assert(store_open(&store, path, use, &why) == MC_OK, "%s", why.text);
    return store;
}

static void write_result(struct store *store, const char *claim, const char *json)
{
    const struct store_row row = {.claim = claim, .verdict = "agrees", .expected = "agrees",
                                  .control = "refuted", .as_expected = true, .seconds = 0.5,
                                  .json = json};
    struct mc_complaint why = {""};

    cr_assert(store_write_result(store, &row, &why) == MC_OK, "%s", why.text);
}

static void begin(struct store *store, const struct store_run *run)
{
    cr_assert(store_begin_run(store, run, NULL) == MC_OK);
}

/* Collects "claim=json;" of what is visited. */
static enum mc_status append(const struct store_row *row, void *context)
{
    char *text = context;

    cr_assert(row->run.seed == quick.seed && row->run.max_bits > 0);
    cr_assert(strlen(row->finished) == 20, "finished: %s", row->finished);
    strcat(strcat(strcat(strcat(text, row->claim), "="), row->json), ";");
    return MC_OK;
}

Test(store, keeps_results_over_closing_and_opening)
{
    struct store *store = open_store(STORE_WRITE);
    char seen[200] = "";

    begin(store, &quick);
    write_result(store, "b", "1");
    write_result(store, "a", "2");
    store_close(store);
    store = open_store(STORE_READ);
    cr_assert(store_each_latest(store, append, seen, NULL) == MC_OK);
    cr_expect(strcmp(seen, "a=2;b=1;") == 0, "%s", seen);
    store_close(store);
}

Test(store, gives_the_newest_result_of_a_claim)
{
    struct store *store = open_store(STORE_WRITE);
    char one[200] = "", all[200] = "", none[200] = "";

    begin(store, &quick);
    write_result(store, "a", "1");
    begin(store, &quick);
    write_result(store, "a", "2");
    cr_assert(store_read_latest(store, "a", NULL, append, one, NULL) == MC_OK);
    cr_assert(store_read_latest(store, "b", NULL, append, none, NULL) == MC_OK);
    cr_assert(store_each_latest(store, append, all, NULL) == MC_OK);
    cr_expect(strcmp(one, "a=2;") == 0 && strcmp(all, "a=2;") == 0 && !*none);
    store_close(store);
}

Test(store, resumes_only_from_a_like_run)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_run like[4] = {quick, quick, quick, quick};
    char seen[200] = "";

    like[0].version = "0.2.0";
    like[1].suite = "full";
    like[2].digits++;
    like[3].max_bits--;
    begin(store, &quick);
    write_result(store, "a", "1");
    for (int i = 0; i < 4; i++)
        cr_assert(store_read_latest(store, "a", &like[i], append, seen, NULL) == MC_OK);
    cr_expect(!*seen, "%s", seen);
    cr_assert(store_read_latest(store, "a", &quick, append, seen, NULL) == MC_OK);
    cr_expect(strcmp(seen, "a=1;") == 0, "%s", seen);
    store_close(store);
}

static void expect_refusal(enum store_use use, const char *file, const char *words)
{
    struct store *store;
    struct mc_complaint why = {""};

    cr_expect(store_open(&store, file, use, &why) == MC_BAD_INPUT);
    cr_expect(!store && strstr(why.text, words), "%s: %s", file, why.text);
}

Test(store, refuses_a_file_that_is_no_database)
{
    FILE *file = fopen(path, "w");

    for (int i = 0; i < 500; i++)
        fputs("this is a text file. ", file);
    fclose(file);
    expect_refusal(STORE_WRITE, path, "not a results store");
    expect_refusal(STORE_READ, path, "not a results store");
}

Test(store, refuses_the_database_of_another_program)
{
    sqlite3 *db;

    cr_assert(sqlite3_open(path, &db) == SQLITE_OK);
    cr_assert(sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    expect_refusal(STORE_WRITE, path, "not a results store");
}

Test(store, refuses_a_newer_schema)
{
    sqlite3 *db;

    store_close(open_store(STORE_WRITE));
    cr_assert(sqlite3_open(path, &db) == SQLITE_OK);
    cr_assert(sqlite3_exec(db, "PRAGMA user_version = 2", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    expect_refusal(STORE_READ, path, "schema version 2");
}

Test(store, refuses_a_folder_and_a_place_that_is_not_there)
{
    expect_refusal(STORE_WRITE, folder, "cannot be opened");
    expect_refusal(STORE_WRITE, "/nowhere/at/all/x.sqlite", "cannot be opened");
    expect_refusal(STORE_READ, path, "cannot be opened");
    cr_expect(access(path, F_OK) != 0, "reading made a file");
}

Test(store, does_not_read_an_empty_file)
{
    fclose(fopen(path, "w"));
    expect_refusal(STORE_READ, path, "not a results store");
}
