// SPDX-License-Identifier: Apache-2.0
/* Within this room: what a question finds. */
#ifndef ABI_ANSWER_H
#define ABI_ANSWER_H

#include "muoncheck/abi.h"
#include "muoncheck/arb.h"
#include "muoncheck/matrix.h"
#include "muoncheck/status.h"

enum { ANSWER_FIELDS = 16, ANSWER_MAX_BITS = 16384 };

struct answer_field {
    const char *name;     /* static                                                           */
    slong count;
    arb_ptr values;
};

struct muoncheck_answer {
    enum mc_status status;
    enum mc_verdict verdict;
    struct mc_complaint why;
    size_t count;
    struct answer_field fields[ANSWER_FIELDS];
};

/* Copies `count` values into a new field. */
void answer_add(struct muoncheck_answer *answer, const char *name, const arb_struct *values,
                slong count);
void answer_add_integer(struct muoncheck_answer *answer, const char *name, slong value);

/* The double itself; indeterminate where it is infinite. */
void answer_add_bound(struct muoncheck_answer *answer, const char *name, double value);

/*
 * A (not initialised) = the array, exactly.  Errors: MC_BAD_INPUT for a type that there is not,
 * a shape that is none, and an entry that is no finite number, by its place; A is then empty.
 */
MC_MUST_CHECK enum mc_status array_read(struct mc_matrix *A, const char *name,
                                        const struct muoncheck_array *array,
                                        struct mc_complaint *why);

/* q = the text, or `otherwise`, and not negative. */
MC_MUST_CHECK enum mc_status answer_rational(fmpq_t q, const char *what, const char *text,
                                             const char *otherwise, struct mc_complaint *why);

/* The same status; an error's line then begins with what it is about. */
MC_MUST_CHECK enum mc_status answer_blames(enum mc_status status, const char *what,
                                           const char *text, struct mc_complaint *why);

#endif
