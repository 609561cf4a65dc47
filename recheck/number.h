// SPDX-License-Identifier: GPL-3.0-or-later
/* Decimals and fractions, exactly. */
#ifndef RECHECK_NUMBER_H
#define RECHECK_NUMBER_H

#include <gmp.h>
#include <stdbool.h>

/* "3.4445": unsigned, digits with at most one point; moves *at behind it.  Errors: false. */
bool decimal_read(mpq_t out, const char **at);

/* "3.4445", "-1/3", "1e-3": a decimal, or a fraction of two.  Errors: false. */
bool rational_read(mpq_t out, const char *text);

#endif
