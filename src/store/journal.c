// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/journal.h"

struct journal {
    FILE *file;
    json_t *entries;
};

/* Is it new, or does it begin with the signature, or with what was left of it?  It is positioned
 * behind. */
static bool begin(FILE *file, const char *signature, enum journal_use use)
{
    size_t size = strlen(signature), length;
    char *start = malloc(size + 1);
    bool fine = start;

    rewind(file);
    length = fine ? fread(start, 1, size, file) : 0;
    fine = fine && !memcmp(start, signature, length) && (use == JOURNAL_WRITE || length == size);
    free(start);
    clearerr(file);
    if (fine && length < size)
        fputs(&signature[length], file);
    return fine;
}

static void read_lines(struct journal *journal)
{
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, journal->file) > 0) {
        json_t *entry = json_loads(line, 0, NULL);
        const char *key = json_string_value(json_object_get(entry, "key"));

        if (key)
            json_object_set(journal->entries, key, entry);
        json_decref(entry);
    }
    free(line);
    clearerr(journal->file);
}

/* A torn line must not swallow the next one. */
static void end_line(FILE *file)
{
    if (!fseek(file, -1, SEEK_END) && getc(file) != '\n')
        fputc('\n', file);
    clearerr(file);
}

enum mc_status journal_open(struct journal **out, const char *path, const char *signature,
                            enum journal_use use, struct mc_complaint *why)
{
    struct journal *journal = calloc(1, sizeof *journal);
    enum mc_status status = MC_OK;

    *out = NULL;
    if (!journal || !(journal->entries = json_object()))
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    else if (!(journal->file = fopen(path, use == JOURNAL_READ ? "r" : "a+")))
        status = mc_complain(why, MC_BAD_INPUT, "%.120s: %s", path, strerror(errno));
    else if (!begin(journal->file, signature, use))
        status = mc_complain(why, MC_BAD_INPUT, "%.120s: does not begin with '%.*s'", path,
                             (int)strcspn(signature, "\n"), signature);
    if (status != MC_OK) {
        journal_close(journal);
        return status;
    }
    read_lines(journal);
    if (use == JOURNAL_WRITE)
        end_line(journal->file);
    *out = journal;
    return MC_OK;
}

void journal_close(struct journal *journal)
{
    if (!journal)
        return;
    if (journal->file)
        fclose(journal->file);
    json_decref(journal->entries);
    free(journal);
}

json_t *journal_entries(const struct journal *journal)
{
    return journal->entries;
}

enum mc_status journal_add(struct journal *journal, const char *key, json_t *entry,
                           struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    char *line = NULL;

    if (!json_object_set_new(entry, "key", json_string(key)) &&
        !json_object_set(journal->entries, key, entry))
        line = json_dumps(entry, JSON_COMPACT);
    if (!line)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    else if (fprintf(journal->file, "%s\n", line) < 0 || fflush(journal->file))
        status = mc_complain(why, MC_NO_RESOURCE, "the journal: %s", strerror(errno));
    free(line);
    json_decref(entry);
    return status;
}
