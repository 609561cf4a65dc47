// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "claim/claim.h"

const struct claim *claim_find(const char *id)
{
    size_t i;

    for (i = 0; i < claim_count; i++)
        if (strcmp(claims[i]->id, id) == 0 || strcmp(claims[i]->number, id) == 0)
            return claims[i];
    return NULL;
}

const char *claim_kind_name(enum claim_kind kind)
{
    static const char *const names[] = {"identity", "inequality", "trajectory"};

    return names[kind];
}
