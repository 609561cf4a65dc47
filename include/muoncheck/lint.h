// SPDX-License-Identifier: Apache-2.0
/*
 * A coefficient table examined on every singular value of an interval, in exact arithmetic.
 */
#ifndef MUONCHECK_LINT_H
#define MUONCHECK_LINT_H

#include "prover.h"

enum mc_severity { MC_NOTE = 0, MC_WARNING, MC_ERROR };

struct mc_finding {
    const char *rule; /* of mc_lint_rules                                            */
    enum mc_severity severity;
    char message[320];
    int line; /* in the table's text; 0: the whole                           */
};

struct mc_lint_rule {
    const char *id, *title;
};

extern const struct mc_lint_rule mc_lint_rules[]; /* ends with an id of NULL                 */

struct mc_lint_options {
    slong steps; /* 0: as published                                             */
    bool has_extension;
    enum mc_extension extension; /* else the table's own */
    bool has_interval;
    struct mc_interval on; /* else the table's own, else [1/1000, 1]                      */
    const char *normalize; /* "frobenius", "spectral", "aol"; NULL: the table's own       */
    const char *dtype;     /* "bf16", ...; NULL: bf16                                     */
};

/* What is true of the table on the interval; all enclosures, see prover.h. */
struct mc_lint {
    slong steps, bits;
    struct mc_interval on, min, max, error, argmin, argmax, radius, best;
    bool escaped; /* min, max, error and places say nothing then                 */
    bool has_argmin, has_argmax, has_radius, radius_finite, has_best;
    fmpq_t slope;
    int sign_safe; /* f_T > 0 for x > 0: 1 certain, 0 certainly not, -1 undecided           */
    struct mc_alternation last; /* of the last row on the image of the steps before it */
    struct mc_finding *findings;
    size_t count;
};

/* 2^(1 - p), the distance from 1 to the next number: p = 8 (bf16), 11 (fp16, tf32), 24, 53, 4
 * (e4m3), 3 (e5m2).  Errors: MC_BAD_INPUT for an unknown format. */
MC_MUST_CHECK enum mc_status mc_dtype_ulp(fmpq_t ulp, const char *dtype,
                                          struct mc_complaint *why);

/* Errors: MC_BAD_INPUT for an interval that is none or a dtype that is unknown; MC_NO_RESOURCE;
 * `out` can be cleared in any case. */
MC_MUST_CHECK enum mc_status mc_lint_run(struct mc_lint *out, const struct mc_table *table,
                                         const struct mc_lint_options *options,
                                         struct mc_complaint *why);
void mc_lint_clear(struct mc_lint *lint);

/* The worst severity found; MC_NOTE where nothing was. */
enum mc_severity mc_lint_worst(const struct mc_lint *lint);

#endif
