// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Everything that can be explained: claims, generators, iterations, norms, ...
 */
#ifndef EXPLANATION_H
#define EXPLANATION_H

#include <jansson.h>
#include "cli/program.h"

/* Is there an `id`?  *out (new reference; NULL when memory is out, or there is none) = its
 * fields, in the order in which people read them. */
bool explanation_find(json_t **out, const char *id);

/* Offers every id. */
void explanation_suggest(struct suggestion *suggestion);

/*
 * *out (new reference) = what the store at `path` last said about a claim; NULL where it never
 * did, or where there is no such file.
 * Errors: MC_BAD_INPUT for a file that is no store; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status last_result(json_t **out, const char *path, const char *claim,
                                         struct mc_complaint *why);

#endif
