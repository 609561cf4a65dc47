// SPDX-License-Identifier: Apache-2.0
/*
 * Arithmetics that an iteration can run in: one table of operations on arb_mat_t.
 *
 *   ball        enclosures at `bits`; every result contains the exact result for all matrices
 *   in
 *               the operands
 *   fp64        real IEEE doubles to nearest: dgemm, dgetrf and dgetri of a single-threaded
 *               OpenBLAS, the rest entry by entry
 *   mpfr:BITS   binary floats of BITS bits and unbounded exponent; each scalar operation is
 *               rounded to nearest, ties to even, on its own
 *
 * In fp64 and mpfr the balls of a state have radius zero.  Outputs may be operands.  Shapes are
 * the caller's to get right.  What is rounded when, outside `ball` (fl: one rounding):
 *
 *   round       C_ij = fl(mid A_ij)
 *   multiply    mpfr: s = fl(A_i1 B_1j), then s = fl(s + fl(A_ik B_kj)), k = 2, 3, ...;
 *               fp64: dgemm's order, with or without fused operations, so that
 *               |C - AB| <= gamma_k |A||B|, gamma_k = k u / (1 - k u) (Higham 2002, 3.13)
 *   combine     C_ij = fl(fl(a^ A_ij) + fl(b^ B_ij)), a^ = fl(a), b^ = fl(b)
 *   divide      C_ij = fl(A_ij / c);  scale: C_ij = fl(c A_ij)
 *   frobenius   fl(sqrt(s)), s the sum of fl(A_ij^2), row after row, one rounding an addition
 *   root        fl(x^(1/p)) in both
 *   invert      mpfr: Gauss-Jordan with partial pivoting; fp64: dgetrf, then dgetri
 *
 * fp64 overflows and underflows as doubles do: a state that is no longer finite stays so.
 */
#ifndef MUONCHECK_ARITHMETIC_H
#define MUONCHECK_ARITHMETIC_H

#include <stdbool.h>
#include "arb.h"
#include "status.h"

/* The operations.  `bits` is the arithmetic's own. */
struct mc_arithmetic_rules {
    void (*round)(arb_mat_t C, const arb_mat_t A, slong bits);
    void (*multiply)(arb_mat_t C, const arb_mat_t A, const arb_mat_t B, slong bits);
    void (*combine)(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                    const arb_mat_t B, slong bits);
    void (*divide)(arb_mat_t C, const arb_mat_t A, const arb_t c, slong bits);
    void (*scale)(arb_mat_t C, const arb_mat_t A, const arb_t c, slong bits);
    void (*frobenius)(arb_t out, const arb_mat_t A, slong bits);
    void (*root)(arb_t out, const arb_t x, ulong p, slong bits);
    /* false: singular in this arithmetic, or not known not to be; C is then unspecified. */
    bool (*invert)(arb_mat_t C, const arb_mat_t A, slong bits);
};

extern const struct mc_arithmetic_rules mc_rules_ball, mc_rules_fp64, mc_rules_mpfr;

struct mc_arithmetic {
    const struct mc_arithmetic_rules *rules;
    slong bits;      /* of a significand: 53 for fp64                                         */
    char name[24];   /* "ball:128", "fp64", "mpfr:113"                                        */
};

struct mc_arithmetic mc_arithmetic_ball(slong bits);

/* "fp64", "mpfr:BITS" with 2 <= BITS <= 100000.  Errors: MC_BAD_INPUT; `out` is then fp64. */
MC_MUST_CHECK enum mc_status mc_arithmetic_parse(struct mc_arithmetic *out, const char *text,
                                                 struct mc_complaint *why);

/* The operations, dispatched. */
void mc_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in);
void mc_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                 const struct mc_arithmetic *in);
/* C = the smaller of A A^T and A^T A (the latter when there are more rows than columns). */
void mc_small_gram(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in);
void mc_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                const arb_mat_t B, const struct mc_arithmetic *in);
/* C = A^k, k >= 1, by squaring and multiplying, lowest binary digit of k first. */
void mc_integer_power(arb_mat_t C, const arb_mat_t A, ulong k, const struct mc_arithmetic *in);
/* Errors: MC_NOT_DECIDED when A is singular in this arithmetic, or not known not to be. */
MC_MUST_CHECK enum mc_status mc_invert(arb_mat_t C, const arb_mat_t A,
                                       const struct mc_arithmetic *in);

#endif
