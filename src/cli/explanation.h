// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Everything that can be explained: claims, generators, iterations, norms, ...
 */
#ifndef EXPLANATION_H
#define EXPLANATION_H

#include <jansson.h>
#include "claim/claim.h"
#include "cli/program.h"
#include "theorem/theorem.h"

/* Is there an `id`?  *out (new reference; NULL when memory is out, or there is none) = its
 * fields, in the order in which people read them. */
bool explanation_find(json_t **out, const char *id);

/* The fields on stdout, for people. */
void explanation_print(json_t *explanation);

/*
 * How far it is established, the strongest first: a list of {"how", "by"}.  kernel-checked: a
 * theorem of proofs/coq on all matrices; certificate: exact, for all x of the theorem's intervals;
 * enclosure on instances, or statistical: what verify decides.
 */
json_t *established_claim(const struct claim *claim);
json_t *established_theorem(const struct theorem *theorem);
extern const char *const kernel_checked[]; /* lines of proofs/coq/kernel_checked.txt; NULL */

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
