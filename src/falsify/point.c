// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "falsify/point.h"

bool point_has(const struct point *p, const char *purpose, slong rows, slong cols)
{
    size_t i;

    for (i = 0; i < p->count; i++)
        if (p->blocks[i].purpose && !strcmp(p->blocks[i].purpose, purpose) &&
            p->blocks[i].rows == rows && p->blocks[i].cols == cols)
            return true;
    return false;
}

bool point_add(struct point *p, const char *purpose, slong rows, slong cols, bool fraction)
{
    size_t entries = (size_t)(rows * cols), size = p->size + entries;
    struct block *blocks = NULL;
    slong *values = NULL;
    char *copy = purpose ? strdup(purpose) : NULL;

    if (size <= POINT_SIZE)
        blocks = reallocarray(p->blocks, p->count + 1, sizeof *blocks);
    if (blocks) {
        p->blocks = blocks;
        values = reallocarray(p->values, size + 1, sizeof *values);
    }
    if (!values || (purpose && !copy)) {
        free(copy);
        return false;
    }
    memset(values + p->size, 0, entries * sizeof *values);
    p->values = values;
    blocks[p->count++] = (struct block){.purpose = copy, .fraction = fraction, .rows = rows,
                                        .cols = cols, .first = p->size};
    p->size = size;
    return true;
}

bool point_copy(struct point *out, const struct point *p)
{
    bool fine;
    size_t i;

    *out = (struct point){.base = p->base ? strdup(p->base) : NULL};
    fine = !p->base || out->base;
    for (i = 0; i < p->count && fine; i++)
        fine = point_add(out, p->blocks[i].purpose, p->blocks[i].rows, p->blocks[i].cols,
                         p->blocks[i].fraction);
    if (fine && p->size)
        memcpy(out->values, p->values, p->size * sizeof *out->values);
    if (!fine)
        point_clear(out);
    return fine;
}

void point_clear(struct point *p)
{
    size_t i;

    for (i = 0; i < p->count; i++)
        free(p->blocks[i].purpose);
    free(p->blocks);
    free(p->values);
    free(p->base);
    *p = (struct point){0};
}

slong point_value(const struct block *block, double x)
{
    slong one = WORD(1) << POINT_GRID, most = block->purpose ? 4 * one : one * one;

    if (block->fraction)
        return FLINT_MAX(1, FLINT_MIN(one - 1, lround(fmax(0, fmin(1, x)) * (double)one)));
    x *= (double)one;
    return lround(fmax(-(double)most, fmin((double)most, x)));
}

/* k 2^-POINT_GRID in lowest terms. */
static void print_value(FILE *out, slong k)
{
    slong den = WORD(1) << POINT_GRID;

    while (k % 2 == 0 && den > 1) {
        k /= 2;
        den /= 2;
    }
    fprintf(out, den > 1 ? "%ld/%ld" : "%ld", k, den);
}

char *point_text(const struct point *p)
{
    char *text = NULL;
    size_t length, i;
    FILE *out = open_memstream(&text, &length);
    slong j;

    if (!out)
        return NULL;
    fprintf(out, "%s", p->base ? p->base : "");
    for (i = 0; i < p->count; i++) {
        const struct block *b = &p->blocks[i];

        fprintf(out, "%s", i || p->base ? "|" : "");
        if (b->purpose)
            fprintf(out, "given:%s=", b->purpose);
        fprintf(out, "matrix:m=%ld,n=%ld,entries=[", b->rows, b->cols);
        for (j = 0; j < b->rows * b->cols; j++) {
            fprintf(out, "%s", j ? "," : "");
            print_value(out, p->values[b->first + (size_t)j]);
        }
        fputc(']', out);
    }
    if (fclose(out)) {
        free(text);
        return NULL;
    }
    return text;
}

slong point_weight(const struct point *p)
{
    slong weight = 0;
    size_t i;

    for (i = 0; i < p->size; i++) {
        slong k = p->values[i] < 0 ? -p->values[i] : p->values[i], den = POINT_GRID;

        if (!k)
            continue;
        for (; k % 2 == 0 && den; k /= 2)
            den--;
        weight += 2 + 2 * den + (slong)FLINT_BIT_COUNT(k);
    }
    return weight + 4 * (slong)p->size;
}
