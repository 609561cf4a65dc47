// SPDX-License-Identifier: Apache-2.0
/* Within this room: the place of a single root. */
#ifndef ROOT_H
#define ROOT_H

#include <flint/fmpz_poly.h>

/*
 * q has exactly one root in (0, 1), a simple one, and none at 0 or 1: it is in [k, next]
 * 2^-depth with next = k + 1, or next = k where it is met.  depth: in, as wanted; out, smaller
 * where the root was met before.
 */
void refine_root(fmpz_t k, fmpz_t next, ulong *depth, const fmpz_poly_t q);

#endif
