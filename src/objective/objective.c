// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "objective/objective.h"

const struct objective *objective_find(const char *id)
{
    size_t i;

    for (i = 0; i < objective_count; i++)
        if (strcmp(objectives[i]->id, id) == 0)
            return objectives[i];
    return NULL;
}

void objective_constants_init(struct objective_constants *constants)
{
    arb_ptr none[] = {constants->spectral, constants->frobenius, constants->entry,
                      constants->l0, constants->l1, constants->minimum};
    size_t i;

    for (i = 0; i < sizeof none / sizeof *none; i++) {
        arb_init(none[i]);
        arb_pos_inf(none[i]);
    }
    arb_neg(constants->minimum, constants->minimum);
    constants->least = false;
}

void objective_constants_clear(struct objective_constants *constants)
{
    arb_clear(constants->spectral);
    arb_clear(constants->frobenius);
    arb_clear(constants->entry);
    arb_clear(constants->l0);
    arb_clear(constants->l1);
    arb_clear(constants->minimum);
}
