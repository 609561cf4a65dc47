// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of `truth`: transforms to a number of digits, their files, and the text for people.
 */
#ifndef TRUTH_H
#define TRUTH_H

#include <jansson.h>
#include "cli/command.h"
#include "muoncheck/spectrum.h"

/*
 * out (m x n, initialised): exact midpoints; radius >= ||out - U S^p V^T||_F.  Raises the
 * precision, and svd with it, until radius <= 10^-digits ||out||_F (10^-digits where out cannot
 * be told from zero) or max_bits is reached; the radius is right in either case.
 * Errors: MC_NOT_DECIDED for p = 0 while the rank is an interval; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status power_to_digits(arb_mat_t out, arb_t radius, struct mc_svd *svd,
                                             const struct mc_matrix *A, const fmpq_t p,
                                             slong digits, slong max_bits);

/*
 * Writes `out` to a file of doubles; radius, on input a bound for out alone, grows by
 * ||out - what was written||_F, rounded up.
 * Errors: MC_BAD_INPUT where an entry does not fit in a double or the path cannot be written.
 */
MC_MUST_CHECK enum mc_status write_doubles(const char *path, const char *name,
                                           const arb_mat_t out, arb_t radius,
                                           struct mc_complaint *why);

/*
 * Writes `out` as decimal text, one row a line, with the digits that the radius leaves meaning:
 * every entry to k decimal places, 10^-k about radius / (10 sqrt(m n)).  radius grows by
 * sqrt(m n) 10^-k / 2, rounded up; where it is zero, k carries digits + 2 digits of ||out||_F.
 */
MC_MUST_CHECK enum mc_status write_decimals(const char *path, const arb_mat_t out, arb_t radius,
                                            slong digits, struct mc_complaint *why);

/* DIR/TENSOR.p-1_2 (heap), letters that a file name should not have replaced by '_'. */
char *power_file_stem(const char *directory, const char *tensor, const fmpq_t p);

/* Makes the folder and those above it. */
MC_MUST_CHECK enum mc_status make_directory(const char *path, struct mc_complaint *why);

/* One result of `truth` for people. */
void truth_print(const struct invocation *call, const struct mc_svd *svd, json_t *result,
                 slong digits);

#endif
