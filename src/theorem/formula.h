// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: formulas as text, read into a ring. */
#ifndef FORMULA_H
#define FORMULA_H

#include "muoncheck/number.h"
#include <flint/fmpq_mpoly.h>
#include <flint/fmpq_poly.h>
#include <stdbool.h>

enum { MOST_NAMES = 32, MOST_VARIABLES = 8 };

/* What was let, and the variables beside x, "l m". */
struct formulas {
    const char *names[MOST_NAMES], *texts[MOST_NAMES];
    size_t count;
    char variables[MOST_VARIABLES][16];
    size_t variable_count;
};

/* f(x) and f'(x) */
struct jet {
    arb_t value, slope;
};

/* Polynomials in x, in x and the variables, jets: what a ring's elements are. */
union element {
    fmpq_poly_t polynomial;
    fmpq_mpoly_t several;
    struct jet jet;
};

/* out may be an operand; `ring` carries the context. */
struct ring {
    void (*init)(union element *out, const struct ring *ring);
    void (*clear)(union element *out, const struct ring *ring);
    void (*set)(union element *out, const union element *a, const struct ring *ring);
    void (*constant)(union element *out, const fmpq_t c, const struct ring *ring);
    void (*add)(union element *out, const union element *a, const union element *b, int sign,
                const struct ring *ring);
    void (*multiply)(union element *out, const union element *a, const union element *b,
                     const struct ring *ring);
    bool (*divide)(union element *out, const union element *a, const union element *b,
                   const struct ring *ring); /* false: no quotient               */
    void (*variable)(union element *out, size_t which, const struct ring *ring); /* or NULL */
    /* out = a'(b); NULL where there are no derivatives */
    void (*derive)(union element *out, const union element *a, const union element *b,
                   const struct ring *ring);
    const fmpq_mpoly_ctx_struct *context; /* of `several` */
    slong prec;                           /* of jets      */
};

extern const struct ring ring_polynomials;
extern const struct ring ring_jets; /* prec to be set */

/* Polynomials in x, the first, and the variables; the context to be cleared. */
struct ring ring_several(fmpq_mpoly_ctx_t context, const struct formulas *known);

/* out = what `text` says (see theorem.h) with `x` for x.  Errors: MC_BAD_INPUT. */
MC_MUST_CHECK enum mc_status formula_read(union element *out, const struct ring *ring,
                                          const union element *x, const struct formulas *known,
                                          const char *text, struct mc_complaint *why);

#endif
