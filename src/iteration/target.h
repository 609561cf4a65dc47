// SPDX-License-Identifier: Apache-2.0
/* Within this room: what an iteration should converge to, enclosed. */
#ifndef TARGET_H
#define TARGET_H

#include "muoncheck/iteration.h"
#include "muoncheck/spectrum.h"

struct target {
    const struct mc_iteration *iteration;
    slong p;
    bool gram;              /* A is the smaller Gram matrix of M                              */
    slong rows, cols;       /* of the target                                                  */
    slong values;           /* nonzero singular values of M (polar), eigenvalues of A (roots) */
    arb_mat_t M;            /* as given                                                       */
    arb_mat_t A;            /* polar: M                                                       */
    arb_mat_t exact;        /* U V^T or A^(-1/p)                                              */
    arb_ptr weight;         /* t_i: 1, or l_i^(-1/p)                                          */
    arb_ptr start;          /* w_0, before the division by a bound                            */
    fmpq_t lo, hi;          /* 0 < lo <= singular values of the scaled start <= hi            */
    arb_t norm;             /* ||T|| = max t_i                                                */
    const struct mc_convergence_options *options;   /* of both runs; NULL: none               */
};

/* Errors: MC_NOT_DECIDED at this precision; MC_BAD_INPUT outside the domain. */
MC_MUST_CHECK enum mc_status target_init(struct target *target,
                                         const struct mc_iteration *iteration, slong p,
                                         const struct mc_matrix *M,
                                         const struct mc_convergence_options *options,
                                         slong prec, struct mc_complaint *why);

/* The sketch and the epsilon of a run, on an initialised state. */
void target_prepare(struct mc_state *state, const struct target *target);

void target_clear(struct target *target);

/* out = max_i t_i |1 - w_i^(1/|p|)|;  relative = max_i |1 - w_i|. */
void target_distance(arb_t out, arb_t relative, const struct target *target, arb_srcptr w,
                     slong prec);

/* The residual called orthogonality in the public header, of the exact matrix X. */
void target_residual(arb_t out, const struct target *target, const arb_mat_t X, slong prec);

#endif
