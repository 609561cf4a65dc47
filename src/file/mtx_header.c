// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "file/mtx_header.h"

/* The banner begins with the comment character, so it is taken here and not as a line. */
static bool take_banner(struct mc_span *line, struct mc_text *text)
{
    static const char banner[] = "%%MatrixMarket";
    const char *newline;

    *line = text->left;
    newline = memchr(line->at, '\n', (size_t)(line->end - line->at));
    if (!newline || (size_t)(newline - line->at) < sizeof banner ||
        strncasecmp(line->at, banner, sizeof banner - 1))
        return false;
    line->at += sizeof banner - 1;
    line->end = newline;
    text->left.at = newline + 1;
    text->line++;
    return *line->at == ' ' || *line->at == '\t';
}

static bool set_field(struct mc_mtx_header *h, const struct mc_span *word)
{
    if (mc_span_is(word, "integer"))
        h->field = MC_MTX_INTEGER;
    else if (mc_span_is(word, "pattern"))
        h->field = MC_MTX_PATTERN;
    else
        return mc_span_is(word, "real") || mc_span_is(word, "double");
    return true;
}

static bool set_symmetry(struct mc_mtx_header *h, const struct mc_span *word)
{
    if (mc_span_is(word, "symmetric"))
        h->symmetry = MC_MTX_SYMMETRIC;
    else if (mc_span_is(word, "skew-symmetric"))
        h->symmetry = MC_MTX_SKEW;
    else
        return mc_span_is(word, "general");
    return true;
}

static bool set_kind(struct mc_mtx_header *h, struct mc_span *line)
{
    struct mc_span w[4], more;
    int i;

    for (i = 0; i < 4; i++)
        if (!mc_text_word(&w[i], line, ' '))
            return false;
    h->coordinate = mc_span_is(&w[1], "coordinate");
    return mc_span_is(&w[0], "matrix") && (h->coordinate || mc_span_is(&w[1], "array")) &&
           set_field(h, &w[2]) && set_symmetry(h, &w[3]) && !mc_text_word(&more, line, ' ') &&
           (h->field != MC_MTX_PATTERN || (h->coordinate && h->symmetry != MC_MTX_SKEW));
}

/* Entries of an array: all, the lower triangle with its diagonal, or without it. */
static bool count_entries(struct mc_mtx_header *h)
{
    size_t all;

    if (__builtin_mul_overflow(h->rows, h->cols, &all) || all > WORD_MAX)
        return false;
    if (h->coordinate)
        return h->entries <= all;
    h->entries = all;
    if (h->symmetry == MC_MTX_SYMMETRIC)
        h->entries = (all + h->rows) / 2;
    if (h->symmetry == MC_MTX_SKEW)
        h->entries = (all - h->rows) / 2;
    return true;
}

static bool set_size(struct mc_mtx_header *h, struct mc_span *line)
{
    struct mc_span word;

    if (!mc_text_word(&word, line, ' ') || !mc_span_count(&h->rows, &word) ||
        !mc_text_word(&word, line, ' ') || !mc_span_count(&h->cols, &word))
        return false;
    if (h->coordinate &&
        (!mc_text_word(&word, line, ' ') || !mc_span_count(&h->entries, &word)))
        return false;
    return !mc_text_word(&word, line, ' ') &&
           (h->symmetry == MC_MTX_GENERAL || h->rows == h->cols) && count_entries(h);
}

enum mc_status mc_mtx_header_read(struct mc_mtx_header *h, struct mc_text *text,
                                  struct mc_complaint *why)
{
    struct mc_span line;

    *h = (struct mc_mtx_header){0};
    if (!take_banner(&line, text))
        return mc_complain(why, MC_BAD_INPUT,
                           "is not a Matrix Market file: it does not begin with "
                           "'%%%%MatrixMarket'");
    if (!set_kind(h, &line))
        return mc_complain(why, MC_BAD_INPUT,
                           "line 1: only 'matrix', 'array' or 'coordinate', 'real', 'integer' "
                           "or 'pattern', 'general', 'symmetric' or 'skew-symmetric' is read");
    if (!mc_text_line(&line, text) || !set_size(h, &line))
        return mc_complain(why, MC_BAD_INPUT, "line %zu: the size is missing or impossible",
                           text->line);
    /* An entry takes a character and what separates it from the next. */
    if (h->entries / 2 > (size_t)(text->left.end - text->left.at))
        return mc_complain(why, MC_BAD_INPUT, "is cut short: it claims %zu entries",
                           h->entries);
    return MC_OK;
}
