// SPDX-License-Identifier: Apache-2.0
/* Three rows of the table of edit distances with swaps of neighbours (optimal string alignment). */
#include <stdio.h>
#include <string.h>

#include "number/suggestion.h"

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1], n = strlen(b), i, j;
    size_t *before = rows[0], *last = rows[1], *now = rows[2], *spare;

    for (j = 0; j <= n; j++)
        last[j] = j;
    for (i = 1; a[i - 1]; i++) {
        now[0] = i;
        for (j = 1; j <= n; j++) {
            now[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]), least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        spare = before, before = last, last = now, now = spare;
    }
    return last[n];
}

void suggestion_offer(struct suggestion *s, const char *candidate)
{
    size_t length = strlen(s->word), d;

    if (length > LONGEST || strlen(candidate) > LONGEST)
        return;
    d = distance(s->word, candidate);
    if (d <= (length + 2) / 3 && (!s->nearest || d < s->distance)) {
        s->nearest = candidate;
        s->distance = d;
    }
}

void suggestion_text(char *out, size_t size, const struct suggestion *s)
{
    *out = '\0';
    if (s->nearest)
        snprintf(out, size, " (did you mean '%s'?)", s->nearest);
}
