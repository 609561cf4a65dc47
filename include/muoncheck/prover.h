// SPDX-License-Identifier: Apache-2.0
/*
 * Polynomials on intervals, decided in exact rational arithmetic: roots, signs, images, and
 * compositions of odd polynomials step by step.  A statement here about all x in [lo, hi] is
 * one about all matrices with spectrum in [lo, hi], as p(U S V^T) = U p(S) V^T.
 *
 * Every function is exact or rounds outward to dyadic rationals; nothing is a double.
 */
#ifndef MUONCHECK_PROVER_H
#define MUONCHECK_PROVER_H

#include "arb.h"
#include "table.h"
#include <stddef.h>

/* lo <= x <= hi. */
struct mc_interval {
    fmpq_t lo, hi;
};

void mc_interval_init(struct mc_interval *interval); /* [0, 0] */
void mc_interval_clear(struct mc_interval *interval);
void mc_interval_set(struct mc_interval *out, const fmpq_t lo, const fmpq_t hi);

/* x rounded down (direction < 0) or up to a multiple of 2^-bits; x where it is one already. */
void mc_round_dyadic(fmpq_t out, const fmpq_t x, int direction, slong bits);

struct mc_roots {
    struct mc_interval *at; /* ascending and disjoint; each holds exactly one distinct root */
    slong count;
};

/*
 * All real roots of p != 0 in [lo, hi], in intervals no wider than (hi - lo) 2^-bits; a root
 * met exactly has lo = hi.  Descartes' rule on halves of the squarefree part, so the number of
 * roots is exact.  Errors: MC_BAD_INPUT for p = 0 or lo > hi; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_roots_isolate(struct mc_roots *out, const fmpq_poly_t p,
                                              const fmpq_t lo, const fmpq_t hi, slong bits);
void mc_roots_clear(struct mc_roots *roots);

/* Every real root has absolute value below this: 1 + max |c_i / c_n| (Cauchy). */
void mc_root_bound(fmpq_t out, const fmpq_poly_t p);

/* Break points of a proof by Bernstein signs: lo = at[0] < ... < at[count - 1] = hi. */
struct mc_breaks {
    fmpq *at;
    slong count;
};

void mc_breaks_clear(struct mc_breaks *breaks);

/*
 * p >= 0 on [lo, hi] (strict: p > 0)?  MC_PROVED: on every box between neighbouring breaks all
 * Bernstein coefficients are >= 0 (> 0).  MC_REFUTED: p(witness) < 0 (<= 0), exactly.
 * MC_UNDECIDED: more than `budget` boxes; a zero inside the interval without change of sign
 * does that always: divide such a contact out first.  `breaks` is set where proved.
 */
enum mc_verdict mc_decide_sign(struct mc_breaks *breaks, fmpq_t witness, const fmpq_poly_t p,
                               const fmpq_t lo, const fmpq_t hi, bool strict, slong budget);

/* value (unless NULL) contains f(y) and slope f'(y) for all y in x; false where they are not
 * defined. */
typedef bool mc_jet_fn(arb_t value, arb_t slope, const arb_t x, void *of, slong prec);

/*
 * f > 0 on [lo, hi]?  MC_PROVED: on each box between neighbouring breaks, with middle m and
 * radius r, f(m) - max |f'| r > 0 (mean value theorem).  MC_REFUTED: f(witness) < 0.
 * MC_UNDECIDED: more than `budget` boxes; equality at a point does that always: divide such a
 * contact out first.  Compositions are not expanded.
 */
enum mc_verdict mc_decide_pointwise(struct mc_breaks *breaks, fmpq_t witness, mc_jet_fn *jet,
                                    void *of, const fmpq_t lo, const fmpq_t hi, slong budget,
                                    slong prec);

/* An image of p/q on an interval, and the breaks that prove it. */
struct mc_rational_image {
    struct mc_interval value;                /* contains p/q on the interval             */
    struct mc_breaks positive, below, above; /* of q > 0, p - lo q >= 0, hi q - p >= 0   */
};

