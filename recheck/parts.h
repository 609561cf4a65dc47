// SPDX-License-Identifier: GPL-3.0-or-later
/* Among the files of facts: what a fact is put together from. */
#ifndef RECHECK_PARTS_H
#define RECHECK_PARTS_H

#include "facts.h"

/* Bernstein on each box of `breaks`, which must run from lo to hi without falling back. */
bool boxes_hold(const struct polynomial *p, const struct json *breaks, const mpq_t lo,
                const mpq_t hi, bool strict);

/* What stands under `key`.  Errors: false. */
bool text_to_polynomial(struct polynomial *out, const struct json *fact, const char *key,
                        const struct names *names);
bool text_to_rational(mpq_t out, const struct json *fact, const char *key);

bool image_holds(const struct json *fact, const struct names *names);
bool rational_holds(const struct json *fact, const struct names *names);
bool optimal_holds(const struct json *fact, const struct names *names);

#endif
