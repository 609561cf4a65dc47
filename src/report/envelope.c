// SPDX-License-Identifier: GPL-3.0-or-later
/* json_pack gives NULL, and frees what it was given, when any part of it is NULL. */
#include <stdlib.h>

#include "report/envelope.h"

json_t *json_enclosure(const arb_t x, slong digits)
{
    char *lo, *hi;
    json_t *out;

    if (mc_enclosure_text(&lo, &hi, x, digits) != MC_OK)
        return NULL;
    out = json_pack("{s:s, s:s}", "lo", lo, "hi", hi);
    free(lo);
    free(hi);
    return out;
}

json_t *json_enclosure_or_null(const arb_t x, slong digits)
{
    return arb_is_finite(x) ? json_enclosure(x, digits) : json_null();
}

json_t *json_envelope(const char *command, unsigned long long seed, const char *started,
                      json_t *results)
{
    return json_pack("{s:s, s:s, s:s, s:o, s:o}", "schema", "muoncheck/1", "command", command,
                     "version", MUONCHECK_VERSION, "context", json_context(seed, started),
                     "results", results);
}
