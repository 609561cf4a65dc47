// SPDX-License-Identifier: GPL-3.0-or-later
/* The matrix whose entries are listed, row by row; zero where there is no list. */
#include <stdlib.h>
#include <string.h>

#include "generator/shape.h"
#include "muoncheck/number.h"

/* One number of the list, which *at moves behind. */
static bool read_entry(fmpq_t out, const char **at)
{
    size_t length = strcspn(*at, ",]");
    char *word = strndup(*at, length);
    bool fine = word && length && mc_rational_parse(out, word, NULL) == MC_OK;

    free(word);
    *at += length;
    return fine;
}

static bool read_entries(struct mc_matrix *A, const char *list)
{
    const char *at = list;
    slong k, count = A->rows * A->cols;

    if (*at++ != '[')
        return false;
    for (k = 0; k < count; k++) {
        if (k && *at++ != ',')
            return false;
        if (!read_entry(fmpq_mat_entry(A->rational, k / A->cols, k % A->cols), &at))
            return false;
    }
    return !strcmp(at, "]");
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    const char *list = spec_word(spec, "entries", NULL);
    slong m, n;
    enum mc_status status = shape_read(&m, &n, spec, 1, why);

    if (status != MC_OK)
        return status;
    mc_matrix_init_rational(A, spec_text(spec), m, n);
    if (!list || read_entries(A, list))
        return MC_OK;
    mc_matrix_clear(A);
    return mc_complain(why, MC_BAD_INPUT, "entries=%.60s is not a list of %ld numbers", list,
                       m * n);
}

const struct generator generator_matrix = {
    .id = "matrix",
    .title = "the entries listed, row by row",
    .source = "definition",
    .keys = "m n entries",
    .example = "matrix:m=2,n=2,entries=[1,1/2,0,-3]",
    .make = make,
};