/*
 * value on the grid 2^-bits, within about 2^-bits of the image.  MC_UNDECIDED: q has a zero
 * there, or more than `budget` boxes; `out` can be cleared in any case.
 */
enum mc_verdict mc_rational_image_of(struct mc_rational_image *out, const fmpq_poly_t p,
                                     const fmpq_poly_t q, const struct mc_interval *on,
                                     slong bits, slong budget);
void mc_rational_image_clear(struct mc_rational_image *image);

enum mc_place { MC_AT_LOWER = 0, MC_AT_UPPER, MC_INSIDE };

/* A least or greatest value of a polynomial on an interval. */
struct mc_extreme {
    struct mc_interval value; /* contains it */
    enum mc_place place;   /* an end of the interval, or a critical point ...               */
    struct mc_interval at; /* ... in here                                                   */
    bool certain;          /* false: another candidate may be as extreme                    */
};

struct mc_image {
    struct mc_extreme min, max;
};

void mc_image_init(struct mc_image *image);
void mc_image_clear(struct mc_image *image);

/*
 * The exact image p([lo, hi]) = [min, max], each within about 2^-bits: ends exactly, critical
 * points c in isolating intervals [a, b] of p' by |p(m) - p(c)| <= max|p''| (b - a)^2 / 8 with
 * m the middle.  Errors: as isolation.
 */
MC_MUST_CHECK enum mc_status mc_image_of(struct mc_image *out, const fmpq_poly_t p,
                                         const struct mc_interval *on, slong bits);

/*
 * f_k = p_k o ... o p_1 on [lo, hi].  outer[k] contains f_k([lo, hi]) and inner[k] is contained
 * in it (unless empty, lo > hi), both on the grid 2^-bits; image[k] is p_(k+1) on outer[k].
 */
struct mc_chain {
    const struct mc_table *table;
    enum mc_extension extension;
    slong steps, bits; /* steps done: those asked for, unless the chain escaped        */
    bool escaped;      /* outer[steps] has passed 2^64                                 */
    struct mc_interval *outer, *inner; /* steps + 1                                         */
    struct mc_image *image;            /* steps                                             */
    const fmpq_poly_struct **row;      /* of each step                                      */
};

MC_MUST_CHECK enum mc_status mc_chain_run(struct mc_chain *out, const struct mc_table *table,
                                          slong steps, enum mc_extension extension,
                                          const struct mc_interval *on, slong bits);
void mc_chain_clear(struct mc_chain *chain);

/* out contains min f_T (greatest false) or max f_T on the first interval. */
void mc_chain_extreme(struct mc_interval *out, const struct mc_chain *chain, bool greatest);

/* out (in the first interval) contains a point where that extreme is attained.
 * Errors: MC_NOT_DECIDED where candidates are too close to tell apart. */
MC_MUST_CHECK enum mc_status mc_chain_place(struct mc_interval *out,
                                            const struct mc_chain *chain, bool greatest);

/*
 * The safe radius R: the largest R such that for 0 < x < R every iterate stays positive, and
 * bounded however many steps follow after the last row (MC_REPEAT_LAST: the last row for ever;
 * MC_CYCLE: the whole table again and again, R then is a lower bound in out->lo only where
 * decided; MC_STOP: the last value is below 2, so that its error
 * is below 1).  out->lo <= R <= out->hi; unbounded: *finite = false,
 * out->hi meaningless.  Errors: MC_NOT_DECIDED, out->lo still valid.
 */
MC_MUST_CHECK enum mc_status mc_safe_radius(struct mc_interval *out, bool *finite,
                                            const struct mc_table *table, slong steps,
                                            enum mc_extension extension, slong bits);

