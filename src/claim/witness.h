// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A witness: the instance, the entry and both sides by which a statement was refuted, as JSON that
 * `verify --replay` evaluates again.
 *
 *   {"schema": "muoncheck-witness/1", "claim", "control" (null for the claim itself), "instance",
 *    "what", "lhs": {lo, hi}, "rhs": {lo, hi}, "bits", "digits"}
 */
#ifndef WITNESS_H
#define WITNESS_H

#include "claim/ledger.h"

/* Makes the directory if it is not there.  Errors: MC_BAD_INPUT with one line. */
MC_MUST_CHECK enum mc_status witness_directory(const char *path, struct mc_complaint *why);

/* Writes DIR/CLAIM[.CONTROL].json.  Heap path, NULL if it could not be written. */
char *witness_write(const char *directory, const struct claim *claim, int twist,
                    const struct instance *x, const struct entry *violated, slong bits,
                    slong digits);

/* What a witness said, and what it says now. */
struct replay {
    char *claim, *control, *instance, *what;    /* control: NULL for the claim itself */
    enum mc_verdict verdict;                    /* MC_REFUTED when it reproduces      */
    arb_t lhs, rhs;                             /* evaluated now                      */
    slong bits;
};

/* Errors: MC_BAD_INPUT with one line for a file that is no witness, or names what is not there. */
MC_MUST_CHECK enum mc_status witness_replay(struct replay *out, const char *path,
                                            struct mc_complaint *why);
void replay_clear(struct replay *replay);

#endif
