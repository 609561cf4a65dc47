// SPDX-License-Identifier: GPL-3.0-or-later
/* The facts of a certificate. */
#ifndef RECHECK_FACTS_H
#define RECHECK_FACTS_H

#include "formula.h"
#include "json.h"

/* Is the fact true as it stands?  Unknown or missing keys are a no. */
bool fact_holds(const struct json *fact, const struct names *names);

/* In facts_image.c: the steps of a composition, of polynomials or of quotients, and a bound
 * below for the best of its degrees. */
bool image_holds(const struct json *fact, const struct names *names);
bool optimal_holds(const struct json *fact, const struct names *names);

#endif
