// SPDX-License-Identifier: Apache-2.0
/*
 * Iterations for the polar factor and for inverse p-th roots, written once and run in any
 * arithmetic, and their convergence against the exact transform.
 *
 *   polar          X_k -> U V^T                    of a nonzero m x n matrix M = U S V^T
 *   inverse root   X_k -> A^(-1/p), p < 0: a root  of A = M where M is symmetric positive
 *                  definite, else of the smaller Gram matrix of M (M M^T if m <= n, else M^T
 *                  M), which must be regular
 *
 * In exact arithmetic every iterate is a function of the singular values s (polar), or of the
 * eigenvalues l of A (roots).  With w_0 = s/scale, or l/scale, and w_(k+1) = map(w_k):
 *
 *   polar: X_k = U diag(w_k) V^T;   roots: X_k = A^(-1/p) w_k(A)^(1/|p|)
 *
 * The map may change from step to step (tables, scaled and weighted iterations).  Where an
 * iteration is no such function it has no map: scaling by rows, or a ridge that the trace sets.
 *
 *   power          X_k -> U S^q V^T, q = power[0] / power[1]
 */
#ifndef MUONCHECK_ITERATION_H
#define MUONCHECK_ITERATION_H

#include <stddef.h>
#include "arithmetic.h"
#include "matrix.h"
#include "table.h"

enum mc_target { MC_POLAR = 0, MC_INVERSE_ROOT, MC_POWER };

/*
 * What the start is divided by: 1, the Frobenius norm, an upper bound of the spectral norm, or
 * "almost orthogonal": row i by sqrt(sum_j |G_ij|), G = M M^T, which leaves no singular value
 * above 1 but changes the polar factor (columns and M^T M where there are more rows).
 */
enum mc_scaling { MC_UNSCALED = 0, MC_BY_FROBENIUS, MC_BY_BOUND, MC_ALMOST_ORTHOGONAL };
enum mc_domain { MC_SQUARE = 1, MC_FULL_RANK = 2 };     /* flags, beside "nonzero"  */

struct mc_iteration;

/* Of iterations on a random part of the matrix: its rank, 0 for half the smaller side, and the
 * seed of its draws. */
struct mc_sketch {
    slong rank;
    uint64_t seed;
};

/*
 * A run between two steps.  Scalars that follow from bounds of the spectrum alone are exact
 * rationals, the same in every arithmetic, which then rounds them where it uses them.
 */
struct mc_state {
    const struct mc_arithmetic *in;
    const struct mc_iteration *iteration;
    slong p;
    arb_mat_t x;     /* polar: m x n; root: n x n, X of the scaled matrix                     */
    arb_mat_t y;     /* root: n x n, the coupled matrix; polar: 0 x 0, or what a step keeps   */
    arb_mat_t z;     /* 0 x 0, or what a step keeps                                           */
    arb_t scale;
    slong k;         /* steps taken, counted by those whose steps differ                      */
    fmpq_t lo, hi;   /* 0 < lo <= nonzero singular values of x <= hi; 0: nobody said          */
    arb_t mu;        /* the scaling of the last step                                          */
    struct mc_table *table;          /* of the iteration; NULL: none                          */
    fmpq_poly_t above, below;        /* the last step: w+ = w above(w^2) / below(w^2)         */
    /* Set after mc_state_init by who wants others: */
    struct mc_sketch sketch;
    fmpq_t epsilon;                  /* MC_BY_FROBENIUS: added to the norm, both rounded      */
};

