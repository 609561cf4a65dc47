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
