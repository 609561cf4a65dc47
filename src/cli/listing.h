// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Everything that has a name: one row {"id", "title", "source"} each, by kind.
 */
#ifndef LISTING_H
#define LISTING_H

#include <jansson.h>
#include <stddef.h>
#include "generator/generator.h"
#include "muoncheck/iteration.h"

struct listing {
    const char *kind;                /* "claims"                                             */
    void (*append)(json_t *rows);    /* its rows; NULL: this version has none of the kind    */
};

extern const struct listing listings[];
extern const size_t listing_count;

const struct listing *listing_find(const char *kind);

/* New reference: what an iteration declares, `id`, `title`, `source`, `domain`, `order` (null:
 * its limit is not the transform), `products` (of a step), `steps` (as published) and
 * `claim`. */
json_t *declared(const struct mc_iteration *iteration);

/* New reference: `id`, `title` (what `--accumulate` would read), `source`, `standing`. */
json_t *accumulation(const struct mc_accumulation_name *name);

/* New reference to the array of rows. */
json_t *listing_rows(const struct listing *listing);

/* out = "8 x 8": what the generator makes when its name is all that is said; "" where that is
 * not enough. */
void default_size(char *out, size_t size, const struct generator *g);

#endif
