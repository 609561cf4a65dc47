// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The journal of an audit: one line of JSON for each norm found, written as it is found, so that
 * a run that was ended goes on where it was.  Enclosures are stored exactly (arb_dump_str); a
 * line counts for the same name, shape and digits in a file of the same path, size and time of
 * change.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/audit.h"

/* How a journal begins, so that no other file is ever written to. */
#define SIGNATURE "muoncheck-audit-journal/3\n"

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

enum mc_status audit_journal_open(struct journal **journal, const char *path,
                                  struct mc_complaint *why)
{
    struct mc_complaint said = {{0}};
    enum mc_status status = journal_open(journal, path, SIGNATURE, JOURNAL_WRITE, &said);

    return status == MC_OK ? MC_OK : mc_complain(why, status, "--resume %.240s", said.text);
}

bool audit_journal_has(struct audited *found, const struct journal *journal, slong digits,
                       bool values)
{
    char *key = journal ? identity(found, digits, values) : NULL;
    const json_t *entry = key ? json_object_get(journal_entries(journal), key) : NULL;
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

enum mc_status audit_journal_add(struct journal *journal, const struct audited *found,
                                 slong digits, bool values, struct mc_complaint *why)
{
    char *key = identity(found, digits, values);
    json_t *entry = json_pack("{s:i,s:s}", "status", (int)found->status, "complaint",
                              found->why.text);
    enum mc_status status = MC_OK;

    /* A file that cannot be told from another is looked at again. */
    if (key && entry) {
        audit_figures_write(entry, &found->figures);
        status = journal_add(journal, key, json_incref(entry), why);
    }
    free(key);
    json_decref(entry);
    return status;
}
