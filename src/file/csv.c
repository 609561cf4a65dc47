// SPDX-License-Identifier: Apache-2.0
/*
 * Rows of decimals or fractions, one a line, between semicolons, commas or blanks; `#` begins a
 * comment.  The first line decides what separates.
 */
#include <string.h>

#include "file/format.h"
#include "file/text.h"

struct table {
    size_t rows, cols;
    char separator;
};

static char separator_of(const struct mc_span *line)
{
    size_t length = (size_t)(line->end - line->at);

    if (memchr(line->at, ';', length))
        return ';';
    return memchr(line->at, ',', length) ? ',' : ' ';
}

/* The first pass: all lines must have as many entries: rows * cols is below the file's size. */
static enum mc_status measure(struct table *table, struct mc_text text, const char *name,
                              struct mc_complaint *why)
{
    struct mc_span line, word;
    size_t words;

    *table = (struct table){0};
    for (; mc_text_line(&line, &text); table->rows++) {
        if (!table->rows)
            table->separator = separator_of(&line);
        for (words = 0; mc_text_word(&word, &line, table->separator);)
            words++;
        if (!table->rows)
            table->cols = words;
        if (words != table->cols)
            return mc_complain(why, MC_BAD_INPUT,
                               "%s: line %zu has %zu entries, the lines before have %zu",
                               mc_label(name).text, text.line, words, table->cols);
    }
    if (!table->rows)
        return mc_complain(why, MC_BAD_INPUT, "%s: there are no numbers in it",
                           mc_label(name).text);
    return MC_OK;
}

static enum mc_status read_rows(struct mc_matrix *A, const struct table *table,
                                struct mc_text text, struct mc_complaint *why)
{
    struct mc_complaint what = {{0}};
    struct mc_span line, word;
    enum mc_status status;
    slong i, j;

    for (i = 0; i < A->rows && mc_text_line(&line, &text); i++)
        for (j = 0; j < A->cols && mc_text_word(&word, &line, table->separator); j++) {
            status = mc_span_rational(fmpq_mat_entry(A->rational, i, j), &word, &what);
            if (status != MC_OK)
                return mc_complain(why, status, "%s: row %ld, column %ld (line %zu): %.110s",
                                   mc_label(A->name).text, i + 1, j + 1, text.line, what.text);
        }
    return MC_OK;
}

static enum mc_status read_csv(struct mc_reading *r, struct mc_complaint *why)
{
    enum mc_status status;
    struct mc_matrix *A;
    struct mc_text text;
    struct table table;

    if (!mc_reading_wants(r, r->stem))
        return MC_OK;
    status = mc_text_open(&text, &r->bytes, '#', why);
    if (status == MC_OK)
        status = measure(&table, text, r->stem, why);
    if (status == MC_OK)
        status = mc_reading_reserve_matrix(r, table.rows, table.cols, sizeof(fmpq), why);
    if (status != MC_OK)
        return status;
    A = mc_reading_add(r);
    if (!A)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    mc_matrix_init_rational(A, r->stem, (slong)table.rows, (slong)table.cols);
    return A->name ? read_rows(A, &table, text, why)
                   : mc_complain(why, MC_NO_RESOURCE, "out of memory");
}

static enum mc_status write_csv(FILE *out, const struct mc_doubles *A, struct mc_complaint *why)
{
    size_t i, j;

    if (!A->rows || !A->cols)
        return mc_complain(why, MC_BAD_INPUT, "a .csv file cannot hold an empty matrix");
    for (i = 0; i < A->rows; i++)
        for (j = 0; j < A->cols; j++) {
            mc_write_decimal(out, A->at[i * A->cols + j]);
            putc(j + 1 < A->cols ? ',' : '\n', out);
        }
    return MC_OK;
}

const struct mc_format mc_format_csv = {".csv", .read = read_csv, .write = write_csv};
