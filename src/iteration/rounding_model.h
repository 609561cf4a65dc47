// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the constants of one arithmetic, and the rounding of one matrix.
 *
 * Errors are bounded in two norms at once, Frobenius's and the spectral one, and in two
 * strengths.  Always: |fl(y) - y| <= u |y| + e for every entry, so that both norms are at most
 * u ||Y||_F + e sqrt(entries).
 *
 * With probability: each rounding has mean zero given all before it (Connolly, Higham and Mary
 * 2021: so stochastic rounding is; to nearest it is a model).  Sums of errors are then
 * martingales:
 *
 *   Frobenius  P(||sum D_i||_F >= sqrt(2 ln(2/q)) sqrt(sum c_i^2)) <= q where ||D_i||_F <= c_i
 *              (Pinelis 1994, theorem 3.5, in a Hilbert space: no dimension enters)
 *   spectral   P(||sum d_i A_i||_2 >= sqrt(2 ln((m + n)/q)) s) <= q for fixed A_i with one
 *              nonzero entry a_i, and s^2 the largest sum of (c_i a_i)^2 over a row or a column,
 *              when d_i lies in an interval of length 2 c_i (Hoeffding's lemma on each
 *              eigenvalue of the dilation of A_i; Tropp 2012, section 7)
 *
 * To nearest c = u |y|.  Stochastically d_i lies in an interval of one quantum, at most 2 u' |y|
 * with u' = u/2, though it may be as large as u |y|; and since draws have 32 bits, its mean may
 * be off by 2^-32 quanta, which is added as an error that always holds, times 2^-31.
 */
#ifndef ROUNDING_MODEL_H
#define ROUNDING_MODEL_H

#include "muoncheck/arithmetic.h"

/* Norms of a matrix, or bounds of them; spectral <= frobenius. */
struct size {
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

/* Bounds of fl(Y) - Y; infinite where an entry may overflow. */
struct size rounding_of(const struct rounding_model *model, struct size Y, double entries);

static inline struct size size_sum(struct size a, struct size b)
{
    return (struct size){a.frobenius + b.frobenius, a.spectral + b.spectral};
}

static inline struct size size_scaled(double c, struct size a)
{
    return (struct size){c * a.frobenius, c * a.spectral};
}

#endif
