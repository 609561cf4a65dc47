// SPDX-License-Identifier: Apache-2.0
/*
 * Exact products of fixed-point matrices through residues on DGEMM.
 *
 *   value_ij = 2^exponent * integer_ij,   integer_ij = sum_k digit_k,ij 2^(24 k)
 *
 * with signed digits |digit| <= 2^23 stored as floats, which hold them exactly, plane by plane,
 * row-major.
 *
 * Method (Ozaki, Uchino, Imamura 2025, "scheme II").  Take coprime p_1..p_r with product M. The
 * integers reduced modulo p_i to |x| <= p_i/2 + 1 are multiplied by one DGEMM for each i, and
 * the Chinese remainder theorem gives the product modulo M.
 *
 * Exactness.  (1) A sum of K products of residues is an integer of size K (p/2 + 1)^2 <= 2^53 -
 * p, so the DGEMM is exact in whatever order, with or without FMA, on any number of threads.
 * (2) Digits to residues is a sum of at most 255 products |digit| <= 2^23 by |2^(24k) mod p| <=
 * 2^22, hence at most 2^53 - p.  (3) With |C_ij| <= 2^-28 M the quotient q in C = sum v_i M/p_i
 * - q M is the integer nearest to sum v_i/p_i, which rounding moves by less than 2^-30 from a
 * number within 2^-28 of q. (4) The digits of sum v_i (M/p_i) - q M before carries are sums of
 * at most 200 products of |v_i| <= 2^22 + 1 by 2^23, and q 2^23, together below 2^53.
 *
 * Size.  |C_ij| <= ||row i of op(A)||_2 ||column j of op(B)||_2, by Cauchy and Schwarz; norms
 * are taken from the two leading planes, what lies below them counting as one unit of the
 * second, and enlarged by more than their rounding.  M is chosen for that bound, not for the
 * planes in use.
 *
 * Self-check.  M is 2^24 times what (3) needs.  One wrong residue moves sum v_i/p_i by a
 * multiple of 1/p_i >= 2^-23 that is no integer, and is found: a DGEMM that is not exact after
 * all, whatever the reason, ends in an error and not in a product.
 *
 * Threads.  Products take flint_get_num_threads() of them, over moduli and over blocks of
 * entries; every operation is exact, so the result does not depend on their number.  With more
 * than one the products set OpenBLAS to one thread and restore its number: products that run at
 * the same time, each on threads of the caller, take one thread each, FLINT's default.
 */
#ifndef MUONCHECK_PRODUCT_H
#define MUONCHECK_PRODUCT_H

#include "arb.h"
#include "status.h"

struct mc_planes {
    slong rows, cols;
    slong count; /* planes in use                                                       */
    slong bits;  /* |integer_ij| <= 2^bits                                              */
    slong exponent;
    float *digits; /* digits[(k * rows + i) * cols + j]                                   */
    size_t room;   /* numbers that `digits` can hold: grown, never shrunk                 */
};

/* Memory that products share; grown on demand, never in the inner loops. */
struct mc_product_workspace {
    char *memory;
    size_t room;  /* bytes                                                               */
    slong dgemms; /* of the last product: one for each modulus                           */
};

void mc_planes_init(struct mc_planes *P);
void mc_planes_clear(struct mc_planes *P);
void mc_product_workspace_init(struct mc_product_workspace *w);
void mc_product_workspace_clear(struct mc_product_workspace *w);

/*
 * P = the midpoints of A in units of 2^exponent, rounded to nearest: |P - mid A| <=
 * 2^(exponent-1) entry by entry, and exact where every midpoint is a multiple of 2^exponent.
 * Errors: MC_NO_RESOURCE; MC_BAD_INPUT if an entry is not finite or needs more than 4800 bits.
 */
MC_MUST_CHECK enum mc_status mc_planes_set(struct mc_planes *P, const arb_mat_t A,
                                           slong exponent);

/* A (initialised, same shape) = P, exact midpoints, radii zero. */
void mc_planes_get(arb_mat_t A, const struct mc_planes *P);

enum mc_side { MC_PLAIN = 0, MC_TRANSPOSED };

/*
 * C = op(A) op(B) exactly, then without the planes that lie wholly below 2^keep: the result is
 * exact if keep <= A.exponent + B.exponent, and else off by at most 2^keep, entry by entry.
 * C must be neither A nor B.
 * Errors: MC_NO_RESOURCE; MC_NOT_DECIDED if the self-check fails; C is then of no use.
 */
MC_MUST_CHECK enum mc_status mc_planes_multiply(struct mc_planes *C, const struct mc_planes *A,
                                                enum mc_side a, const struct mc_planes *B,
                                                enum mc_side b, slong keep,
                                                struct mc_product_workspace *w);

/* C = A^T A, both triangles, at half the price.  As above. */
MC_MUST_CHECK enum mc_status mc_planes_gram(struct mc_planes *C, const struct mc_planes *A,
                                            slong keep, struct mc_product_workspace *w);

/*
 * C = A B with balls (C may be A or B): contains every product of matrices in the balls.  Let
 * r_i and c_j be the exponents of the largest midpoint of row i of A, of column j of B, and K
 * their inner dimension.  Midpoints are rounded to 2^-(prec + b) 2^(r_i), of B to 2^-(prec + b)
 * 2^(c_j), b = bits(K) + 2, the exact product of those to 2^-prec 2^(r_i + c_j), so that
 * without radii
 *
 *   |C_ij - (A B)_ij| <= 2^(1 - prec) 2^(r_i + c_j);
 *
 * nothing is rounded where the midpoints are that short already, and with prec =
 * ARF_PREC_EXACT. Radii are one product of doubles for each factor that has some, enlarged by
 * an a-priori bound. Small products, and entries that planes do not hold, go to arb_mat_mul:
 * from the table in product/ball_product.c. Errors: MC_NO_RESOURCE; MC_NOT_DECIDED if the
 * self-check fails; C is then of no use.
 */
MC_MUST_CHECK enum mc_status mc_ball_product(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                                             slong prec, struct mc_product_workspace *w);

/* The bytes of workspace that a product of m x K by K x n on `threads` threads takes, its
 * factors being of bits_a and bits_b bits; C = A^T A: m = n, bits_b = 0. */
size_t mc_product_bytes(slong m, slong inner, slong n, slong bits_a, slong bits_b, int threads);

#endif
