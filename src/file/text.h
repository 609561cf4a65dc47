// SPDX-License-Identifier: Apache-2.0
/*
 * Text files of numbers: lines, the words in them, and the exact rationals that words spell.
 */
#ifndef FILE_TEXT_H
#define FILE_TEXT_H

#include "file/reading.h"

/* Characters of the file, [at, end). */
struct mc_span {
    const char *at, *end;
};

struct mc_text {
    struct mc_span left;
    size_t line;        /* number of the line that was last taken, from 1                    */
    char comment;       /* a line is cut off where this character stands                     */
};

/* Errors: MC_BAD_INPUT for a file with NUL bytes in it. */
MC_MUST_CHECK enum mc_status mc_text_open(struct mc_text *text, const struct mc_bytes *bytes,
                                          char comment, struct mc_complaint *why);

/* The next line that has more than blanks and a comment, without either at its ends. */
bool mc_text_line(struct mc_span *line, struct mc_text *text);

/* The next word of the line, up to `separator` (blanks around it dropped) or up to blanks where
 * that is ' '.  A word may be empty with a separator.  false: there is none left. */
bool mc_text_word(struct mc_span *word, struct mc_span *line, char separator);

bool mc_span_is(const struct mc_span *word, const char *lower_case);

/* A count without sign.  false: it is none, or beyond WORD_MAX. */
bool mc_span_count(size_t *out, const struct mc_span *word);

/* A decimal or fraction, exactly.  Exponents beyond +-9999 are refused: the numbers would be
 * thousands of times longer than the file.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status mc_span_rational(fmpq_t q, const struct mc_span *word,
                                              struct mc_complaint *why);

#endif
