// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The flow of Lion-K at one point.  With p = gradK*(lambda X), a = alpha gradF(X),
 *   M' = -(a + g M),  N = M + eps M',  X' = gradK(N) - lambda X,
 *   H(X, M) = alpha F(X) + (g/lambda) K*(lambda X) + c (K*(lambda X) + K(M) - lambda <M, X>),
 *   c = (1 - eps g) / (1 + eps lambda).
 * K: sum sqrt(sigma_i^2 + d^2), or ||.||_F^2/2.  F: ||X - C||_F^2/2, or ||X - C||_F^4/4.
 * Chen, Liu, Liang, Liu, Lion-K, arXiv:2310.05898, Theorem 3.1; the c is derived in
 * checks/lionk_lyapunov_identity.c.
 */
#ifndef LIONK_FLOW_H
#define LIONK_FLOW_H

#include "claim/claim.h"
#include "muoncheck/norm.h"

struct lionk_flow {
    struct ledger *ledger;
    struct instance *x;
    slong m, n, prec;
    const struct mc_norm *K;                       /* smooth-nuclear or half-square           */
    const struct mc_norm_parameters *with;
    bool quartic;                                  /* which F                                 */
    bool other_c;                                  /* for controls: 1 - eps lambda below     */
    bool plus_gradient;                            /* for controls: M' = a - g M              */
    bool without_conjugate;                        /* for controls: H without (g/lambda) K*   */
    bool beyond;                                   /* for controls: eps g = 2, F such that
                                                      N = p at the start                      */
    /* made by lionk_flow_start, lent by the ledger */
    bool smooth;                                   /* is K smooth-nuclear?                    */
    arb_ptr alpha, g, lambda, eps, c, conjugates;  /* conjugates: g/lambda + c                */
    arb_mat_struct *X, *M, *C, *Y;                 /* Y = lambda X                            */
    arb_mat_struct *p, *a, *dM, *N, *dX;           /* as above; dM = M', dX = X'              */
    arb_mat_struct *gradient, *gradient_N;         /* gradK(M), gradK(N)                      */
};

/* Constants in (0, 1), M = the instance, X and C random with 1/2 <= ||lambda X||_F < 1.
 * Errors: MC_NOT_DECIDED where a gradient is not certain at this precision. */
MC_MUST_CHECK enum mc_status lionk_flow_start(struct lionk_flow *f);

/* p, a, M', N, X' and both gradients at f->X, f->Y = lambda X and f->M.  Errors:
 * MC_NOT_DECIDED. */
MC_MUST_CHECK enum mc_status lionk_flow_move(const struct lionk_flow *f);

/*
 * X and M after `time` of the flow, integrated in doubles by GSL: points near the flow, with no
 * bound on how near, and then as lionk_flow_move.
 * Errors: MC_NOT_DECIDED where the integration fails, as where ||lambda X|| reaches 1.
 */
MC_MUST_CHECK enum mc_status lionk_flow_integrate(struct lionk_flow *f, double time);

/* out = F(X), K*(Y), H(X, M).  Errors: MC_NOT_DECIDED. */
void lionk_objective(arb_t out, const struct lionk_flow *f, const arb_mat_t X);
MC_MUST_CHECK enum mc_status lionk_conjugate(arb_t out, const struct lionk_flow *f,
                                             const arb_mat_t Y);
MC_MUST_CHECK enum mc_status lionk_energy(arb_t out, const struct lionk_flow *f,
                                          const arb_mat_t X, const arb_mat_t M);

#endif
