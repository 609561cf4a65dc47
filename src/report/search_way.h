// SPDX-License-Identifier: GPL-3.0-or-later
/* How a search of `falsify` found what violates. */
#ifndef SEARCH_WAY_H
#define SEARCH_WAY_H

#include <jansson.h>

/* A first look is one at random matrices, before any climb: the check itself goes to the point
 * that violates. */
enum search_way { AT_A_FIRST_LOOK, BY_CLIMBING, FROM_OWN_INSTANCES, SEARCH_WAYS };

extern const char *const search_ways[SEARCH_WAYS];

/* Of a result that is refuted, as `falsify --json` has it. */
enum search_way search_way_of(const json_t *result);

#endif