struct mc_iteration {
    const char *id, *title, *source;
    enum mc_target target;
    enum mc_scaling scaling;
    unsigned domain;              /* mc_domain flags                                          */
    const char *domain_text;      /* the same for people, with what w_0 must satisfy          */
    slong order;                  /* of convergence in exact arithmetic; 0: w stays off 1      */
    slong default_p;              /* 0: no root                                               */
    bool (*accepts)(slong p);     /* NULL where there is no root                              */
    slong (*products)(slong p);   /* cost of a step in products of n x n matrices             */
    slong default_steps;
    const char *claim;            /* of the claim or the theorem that backs it                */
    const char *table;            /* id of the table of its coefficients; NULL: none          */
    bool bounded;                 /* its steps need mc_state_bound                            */
    bool sketched;                /* it reads `sketch`                                        */
    bool odd_polynomial;          /* its steps are X+ = c_0 X + c_1 G X + ..., as odd_polynomial.h
                                     orders it: what bounds of rounding speak of              */
    slong power[2];               /* of the target MC_POWER                                   */
    /* One step.  Errors: MC_NOT_DECIDED when a matrix cannot be inverted, or scalars cannot be
     * had; MC_BAD_INPUT without bounds that it needs; MC_NO_RESOURCE. */
    enum mc_status (*step)(struct mc_state *state);
    /* w+ = map(w), as an enclosure; NULL where steps differ, or there is no map. */
    void (*map)(arb_t next, const arb_t w, slong p, slong prec);
    /* The same of the step that `state` has just taken; NULL where `map` is there, or none. */
    void (*map_at)(arb_t next, const arb_t w, const struct mc_state *state, slong prec);
    /* The approximation that a state stands for; NULL: x and y themselves, the scaling
     * undone. */
    void (*output)(arb_mat_t out, const struct mc_state *state);
    /* An upper bound for max|1 - w_(k+1)| from e = max|1 - w_k|, all w_k in the domain; the
     * indeterminate ball where nothing is proved.  NULL: nothing is. */
    void (*bound)(arb_t next, const arb_t e, slong prec);
};

extern const struct mc_iteration *const mc_iterations[];
extern const size_t mc_iteration_count;

const struct mc_iteration *mc_iteration_find(const char *id);   /* NULL: there is none        */

void mc_state_init(struct mc_state *state);
void mc_state_clear(struct mc_state *state);

/* The state before the first step: M rounded, its Gram matrix formed if asked for, and scaled,
 * all in `in`, which must outlive the state. */
void mc_state_start(struct mc_state *state, const struct mc_iteration *iteration, slong p,
                    const arb_mat_t M, bool gram, const struct mc_arithmetic *in);

/* The same from a matrix W that is scaled already: no Gram matrix, and scale = 1. */
void mc_state_start_scaled(struct mc_state *state, const struct mc_iteration *iteration,
                           slong p, const arb_mat_t W, const struct mc_arithmetic *in);

/* Says that all nonzero singular values of the matrix lie in [lo, hi], lo > 0; right after the
 * start.  Divides by hi where the scaling is MC_BY_BOUND.  Steps need it where `bounded`. */
void mc_state_bound(struct mc_state *state, const fmpq_t lo, const fmpq_t hi);

/* w+ by the step that `state` has just taken; false: this iteration has no map. */
bool mc_state_map(arb_t next, const arb_t w, const struct mc_state *state, slong prec);

/* out (initialised, m x n or n x n) = the approximation to the target: the scaling undone. */
void mc_state_finish(arb_mat_t out, const struct mc_state *state,
                     const struct mc_iteration *iteration);

