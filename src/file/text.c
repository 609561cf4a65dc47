// SPDX-License-Identifier: Apache-2.0
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "file/text.h"
#include "muoncheck/number.h"

enum mc_status mc_text_open(struct mc_text *text, const struct mc_bytes *bytes, char comment,
                            struct mc_complaint *why)
{
    const char *at = (const char *)bytes->at;

    if (memchr(at, '\0', bytes->size))
        return mc_complain(why, MC_BAD_INPUT, "is not a text file: it has NUL bytes");
    *text = (struct mc_text){.left = {at, at + bytes->size}, .comment = comment};
    /* The byte order mark that spreadsheets put before UTF-8. */
    if (bytes->size >= 3 && !memcmp(at, "\xef\xbb\xbf", 3))
        text->left.at += 3;
    return MC_OK;
}

static void strip(struct mc_span *s)
{
    while (s->at < s->end && isspace((unsigned char)*s->at))
        s->at++;
    while (s->at < s->end && isspace((unsigned char)s->end[-1]))
        s->end--;
}

bool mc_text_line(struct mc_span *line, struct mc_text *text)
{
    const char *newline, *comment;

    while (text->left.at < text->left.end) {
        *line = text->left;
        newline = memchr(line->at, '\n', (size_t)(line->end - line->at));
        if (newline)
            line->end = newline;
        text->left.at = newline ? newline + 1 : text->left.end;
        text->line++;
        comment = memchr(line->at, text->comment, (size_t)(line->end - line->at));
        if (comment)
            line->end = comment;
        strip(line);
        if (line->at < line->end)
            return true;
    }
    return false;
}

static bool separates(char c, char separator)
{
    return separator == ' ' ? isspace((unsigned char)c) != 0 : c == separator;
}

bool mc_text_word(struct mc_span *word, struct mc_span *line, char separator)
{
    if (!line->at)
        return false;
    if (separator == ' ')
        strip(line);
    *word = *line;
    word->end = line->at;
    while (word->end < line->end && !separates(*word->end, separator))
        word->end++;
    /* Behind the last word, NULL: "1,2," still has an empty word to come. */
    line->at = word->end < line->end ? word->end + 1 : NULL;
    strip(word);
    return separator != ' ' || word->at < word->end;
}

bool mc_span_is(const struct mc_span *word, const char *lower_case)
{
    size_t length = strlen(lower_case);

    return (size_t)(word->end - word->at) == length &&
           !strncasecmp(word->at, lower_case, length);
}

bool mc_span_count(size_t *out, const struct mc_span *word)
{
    const char *at;

    *out = 0;
    for (at = word->at; at < word->end; at++)
        if (!isdigit((unsigned char)*at) || __builtin_mul_overflow(*out, 10, out) ||
            __builtin_add_overflow(*out, (size_t)(*at - '0'), out) || *out > WORD_MAX)
            return false;
    return word->at < word->end;
}

/* Has some exponent more than four digits, leading zeros aside? */
static bool exponent_too_long(const char *at)
{
    size_t digits;

    while ((at = strpbrk(at, "eE"))) {
        at++;
        at += *at == '+' || *at == '-';
        at += strspn(at, "0");
        digits = strspn(at, "0123456789");
        if (digits > 4)
            return true;
        at += digits;
    }
    return false;
}

enum mc_status mc_span_rational(fmpq_t q, const struct mc_span *word, struct mc_complaint *why)
{
    char *copy = strndup(word->at, (size_t)(word->end - word->at));
    enum mc_status status;

    if (!copy)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    if (exponent_too_long(copy))
        status = mc_complain(why, MC_BAD_INPUT, "the exponent of '%s' is beyond 9999",
                             mc_label(copy).text);
    else
        status = mc_rational_parse(q, copy, NULL);
    if (status == MC_BAD_INPUT && !exponent_too_long(copy))
        (void)mc_complain(why, status, "'%s' is not a decimal or a fraction",
                          mc_label(copy).text);
    free(copy);
    return status;
}
