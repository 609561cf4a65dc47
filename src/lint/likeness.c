// SPDX-License-Identifier: Apache-2.0
/*
 * Rows against the published ones.  A row is `known` scaled by s when its coefficient of x^k is
 * known's divided by s^k, within half a unit in the fifth digit of each (tables are passed on
 * rounded): what a safety factor s does to p(x / s).
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lint/rules.h"

enum { MOST_ROWS = 64 };

/* Doubles do here: what is decided is which message to write.  Tables are passed on with five
 * digits; safety factors in use are 1.01, 1.02, 1.05 and their squares. */
#define FIVE_DIGITS     5e-5
#define SMALLEST_FACTOR 1.0005
#define LARGEST_FACTOR  1.2

/* Of one row of the table: the published row it is, and the power of the factor. */
struct match {
    char id[32];
    slong row;
    double factor;    /* 1: as published; 0: no match                                         */
    double distance;  /* of the coefficients, relative                                        */
    bool wrong_power; /* every coefficient divided by the same s, or by s, s^2, s^3           */
};

static double coefficient(const fmpq_poly_t p, slong k)
{
    double out;
    fmpq_t c;

    fmpq_init(c);
    fmpq_poly_get_coeff_fmpq(c, p, 2 * k + 1);
    out = fmpq_get_d(c);
    fmpq_clear(c);
    return out;
}

/* How far p's coefficients are from q's divided by s^(power_k), the largest relative
 * difference; infinite where one differs beyond five digits. */
static double distance(const fmpq_poly_t p, const fmpq_poly_t q, double s, const int *power)
{
    slong k, n = (fmpq_poly_degree(q) + 1) / 2;
    double largest = 0, known, one;

    if (fmpq_poly_degree(p) != fmpq_poly_degree(q))
        return INFINITY;
    for (k = 0; k < n; k++) {
        known = coefficient(q, k) / pow(s, k < 8 ? power[k] : 1);
        one = fabs(coefficient(p, k) - known) / fabs(known);
        if (!(one <= FIVE_DIGITS))
            return INFINITY;
        largest = fmax(largest, one);
    }
    return largest;
}

/* The published row as it is wins over a scaled one, the nearer over the farther, the smaller
 * factor over the larger, and what came first otherwise. */
static void offer(struct match *match, const struct match *candidate)
{
    bool as_is = match->factor == 1, candidate_as_is = candidate->factor == 1;

    if (match->factor > 0 && as_is != candidate_as_is) {
        if (candidate_as_is)
            *match = *candidate;
    } else if (match->factor == 0 || candidate->factor < match->factor - FIVE_DIGITS ||
               (fabs(candidate->factor - match->factor) <= FIVE_DIGITS &&
                candidate->distance < match->distance)) {
        *match = *candidate;
    }
}

static void match_row(struct match *match, const fmpq_poly_t p, const fmpq_poly_t q,
                      const char *id, slong row)
{
    static const int powers[][8] = {
        {1, 3, 5, 7, 9, 11, 13, 15}, {1, 1, 1, 1, 1, 1, 1, 1}, {1, 2, 3, 4, 5, 6, 7, 8}};
    struct match candidate = {.row = row, .factor = 1};
    double s = coefficient(q, 0) / coefficient(p, 0);
    int k;

    snprintf(candidate.id, sizeof candidate.id, "%s", id);
    candidate.distance = distance(p, q, 1, powers[0]);
    for (k = 0; k < 3 && isinf(candidate.distance); k++) {
        if (!(s > SMALLEST_FACTOR && s < LARGEST_FACTOR))
            return;
        candidate.factor = s;
        candidate.wrong_power = k > 0;
        candidate.distance = distance(p, q, s, powers[k]);
    }
    if (!isinf(candidate.distance))
        offer(match, &candidate);
}

static void match_table(struct match *matches, const struct mc_table *table, const char *id)
{
    struct mc_table known;
    slong i, k;

    mc_table_init(&known);
    if (mc_table_read(&known, id, NULL) == MC_OK)
        for (i = 0; i < table->count && i < MOST_ROWS; i++)
            for (k = 0; k < known.count; k++)
                match_row(matches + i, table->rows + i, known.rows + k, id, k);
    mc_table_clear(&known);
}

static void order(struct examination *x, const struct match *m, slong count)
{
    bool up = true, down = count > 1, shifted = m[0].row > 0;
    slong i;

    for (i = 1; i < count; i++) {
        up = up && m[i].row == m[i - 1].row + 1;
        down = down && m[i].row == m[i - 1].row - 1;
    }
    if (down)
        find_fault(x, "reversed-table", MC_ERROR, x->table->lines[0],
                   "these are rows of %s from last to first", m->id);
    else if (up && shifted)
        find_fault(x, "shifted-table", MC_ERROR, x->table->lines[0],
                   "this is %s from its row %ld on: the first rows, which lift small singular "
                   "values, are missing",
                   m->id, (long)m->row + 1);
}

