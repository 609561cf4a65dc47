// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/format.h"
#include "file/mtx_header.h"

/* A matrix that is being filled. */
struct filling {
    struct mc_matrix *A;
    struct mc_mtx_header header;
    struct mc_text text;
    uint8_t *taken; /* of coordinates: a bit for each entry that has its value, by rows  */
};

static enum mc_status complain_at(const struct filling *f, struct mc_complaint *why,
                                  const char *what)
{
    return mc_complain(why, MC_BAD_INPUT, "%s: line %zu: %.130s", mc_label(f->A->name).text,
                       f->text.line, what);
}

static enum mc_status set_entry(struct filling *f, slong i, slong j, const struct mc_span *word,
                                struct mc_complaint *why)
{
    struct mc_complaint what = {{0}};
    fmpq *q = fmpq_mat_entry(f->A->rational, i, j);
    enum mc_status status;

    status = mc_span_rational(q, word, &what);
    if (status != MC_OK)
        return mc_complain(why, status, "%s: row %ld, column %ld (line %zu): %.110s",
                           mc_label(f->A->name).text, i + 1, j + 1, f->text.line, what.text);
    if (f->header.field == MC_MTX_INTEGER && !fmpz_is_one(fmpq_denref(q)))
        return complain_at(f, why, "not an integer, which line 1 says it is");
    return MC_OK;
}

/* The entry on the other side of the diagonal, once that on this side is set. */
static enum mc_status mirror(struct filling *f, slong i, slong j, struct mc_complaint *why)
{
    const fmpq *q = fmpq_mat_entry(f->A->rational, i, j);

    if (f->header.symmetry == MC_MTX_SYMMETRIC && i != j)
        fmpq_set(fmpq_mat_entry(f->A->rational, j, i), q);
    if (f->header.symmetry == MC_MTX_SKEW && i != j)
        fmpq_neg(fmpq_mat_entry(f->A->rational, j, i), q);
    if (f->header.symmetry == MC_MTX_SKEW && i == j && !fmpq_is_zero(q))
        return complain_at(f, why, "a skew-symmetric matrix has zeros on its diagonal");
    return MC_OK;
}

/* Words over all lines; `line` is what is left of the last one. */
static bool next_word(struct mc_span *word, struct mc_span *line, struct filling *f)
{
    while (!mc_text_word(word, line, ' '))
        if (!mc_text_line(line, &f->text))
            return false;
    return true;
}

static enum mc_status read_array(struct filling *f, struct mc_complaint *why)
{
    struct mc_span line = {0}, word;
    enum mc_status status = MC_OK;
    slong i, j, skew = f->header.symmetry == MC_MTX_SKEW;

    for (j = 0; j < f->A->cols && status == MC_OK; j++)
        for (i = f->header.symmetry == MC_MTX_GENERAL ? 0 : j + skew;
             i < f->A->rows && status == MC_OK; i++) {
            if (!next_word(&word, &line, f))
                return complain_at(f, why, "entries are missing at the end");
            status = set_entry(f, i, j, &word, why);
            if (status == MC_OK)
                status = mirror(f, i, j, why);
        }
    if (status == MC_OK && next_word(&word, &line, f))
        return complain_at(f, why, "more entries than the size allows");
    return status;
}

/* Marks the entry as taken; false if it was before. */
static bool take(struct filling *f, slong i, slong j)
{
    size_t bit = (size_t)(i * f->A->cols + j);
    bool was = f->taken[bit / 8] >> bit % 8 & 1;

    f->taken[bit / 8] |= (uint8_t)(1 << bit % 8);
    return !was;
}

static bool index_word(slong *out, struct mc_span *line, slong most)
{
    struct mc_span word;
    size_t value;

    if (!mc_text_word(&word, line, ' ') || !mc_span_count(&value, &word) || !value ||
        value > (size_t)most)
        return false;
    *out = (slong)value - 1;
    return true;
}

static enum mc_status read_coordinate(struct filling *f, struct mc_span line,
                                      struct mc_complaint *why)
{
    static const char one[] = "1";
    struct mc_span word = {one, one + 1};
    enum mc_status status;
    slong i, j;

    if (!index_word(&i, &line, f->A->rows) || !index_word(&j, &line, f->A->cols))
        return complain_at(f, why, "the row or the column is missing or out of range");
    if (!take(f, i, j) || (f->header.symmetry != MC_MTX_GENERAL && i != j && !take(f, j, i)))
        return complain_at(f, why, "this entry has a value already");
    if (f->header.field != MC_MTX_PATTERN && !mc_text_word(&word, &line, ' '))
        return complain_at(f, why, "the value is missing");
    status = set_entry(f, i, j, &word, why);
    if (status == MC_OK && mc_text_word(&word, &line, ' '))
        return complain_at(f, why, "there is more on the line than one entry");
    return status == MC_OK ? mirror(f, i, j, why) : status;
}

static enum mc_status read_coordinates(struct filling *f, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    struct mc_span line;
    size_t k;

    f->taken = calloc((size_t)(f->A->rows * f->A->cols) / 8 + 1, 1);
    if (!f->taken)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    for (k = 0; k < f->header.entries && status == MC_OK; k++)
        status = mc_text_line(&line, &f->text)
                     ? read_coordinate(f, line, why)
                     : complain_at(f, why, "entries are missing at the end");
    if (status == MC_OK && mc_text_line(&line, &f->text))
        status = complain_at(f, why, "more entries than the size says");
    free(f->taken);
    return status;
}

static enum mc_status read_mtx(struct mc_reading *r, struct mc_complaint *why)
{
    struct filling f = {0};
    enum mc_status status;

    if (!mc_reading_wants(r, r->stem))
        return MC_OK;
    status = mc_text_open(&f.text, &r->bytes, '%', why);
    if (status == MC_OK)
        status = mc_mtx_header_read(&f.header, &f.text, why);
    if (status == MC_OK)
        status = mc_reading_reserve_matrix(r, f.header.rows, f.header.cols, sizeof(fmpq), why);
    if (status != MC_OK)
        return status;
    f.A = mc_reading_add(r);
    if (!f.A)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    mc_matrix_init_rational(f.A, r->stem, (slong)f.header.rows, (slong)f.header.cols);
    if (!f.A->name)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    return f.header.coordinate ? read_coordinates(&f, why) : read_array(&f, why);
}

static enum mc_status write_mtx(FILE *out, const struct mc_doubles *A, struct mc_complaint *why)
{
    size_t i, j;

    fprintf(out, "%%%%MatrixMarket matrix array real general\n%zu %zu\n", A->rows, A->cols);
    for (j = 0; j < A->cols; j++)
        for (i = 0; i < A->rows; i++) {
            mc_write_decimal(out, A->at[i * A->cols + j]);
            putc('\n', out);
        }
    return MC_OK;
}

const struct mc_format mc_format_mtx = {".mtx", .read = read_mtx, .write = write_mtx};
