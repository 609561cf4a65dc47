// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A journal: a first line that says whose it is, then one line of JSON for each thing done,
 * {"key": ..., ...}, written as it is done, so that a run that was ended goes on where it was.
 * Of two lines with one key the last counts.  The last line of a run that was ended may be torn:
 * it counts for nothing.
 *
 * A journal belongs to one thread at a time.
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <jansson.h>
#include "muoncheck/status.h"

struct journal;

enum journal_use { JOURNAL_READ, JOURNAL_WRITE };

/*
 * JOURNAL_WRITE makes the file where there is none; JOURNAL_READ never does, nor changes it.
 * Errors: MC_BAD_INPUT for a file that cannot be opened, or whose first line is another;
 * MC_NO_RESOURCE.  *journal is then NULL.
 */
MC_MUST_CHECK enum mc_status journal_open(struct journal **journal, const char *path,
                                          const char *signature, enum journal_use use,
                                          struct mc_complaint *why);
void journal_close(struct journal *journal);   /* NULL is legal */

/* All entries, key -> entry, in the order in which the keys were first met.  Borrowed. */
json_t *journal_entries(const struct journal *journal);

/* Writes the entry (a reference is stolen) under that key.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status journal_add(struct journal *journal, const char *key,
                                         json_t *entry, struct mc_complaint *why);

#endif