/* Polishing steps, which may follow anything: Taylor polynomials, and (2, -3/2, 1/2). */
static bool is_polish(const struct match *m)
{
    return !strncmp(m->id, "ns", 2) || !strcmp(m->id, "deepseek-v4");
}

static void mixture(struct examination *x, const struct match *m, slong count)
{
    slong i;

    for (i = 1; i < count; i++) {
        if (strcmp(m[i].id, m[0].id) && !is_polish(m) && !is_polish(m + i)) {
            find_fault(x, "mixed-table", MC_ERROR, x->table->lines[i],
                       "this row is of %s, the first of %s", m[i].id, m[0].id);
            return;
        }
    }
}

static void factors(struct examination *x, const struct match *m, slong count)
{
    slong i;

    for (i = 0; i < count; i++) {
        if (m[i].wrong_power)
            find_fault(x, "safety-factor", MC_ERROR, x->table->lines[i],
                       "row %ld of %s divided by a factor %.4g to a wrong power: p(x/s) needs "
                       "a/s, b/s^3, c/s^5",
                       (long)m[i].row + 1, m[i].id, m[i].factor);
        else if (i && (m[i].factor == 1) != (m[0].factor == 1) && i + 1 < count)
            find_fault(x, "safety-factor", MC_WARNING, x->table->lines[i],
                       "the factor %.4g is not the %.4g of the first row", m[i].factor,
                       m[0].factor);
        else if (m[i].factor > 1 && !strcmp(m[i].id, "polar-express-safe"))
            find_fault(x, "safety-factor", MC_ERROR, x->table->lines[i],
                       "the safety factor is applied twice: another %.4g", m[i].factor);
    }
}

/* A table that was published with a factor, taken without it. */
static void missing_factor(struct examination *x, const struct match *m, slong count)
{
    slong i;

    for (i = 0; i < count; i++)
        if (m[i].factor != 1 || strcmp(m[i].id, "polar-express"))
            return;
    find_fault(x, "safety-factor", MC_WARNING, x->table->lines[0],
               "these rows are published with a safety factor of 1.01, a/1.01, b/1.01^3, "
               "c/1.01^5, which is missing");
}

/* The table of a lone row is the shortest that has it: deepseek-v4 begins as keller. */
static void settle(struct match *matches, slong count)
{
    slong i;

    for (i = 0; i < count; i++)
        if (!strcmp(matches[i].id, "deepseek-v4") && matches[i].row < 8) {
            snprintf(matches[i].id, sizeof matches[i].id, "keller");
            matches[i].row = 0;
        }
}

/* The last row of polar-express is that of four tables: it is of the one that the row before
 * is. */
static void join(struct match *matches, const struct mc_table *table, slong count)
{
    struct mc_table known;
    slong i, last;

    for (i = 1; i < count; i++) {
        if (!strcmp(matches[i].id, matches[i - 1].id))
            continue;
        mc_table_init(&known);
        if (mc_table_read(&known, matches[i - 1].id, NULL) == MC_OK) {
            last =
                matches[i - 1].row + 1 < known.count ? matches[i - 1].row + 1 : known.count - 1;
            if (fmpq_poly_equal(known.rows + last, table->rows + i)) {
                matches[i] = matches[i - 1];
                matches[i].row = last;
                matches[i].factor = 1;
            }
        }
        mc_table_clear(&known);
    }
}

/* Only a table whose every row is known says something about order and origin. */
void rules_of_likeness(struct examination *x)
{
    struct match matches[MOST_ROWS] = {0};
    slong i, count = x->table->count < MOST_ROWS ? x->table->count : MOST_ROWS;
    const char *id;
    size_t k;

    for (k = 0; (id = mc_table_id(k)); k++)
        if (x->table->id && !strcmp(x->table->id, id))
            return;
    for (k = 0; (id = mc_table_id(k)); k++)
        match_table(matches, x->table, id);
    for (i = 0; i < count && matches[i].factor > 0; i++)
        ;
    if (i < count || count < 2)
        return;
    settle(matches, count);
    join(matches, x->table, count);
    mixture(x, matches, count);
    if (!x->lint->count || strcmp(x->lint->findings[x->lint->count - 1].rule, "mixed-table"))
        order(x, matches, count);
    factors(x, matches, count);
    missing_factor(x, matches, count);
}
