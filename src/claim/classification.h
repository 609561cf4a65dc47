// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A table of samples as the data of an objective: a row is features, then the class as an
 * integer from 0.  A feature of ones is added, for the intercept.
 */
#ifndef CLASSIFICATION_H
#define CLASSIFICATION_H

#include "claim/claim.h"
#include "objective/objective.h"

/* Features and labels of the instance, lent by the ledger. */
struct objective_data classification_of(struct ledger *ledger, const struct instance *x,
                                        slong prec);

#endif
