// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader.h"

enum { LARGEST_GRID = 1 << 18 };

/* The degree of the variable in the text is below *count. */
static bool measure(size_t *count, const struct names *names, size_t which, const char *text)
{
    union element value;
    bool fine;

    polynomial_init(&value.p);
    fine = element_read(
        &value, (struct reader){.names = names, .measured = names->variable[which]}, text);
    if (value.p.count > *count)
        *count = value.p.count;
    polynomial_clear(&value.p);
    return fine;
}

/* left = right as polynomials in x, at these values of the variables */
static bool equal_at(const struct names *names, const mpq_t *values, const char *left,
                     const char *right)
{
    struct reader r = {.names = names, .values = values};
    union element l, s;
    bool fine;

    polynomial_init(&l.p);
    polynomial_init(&s.p);
    fine =
        element_read(&l, r, left) && element_read(&s, r, right) && polynomial_equal(&l.p, &s.p);
    polynomial_clear(&s.p);
    polynomial_clear(&l.p);
    return fine;
}

bool identity_holds(const struct names *names, const char *left, const char *right)
{
    size_t count[MOST_NAMES] = {0}, points = 1, i, k, rest;
    mpq_t values[MOST_NAMES];
    bool fine = true;

    for (i = 0; i < names->variables && fine; i++) {
        fine = measure(count + i, names, i, left) && measure(count + i, names, i, right);
        count[i] += !count[i];
        points *= count[i];
        fine = fine && points <= LARGEST_GRID;
    }
    for (i = 0; i < names->variables; i++)
        mpq_init(values[i]);
    for (k = 0; k < points && fine; k++) {
        for (i = 0, rest = k; i < names->variables; rest /= count[i++])
            mpq_set_ui(values[i], rest % count[i], 1);
        fine = equal_at(names, names->variables ? (const mpq_t *)values : NULL, left, right);
    }
    for (i = 0; i < names->variables; i++)
        mpq_clear(values[i]);
    return fine;
}
