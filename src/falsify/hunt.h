// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A search for an instance that violates a claim, or a claim without one of its hypotheses (a
 * control of it).  Random starts on small shapes; from each, for one entry of the ledger after
 * the other, the simplex method of Nelder and Mead on the entries of the matrix and of the
 * companions; and annealing from the best point of an entry that is still short of equality.
 * What looks violated is decided in balls, and then made small and round.
 *
 * The last quarter of the budget, of a control the last tenth, goes to the claim's own instances
 * and to what is near them, and records keep the two apart: what the search found alone, and what
 * it found with the claim's help.  Where no small matrix says anything (a claim on files), the
 * own instances are all there is.
 *
 * Nothing found proves nothing: the best ratio of each inequality says how near the search came.
 * Deterministic for a seed and a number of looks.
 */
#ifndef HUNT_H
#define HUNT_H

#include "falsify/look.h"
#include "falsify/point.h"

struct hunt_options {
    double seconds;          /* of processor time of the thread that searches; 0: no limit    */
    slong looks;             /* evaluations; 0: no limit                                      */
    unsigned long seed;
    slong digits, max_bits;
    const char *witness_dir; /* NULL: no witness is written                                   */
    /* Told now and then; true ends the search. */
    bool (*tell)(void *context, slong looks, double best);
    void *context;
};

/* The best that was seen of one inequality from starts of one kind. */
struct peak {
    char *instance;          /* NULL: none                                                    */
    arb_t ratio;             /* lhs / rhs there; not finite: the right side was not positive  */
    bool exact;              /* both sides are numbers, not balls                             */
    double excess;
    struct point point;      /* the instance, where it was a point of the search              */
};

enum { ALONE, HELPED, KINDS };

struct record {
    char *what;
    struct peak peaks[KINDS];
};

struct hunt_result {
    enum mc_verdict verdict;        /* refuted, or undecided                                  */
    char *instance, *what;          /* of the violation, shrunk; NULL: none was found         */
    char *first;                    /* as it was found                                        */
    char *witness;                  /* its file                                               */
    slong bits;                     /* which decided it                                       */
    bool helped;                    /* found from the claim's own instances                   */
    struct record *records;         /* one for each inequality, in the order met              */
    size_t count;
    slong looks, starts;
    double seconds;
};

/* twist: 0 for the claim itself, i + 1 for its control i.  Errors: MC_NO_RESOURCE; those of
 * opening the claim's own instances. */
MC_MUST_CHECK enum mc_status hunt(struct hunt_result *out, const struct claim *claim, int twist,
                                  const struct hunt_options *options, struct mc_complaint *why);
void hunt_result_clear(struct hunt_result *result);

#endif
