// SPDX-License-Identifier: GPL-3.0-or-later
/* The sizes that a spec asks for, and the limits on them. */
#ifndef SHAPE_H
#define SHAPE_H

#include "generator/generator.h"

#define SHAPE_LIMIT 16384         /* rows or columns                                   */
#define SHAPE_ENTRIES 67108864    /* 2^26, 8192 x 8192: 3 GiB of balls                  */

/*
 * m, n = the keys "m" and "n"; a missing one equals the other, both missing are `otherwise`.
 * Errors: MC_BAD_INPUT outside [0, SHAPE_LIMIT], or with more than SHAPE_ENTRIES entries.
 */
MC_MUST_CHECK enum mc_status shape_read(slong *m, slong *n, const struct spec *spec,
                                        slong otherwise, struct mc_complaint *why);

/* n = the key "n" of a square matrix.  Errors: as above. */
MC_MUST_CHECK enum mc_status shape_order(slong *n, const struct spec *spec, slong otherwise,
                                         slong limit, struct mc_complaint *why);

#endif
