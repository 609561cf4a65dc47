// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A claim: a published statement, decided on instances by balls of rising precision.
 *
 * One file in checks/ is one claim.  Its `evaluate` computes both sides on one instance at one
 * precision and writes them into a ledger; the engine decides each entry, raises the precision
 * while enclosures overlap, keeps the worst ratio, writes witnesses, and runs the controls: nearby
 * false statements that go through the same code (`twist` > 0) and must come back refuted.
 */
#ifndef CLAIM_H
#define CLAIM_H

#include <stddef.h>
#include <stdint.h>
#include "claim/instance.h"
#include "muoncheck/status.h"

struct ledger;

/*
 * The three kinds of entry.  `what` names the part of the statement ("value at the gradient").
 *   equal      lhs = rhs.  Holds to d digits when |lhs - rhs| <= 10^-d max(|lhs|, |rhs|) is certain;
 *              violated when lhs and rhs are certainly different.
 *   at_most    lhs <= rhs.  Holds when certain (equality counts where both sides are exact);
 *              violated when lhs > rhs is certain.
 *   less       lhs < rhs, likewise.
 * For matrices the Frobenius norm takes the place of the absolute value.  An entry with a side
 * that is not finite, or with matrices of two shapes, stays open.
 */
void ledger_equal(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs);
/* The same with |lhs - rhs| <= 10^-d scale, scale > 0 for certain: for sides that are both zero, or
 * nearly, by nature. */
void ledger_equal_scaled(struct ledger *ledger, const char *what, const arb_t lhs,
                         const arb_t rhs, const arb_t scale);
void ledger_equal_matrix(struct ledger *ledger, const char *what, const arb_mat_t lhs,
                         const arb_mat_t rhs);
void ledger_at_most(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs);
void ledger_less(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs);
/*
 * E[s] <= rhs from n independent samples with mean `mean`, each certainly in [0, range]: by
 * Hoeffding's inequality E[s] <= mean + range sqrt(log(1/alpha) / (2n)) but for a chance of
 * alpha = 2^-log2_alpha.  Holds when that bound is at most rhs; then the claim is `supported`, no
 * more.  It is never violated: a sample refutes nothing.
 */
void ledger_mean_at_most(struct ledger *ledger, const char *what, const arb_t mean,
                         const arb_t range, slong n, slong log2_alpha, const arb_t rhs);

/*
 * P(success) > 1/2 from `hits` successes in n independent trials: holds where
 * P(Bin(n, 1/2) >= hits) <= 2^-log2_alpha, which a probability of at most 1/2 passes with at most
 * that chance (the exact test of Clopper and Pearson, Biometrika 26, 1934).  Never violated.
 */
void ledger_share_above_half(struct ledger *ledger, const char *what, slong hits, slong n,
                             slong log2_alpha);

/* Something measured on the instance, value with its uncertainty: shown, and decides nothing. */
void ledger_measured(struct ledger *ledger, const char *what, const arb_t value,
                     const arb_t error);

/* Zeros to work with, which live until the ledger is cleared: `evaluate` frees nothing. */
arb_ptr ledger_number(struct ledger *ledger);
arb_mat_struct *ledger_matrix(struct ledger *ledger, slong rows, slong cols);

/* A nearby false statement.  The list of a claim ends with an id of NULL; control i has twist i+1. */
struct control {
    const char *id;
    const char *statement;
};

/* What a claim needs of its instances; on others it says nothing.  (Of matrices that are not exact
 * the rank is not asked for: the evaluation meets its hypotheses or stays open.) */
enum claim_needs {
    NEEDS_NONZERO = 1, NEEDS_FULL_RANK = 2, NEEDS_SQUARE = 4,
};

/*
 * A hypothesis by its name.  `drop` is the id of the control that leaves it out, and is refuted: it
 * is necessary; or of one of the claim's `relaxed` statements: it was not found necessary; or NULL,
 * where it is of the kind that `by_type` says, and nothing is left to decide without it, or where
 * that begins with "not dropped" and says why.  A drop of
 * "nonzero", "full-rank" or "square" is evaluated where the claim's `needs` of that name fail too.
 * The list ends with a name of NULL.
 */
struct hypothesis {
    const char *name, *drop, *by_type;
};

