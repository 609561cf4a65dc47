// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Convex duality of one map K at one matrix M, entered into a ledger:
 *   (1) K(M) + finite(gradK(M)) = <M, gradK(M)>                        (Fenchel equality)
 *   (2) gauge(gradK(M)) = 1, or k'(gauge(M)) where K is no norm
 *   (3) <M, Z> <= K(M) + finite(Z) at matrices with gauge(Z) < 1       (Fenchel-Young)
 * The Z are the given directions, scaled by exact numbers so that gauge(Z) <= theta < 1 is
 * certain, and theta gradK(M), where the inequality is nearly an equality; theta = 1023/1024.
 */
#ifndef DUALITY_H
#define DUALITY_H

#include "claim/claim.h"
#include "muoncheck/norm.h"

enum { RANDOM, LEADING, ALONG, DIRECTIONS };

struct duality {
    struct ledger *ledger;
    struct mc_norm_parameters with;
    struct mc_operand M;
    struct mc_operand directions[DIRECTIONS];  /* random, M's leading singular pair, M     */
    arb_mat_struct *G;                         /* room for gradK(M), lent by the ledger    */
    slong prec;
};

/* Errors: MC_NOT_DECIDED where gradient or gauge is not certain at this precision. */
MC_MUST_CHECK enum mc_status duality_check(const struct mc_norm *K, struct duality *s);

#endif
