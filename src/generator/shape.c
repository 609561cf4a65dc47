// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/shape.h"

enum mc_status shape_read(slong *m, slong *n, const struct spec *spec, slong otherwise,
                          struct mc_complaint *why)
{
    enum mc_status status = spec_integer(n, spec, "n", otherwise, 0, SHAPE_LIMIT, why);

    if (status == MC_OK)
        status = spec_integer(m, spec, "m", *n, 0, SHAPE_LIMIT, why);
    if (status == MC_OK && !spec_word(spec, "n", NULL))
        *n = *m;
    if (status == MC_OK && *m * *n > SHAPE_ENTRIES)
        return mc_complain(why, MC_BAD_INPUT, "m=%ld, n=%ld: more than %d entries", (long)*m,
                           (long)*n, SHAPE_ENTRIES);
    return status;
}

enum mc_status shape_order(slong *n, const struct spec *spec, slong otherwise, slong limit,
                           struct mc_complaint *why)
{
    enum mc_status status = spec_integer(n, spec, "n", otherwise, 0, limit, why);

    if (status == MC_OK && *n * *n > SHAPE_ENTRIES)
        return mc_complain(why, MC_BAD_INPUT, "n=%ld: more than %d entries", (long)*n,
                           SHAPE_ENTRIES);
    return status;
}
