// SPDX-License-Identifier: GPL-3.0-or-later
#include "formula.h"

enum { LARGEST_GRID = 1 << 18 };

struct identity {
    const struct names *names;
    const char *left, *right;
    struct series values[MOST_NAMES]; /* of the variables */
};

/* out = left - right; left + right while degrees are measured. */
static bool subtract(struct series *out, const struct identity *id, struct reading how)
{
    SERIES(left);

    if (!series_read(&left, id->names, id->left, how) ||
        !series_read(out, id->names, id->right, how))
        return false;
    if (!how.degrees)
        series_negate(out);
    series_add(out, &left, out);
    return true;
}

/* The degree of variable i is below *count: of all that is met, it alone is not 1. */
static bool measure(size_t *count, struct identity *id, size_t i)
{
    SERIES(one);
    SERIES(sum);
    struct reading degrees = {.x = &one, .variables = id->values, .degrees = true};
    size_t k;

    series_set_natural(&one, 1, 0);
    for (k = 0; k < id->names->variables; k++)
        series_set_natural(id->values + k, 1, k == i);
    if (!subtract(&sum, id, degrees))
        return false;
    *count = sum.count ? sum.count : 1;
    return true;
}

static bool vanishes(struct identity *id)
{
    size_t count[MOST_NAMES], n = id->names->variables, points = 1, i, k, rest;
    SERIES(x);
    SERIES(difference);
    struct reading exact = {.x = &x, .variables = n ? id->values : NULL};

    for (i = 0; i < n; i++) {
        if (!measure(count + i, id, i) || (points *= count[i]) > LARGEST_GRID)
            return false;
    }
    series_set_natural(&x, 1, 1);
    for (k = 0; k < points; k++) {
        for (i = 0, rest = k; i < n; rest /= count[i++])
            series_set_natural(id->values + i, rest % count[i], 0);
        if (!subtract(&difference, id, exact) || difference.count)
            return false;
    }
    return true;
}

bool identity_holds(const struct names *names, const char *left, const char *right)
{
    struct identity id = {names, left, right, {{0}}};
    bool fine = vanishes(&id);
    size_t i;

    for (i = 0; i < MOST_NAMES; i++)
        series_clear(id.values + i);
    return fine;
}
