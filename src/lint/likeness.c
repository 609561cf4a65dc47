// SPDX-License-Identifier: Apache-2.0
/*
 * Rows against the published ones.  A row is `known` scaled by s when its coefficient of x^k is
 * known's divided by s^k, within half a unit in the fifth digit of each (tables are passed on
 * rounded): what a safety factor s does to p(x / s).
 */
#include <math.h>
#include <string.h>

#include "lint/rules.h"

enum { MOST_ROWS = 64 };

/* Of one row of the table: the published row it is, and the power of the factor. */
struct match {
    char id[32];
    slong row;
    double factor;      /* 1: as published; 0: no match                                         */
    bool wrong_power;   /* every coefficient divided by the same s, or by s, s^2, s^3           */
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

/* Doubles do here: what is decided is which message to write, and the digits are five. */
static bool same(double a, double b)
{
    return fabs(a - b) <= 5e-5 * fabs(b);
}

/* p's coefficients are q's divided by s^(power_k). */
static bool scaled_like(const fmpq_poly_t p, const fmpq_poly_t q, double s, const int *power)
{
    slong k, n = (fmpq_poly_degree(q) + 1) / 2;

    if (fmpq_poly_degree(p) != fmpq_poly_degree(q))
        return false;
    for (k = 0; k < n; k++)
        if (!same(coefficient(p, k), coefficient(q, k) / pow(s, k < 8 ? power[k] : 1)))
            return false;
    return true;
}

static void match_row(struct match *match, const fmpq_poly_t p, const fmpq_poly_t q,
                      const char *id, slong row)
{
    static const int right[] = {1, 3, 5, 7, 9, 11, 13, 15}, once[] = {1, 1, 1, 1, 1, 1, 1, 1},
                     count[] = {1, 2, 3, 4, 5, 6, 7, 8};
    double s = coefficient(q, 0) / coefficient(p, 0);
    bool equal = scaled_like(p, q, 1, right);
    bool fits = s > 1.0005 && s < 1.2 && !equal;
    bool scaled = fits && scaled_like(p, q, s, right);
    bool wrong = fits && (scaled_like(p, q, s, once) || scaled_like(p, q, s, count));

    if ((!equal && !scaled && !wrong) || match->factor == 1 || (match->factor > 0 && !equal))
        return;
    *match = (struct match){.row = row, .factor = equal ? 1 : s, .wrong_power = wrong && !scaled};
    strncpy(match->id, id, sizeof match->id - 1);
}

/* The first published table that holds a row wins, and one that held the row before is asked
 * first. */
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
                   "values, are missing", m->id, (long)m->row + 1);
}

static void mixture(struct examination *x, const struct match *m, slong count)
{
    slong i;

    for (i = 1; i < count; i++) {
        if (strcmp(m[i].id, m[0].id)) {
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
                       "a/s, b/s^3, c/s^5", (long)m[i].row + 1, m[i].id, m[i].factor);
        else if (i && (m[i].factor == 1) != (m[0].factor == 1) && i + 1 < count)
            find_fault(x, "safety-factor", MC_WARNING, x->table->lines[i],
                       "the factor %.4g is not the %.4g of the first row", m[i].factor,
                       m[0].factor);
        else if (m[i].factor > 1 && !strcmp(m[i].id, "polar-express-safe"))
            find_fault(x, "safety-factor", MC_ERROR, x->table->lines[i],
                       "the safety factor is applied twice: another %.4g", m[i].factor);
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
    if (i < count || !count)
        return;
    order(x, matches, count);
    mixture(x, matches, count);
    factors(x, matches, count);
}
