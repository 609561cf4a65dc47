// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: what a result keeps while its claim is decided. */
#ifndef RESULT_H
#define RESULT_H

#include "claim/ledger.h"

/* One more instance that the claim, not a control, was evaluated on. */
void result_keep_instance(struct claim_result *result, const char *name);

/* The largest ratio, by its lower bound. */
void result_keep_ratio(struct claim_result *result, const struct entry *e,
                       const char *instance);

/* What the ledger measured on the instance. */
void result_keep_measures(struct claim_result *result, const struct ledger *ledger,
                          const char *instance);

/* The first message. */
void result_keep_message(struct claim_result *result, const char *instance, const char *text);

#endif
