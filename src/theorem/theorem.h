// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A theorem: a statement about all x of an interval, and so about all matrices with spectrum
 * there, as an odd polynomial acts on singular values alone.
 *
 * One file in proofs/ is one theorem.  Its `prove` states facts on polynomials in x; each is
 * decided in exact rational arithmetic and written down so that a program that shares no code
 * with this one can check it again.  Controls are nearby false statements through the same code
 * (`twist` > 0); each must come back refuted.
 */
#ifndef THEOREM_H
#define THEOREM_H

#include "muoncheck/status.h"
#include <stdbool.h>
#include <stddef.h>

struct proof;

/*
 * Polynomials are formulas in x with exact decimals: "(3*x - x^3)/2", "f(f)", "f'(1 - x)",
 * where f is a name that was let before; f alone is f(x).  Division is by constants.
 */
void proof_let(struct proof *proof, const char *name, const char *formula);

/* "l m": the letters that identities hold for all values of, beside x.  Signs, images and
 * points are of x alone and may not name them, nor what was let with them. */
void proof_variables(struct proof *proof, const char *names);

/* left = right as polynomials; in x and the variables there are no derivatives. */
void proof_identity(struct proof *proof, const char *what, const char *left, const char *right);

/* of > 0 (relation ">") or of >= 0 (">=") for all x with from <= x <= to; to may be "inf". */
void proof_sign(struct proof *proof, const char *what, const char *of, const char *relation,
                const char *from, const char *to);

/* of > 0, >= 0, = 0, <= 0, < 0 at the one rational x. */
void proof_at(struct proof *proof, const char *what, const char *of, const char *relation,
              const char *x);

/* The maps, "f f g", applied one after the other, send [from, to] into [lo, hi]. */
void proof_image(struct proof *proof, const char *what, const char *maps, const char *from,
                 const char *to, const char *lo, const char *hi);

/*
 * of > 0 for all x with from <= x <= to, where `of` may compose and divide: nothing is
 * expanded. On each box with middle m and radius r, of(m) - max |of'| r > 0 in ball arithmetic.
 */
void proof_pointwise(struct proof *proof, const char *what, const char *of, const char *from,
                     const char *to);

/* The rational maps, "p/q p/q", of names that were let, applied one after the other, send
 * [from, to] into [lo, hi]; each q > 0 where it is met. */
void proof_rational_image(struct proof *proof, const char *what, const char *maps,
                          const char *from, const char *to, const char *lo, const char *hi);

/* `of` has exactly one root in [from, to], where it changes its sign. */
void proof_root(struct proof *proof, const char *what, const char *of, const char *from,
                const char *to);

/* f(x) = x exactly once in [from, to], and there least < f' < most: three facts. */
void proof_fixed_point(struct proof *proof, const char *what, const char *f, const char *from,
                       const char *to, const char *least, const char *most);

/*
 * Of all quotients whose degrees are at most those of p (odd) and q (even, > 0 on [from, to],
 * from > 0; "1" for polynomials) none has max |1 - .| < least on [from, to] and max |-1 - .| <
 * least on [-to, -from]; so no odd one has the former: 1 - p/q has alternating signs and |1 -
 * p/q| >= least at the points, "a b c", of the interval, and 2 (points - 1) > deg p + deg q (de
 * la Vallee-Poussin: a better one would make p Q - P q vanish once between neighbouring points
 * of both intervals, more often than its degree allows).
 */
void proof_optimal(struct proof *proof, const char *what, const char *p, const char *q,
                   const char *from, const char *to, const char *points, const char *least);

struct theorem_control {
    const char *id, *statement;
};

struct theorem {
    const char *id;     /* the file's name with - for _                                  */
    const char *number; /* in the catalogue: "3.1"                                       */
    const char *title, *paper, *source;
    const char *statement, *hypotheses;
    const struct theorem_control *controls; /* ends with an id of NULL                    */
    void (*prove)(struct proof *proof, int twist);
};

extern const struct theorem *const theorems[];
extern const size_t theorem_count;

const struct theorem *theorem_find(const char *id); /* by id or catalogue number; NULL */

struct theorem_result {
    const struct theorem *theorem;
    enum mc_verdict verdict; /* MC_PROVED: every fact; MC_REFUTED: one is false       */
    enum mc_verdict control; /* MC_REFUTED when every control is                      */
    enum mc_verdict *control_verdicts; /* one per control, in order; UNDECIDED if not run */
    size_t controls;
    char failed[160]; /* the first fact that is not proved, or the control     */
    size_t facts, boxes, bits;
    double seconds;    /* of the calling thread's CPU                           */
    char *certificate; /* its text; NULL unless proved                          */
};

/* Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status theorem_decide(struct theorem_result *out,
                                            const struct theorem *theorem,
                                            struct mc_complaint *why);
void theorem_result_clear(struct theorem_result *result);

#endif
