// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The journal of an audit: one line of JSON for each norm found, written as it is found, so that
 * a run that was ended goes on where it was.  Enclosures are stored exactly (arb_dump_str); a
 * line counts for the same name, shape and digits in a file of the same path, size and time of
 * change.  The last line of a run that was ended may be torn: it counts for nothing.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/audit.h"

/* How a journal begins, so that no other file is ever written to. */
#define SIGNATURE "muoncheck-audit-journal/2\n"

struct audit_journal {
    FILE *file;
    json_t *found;      /* an object: what identifies the figures -> their line               */
};

/* The file that holds it: PATH:NAME without the name. */
static bool about_file(struct stat *about, const char *path)
{
    char *copy = strdup(path), *colon;
    bool found = copy && !stat(copy, about);

    while (copy && !found && (colon = strrchr(copy, ':'))) {
        *colon = '\0';
        found = !stat(copy, about);
    }
    free(copy);
    return found;
}

/* What figures are known by: heap; NULL when it cannot be told. */
static char *identity(const struct audited *found, slong digits, bool values)
{
    const struct mc_weight *w = found->weight;
    const char *path = w->file ? w->file : found->file->path;
    size_t size = strlen(path) + strlen(w->name) + 160;
    struct stat about;
    char *key = about_file(&about, path) ? malloc(size) : NULL;

    if (key)
        snprintf(key, size, "%s|%jd|%jd.%09ld|%s|%ld x %ld|%ld%s", path, (intmax_t)about.st_size,
                 (intmax_t)about.st_mtim.tv_sec, about.st_mtim.tv_nsec, w->name, w->rows,
                 w->cols, digits, values ? "|values" : "");
    return key;
}

/* Is the file new, or a journal, or what was left of its first line?  It is positioned behind. */
static bool begin(FILE *file)
{
    char start[sizeof SIGNATURE];
    size_t length;

    rewind(file);
    length = fread(start, 1, sizeof SIGNATURE - 1, file);
    if (memcmp(start, SIGNATURE, length))
        return false;
    clearerr(file);
    if (length < sizeof SIGNATURE - 1)
        fputs(&SIGNATURE[length], file);
    return true;
}

static void read_lines(struct audit_journal *journal)
{
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, journal->file) > 0) {
        json_t *entry = json_loads(line, 0, NULL);
        const char *key = json_string_value(json_object_get(entry, "of"));

        if (key)
            json_object_set(journal->found, key, entry);
        json_decref(entry);
    }
    free(line);
    clearerr(journal->file);
    /* A torn line must not swallow the next one. */
    fputc('\n', journal->file);
}

enum mc_status audit_journal_open(struct audit_journal **out, const char *path,
                                  struct mc_complaint *why)
{
    struct audit_journal *journal = calloc(1, sizeof *journal);

    *out = journal;
    if (!journal || !(journal->found = json_object()))
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    journal->file = fopen(path, "a+");
    if (!journal->file)
        return mc_complain(why, MC_BAD_INPUT, "--resume %.120s: %s", path, strerror(errno));
    if (!begin(journal->file))
        return mc_complain(why, MC_BAD_INPUT, "--resume %.120s: is no journal of an audit", path);
    read_lines(journal);
    return MC_OK;
}

void audit_journal_close(struct audit_journal *journal)
{
    if (journal && journal->file)
        fclose(journal->file);
    if (journal)
        json_decref(journal->found);
    free(journal);
}

bool audit_journal_has(struct audited *found, const struct audit_journal *journal, slong digits,
                       bool values)
{
    char *key = journal ? identity(found, digits, values) : NULL;
    const json_t *entry = key ? json_object_get(journal->found, key) : NULL;
    const char *complaint = json_string_value(json_object_get(entry, "complaint"));
    json_int_t status = json_integer_value(json_object_get(entry, "status"));

    free(key);
    if (!complaint || status < MC_OK || status > MC_NOT_DECIDED ||
        !audit_figures_read(&found->figures, entry))
        return false;
    found->status = (enum mc_status)status;
    (void)mc_complain(&found->why, found->status, "%.250s", complaint);
    return true;
}

enum mc_status audit_journal_add(struct audit_journal *journal, const struct audited *found,
                                 slong digits, bool values, struct mc_complaint *why)
{
    char *key = identity(found, digits, values), *line = NULL;
    json_t *entry = json_pack("{s:s*,s:i,s:s}", "of", key, "status", (int)found->status,
                              "complaint", found->why.text);
    enum mc_status status = MC_OK;

    if (entry) {
        audit_figures_write(entry, &found->figures);
        line = json_dumps(entry, JSON_COMPACT);
    }
    if (line && (fprintf(journal->file, "%s\n", line) < 0 || fflush(journal->file)))
        status = mc_complain(why, MC_NO_RESOURCE, "--resume: %s", strerror(errno));
    free(line);
    free(key);
    json_decref(entry);
    return status;
}
