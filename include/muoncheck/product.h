// SPDX-License-Identifier: Apache-2.0
/*
 * Exact products of fixed-point matrices through residues on DGEMM.
 *
 *   value_ij = 2^exponent * integer_ij,   integer_ij = sum_k digit_k,ij 2^(24 k)
 *
 * with signed digits |digit| <= 2^23 stored as doubles, plane by plane, column-major.
 *
 * Method (Ozaki, Uchino, Imamura 2025, "scheme II").  Take coprime p_1..p_r with product M.  The
 * integers reduced modulo p_i to |x| <= p_i/2 + 1 are multiplied by one DGEMM for each i, and the
 * Chinese remainder theorem gives the product modulo M.
 *
 * Exactness.  (1) A sum of K products of residues is an integer of size K (p/2 + 1)^2 <= 2^53, so
 * the DGEMM is exact in whatever order, with or without FMA, on any number of threads.  (2) Digits
 * to residues is a sum of at most 256 products |digit| <= 2^23 by |2^(24k) mod p| <= 2^22, hence
 * at most 2^53.  (3) With |C_ij| <= K 2^(bits_A + bits_B) <= 2^-28 M the quotient q in
 * C = sum v_i M/p_i - q M is the integer nearest to sum v_i/p_i, which rounding moves by less than
 * 2^-30 from a number within 2^-28 of q.  (4) The digits of sum v_i (M/p_i) - q M before carries are
 * sums of at most 200 products of |v_i| <= 2^22 by 2^23, and q 2^23, together at most 2^53.
 *
 * Self-check.  M is 2^24 times what (3) needs.  One wrong residue moves sum v_i/p_i by a multiple of
 * 1/p_i >= 2^-23 that is no integer, and is found: a DGEMM that is not exact after all, whatever
 * the reason, ends in an error and not in a product.
 */
#ifndef MUONCHECK_PRODUCT_H
#define MUONCHECK_PRODUCT_H

#include "arb.h"
#include "status.h"

struct mc_planes {
    slong rows, cols;
    slong count;       /* planes in use                                                       */
    slong bits;        /* |integer_ij| <= 2^bits                                              */
    slong exponent;
    double *digits;    /* digits[(k * cols + j) * rows + i]                                   */
    size_t room;       /* doubles that `digits` can hold: grown, never shrunk                 */
};

/* Buffers that products share; grown on demand, never in the inner loops. */
struct mc_product_workspace {
    double *a, *b, *c;           /* residues of the factors and of the product               */
    size_t a_room, b_room, c_room;
};

void mc_planes_init(struct mc_planes *P);
void mc_planes_clear(struct mc_planes *P);
void mc_product_workspace_init(struct mc_product_workspace *w);
void mc_product_workspace_clear(struct mc_product_workspace *w);

/*
 * P = the midpoints of A in units of 2^exponent, rounded to nearest: |P - mid A| <= 2^(exponent-1)
 * entry by entry, and exact where every midpoint is a multiple of 2^exponent.
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

/* The DGEMMs of one product: how many moduli it takes for inner dimension K and that many bits. */
slong mc_product_moduli(slong inner, slong bits_a, slong bits_b);

#endif