/* out = f_T'(0), exactly: the product of the a_k. */
void mc_slope_at_zero(fmpq_t out, const struct mc_table *table, slong steps,
                      enum mc_extension extension);

/*
 * Alternation of 1 - p on [lo, hi], lo > 0: the most points x_0 < x_1 < ... between which the
 * sign changes, and E = min |1 - p(x_i)| over them.  With at least (deg p + 3)/2 of them every
 * odd polynomial of that degree errs by E or more somewhere on [lo, hi] (de la Vallee-Poussin:
 * odd polynomials are a Haar space of dimension (deg p + 1)/2 there).
 */
struct mc_alternation {
    fmpq *at;
    slong count;
    fmpq_t least;
    bool enough;
};

MC_MUST_CHECK enum mc_status mc_alternation_find(struct mc_alternation *out,
                                                 const fmpq_poly_t p,
                                                 const struct mc_interval *on, slong bits);
void mc_alternation_clear(struct mc_alternation *alternation);

/*
 * error = an enclosure of min over odd p of degree 2q - 1 of max |1 - p| on [lo, hi], lo > 0,
 * and best a polynomial whose own error lies in it: Remez exchange for the candidate, its image
 * for the upper bound, alternation for the lower.  The width of `error` is 2^(16 - bits) and a
 * little; where hi - lo <= 2^(-bits/(q + 1)) (hi + lo), `best` is the flattest polynomial at
 * the middle, 1 - p = O((1 - y)^q), and error.lo = 0.  Errors: MC_NOT_DECIDED when the exchange
 * does not end.
 */
MC_MUST_CHECK enum mc_status mc_best_odd(struct mc_interval *error, fmpq_poly_t best, slong q,
                                         const struct mc_interval *on, slong bits);

/* error = an enclosure of the least error of `steps` composed odd polynomials of degree 2q - 1
 * on [lo, hi]: the greedy composition is optimal (arXiv:2505.16932, Theorem 4.1). */
MC_MUST_CHECK enum mc_status mc_best_composition(struct mc_interval *error, slong steps,
                                                 slong q, const struct mc_interval *on,
                                                 slong bits);

/*
 * How Polar Express makes a table of odd polynomials of degree 2q - 1 for [lo, hi] (arXiv:
 * 2505.16932, sections 3 and 4): each row is the best one for [l, u], and [l, u] = [p(l), 2 -
 * p(l)] then.  With a cushion c, where l < c u: the best for [c u, u], scaled by 2 / (p(l) +
 * max p), which grows less small values for more slope on average.  With a safety factor s
 * every row but the last is p(x / s), once all rows are made.
 */
struct mc_recipe {
    slong q, steps;
    struct mc_interval on;
    fmpq_t cushion, safety; /* 0: none; 1: none */
};

void mc_recipe_init(struct mc_recipe *recipe);
void mc_recipe_clear(struct mc_recipe *recipe);

/* Rows with coefficients of `bits` bits; reached (may be NULL) = the last [l, u], which holds
 * every value that the rows without safety factor take on the first one.  `table` is
 * initialised and empty.  Errors: as mc_best_odd; MC_BAD_INPUT for 0 < lo < hi, 1 <= q or 0 <=
 * cushion < 1 <= safety not fulfilled; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status mc_recipe_table(struct mc_table *table, struct mc_interval *reached,
                                             const struct mc_recipe *recipe, slong bits);

/* recipe->on.lo = a lower end for which the rows without cushion and safety factor are proved
 * to err by at most `error` on [lo, hi], and no other that is smaller by 2^-20 of itself is
 * (the delta-orthogonalisation of arXiv:2506.10935).  Errors: MC_BAD_INPUT unless 0 < error <
 * 1; MC_NOT_DECIDED where lo would lie below 2^-40 hi; as mc_best_odd. */
MC_MUST_CHECK enum mc_status mc_recipe_reach(struct mc_recipe *recipe, const fmpq_t error,
                                             slong bits);

#endif
