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
 *   emulated    a stored format (bf16, ...) with products accumulated as a stated kernel does
 *
 * Outside `ball` the balls of a state have radius zero.  Outputs may be operands.  Shapes are
 * the caller's to get right.  What is rounded when, outside `ball` (fl: one rounding):
 *
 *   round       C_ij = fl(mid A_ij)
 *   multiply    mpfr: s = fl(A_i1 B_1j), then s = fl(s + fl(A_ik B_kj)), k = 2, 3, ...;
 *               fp64: dgemm's order, with or without fused operations, so that
 *               |C - AB| <= gamma_k |A||B|, gamma_k = k u / (1 - k u) (Higham 2002, 3.13);
 *               emulated: as struct mc_accumulation says, and the sum rounded to the format
 *   combine     C_ij = fl(fl(a^ A_ij) + fl(b^ B_ij)), a^ = fl(a), b^ = fl(b)
 *   divide      C_ij = fl(A_ij / c);  scale: C_ij = fl(c A_ij)
 *   frobenius   fl(sqrt(s)), s the sum of fl(A_ij^2), row after row, one rounding an addition;
 *               emulated: the sum in the accumulation's type and order, then rounded to the
 *               format
 *   root        fl(x^(1/p))
 *   invert      fp64: dgetrf, then dgetri; else Gauss-Jordan with partial pivoting
 *
 * fp64 and emulated formats overflow and underflow: a state that is no longer finite stays so.
 */
#ifndef MUONCHECK_ARITHMETIC_H
#define MUONCHECK_ARITHMETIC_H

#include <stdbool.h>
#include <stdint.h>
#include "arb.h"
#include "status.h"

/* To nearest: ties to even.  Stochastic: up in magnitude with probability the fraction
 * discarded, in units of 2^-32 rounded up, from a counted stream. */
enum mc_rounding {
    MC_NEAREST = 0, MC_TOWARD_ZERO, MC_UPWARD, MC_DOWNWARD, MC_AWAY, MC_STOCHASTIC
};

/*
 * Zero and +-2^e (1 + f 2^(1-p)), emin <= e <= emax, f an integer, at most `largest`, and below
 * 2^emin the multiples of 2^(emin+1-p).  Overflow gives an infinity, NaN where there is none,
 * or the largest value where the format saturates; rounding toward zero never overflows.  The
 * sign of zero is not kept.
 */
struct mc_format {
    const char *name;
    int precision, emin, emax;
    double largest;
    bool infinities, saturates;
};

/* "fp64", "fp32", "tf32", "bf16", "fp16", "e4m3", "e4m3-saturating", "e5m2", "e5m2-saturating";
 * NULL: there is none of that name. */
const struct mc_format *mc_format_find(const char *name);

/* How the k products of an entry become a sum; "in order" counts k = 0, 1, 2, ... */
enum mc_order {
    MC_SEQUENTIAL = 0,   /* in order                                                          */
    MC_SWAPPED_PAIRS,    /* 1, 0, 3, 2, ...: the AVX512-BF16 instruction                      */
    MC_PAIRWISE,         /* a binary tree that splits at the largest power of two below k     */
    MC_BLOCKS,           /* `width` consecutive ones in order, then the blocks' sums in order */
    MC_LANES,            /* those of equal k mod `width` in order, then the lanes in order    */
    MC_SPLIT,            /* `width` blocks of ceil(k / width)                                 */
    MC_ALIGNED,          /* tensor core: blocks of `width` and the running sum, truncated toward
                            zero to multiples of 2^(e + 1 - p - guard), e the largest exponent
                            of sum and products, p of the type; their exact sum truncated to p
                            bits; in order                                                    */
};

struct mc_accumulation {
    const struct mc_format *type;
    enum mc_order order;
    int width, guard;
    bool fused;       /* s = fl(s + ab), else fl(s + fl(ab))                                  */
    bool flush;       /* sums and products below 2^emin of the type become zero; needs a type of
                         at most 24 bits                                                      */
};

/* Draws of stochastic rounding: draw i is a hash of seed and i. */
struct mc_stream {
    uint64_t seed, drawn;
};

