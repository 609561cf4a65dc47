// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "product/memory.h"
#include "product/plan.h"

void mc_product_workspace_init(struct mc_product_workspace *w)
{
    *w = (struct mc_product_workspace){0};
}

void mc_product_workspace_clear(struct mc_product_workspace *w)
{
    free(w->memory);
    *w = (struct mc_product_workspace){0};
}

enum mc_status workspace_room(struct mc_product_workspace *w, size_t bytes)
{
    if (bytes <= w->room)
        return MC_OK;
    free(w->memory);
    w->memory = memory_new(bytes);
    w->room = w->memory ? bytes : 0;
    return w->memory ? MC_OK : MC_NO_RESOURCE;
}
