// SPDX-License-Identifier: Apache-2.0
/* One scanner for JSON and Python, as both write a table as brackets in brackets; by hand, as a
 * JSON reader would round decimals to doubles. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "table/scan.h"

enum { MOST_ROWS = 1000, MOST_COEFFICIENTS = 64, LONGEST_NUMBER = 200, MOST_BITS = 4096 };

struct scan {
    const char *at;
    int line;
};

static void skip_blank(struct scan *s)
{
    for (; *s->at; s->at++) {
        if (*s->at == '#')
            while (s->at[1] && s->at[1] != '\n')
                s->at++;
        else if (*s->at == '\n')
            s->line++;
        else if (!isspace((unsigned char)*s->at))
            return;
    }
}

static bool opens(char c)
{
    return c == '[' || c == '(';
}

static bool closes(char c)
{
    return c == ']' || c == ')';
}

/* value = value * factor^(+-1), factor = DECIMAL or DECIMAL**N; moves *at behind it. */
static bool take_factor(fmpq_t value, char **at, bool divide)
{
    size_t length = strspn(*at, "+-.0123456789eE_");
    char number[LONGEST_NUMBER + 1], *end = *at + length;
    slong power = 1;
    bool fine;
    fmpq_t factor;

    memcpy(number, *at, length);
    number[length] = '\0';
    if (end[0] == '^' || (end[0] == '*' && end[1] == '*'))
        power = strtol(end + (*end == '^' ? 1 : 2), &end, 10);
    fmpq_init(factor);
    fine = length && mc_rational_parse(factor, number, NULL) == MC_OK && power > 0 &&
           power < 100 &&
           fmpz_bits(fmpq_numref(factor)) + fmpz_bits(fmpq_denref(factor)) < MOST_BITS &&
           !(divide && fmpq_is_zero(factor));
    if (fine)
        fmpq_pow_si(factor, factor, divide ? -power : power);
    if (fine)
        fmpq_mul(value, value, factor);
    fmpq_clear(factor);
    *at = end;
    return fine;
}

/* The number up to the next comma or bracket, in quotes or not. */
static bool take_number(fmpq_t value, struct scan *s)
{
    char text[LONGEST_NUMBER + 1], *at = text;
    size_t length = 0;
    bool fine;

    for (; *s->at && !strchr(",()[]#\n", *s->at) && length < LONGEST_NUMBER; s->at++)
        if (!strchr(" \t\r\"'", *s->at))
            text[length++] = *s->at;
    text[length] = '\0';
    fmpq_one(value);
    fine = take_factor(value, &at, false);
    while (fine && (*at == '*' || *at == '/')) {
        at++;
        fine = take_factor(value, &at, at[-1] == '/');
    }
    skip_blank(s);
    return fine && !*at;
}

/* "[a, b, c]": row = a x + b x^3 + c x^5. */
static bool take_row(fmpq_poly_t row, struct scan *s)
{
    slong k = 0;
    bool fine = opens(*s->at);
    fmpq_t value;

    fmpq_init(value);
    s->at += fine;
    skip_blank(s);
    while (fine && !closes(*s->at)) {
        fine =
            k < MOST_COEFFICIENTS && take_number(value, s) && (*s->at == ',' || closes(*s->at));
        if (fine)
            fmpq_poly_set_coeff_fmpq(row, 2 * k++ + 1, value);
        if (fine && *s->at == ',')
            s->at++;
        skip_blank(s);
    }
    fmpq_clear(value);
    s->at += fine && k;
    return fine && k && !fmpq_poly_is_zero(row);
}

static bool add_row(struct mc_table *table, struct scan *s)
{
    fmpq_poly_struct *rows;
    int *lines;

    if (table->count == MOST_ROWS)
        return false;
    rows = realloc(table->rows, (size_t)(table->count + 1) * sizeof *rows);
    if (rows)
        table->rows = rows;
    lines = realloc(table->lines, (size_t)(table->count + 1) * sizeof *lines);
    if (lines)
        table->lines = lines;
    if (!rows || !lines)
        return false;
    fmpq_poly_init(rows + table->count);
    lines[table->count] = s->line;
    return take_row(rows + table->count++, s);
}

/* "[row, row, ...]", s->at on the outer bracket. */
static bool take_rows(struct mc_table *table, struct scan *s)
{
    bool fine = true;

    s->at++;
    skip_blank(s);
    while (fine && *s->at && !closes(*s->at)) {
        fine = add_row(table, s);
        skip_blank(s);
        if (fine && *s->at != ',' && !closes(*s->at))
            fine = false;
        s->at += fine && *s->at == ',';
        skip_blank(s);
    }
    return fine && closes(*s->at);
}

/* s->at is on a bracket: does a number follow (1), another bracket (2), or something else (0)?
 */
static int what_opens(struct scan s)
{
    s.at++;
    skip_blank(&s);
    s.at += *s.at == '"' || *s.at == '\'';
    return opens(*s.at) ? 2 : *s.at && strchr("+-.0123456789", *s.at) ? 1 : 0;
}

/* Moves to the first bracket of a list of rows (what 2), or of a lone row (what 1). */
static bool find_rows(struct scan *s, int what)
{
    struct scan next;

    for (skip_blank(s); *s->at; s->at++, skip_blank(s)) {
        if (!opens(*s->at) || what_opens(*s) != what)
            continue;
        next = (struct scan){s->at + 1, s->line};
        skip_blank(&next);
        if (what == 1 || what_opens(next) == 1)
            return true;
    }
    return false;
}

/* Behind the closing bracket s->at of a list of rows: how often Python repeats it, "* 5". */
static slong repeats(struct scan s)
{
    char *end;
    slong times;

    s.at++;
    skip_blank(&s);
    if (*s.at != '*')
        return 1;
    times = strtol(s.at + 1, &end, 10);
    return end == s.at + 1 ? 1 : times;
}

/* The list, as often as it is repeated. */
static bool take_list(struct mc_table *table, struct scan *s)
{
    struct scan list = *s, again;
    bool fine = take_rows(table, s);
    slong times = fine ? repeats(*s) : 1;

    fine = fine && times > 0;
    for (; fine && times > 1; times--) {
        again = list;
        fine = take_rows(table, &again);
    }
    return fine;
}

enum mc_status scan_rows(struct mc_table *table, const char *text, const char *at,
                         struct mc_complaint *why)
{
    struct scan s = {text, 1}, start;
    bool fine;

    for (; s.at < at; s.at++)
        s.line += *s.at == '\n';
    start = s;
    if (find_rows(&s, 2)) {
        fine = take_list(table, &s);
    } else {
        s = start;
        if (!find_rows(&s, 1))
            return mc_complain(why, MC_BAD_INPUT,
                               "no rows of coefficients like [[a, b, c], ...]");
        fine = add_row(table, &s);
    }
    if (!fine)
        return mc_complain(why, MC_BAD_INPUT, "line %d: not a row of coefficients", s.line);
    return MC_OK;
}
