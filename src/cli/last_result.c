// SPDX-License-Identifier: GPL-3.0-or-later
/* What the results store last said about a claim. */
#include <unistd.h>

#include "cli/explanation.h"
#include "store/store.h"

static enum mc_status take(const struct store_row *row, void *context)
{
    json_t **out = context;

    *out = json_pack("{s:s, s:b, s:s, s:s, s:s}", "verdict", row->verdict, "as_expected",
                     row->as_expected, "control", row->control, "finished", row->finished,
                     "version", row->run.version);
    return *out ? MC_OK : MC_NO_RESOURCE;
}

enum mc_status last_result(json_t **out, const char *path, const char *claim,
                           struct mc_complaint *why)
{
    struct store *store = NULL;
    enum mc_status status;

    *out = NULL;
    if (access(path, F_OK))
        return MC_OK;
    status = store_open(&store, path, STORE_READ, why);
    if (status == MC_OK)
        status = store_read_latest(store, claim, NULL, take, out, why);
    store_close(store);
    return status;
}