/* The operations; `in` is the arithmetic whose rules these are. */
struct mc_arithmetic;
struct mc_arithmetic_rules {
    void (*round)(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in);
    void (*multiply)(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                     const struct mc_arithmetic *in);
    void (*combine)(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                    const arb_mat_t B, const struct mc_arithmetic *in);
    void (*divide)(arb_mat_t C, const arb_mat_t A, const arb_t c,
                   const struct mc_arithmetic *in);
    void (*scale)(arb_mat_t C, const arb_mat_t A, const arb_t c,
                  const struct mc_arithmetic *in);
    void (*frobenius)(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in);
    void (*root)(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in);
    /* false: singular in this arithmetic, or not known not to be; C is then unspecified. */
    bool (*invert)(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in);
};

extern const struct mc_arithmetic_rules mc_rules_ball, mc_rules_fp64, mc_rules_mpfr,
    mc_rules_emulated;

struct mc_arithmetic {
    const struct mc_arithmetic_rules *rules;
    slong bits;      /* of a significand: 53 for fp64                                         */
    char name[80];   /* "ball:128", "fp64", "mpfr:113", "bf16, fp32/blocks16"                 */
    /* Emulated formats alone: */
    const struct mc_format *format;
    enum mc_rounding rounding;
    struct mc_accumulation sum;
    struct mc_stream *stream;    /* the caller's, for stochastic rounding; else unused        */
};

struct mc_arithmetic mc_arithmetic_ball(slong bits);

/* "fp64", "mpfr:BITS" with 2 <= BITS <= 100000, or a format, which then accumulates in fp32 in
 * sequence.  Errors: MC_BAD_INPUT; `out` is then fp64. */
MC_MUST_CHECK enum mc_status mc_arithmetic_parse(struct mc_arithmetic *out, const char *text,
                                                 struct mc_complaint *why);

/*
 * The accumulation of a format: "fp32", "fp32/pairwise", "fp32/blocks16/fused", "bf16/lanes8",
 * "fp32/aligned8+1", "fp32/swapped/flush", or a kernel by name (mc_accumulation_names).  The
 * type must hold all values of the format.  fp64 becomes an emulated format, with a stated
 * order. Errors: MC_BAD_INPUT; `format` is then as it was.
 */
MC_MUST_CHECK enum mc_status mc_arithmetic_accumulate(struct mc_arithmetic *format,
                                                      const char *text,
                                                      struct mc_complaint *why);

/* The kernels, with what each stands for; ends with a NULL name.  `measured`: held to the kernel
 * itself, bit by bit, by this project's tests; else from the literature. */
struct mc_accumulation_name {
    const char *name, *text, *source;
    bool measured;
};
extern const struct mc_accumulation_name mc_accumulation_names[];

/* "nearest", "zero", "up", "down", "away", "stochastic" (which wants a stream; neither it nor
 * away is there for sums in fp64).  Errors: MC_BAD_INPUT; `format` is then as it was. */
MC_MUST_CHECK enum mc_status mc_arithmetic_round_by(struct mc_arithmetic *format,
                                                    const char *text,
                                                    struct mc_stream *stream,
                                                    struct mc_complaint *why);

/* The operations, dispatched. */
void mc_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in);
void mc_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                 const struct mc_arithmetic *in);
/* C = the smaller of A A^T and A^T A (the latter when there are more rows than columns). */
void mc_small_gram(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in);
void mc_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                const arb_mat_t B, const struct mc_arithmetic *in);
void mc_divide(arb_mat_t C, const arb_mat_t A, const arb_t c, const struct mc_arithmetic *in);
void mc_scale(arb_mat_t C, const arb_mat_t A, const arb_t c, const struct mc_arithmetic *in);
void mc_frobenius(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in);
void mc_root(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in);
/* C = A^k, k >= 1, by squaring and multiplying, lowest binary digit of k first. */
void mc_integer_power(arb_mat_t C, const arb_mat_t A, ulong k, const struct mc_arithmetic *in);
/* Errors: MC_NOT_DECIDED when A is singular in this arithmetic, or not known not to be. */
MC_MUST_CHECK enum mc_status mc_invert(arb_mat_t C, const arb_mat_t A,
                                       const struct mc_arithmetic *in);

#endif
