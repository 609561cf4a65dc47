// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "file/container.h"

void mc_container_close(struct mc_container *c)
{
    if (c->close)
        c->close(c->inside);
    json_decref(c->says);
    free(c->items);
    *c = (struct mc_container){0};
}

enum mc_status mc_container_check(const struct mc_container *c, const struct mc_member *m,
                                  struct mc_complaint *why)
{
    struct mc_complaint bare = {{0}};
    enum mc_status status = MC_OK;

    if (!m->tensor.dtype)
        return mc_complain(why, MC_BAD_INPUT, "%s: dtype %s is not read",
                           mc_label(m->tensor.name).text, mc_label(m->dtype_name).text);
    if (c->check)
        status = c->check(c->inside, m, &bare);
    if (status == MC_OK)
        return MC_OK;
    return mc_complain(why, status, "%s: %.170s", mc_label(m->tensor.name).text, bare.text);
}

enum mc_status mc_container_read(struct mc_reading *r, const struct mc_container *c,
                                 struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    size_t i;

    for (i = 0; i < c->count && status == MC_OK; i++) {
        const struct mc_member *m = &c->items[i];

        if (!mc_reading_may_want(r, m->tensor.name))
            continue;
        status = mc_container_check(c, m, why);
        if (status == MC_OK)
            status = mc_tensor_read(r, &m->tensor, why);
    }
    return status;
}
