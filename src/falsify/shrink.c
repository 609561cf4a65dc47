// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "falsify/search.h"

static bool violates(struct search *s, const struct point *p)
{
    char *text = point_text(p), *what = NULL;
    bool fails;
    slong bits;

    s->lost = s->lost || !text;
    if (text)
        what = look_violates(s->claim, s->twist, text, s->options->digits,
                             FLINT_MIN(s->options->max_bits, 2 * LOOK_BITS), &bits);
    s->out->looks++;
    fails = what && search_claim_stands(s, text);
    free(text);
    free(what);
    return fails;
}

/* Takes the candidate where it still violates; frees it otherwise. */
static bool take(struct search *s, struct point *p, struct point *candidate)
{
    bool fine = violates(s, candidate);

    if (fine) {
        point_clear(p);
        *p = *candidate;
        *candidate = (struct point){0};
    }
    point_clear(candidate);
    return fine;
}

/* The block without a row (or column) where it has `many` of them. */
static bool copy_cut(struct point *out, const struct point *p, const struct block *b, slong many,
                     slong row, slong col)
{
    slong rows = b->rows - (row >= 0 && b->rows == many), i, j,
          cols = b->cols - (col >= 0 && b->cols == many);
    size_t to;

    if (!point_add(out, b->purpose, rows, cols, b->fraction))
        return false;
    to = out->blocks[out->count - 1].first;
    for (i = 0; i < b->rows; i++)
        for (j = 0; j < b->cols; j++)
            if (!(rows < b->rows && i == row) && !(cols < b->cols && j == col))
                out->values[to++] = p->values[b->first + (size_t)(i * b->cols + j)];
    return true;
}

/* Every block without row `row` or column `col` (-1: none), where it has as many as the first. */
static bool cut(struct search *s, struct point *p, slong row, slong col)
{
    slong many = row >= 0 ? p->blocks[0].rows : p->blocks[0].cols;
    struct point candidate = {0};
    size_t i;

    if (many <= 1)
        return false;
    for (i = 0; i < p->count; i++)
        if (!copy_cut(&candidate, p, &p->blocks[i], many, row, col)) {
            s->lost = true;
            point_clear(&candidate);
            return false;
        }
    return take(s, p, &candidate);
}

/* Square parts lose a row and a column together. */
static bool cut_both(struct search *s, struct point *p, slong k)
{
    struct point candidate = {0}, half = {0};
    slong many = p->blocks[0].rows;
    bool fine = many > 1 && p->blocks[0].cols == many;
    size_t i;

    for (i = 0; i < p->count && fine; i++)
        fine = copy_cut(&half, p, &p->blocks[i], many, k, -1);
    for (i = 0; i < half.count && fine; i++)
        fine = copy_cut(&candidate, &half, &half.blocks[i], many, -1, k);
    point_clear(&half);
    if (!fine) {
        point_clear(&candidate);
        return false;
    }
    return take(s, p, &candidate);
}

static bool smaller_shape(struct search *s, struct point *p)
{
    slong k;

    if (p->base)
        return false;
    for (k = 0; k < p->blocks[0].rows; k++)
        if (cut(s, p, k, -1) || cut_both(s, p, k))
            return true;
    for (k = 0; k < p->blocks[0].cols; k++)
        if (cut(s, p, -1, k))
            return true;
    return false;
}

static bool with_value(struct search *s, struct point *p, size_t i, slong value)
{
    struct point candidate;

    if (p->values[i] == value)
        return false;
    if (!point_copy(&candidate, p)) {
        s->lost = true;
        return false;
    }
    candidate.values[i] = value;
    if (point_weight(&candidate) >= point_weight(p)) {
        point_clear(&candidate);
        return false;
    }
    return take(s, p, &candidate);
}

/* k to a multiple of 2^drop, to the nearest. */
static slong rounded(slong k, slong drop)
{
    slong unit = WORD(1) << drop, half = unit / 2;

    return (k >= 0 ? (k + half) / unit : -((-k + half) / unit)) * unit;
}

static bool rounder_entry(struct search *s, struct point *p, size_t i, bool fraction)
{
    slong one = WORD(1) << POINT_GRID, k = p->values[i], drop;

    if (fraction)
        return with_value(s, p, i, one / 2) || with_value(s, p, i, one / 4);
    if (!k)
        return false;
    if (with_value(s, p, i, 0) || with_value(s, p, i, k > 0 ? one : -one) ||
        with_value(s, p, i, k > 0 ? 2 * one : -2 * one) ||
        with_value(s, p, i, k > 0 ? one / 2 : -one / 2))
        return true;
    for (drop = POINT_GRID + 4; drop > 0; drop--)
        if (rounded(k, drop) && with_value(s, p, i, rounded(k, drop)))
            return true;
    return false;
}

/* All entries of all blocks at once, which single ones may not allow. */
static bool rounder_all(struct search *s, struct point *p)
{
    struct point candidate;
    slong drop;
    size_t b, i;

    for (drop = POINT_GRID + 2; drop > 0; drop--) {
        if (!point_copy(&candidate, p)) {
            s->lost = true;
            return false;
        }
        for (b = 0; b < p->count; b++)
            for (i = 0; i < (size_t)(p->blocks[b].rows * p->blocks[b].cols); i++)
                if (!p->blocks[b].fraction)
                    candidate.values[p->blocks[b].first + i] =
                        rounded(p->values[p->blocks[b].first + i], drop);
        if (point_weight(&candidate) >= point_weight(p))
            point_clear(&candidate);
        else if (take(s, p, &candidate))
            return true;
    }
    return false;
}

static bool rounder(struct search *s, struct point *p)
{
    bool better = rounder_all(s, p);
    size_t b, i;

    for (b = 0; b < p->count; b++)
        for (i = 0; i < (size_t)(p->blocks[b].rows * p->blocks[b].cols); i++)
            better = rounder_entry(s, p, p->blocks[b].first + i, p->blocks[b].fraction) || better;
    return better;
}

void search_shrink(struct search *s, struct point *p)
{
    while (!s->lost && (smaller_shape(s, p) || rounder(s, p)))
        continue;
}
