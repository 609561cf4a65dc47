// SPDX-License-Identifier: Apache-2.0
/* Within this room: rows of numbers in a text. */
#ifndef SCAN_H
#define SCAN_H

#include "muoncheck/table.h"

/*
 * table->rows, lines, count = the first list of rows in `text` from `at` on; a lone row counts
 * as a list of one.  Numbers are decimals, fractions, or products of them: "8.28/1.01**3".
 * Errors: MC_BAD_INPUT with the line, when there is none, or a list of rows breaks off.
 */
MC_MUST_CHECK enum mc_status scan_rows(struct mc_table *table, const char *text, const char *at,
                                       struct mc_complaint *why);

#endif
