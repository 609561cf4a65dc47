// SPDX-License-Identifier: Apache-2.0
#ifndef PLANES_H
#define PLANES_H

#include "muoncheck/product.h"

/* Rows that go between balls and planes together: two cache lines of each plane. */
enum { TILE = 16 };

/* Room for the shape; the digits hold nothing of use.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status planes_shape(struct mc_planes *P, slong rows, slong cols,
                                          slong count);

#endif