/*
 * How one step ended, T the exact transform, X^ the iterate computed in the format, X the same
 * iterate in exact arithmetic.  Enclosures; `order` and `bound` are not finite where there are
 * none, and no distance from X^ is where X^ is not finite.  error <= approximation + rounding.
 *
 *   error           ||X^ - T||
 *   orthogonality   ||X^^T X^ - I||_F / ||I||_F on the smaller side; roots: ||X^^p A - I||_F /
 *                   ||I||_F for p > 0, ||X^^|p| - A||_F / ||A||_F for p < 0; powers:
 *                   ||X^ - T||_F / ||T||_F
 *   approximation   ||X - T|| = max t |1 - w^(1/|p|)| over the nonzero spectrum, t = 1 (polar)
 *                   or l^(-1/p), from balls where there is no map: what more steps would cure
 *   rounding        ||X^ - X||: what more precision would cure
 *   order           log(e_k/e_(k-1)) / log(e_(k-1)/e_(k-2)) with e the errors, where the last
 *                   two steps certainly lowered e by more than rounding, which is less than
 *                   `approximation`
 *   bound           on `approximation`, proved from the step before (in the iteration's file)
 *   rounding_bound  on `rounding`, proved for every matrix of this shape and this smallest
 *                   singular value: of polynomials from a start by the Frobenius norm, in
 *                   formats with a stated order of sums (src/iteration/tolerance.h); at steps 1
 *                   to 8, where the run stagnates, and at the last
 *   run_bound       on `rounding`, for this run: what each step adds by itself, measured, times
 *                   what the later steps make of it at most; `run_bound_by` says by which
 *                   argument (src/iteration/run_bound.h).  Not finite where X^ is not.
 */
enum mc_run_bound {
    MC_NO_RUN_BOUND = 0,
    MC_BY_SPECTRA,     /* divided differences of the remaining steps on the run's own spectra  */
    MC_BY_PAIRS,       /* derivatives of coupled steps along the exact run                     */
    MC_BY_RECURRENCE,  /* divided differences of one step after another                       */
    MC_BY_NORMS,       /* ||X^|| + ||X||: no other argument, or none that gives less           */
};

struct mc_convergence_step {
    slong k;
    arb_t error, orthogonality, approximation, rounding, order, bound, rounding_bound, run_bound;
    enum mc_run_bound run_bound_by;
};

/* What is wrong with a run, at the first step that shows it. */
enum mc_wrong {
    MC_NOTHING_WRONG = 0,
    MC_LEFT_RANGE,      /* a number of the run, the scale included, is infinite or none        */
    MC_EPSILON_RULES,   /* step 0: ||X_0||_F < 1/2, where epsilon exceeds the norm             */
    MC_OUT_OF_HAND,     /* error > (3/2) ||T||: a singular value beyond 5/2 of its target, or below
                           minus half of it, which noise in null directions does not reach; only
                           of iterations with a map, from a scaled start                      */
};

struct mc_convergence {
    const struct mc_iteration *iteration;
    slong p;
    bool gram;                          /* the target is a root of a Gram matrix             */
    slong count;                        /* steps + 1: k = 0 is the scaled start              */
    struct mc_convergence_step *steps;
    slong bits;                         /* of the balls that decided                         */
    enum mc_wrong wrong;
    slong wrong_at;                     /* the step of it; -1: none                          */
    slong stagnates_at;                 /* the first step whose error no later step is certain
                                           to have halved; -1: the last one                  */
    arb_mat_struct *x;                  /* the format's iterates, `count`                    */
};

struct mc_convergence_options {
    slong p;           /* 0: the iteration's default                                         */
    slong steps;       /* negative: the iteration's default                                  */
    slong digits;      /* error and rounding get widths <= 10^-digits ||T||, and finer than the
                          format's unit roundoff by 2^-16                                     */
    slong max_bits;
    struct mc_sketch sketch;
    const fmpq *epsilon;   /* NULL: none                                                     */
};

/*
 * Runs `iteration` on M in `format` and in balls.  Errors: MC_BAD_INPUT outside the domain, or
 * when the format cannot invert an iterate; MC_NOT_DECIDED when max_bits is not enough: `out`
 * then holds valid, wide enclosures, or none (count 0); MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status mc_converge(struct mc_convergence *out,
                                         const struct mc_iteration *iteration,
                                         const struct mc_matrix *M,
                                         const struct mc_arithmetic *format,
                                         const struct mc_convergence_options *options,
                                         struct mc_complaint *why);
void mc_convergence_clear(struct mc_convergence *convergence);

#endif
