// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the mean score of a run of Muon with explicit decay is bounded by, from
 * one-step-descent-with-decay summed up: ||lam X_0|| <= 1, eta lam <= 1, exact gradients,
 *
 *   (1/T) sum_(t<T) S(X_t) <= (F(X_0) - F_inf)/(eta T)
 *       + 2 b1 ||M_0 + grad F(X_0)||_* / ((1 - b2) T) + 4 b1 L eta/(1 - b2) + 2 L eta,
 *
 * since d_t = M_t + grad F(X_t) follows d_(t+1) = b2 d_t + (grad F(X_(t+1)) - grad F(X_t)), the
 * last at most 2 L eta in the nuclear norm, and E_t = b1 d_t.  With gradients of noise xi_t,
 * E ||xi_t||_F^2 <= sigma^2, independent of the past and with mean zero, the mean of the left
 * side is at most that plus
 *
 *   2 sqrt(r) sigma sqrt(b1^2 (1 - b2)/(1 + b2) + (1 - b1)^2),  r = min(m, n),
 *
 * from the noise in E_t, -b1 (1 - b2) sum b2^(t-1-s) xi_s - (1 - b1) xi_t.  Chen, Li, Liu,
 * arXiv:2506.15054, Theorems 3 and 4; constants derived here.
 */
#ifndef SCORE_RATE_H
#define SCORE_RATE_H

#include "muoncheck/status.h"
#include "optimizer/optimizer.h"

struct score_rate {
    const struct optimizer_settings *s;   /* constant                                         */
    arb_srcptr L, start, drop;            /* start = ||M_0 + grad F(X_0)||_*,
                                             drop = F(X_0) - F_inf                            */
    slong prec;
};

/* out = ||G||_* + lam <X, G>. */
void score(arb_t out, const arb_mat_t X, const arb_mat_t G, const arb_t lambda, slong prec);

/* The parts of the bound: what vanishes as T grows, with and without `start`; what eta leaves.
 * */
void score_rate_objective(arb_t out, const struct score_rate *r, slong T);
void score_rate_momentum(arb_t out, const struct score_rate *r, slong T);
void score_rate_floor(arb_t out, const struct score_rate *r);

/* out = the term of the noise. */
void score_rate_noise(arb_t out, const struct score_rate *r, slong rank, const arb_t sigma);

#endif
