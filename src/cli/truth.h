// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of `truth`: transforms to a number of digits, their files, and the text for people.
 */
#ifndef TRUTH_H
#define TRUTH_H

#include <jansson.h>
#include <stdio.h>
#include "cli/command.h"
#include "muoncheck/file.h"
#include "muoncheck/spectrum.h"

/* Digits computed beyond those asked for, so that bounds may still be rounded outward. */
enum { TRUTH_COMPUTED_BEYOND = 2 };

/* What the command line asks for. */
struct truth_task {
    const struct invocation *call;
    const char *source;              /* the file or the spec: who is to blame                */
    const char *directory;           /* NULL: no files                                       */
    bool generated;                  /* the source is a spec                                 */
    struct mc_matrix_list list;
    fmpq *powers;
    size_t power_count;
    slong digits;
    int code;                        /* the exit code so far                                 */
};

/* A tensor's name; the file's where it has none. */
const char *truth_tensor_name(const struct truth_task *task, size_t tensor);

/* The result of one tensor, all but its transforms.  New reference. */
json_t *truth_spectrum(const struct truth_task *task, size_t tensor, const struct mc_svd *svd);

/* Appends the entry of one transform to `list`, having written its files where a folder is given,
 * with what `certificate` says of the tensor.  Undecided is an entry too, and an exit code.
 * Errors: what keeps the files from being written. */
MC_MUST_CHECK enum mc_status truth_transform(json_t *list, struct truth_task *task, size_t tensor,
                                             struct mc_svd *svd, json_t *certificate,
                                             const fmpq_t p, struct mc_complaint *why);

/* DIR/TENSOR, or DIR/TENSOR.2 where two tensors' file names agree.  Heap. */
char *truth_stem(const struct truth_task *task, size_t tensor);

/*
 * Makes svd fine enough for all powers of the task and rounds it; writes DIR/TENSOR.input.npy, or
 * .csv in fractions where doubles do not hold the entries, and DIR/TENSOR.svd, which
 * `muoncheck-recheck --truth` reads (recheck/truth.h).  out: {`input`, `certificate`}, the paths, or
 * {`uncertified`}, why there is none; new reference.
 * Errors: MC_BAD_INPUT where a file cannot be written; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status truth_certify(json_t **out, const struct truth_task *task,
                                           size_t tensor, struct mc_svd *svd,
                                           struct mc_complaint *why);

/* What that says, into the entry of one power; those above 8, or whose numerator or denominator
 * exceeds 4096, have no certificate. */
void truth_certificate_of(json_t *entry, json_t *certificate, const fmpq_t p);

/*
 * Writes DIR/manifest.json, what a test suite needs of the folder: `version`, `digits`, `input`
 * {`source`, `sha256`: null for a SPEC} and `files` [{`file`, `sha256`, `tensor`, `p`,
 * `radius_frobenius`, `input`, `certificate`, `uncertified`}] and `undecided` [{`tensor`, `p`}], from
 * the results of all tensors.
 * Errors: MC_BAD_INPUT where a file cannot be read or written; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status truth_manifest(const struct truth_task *task, json_t *results,
                                            struct mc_complaint *why);

/* Is every entry less than 2^1024 when rounded to a double? */
bool fits_doubles(const arb_mat_t out);

/*
 * Writes `out`, which fits, to a file of doubles; radius, on input a bound for out alone, grows by
 * ||out - what was written||_F, rounded up.
 * Errors: MC_BAD_INPUT where the path cannot be written.
 */
MC_MUST_CHECK enum mc_status write_doubles(const char *path, const char *name,
                                           const arb_mat_t out, arb_t radius,
                                           struct mc_complaint *why);

/*
 * Writes `out` as decimal text, one row a line, with the digits that the radius leaves meaning:
 * every entry to k decimal places, 10^-k about radius / (10 sqrt(m n)).  radius grows by
 * sqrt(m n) 10^-k / 2, rounded up, unless no entry had to be rounded; where it is zero, k carries
 * digits + 2 digits of ||out||_F.
 */
MC_MUST_CHECK enum mc_status write_decimals(const char *path, const arb_mat_t out, arb_t radius,
                                            slong digits, struct mc_complaint *why);

/* Writes what `print` prints of `what`; the file appears whole or not at all.  print: false if it
 * cannot.  Errors: MC_BAD_INPUT where the path cannot be written. */
MC_MUST_CHECK enum mc_status write_text(const char *path, bool (*print)(FILE *, const void *),
                                        const void *what, struct mc_complaint *why);

/* A tensor's name as a file's: not too long, no letter but A-Z a-z 0-9 . _ = - + in it, the others
 * replaced by '_'.  Heap. */
char *file_name(const char *tensor);

/* The singular subspaces that svd certifies: `first`, `last` (from 1), `gap` (a lower bound),
 * `left`, `right` (upper bounds for the sines), null for infinity.  New reference. */
json_t *truth_subspaces(const struct mc_svd *svd);

/* Of those, the ones of several values, for people. */
void truth_print_subspaces(json_t *list);

/* One result of `truth` for people. */
void truth_print(const struct truth_task *task, size_t tensor, const struct mc_svd *svd,
                 json_t *result);

#endif
