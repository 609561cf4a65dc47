// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A search for an instance that violates a claim, or a claim without one of its hypotheses (a
 * control of it): random starts on small shapes, the simplex method of Nelder and Mead on the
 * entries of the matrix and of the companions, one entry of the ledger after the other.  What
 * looks violated is decided in balls, and then made small and round.  The claim's own instances
 * are not looked at.
 *
 * Nothing found proves nothing: the best ratio of each inequality says how near the search came.
 * Deterministic for a seed and a number of looks.
 */
#ifndef HUNT_H
#define HUNT_H

#include "falsify/look.h"
#include "falsify/point.h"

struct hunt_options {
    double seconds;          /* 0: no limit                                                   */
    slong looks;             /* evaluations; 0: no limit                                      */
    unsigned long seed;
    slong digits, max_bits;
    const char *witness_dir; /* NULL: no witness is written                                   */
    /* Told now and then; true ends the search. */
    bool (*tell)(void *context, slong looks, double best);
    void *context;
};

/* The best that was seen of one inequality. */
struct record {
    char *what, *instance;
    arb_t ratio;             /* lhs / rhs there; not finite: the right side was never positive */
    double excess;
};

struct hunt_result {
    enum mc_verdict verdict;        /* refuted, or undecided                                  */
    char *instance, *what;          /* of the violation, shrunk; NULL: none was found         */
    char *first;                    /* as it was found                                        */
    char *witness;                  /* its file                                               */
    slong bits;                     /* which decided it                                       */
    struct record *records;         /* one for each inequality, in the order met              */
    size_t count;
    slong looks, starts;
    double seconds;
};

/* twist: 0 for the claim itself, i + 1 for its control i.  Errors: MC_BAD_INPUT where the claim
 * cannot be evaluated on small matrices; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status hunt(struct hunt_result *out, const struct claim *claim, int twist,
                                  const struct hunt_options *options, struct mc_complaint *why);
void hunt_result_clear(struct hunt_result *result);

#endif
