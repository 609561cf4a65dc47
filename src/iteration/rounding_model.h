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
 *   Frobenius  P(||sum d_i A_i||_F >= sqrt(2 ln(2/q)) f) <= q where sum of (c_i ||A_i||_F)^2 <=
 *   f^2
 *              and |d_i| <= c_i: cosh(t ||S||_F) exp(-t^2/2 sum) is a supermartingale (Pinelis
 *              1994, proof of theorem 3.5, in a Hilbert space: no dimension enters)
 *   spectral   P(||sum d_i A_i||_2 >= sqrt(2 ln((m + n)/q)) s) <= q where s^2 bounds the norms
 *              of sum (c_i)^2 A_i A_i^T and of sum (c_i)^2 A_i^T A_i, and d_i lies in an interval
 *              of length 2 c_i: E exp(d A) <= exp(c^2 A^2 / 2) by Hoeffding's lemma on each
 *              eigenvalue of the dilation of A (Tropp 2011, theorem 2.3; 2012, section 7)
 *
 * both as long as the sums that depend on earlier roundings stay within f^2 and s^2, which
 * other events see to.  Squares add up over all that rounds in a step.  Rounding Y: A_i has one
 * entry, f = u ||Y||_F, and s = u ||Y||_2, as no row or column is longer than ||Y||_2.  Times a
 * matrix B, settled before, f and s grow by at most ||B||_2: with rows b_l of B the two sums
 * are at most ||B||_2^2 times those of before.
 *
 * To nearest c = u |y|.  Stochastically d_i lies in an interval of one quantum, at most 2 u'
 * |y| with u' = u/2, though it may be as large as u |y|: f takes u, s takes u'.  Draws have 32
 * bits: a mean may be off by 2^-32 quanta, which is added as an error that always holds, times
 * 2^-31.
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

/* An error: always at most `always`; and at most `lost` away from a martingale with these f^2
 * and s^2. */
struct error {
    struct size always, lost;
    double frobenius, spectral;
};

struct rounding_model {
    const struct mc_arithmetic *in;
    double u, e;                  /* of the format: unit roundoff, quantum                    */
    double v, quantum, least;     /* of the type: unit roundoff, e', 2^emin                   */
    bool stores_sums;             /* the format is the type: a sum needs no further rounding  */
    bool sums_at_random;          /* the roundings of sums have mean zero                     */
    double half_u, half_v;        /* u', v': half of what a rounding ranges over              */
    double bias;                  /* 2^-31, or 0                                              */
    double frobenius, spectral;   /* the factors above for one event; infinite: none          */
};

/* `failure` is q, the probability of one event; 0: what always holds, which is all there is
 * for roundings that have no mean zero. */
struct rounding_model rounding_model_of(const struct mc_arithmetic *in, double failure,
                                        double m, double n);

/* fl(Y) - Y; infinite where an entry may overflow. */
struct error rounding_of(const struct rounding_model *model, struct size Y, double entries);

/* An error of this size that does not depend on chance. */
struct error certain(double frobenius, double spectral);

/* E + F, and E B or B E with ||B||_2 <= norm. */
struct error error_sum(struct error E, struct error F);
struct error error_times(double norm, struct error E);

/* Its norms: two events. */
struct size error_size(const struct rounding_model *model, struct error E);

#endif
