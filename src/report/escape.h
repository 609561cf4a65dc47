// SPDX-License-Identifier: GPL-3.0-or-later
/* Text that came from outside, written so that it can be nothing but text; cells of tables. */
#ifndef ESCAPE_H
#define ESCAPE_H

#include <stdio.h>
#include "muoncheck/number.h"

/* For HTML and XML, in elements and in quoted attributes.  Control characters that XML 1.0 has
 * no way to say become U+FFFD.  NULL writes nothing. */
void write_escaped(FILE *out, const char *text);

void write_csv_field(FILE *out, const char *text);    /* RFC 4180, always quoted */

/* ",LO,HI": the ends rounded outward, empty where x is not finite.  Errors: MC_NO_RESOURCE, and
 * both cells are empty. */
MC_MUST_CHECK enum mc_status write_csv_ends(FILE *out, const arb_t x, slong digits);
void write_latex_text(FILE *out, const char *text);

#endif
