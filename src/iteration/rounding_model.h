// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the constants of one arithmetic, and errors of matrices in two strengths.
 *
 * Always: |fl(y) - y| <= u |y| + e for every entry, so that the Frobenius norm, and with it the
 * spectral one, of the error is at most u ||Y||_F + e sqrt(entries).
 *
 * With probability: each rounding has mean zero given all before it (Connolly, Higham and Mary
 * 2021: so stochastic rounding is; to nearest it is a model).  An error that is a sum of
 * roundings d_i, each times a matrix A_i that is settled before it, is then a martingale:
 *
 *   Frobenius  P(||S||_F >= f + sqrt(2 ln(1/q)) w) <= q for S = sum d_i A_i, derived below
 *   spectral   P(||S||_2 >= sqrt(2 ln((m + n)/q)) s) <= q where s^2 bounds the norms of sum
 *              (c_i)^2 A_i A_i^T and of sum (c_i)^2 A_i^T A_i: E exp(d A) <= exp(c^2 A^2 / 2)
 *              by Hoeffding's lemma on each eigenvalue of the dilation of A (Tropp 2011,
 *              theorem 2.3; 2012, section 7)
 *
 * where d_i lies in an interval of length 2 c_i, both as long as what depends on earlier
 * roundings stays within f, w and s, which other events see to.
 *
 * Frobenius: roundings come in groups D_1, D_2, ... (a product, a rounded matrix); in group i
 * c_j and A_j are settled before it, and C_i = sum (c_j)^2 vec A_j vec A_j^T has trace <= f_i^2
 * and norm <= w_i^2; f^2 and w^2 are the sums of these.  By Hoeffding's lemma E exp <D_i, Z> <=
 * exp(<Z, C_i Z>/2) for every Z that is settled; averaged over Z = sqrt(l) g, g normal,
 *
 *   E exp(l ||S + D_i||^2/2) <= det(1 - l C_i)^(-1/2) exp(l <S, (1 - l C_i)^-1 S>/2)
 *                            <= exp(f_i^2 l'/2 + l' ||S||^2/2),   1/l' = 1/l - w_i^2,
 *
 * as -ln(1 - x) <= x/(1 - x).  From the last group to the first: E exp(l ||S||^2/2) <= exp(f^2
 * l/(1 - l w^2)/2), so P(||S|| >= x) <= exp(-(l x^2 - f^2 l/(1 - l w^2))/2), which is exp(-(x -
 * f)^2/(2 w^2)) where 1 - l w^2 = f/x.  So no dimension enters: the mean is at most f, and what
 * is beyond it is as for one number of deviation w.
 *
 * To nearest also P(||S||_F >= sqrt(2 ln(2/q)) f) <= q, as |d_i| <= c_i and not only its range
 * (Pinelis 1994, proof of theorem 3.5), which is less where w is about f.
 *
 * Rounding Y: A_j has one entry, f = u' ||Y||_F, w = u' max|Y_ij|, and s = u' ||Y||_2, as no
 * row or column is longer than ||Y||_2.  Under a linear map that is settled before, f and w
 * grow by at most its norm in the Frobenius norm; times a matrix B, all three by at most
 * ||B||_2: with rows b_l of B the two sums of s are at most ||B||_2^2 times those of before.
 *
 * To nearest u' = u; stochastically d_i lies in an interval of one quantum, at most 2 u' |y|
 * with u' = u/2.  Draws have 32 bits: a mean may be off by 2^-32 quanta, which is added as an
 * error that always holds, times 2^-31.
 */
#ifndef ROUNDING_MODEL_H
#define ROUNDING_MODEL_H

#include "muoncheck/arithmetic.h"

/* Norms of a matrix, or bounds of them; spectral <= frobenius. */
struct size {
    double frobenius, spectral;
};

static inline struct size size_sum(struct size a, struct size b)
{
    return (struct size){a.frobenius + b.frobenius, a.spectral + b.spectral};
}

static inline struct size size_scaled(double c, struct size a)
{
    return (struct size){c * a.frobenius, c * a.spectral};
}

/* An error: always at most `always`; and at most `lost` away from a martingale with these f^2,
 * s^2 and w^2. */
struct error {
    struct size always, lost;
    double frobenius, spectral, weak;
};

struct rounding_model {
    const struct mc_arithmetic *in;
    double u, e;                  /* of the format: unit roundoff, quantum                    */
    double v, quantum, least;     /* of the type: unit roundoff, e', 2^emin                   */
    bool stores_sums;             /* the format is the type: a sum needs no further rounding  */
    bool sums_at_random;          /* the roundings of sums have mean zero                     */
    double half_u, half_v;        /* u', v': half of what a rounding ranges over              */
    double bias;                  /* 2^-31, or 0                                              */
    double weak, spectral;        /* the factors of w and s for one event; infinite: none     */
    double frobenius;             /* Pinelis's factor of f                                    */
};

/* `failure` is q, the probability of one event; 0: what always holds, which is all there is
 * for roundings that have no mean zero. */
struct rounding_model rounding_model_of(const struct mc_arithmetic *in, double failure,
                                        double m, double n);

/* fl(Y) - Y; infinite where an entry may overflow. */
struct error rounding_of(const struct rounding_model *model, struct size Y, double entries);

/* An error of this size that does not depend on chance. */
struct error certain(double frobenius, double spectral);

/* E + F, and E B or B E with ||B||_2 <= norm, or the image of E under a map of this norm in the
 * Frobenius norm: its spectral parts are then not to be used. */
struct error error_sum(struct error E, struct error F);
struct error error_times(double norm, struct error E);

/* E in which a rounding may come twice, at (i, j) and at (j, i), as in a polynomial of a Gram
 * matrix to nearest: of f^2, s^2 and w^2 that doubles w^2. */
struct error error_paired(const struct rounding_model *model, struct error E);

/* Its norms: two events. */
struct size error_size(const struct rounding_model *model, struct error E);

#endif