enum claim_kind { CLAIM_IDENTITY, CLAIM_INEQUALITY, CLAIM_TRAJECTORY };

struct claim {
    const char *id;          /* the file's name with - for _                                  */
    const char *number;      /* in the catalogue: "0.4"                                       */
    const char *title;
    const char *paper;       /* "arXiv:2506.15054"                                            */
    const char *source;      /* "Theorem 5"; "derived here" where no paper states it          */
    const char *statement;   /* with its hypotheses, in one or two sentences                  */
    const char *hypotheses;
    const struct hypothesis *switches;   /* each of them by its name                          */
    const struct control *relaxed;       /* the claim without a hypothesis that was not found
                                            necessary; item i has twist (controls) + i + 1.
                                            NULL: none                                        */
    const char *method;
    enum claim_kind kind;
    enum mc_verdict expected;
    unsigned needs;          /* of parts[0]: enum claim_needs                                  */
    bool tight;              /* some instance reaches a ratio >= 0.99: the constant is sharp; the
                                sweep test holds the claim to it                              */
    const struct control *controls;
    const char *const *quick;  /* instances, NULL-terminated: "SPEC", "data:FILE:NAME"; parts of
                                  one instance are joined by '|'                              */
    const char *const *full;   /* more instances for --suite full; may be NULL                */
    enum mc_status (*evaluate)(struct ledger *ledger, struct instance *x, int twist,
                               slong prec);
};

extern const struct claim *const claims[];
extern const size_t claim_count;

const struct claim *claim_find(const char *id);   /* by id or number; NULL if there is none */

/* What is evaluated for a twist: a control or a relaxed statement; NULL for 0 and beyond the last. */
const struct control *claim_variant(const struct claim *claim, int twist);

/* The twist that `name` stands for: the id of a control or of a relaxed statement, or a hypothesis
 * to leave out.  0 if there is none, or nothing is left without it. */
int claim_twist(const struct claim *claim, const char *name);

/* "identity", "inequality" or "trajectory". */
const char *claim_kind_name(enum claim_kind kind);

/* Of a control: refuted; else what the claim expects. */
enum mc_verdict claim_expected(const struct claim *claim, int twist);

/* The needs that an evaluation with `twist` keeps. */
unsigned claim_needs(const struct claim *claim, int twist);

/* Why the hypothesis `name` cannot be left out; NULL where it can, or where there is none. */
const char *hypothesis_kept(const struct claim *claim, const char *name);

/* "necessary", "not found necessary", "by type" or "not dropped". */
const char *hypothesis_standing(const struct claim *claim, const struct hypothesis *h);

struct decide_options {
    slong digits;      /* identities are certified to this many      */
    slong max_bits;    /* the cap for raising precision              */
    bool full;         /* quick and full instances                   */
    const char *witness_dir;   /* NULL: witnesses are not written    */
};

/* What an instance was measured to be: value, give or take error. */
struct measured {
    char *what, *instance;
    arb_t value, error;
};

struct claim_result {
    const struct claim *claim;
    enum mc_verdict verdict, control;
    bool as_expected;
    slong instances;         /* evaluated                                            */
    char **instance_names;   /* theirs, in order: these exactly are the verdict's scope */
    slong entries;           /* decided ledger entries, over all instances           */
    slong digits;            /* the fewest to which an identity agreed; 0 if none    */
    slong bits;              /* the largest precision used                           */
    bool statistical;        /* does some entry hold by a confidence bound?          */
    bool has_ratio;          /* is there an inequality with a positive right side?   */
    arb_t worst_ratio;       /* enclosure of the largest lhs/rhs                     */
    char *worst_instance;
    struct measured *measured;
    size_t measured_count;
    double seconds;
    char *witness;           /* path; NULL if none was written                       */
    char *message;           /* one line on what went wrong; NULL                    */
    enum mc_verdict *control_verdicts;  /* one per control, in order                 */
    char **control_witnesses;           /* likewise; an item is NULL if none written */
    size_t controls;
};

void claim_result_clear(struct claim_result *result);

/* Decides the claim and its controls.  Errors only for what kept it from working at all. */
MC_MUST_CHECK enum mc_status claim_decide(struct claim_result *result, const struct claim *claim,
                                          const struct decide_options *options,
                                          struct mc_complaint *why);

#endif
