// SPDX-License-Identifier: Apache-2.0
#include <ctype.h>
#include <string.h>

#include "file/npy_header.h"

struct scan {
    const char *at, *end;
};

static void skip_blanks(struct scan *s)
{
    while (s->at < s->end && isspace((unsigned char)*s->at))
        s->at++;
}

static bool accept(struct scan *s, const char *word)
{
    size_t length = strlen(word);

    skip_blanks(s);
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length))
        return false;
    s->at += length;
    return true;
}

/* A string in either kind of quotes, without escapes. */
static bool quoted(struct scan *s, char *out, size_t room)
{
    const char *close;
    size_t length;

    skip_blanks(s);
    if (s->at == s->end || (*s->at != '\'' && *s->at != '"'))
        return false;
    close = memchr(s->at + 1, *s->at, (size_t)(s->end - s->at - 1));
    if (!close)
        return false;
    length = (size_t)(close - s->at - 1);
    if (length >= room || memchr(s->at + 1, '\\', length) || memchr(s->at + 1, '\0', length))
        return false;
    memcpy(out, s->at + 1, length);
    out[length] = '\0';
    s->at = close + 1;
    return true;
}

static bool truth_value(struct scan *s, bool *out)
{
    *out = accept(s, "True");
    return *out || accept(s, "False");
}

/* Digits, and the L that Python 2 wrote after them. */
static bool dimension(struct scan *s, size_t *out)
{
    skip_blanks(s);
    if (s->at == s->end || !isdigit((unsigned char)*s->at))
        return false;
    for (*out = 0; s->at < s->end && isdigit((unsigned char)*s->at); s->at++)
        if (__builtin_mul_overflow(*out, 10, out) ||
            __builtin_add_overflow(*out, (size_t)(*s->at - '0'), out))
            return false;
    if (s->at < s->end && *s->at == 'L')
        s->at++;
    return true;
}

static bool tuple(struct scan *s, struct mc_npy_header *header)
{
    bool comma = true;

    header->dimensions = 0;
    if (!accept(s, "("))
        return false;
    while (!accept(s, ")")) {
        if (!comma || header->dimensions == MC_TENSOR_DIMENSIONS ||
            !dimension(s, &header->shape[header->dimensions++]))
            return false;
        comma = accept(s, ",");
    }
    /* "(3)" is a number in parentheses, no tuple. */
    return comma || header->dimensions != 1;
}

/* One key and its value; `seen` has a bit for each key. */
static bool item(struct scan *s, struct mc_npy_header *header, unsigned *seen)
{
    unsigned bit = 0;
    bool fine = false;
    char key[16];

    if (!quoted(s, key, sizeof key) || !accept(s, ":"))
        return false;
    if (!strcmp(key, "descr")) {
        bit = 1;
        fine = quoted(s, header->descr, sizeof header->descr);
    } else if (!strcmp(key, "fortran_order")) {
        bit = 2;
        fine = truth_value(s, &header->fortran);
    } else if (!strcmp(key, "shape")) {
        bit = 4;
        fine = tuple(s, header);
    }
    fine = fine && !(*seen & bit);
    *seen |= bit;
    return fine;
}

enum mc_status mc_npy_header_parse(struct mc_npy_header *header, const char *text, size_t size,
                                   struct mc_complaint *why)
{
    struct scan s = {text, text + size};
    bool fine = accept(&s, "{"), comma = true;
    unsigned seen = 0;

    while (fine && !accept(&s, "}")) {
        fine = comma && item(&s, header, &seen);
        comma = accept(&s, ",");
    }
    skip_blanks(&s);
    if (!fine || seen != 7 || s.at != s.end)
        return mc_complain(why, MC_BAD_INPUT,
                           "the .npy header is damaged, or its type is a record, near byte %td "
                           "of the dictionary",
                           s.at - text);
    return MC_OK;
}
