// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/journal.h"

#define SIGNATURE "journal of a test/1\n"

static char folder[] = "/tmp/muoncheck-journal-XXXXXX";
static char path[128];

static void make_folder(void)
{
    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/journal", folder);
}

static void remove_folder(void)
{
    unlink(path);
    rmdir(folder);
}

TestSuite(journal, .init = make_folder, .fini = remove_folder);

static void put(const char *text)
{
    FILE *file = fopen(path, "w");

    cr_assert(file && fputs(text, file) >= 0 && !fclose(file));
}

static struct journal *open_it(enum journal_use use)
{
    struct journal *journal;
    struct mc_complaint why = {{0}};

    cr_assert(journal_open(&journal, path, SIGNATURE, use, &why) == MC_OK, "%s", why.text);
    return journal;
}

static void add(struct journal *journal, const char *key, int n)
{
    cr_assert(journal_add(journal, key, json_pack("{s:i}", "n", n), NULL) == MC_OK);
}

static json_int_t number(const struct journal *journal, const char *key)
{
    return json_integer_value(
        json_object_get(json_object_get(journal_entries(journal), key), "n"));
}

Test(journal, has_what_was_added_when_it_is_opened_again)
{
    struct journal *journal = open_it(JOURNAL_WRITE);

    add(journal, "a", 1);
    add(journal, "b", 2);
    add(journal, "a", 3);
    cr_expect(number(journal, "a") == 3);
    journal_close(journal);
    journal = open_it(JOURNAL_READ);
    cr_expect(number(journal, "a") == 3 && number(journal, "b") == 2);
    cr_expect(json_object_size(journal_entries(journal)) == 2);
    journal_close(journal);
}

Test(journal, counts_a_torn_line_for_nothing_and_goes_on_behind_it)
{
    struct journal *journal;

    put(SIGNATURE "{\"key\": \"a\", \"n\": 1}\n{\"key\": \"b\", \"n\"");
    journal = open_it(JOURNAL_WRITE);
    cr_expect(number(journal, "a") == 1 && number(journal, "b") == 0);
    add(journal, "c", 5);
    journal_close(journal);
    journal = open_it(JOURNAL_READ);
    cr_expect(number(journal, "a") == 1 && number(journal, "c") == 5);
    journal_close(journal);
}

Test(journal, completes_a_torn_first_line)
{
    struct journal *journal;

    put("journal of a");
    journal = open_it(JOURNAL_WRITE);
    add(journal, "a", 1);
    journal_close(journal);
    journal = open_it(JOURNAL_READ);
    cr_expect(number(journal, "a") == 1);
    journal_close(journal);
}

Test(journal, refuses_a_file_that_is_another_and_leaves_it_alone)
{
    static const char other[] = "weights, not a journal\n";
    char text[sizeof other] = "";
    struct journal *journal;
    struct mc_complaint why;
    FILE *file;

    put(other);
    cr_expect(journal_open(&journal, path, SIGNATURE, JOURNAL_WRITE, &why) == MC_BAD_INPUT);
    cr_expect(!journal && strstr(why.text, "journal of a test/1"), "%s", why.text);
    file = fopen(path, "r");
    cr_assert(file);
    cr_expect(fread(text, 1, sizeof text, file) == sizeof other - 1 && !strcmp(text, other));
    fclose(file);
}

Test(journal, is_made_by_writing_only)
{
    struct journal *journal;

    cr_expect(journal_open(&journal, path, SIGNATURE, JOURNAL_READ, NULL) == MC_BAD_INPUT);
    cr_expect(access(path, F_OK) != 0);
    put("journal of a");
    cr_expect(journal_open(&journal, path, SIGNATURE, JOURNAL_READ, NULL) == MC_BAD_INPUT,
              "what is not whole is no journal to read");
}
