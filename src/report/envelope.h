// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The JSON of the contract: {"schema": "muoncheck/1", "command", "version", "context",
 * "results"}.
 */
#ifndef ENVELOPE_H
#define ENVELOPE_H

#include <jansson.h>
#include "claim/claim.h"
#include "muoncheck/number.h"
#include "theorem/theorem.h"

/* {"lo": "...", "hi": "..."}, rounded outward, with up to `digits` significant digits.
 * New reference; NULL when memory is out. */
json_t *json_enclosure(const arb_t x, slong digits);

/* The same, null where x is not finite. */
json_t *json_enclosure_or_null(const arb_t x, slong digits);

/* The context of a run: cpu, blas, blas_kernel, threads, rounding_self_test, seed, compiler,
 * started.  New reference. */
json_t *json_context(unsigned long long seed, const char *started);

/* The whole envelope; steals `results`.  New reference. */
json_t *json_envelope(const char *command, unsigned long long seed, const char *started,
                      json_t *results);

/* One result of `verify`, with the fields of the contract.  New reference. */
json_t *json_claim_result(const struct claim_result *result);
json_t *json_theorem_result(const struct theorem_result *result);

#endif
