// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLAIM_PUBLISHED_H
#define CLAIM_PUBLISHED_H

#include "claim/claim.h"

/* A published decimal of `places` places: |value - text| <= half a unit in its last place. */
void ledger_published(struct ledger *ledger, const char *what, const arb_t value,
                      const char *text, slong places, slong prec);

#endif
