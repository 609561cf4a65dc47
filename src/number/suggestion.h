// SPDX-License-Identifier: Apache-2.0
/*
 * The candidate nearest to a word that names nothing: at most a third of its letters inserted,
 * dropped, replaced or swapped with a neighbour.
 */
#ifndef SUGGESTION_H
#define SUGGESTION_H

#include <stddef.h>

struct suggestion {
    const char *word, *nearest;   /* nearest is NULL while there is none */
    size_t distance;
};

void suggestion_offer(struct suggestion *s, const char *candidate);

/* " (did you mean 'truth'?)", or nothing. */
void suggestion_text(char *out, size_t size, const struct suggestion *s);

#endif
