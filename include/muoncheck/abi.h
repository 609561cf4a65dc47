// SPDX-License-Identifier: Apache-2.0
/*
 * The core for other languages: libmuoncheck-abi.so, of plain numbers, text and one opaque
 * type.  What stands here keeps its meaning while MUONCHECK_ABI stays the same.
 *
 * Inputs are arrays that the caller owns and keeps; they are read in place.  Every question
 * returns an answer, which the caller frees, or NULL where memory is out.  An answer has a
 * status (muoncheck_status), a line that says what is wrong ("" where nothing is), and fields by
 * name, each a row of enclosures.
 *
 * Rounding: an enclosure [lo, hi] of doubles is rounded outward; where there is no number it is
 * [-inf, inf].  Exact are the fields that say so; then lo = hi.  Text is UTF-8 and belongs to
 * the library, or to the answer.
 *
 * Floating point: bounds rest on the default environment (to nearest, subnormals kept), which
 * a question, and a look at an answer, sets and restores, and a question on one thread of
 * OpenBLAS, likewise; so questions wait for each other.  FLINT ends the process where it gets no
 * memory.
 */
#ifndef MUONCHECK_ABI_H
#define MUONCHECK_ABI_H

#include <stdint.h>

#define MUONCHECK_ABI 1

#define MUONCHECK_EXPORT __attribute__((visibility("default")))

struct muoncheck_answer;

/* Entry (i, j) lies at data + i row_stride + j col_stride, strides in bytes, little-endian;
 * dtype: "F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2", "I64", ..., "U8", "BOOL". */
struct muoncheck_array {
    const void *data;
    const char *dtype;
    int64_t rows, cols, row_stride, col_stride;
};

enum muoncheck_status {
    MUONCHECK_OK = 0,
    MUONCHECK_BAD_INPUT = 1,
    MUONCHECK_NO_RESOURCE = 2,
    MUONCHECK_NOT_DECIDED = 3,   /* the fields are right, and wide                            */
};

MUONCHECK_EXPORT int muoncheck_abi(void);
MUONCHECK_EXPORT const char *muoncheck_version(void);

MUONCHECK_EXPORT void muoncheck_free(struct muoncheck_answer *answer);
MUONCHECK_EXPORT int muoncheck_status(const struct muoncheck_answer *answer);
MUONCHECK_EXPORT const char *muoncheck_complaint(const struct muoncheck_answer *answer);

/* "proved", "refuted", "undecided" (also where nothing was to be decided). */
MUONCHECK_EXPORT const char *muoncheck_verdict(const struct muoncheck_answer *answer);

/* How many enclosures the field has; -1: there is no such field. */
MUONCHECK_EXPORT int64_t muoncheck_count(const struct muoncheck_answer *answer,
                                         const char *field);

/* Writes them all; returns the count. */
MUONCHECK_EXPORT int64_t muoncheck_enclosures(const struct muoncheck_answer *answer,
                                              const char *field, double *lo, double *hi);

/* Text is exact: "1/3", "0.1"; NULL for the default, which is said in brackets. */
struct muoncheck_certify_question {
    const struct muoncheck_array *x, *y;
    const char *p;              /* [0]                                                        */
    const char *max_error;      /* decide error <= this [nothing is decided]                  */
    const char *norm;           /* of the error decided: [spectral], frobenius                */
    const char *table;          /* p = 0: a published table, or a file [none]                 */
    int64_t steps;              /* of the table; negative: as published                       */
    int64_t digits;             /* 0: 10, but 3 beyond 512 columns                            */
    int64_t max_bits;           /* 0: 16384                                                   */
};

/*
 * How far Y is from U S^p V^T of X: the fields of struct mc_certified (certify.h), by its names.
 * rank (exact; -1: not decided), bits (exact), spectral, frobenius, orthogonality, residual,
 * psd_residual, dual_gap, bound_violation, image_spectral, image_frobenius,
 * approximation_spectral, approximation_frobenius.
 */
MUONCHECK_EXPORT struct muoncheck_answer *
muoncheck_certify(const struct muoncheck_certify_question *question);

struct muoncheck_truth_question {
    const struct muoncheck_array *x;
    const char *p;              /* [0]                                                        */
    int64_t digits;             /* 0: 20                                                      */
    int64_t max_bits;           /* 0: 16384                                                   */
};

/*
 * The spectrum of X and its transform U S^p V^T.  sigma (descending), rank_lo and rank_hi
 * (exact), spectral, nuclear, frobenius, condition, transform (exact doubles, row after row; not
 * there where the rank is not decided and p = 0, or an entry is beyond the doubles) and radius:
 * ||transform - U S^p V^T||_F <= hi.
 */
MUONCHECK_EXPORT struct muoncheck_answer *
muoncheck_truth(const struct muoncheck_truth_question *question);

struct muoncheck_tolerance_question {
    const char *table;          /* a published table, or a file                               */
    const char *dtype;          /* [bf16]                                                     */
    const char *accumulate;     /* [fp32; fp64 of fp64]                                       */
    const char *sigma_min;      /* [0]                                                        */
    const char *failure;        /* [1/1000]                                                   */
    int64_t steps;              /* negative: as published                                     */
    int64_t rows, cols;
    const struct muoncheck_array *x;   /* rows x cols; NULL: no run                           */
    const struct muoncheck_array *y;   /* the same shape; NULL: none                          */
};

/*
 * The tolerance that theory allows a kernel (iteration/tolerance.h derives it; the manual's
 * `tolerance` says for which matrices).  steps (exact), approximation, rounding_bound, total,
 * values_lo and values_hi (between them lie the singular values of the result) and
 * probabilistic_bound.  Bounds are exact doubles.  With x, of the emulated run on 2^e x, where
 * 1 <= ||2^e x||_F < 2: run_rounding, ||computed - exact iterate||_F; with y, agreeing (exact):
 * how many entries of y are those of the run.
 */
MUONCHECK_EXPORT struct muoncheck_answer *
muoncheck_tolerance(const struct muoncheck_tolerance_question *question);

/* What may stand in `accumulate` by name: i = 0, 1, ...; NULL from the last on. */
MUONCHECK_EXPORT const char *muoncheck_accumulation(int64_t i);

#endif
