// SPDX-License-Identifier: Apache-2.0
/*
 * Coefficient tables of odd polynomial iterations: step k takes x to
 *
 *   p_k(x) = a_k x + b_k x^3 + c_k x^5 + ...
 *
 * and a matrix X = U S V^T to U p_k(S) V^T.  Coefficients are the exact rationals that their
 * decimals say.
 */
#ifndef MUONCHECK_TABLE_H
#define MUONCHECK_TABLE_H

#include "number.h"
#include <flint/fmpq_poly.h>
#include <stdbool.h>
#include <stddef.h>

/* What follows the last row when more steps are asked for than there are rows. */
enum mc_extension { MC_REPEAT_LAST = 0, MC_CYCLE, MC_STOP };

struct mc_table {
    char *id, *title, *source;
    char *normalisation; /* "frobenius", "spectral", "aol": what the input needs; or NULL  */
    enum mc_extension extension;
    slong steps;            /* as published; the number of rows where nothing is said         */
    slong count;            /* of rows                                                        */
    fmpq_poly_struct *rows; /* p_k as polynomials in x                                        */
    int *lines;             /* of the rows in the text, from 1                                */
    fmpq_t lo, hi;          /* the interval they were made for; 0, 0 where nothing is said    */
    fmpq_t said_lo, said_hi; /* the range of values that was published; 0, 0 likewise */
};

void mc_table_init(struct mc_table *table);
void mc_table_clear(struct mc_table *table);

/*
 * `text` is JSON in PolarExpress's form ({"coefficients": [[a, b, c], ...]}, numbers or
 * strings, optionally "id", "title", "source", "normalisation", "extend", "params":
 * {"num_iters", "l", "u"}), or anything that holds a list of rows as Python writes them: [(a,
 * b, c), ...], comments with #, entries like 8.28/1.01**3.  `table` is initialised and empty.
 * Errors: MC_BAD_INPUT with the line of what is wrong; table is then empty.
 */
MC_MUST_CHECK enum mc_status mc_table_parse(struct mc_table *table, const char *text,
                                            struct mc_complaint *why);

/* The published table `name`, else the file of that path.
 * Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status mc_table_read(struct mc_table *table, const char *name,
                                           struct mc_complaint *why);

/* Ids of the published tables, sorted; NULL from the last on. */
const char *mc_table_id(size_t i);

/* "repeat-last", "cycle", "stop".  Errors: MC_BAD_INPUT. */
MC_MUST_CHECK enum mc_status mc_extension_parse(enum mc_extension *out, const char *text,
                                                struct mc_complaint *why);

/* Index of the row of step k = 0, 1, ...; -1 after the end of a table that stops. */
slong mc_table_row(const struct mc_table *table, slong k, enum mc_extension extension);

#endif
