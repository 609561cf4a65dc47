// SPDX-License-Identifier: Apache-2.0
/*
 * The maps K of Lion-K: convex functions of an m x n matrix, with gradient and conjugate.
 *
 *   K*(Z) = sup_M <M, Z> - K(M) = finite(Z) + indicator{ gauge(Z) <= 1 }
 *
 * gauge is positively homogeneous of degree 1, so under decoupled weight decay lambda the
 * iterates stay in { gauge(lambda X) <= 1 }.  Finite part and gauge are two functions because
 * an exact gradient often lies on the boundary gauge = 1, where only an identity can be
 * certified.
 * Source: Lion-K, arXiv:2310.05898; Chen, Li, Liu, arXiv:2506.15054; rows derived here.
 */
#ifndef MUONCHECK_NORM_H
#define MUONCHECK_NORM_H

#include <stdbool.h>
#include <stddef.h>
#include "arb.h"
#include "spectrum.h"
#include "status.h"

/* What some rows depend on; each row says which it reads. */
struct mc_norm_parameters {
    fmpq_t p;       /* Schatten exponent, > 1; 3 unless set                                  */
    fmpq_t d;       /* smoothing or threshold, > 0; 1 unless set                             */
    slong k;        /* singular values that count, >= 1; 2 unless set                        */
    slong block;    /* columns of a block, >= 1, the last may have fewer; 2 unless set       */
};

void mc_norm_parameters_init(struct mc_norm_parameters *with);
void mc_norm_parameters_clear(struct mc_norm_parameters *with);

/* Whoever takes parameters from outside asks this first: the maps rely on it.
 * Errors: MC_BAD_INPUT with a line that names the one out of its range. */
MC_MUST_CHECK enum mc_status mc_norm_parameters_check(const struct mc_norm_parameters *with,
                                                      struct mc_complaint *why);

/* A ball matrix with its SVD, which is enclosed when first asked for and then kept. */
struct mc_operand {
    arb_mat_t balls;            /* m x n                                                     */
    slong known_rank;           /* exact rank, -1 where it is not known                      */
    struct mc_svd own;
    const struct mc_svd *svd;   /* NULL until asked for; &own, or lent by the caller         */
};

/* X = a copy of the balls. */
void mc_operand_init(struct mc_operand *X, const arb_mat_t balls, slong known_rank);
void mc_operand_clear(struct mc_operand *X);

/* X uses an SVD of the same balls that the caller keeps. */
void mc_operand_lend(struct mc_operand *X, const struct mc_svd *svd);

/*
 * *svd = X's SVD, kept in X.
 * Errors: MC_NOT_DECIDED if an entry is not finite; MC_NO_RESOURCE.  *svd is then NULL.
 */
MC_MUST_CHECK enum mc_status mc_operand_svd(const struct mc_svd **svd, struct mc_operand *X,
                                            slong prec);

/*
 * One map K.  Every output is an enclosure over all matrices in the operand's balls; matrices
 * `out` are m x n and initialised.  Errors of every function: MC_NOT_DECIDED where a sign, an
 * argmax, a rank or a gap that the formula needs is not certain at this precision,
 * MC_NO_RESOURCE; outputs then hold nothing of use.
 */
struct mc_norm {
    const char *id, *title;
    const char *row;         /* in the catalogue's table: "0.15a"                            */
    const char *constraint;  /* the set gauge(Z) <= 1 in words; NULL where K* is finite      */
    const char *source;
    bool homogeneous;        /* K(tM) = |t| K(M)                                             */
    bool unit_gradient;      /* gauge(gradient(M)) = 1 wherever M != 0                       */
    enum mc_status (*value)(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec);
    /* The gradient; where K has a kink, one subgradient (0 in the place of 0/0). */
    enum mc_status (*gradient)(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec);
    /* The finite part of K*; NULL where it is 0.  Z is taken to satisfy gauge(Z) <= 1. */
    enum mc_status (*conjugate_finite)(arb_t out, struct mc_operand *Z,
                                       const struct mc_norm_parameters *with, slong prec);
    /* NULL where K* is finite everywhere. */
    enum mc_status (*gauge)(arb_t out, struct mc_operand *Z,
                            const struct mc_norm_parameters *with, slong prec);
};

extern const struct mc_norm *const mc_norms[];
extern const size_t mc_norm_count;

const struct mc_norm *mc_norm_find(const char *id);   /* NULL if there is none */

#endif
