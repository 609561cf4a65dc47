// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: a proof while it is written. */
#ifndef PROOF_H
#define PROOF_H

#include "muoncheck/prover.h"
#include "theorem/formula.h"
#include "theorem/theorem.h"
#include <jansson.h>

/* bits of the chains in certificates, enough for claims of 14 decimals, and of jets */
enum { CERTIFICATE_BITS = 60, BOX_BUDGET = 20000, JET_BITS = 128 };

struct proof {
    struct formulas known;
    json_t *facts;
    enum mc_verdict verdict; /* of the facts so far; MC_PROVED at the start           */
    enum mc_status status;   /* MC_BAD_INPUT: a formula in the theorem is none        */
    struct mc_complaint why;
    char failed[160];
    size_t boxes;
};

/* Takes the verdict of one fact, and its certificate (stolen; NULL where not proved). */
void proof_take(struct proof *proof, const char *what, enum mc_verdict verdict, json_t *fact);

/* The polynomial, or the rational, that the text says; the zero one after an error. */
void proof_read(fmpq_poly_t out, struct proof *proof, const char *formula);
void proof_number(fmpq_t out, struct proof *proof, const char *text);

/* The words of `text`, `size` bytes each, in `out`: how many; -1 where they do not fit. */
slong words_of(const char *text, slong most, size_t size, char *out);

/* New references. */
json_t *rational_json(const fmpq_t q);
json_t *breaks_json(const struct mc_breaks *breaks);

#endif
