// SPDX-License-Identifier: Apache-2.0
/*
 * How far K steps of an odd polynomial, X+ = c_0 X + c_1 G X + ... + c_q G^q X with G = X X^T
 * on the smaller side, may end from the polar factor U V^T when they run in a stored format:
 * approximation + rounding, both proved.
 *
 * Shapes: M is m x n, r = min, N = max; X_0 = M / ||M||, with singular values in [S, T] beside
 * those that are zero because m != n, T = sqrt(1 - (r - 1) S^2).  ^ marks what is computed;
 * norms are Frobenius's unless marked 2.  p_k(x) = c_0 x + c_1 x^3 + ...; F_k = p_(K-1) o ... o
 * p_k.
 *
 * Approximation.  X_K = U F_0(sigma) V^T, and the interval p_(k-1)(... p_0([S, T])) is followed
 * step by step; ||X_K - U V^T||_2 <= max(|1 - lo_K|, |hi_K - 1|).
 *
 * Functions of matrices.  Let f be odd, f(A) = U f(sigma) V^T, and let the singular values of A
 * and B lie in J.  Then ||f(A) - f(B)|| <= max |f[x, y]| ||A - B||, x and y from J, -J and 0,
 * and nothing smaller will do: for Hermitian H, K with eigenvectors u_i, v_j the numbers u_i^*
 * (f(H) - f(K)) v_j are f[l_i, m_j] u_i^* (H - K) v_j, and unitary frames keep the Frobenius
 * norm; take H = [[0, A], [A^T, 0]], whose eigenvalues are +-sigma and 0.  So there is no
 * second order to bound, and (f(x) - f(y))/(x - y) is a mean of f', (f(x) + f(y))/(x + y) one
 * of f(x)/x and f(y)/y: the constant is at most Lip(f, J) = max over J of |f'(x)| and |f(x)/x|.
 *
 * Errors from the left.  Let B = (I + E) A, ||E||_2 < 1, all (I + t E) A with singular values
 * in J.  The derivative of f at A in the direction E A has, in A's frame, the entries (i, j)
 * and (j, i) Q diag(f[x, y], f[x, -y]) Q diag(y, x) (E_ij, E_ji), Q orthogonal (Noferini 2017),
 * so it is at most W ||E||, W = max of max(x, y) |f[x, +-y]|; along the path the direction is E
 * (I + t E)^-1 times the point, whence
 *
 *   ||f(B) - f(A)|| <= W ||E|| / (1 - ||E||_2).
 *
 * For 0 <= y <= theta x: x |f[x, y]| <= osc/(1 - theta), osc = max f - min f over J; above that
 * it is at most max |t f'(t)| / theta; the best theta gives W <= max(osc + max |t f'(t)|, 2 max
 * |f|).  Where X^ is small, so is what an error of its Gram matrix does to X^: this is W's use,
 * while Lip would let tiny singular values, and their slope, act on the error of large ones.
 *
 * A run.  X^_(k+1) = p_k(X^_k) + L_k X^_k + D_k (step_error.h), X^_0 = e^s X_0 + D (start_error
 * .h).  Singular values of X^_k lie in J_k: J_0 = [S e^-s, T e^s], fattened by ||D||_2, and
 * J_(k+1) = |p_k(J_k)|, fattened by ||L_k X^_k + D_k||_2, h_k the top of J_k (Weyl).
 * X^_K - X_K is the sum of the differences of F_(k+1)(X^_(k+1)) and F_(k+1)(p_k(X^_k)):
 *
 *   ||X^_K - X_K|| <= |s| min(sqrt(sum over i <= r of w_i^2), max |F_0'| e^|s|) + Lip(F_0)
 *   ||D||
 *                     + sum over k of Lip(F_(k+1)) ||D_k|| + what L_k does,
 *
 * w_i = max |t F_0'(t)| over t <= e^|s| / sqrt(i), which bounds the i-th largest value (i from
 * 4^j to 4^(j+1) - 1 share one w), each constant over J_k, or J_(k+1), and the last the smaller
 * of Lip(F_(k+1)) h_k ||L_k|| and W ||E|| / (1 - ||E||), E = L_k q^-1, q = p_k(x)/x on J_k
 * where it is positive.  Sizes: ||X^_k|| <= min(sqrt(r) h_k, max |p_k(x)/x| ||X^_(k-1)|| +
 * errors).
 *
 * Where roundings have mean zero a second sum may be smaller: in it squares add up.  With A =
 * p_k(X^_k), settled before the roundings of step k, and d = L_k X^_k + D_k, F_(k+1)(A + d) -
 * F_(k+1)(A) is the derivative at A of d, whose constants are those above (W to first order),
 * and a rest: for a composition G o p it is the rest of G for p(A + d) - p(A), and the
 * derivative of G applied to the rest of p, whence, d_j bounding the difference after steps k +
 * 1 to j - 1,
 *
 *   rest <= sum over j > k of Lip(F_(j+1)) C_j d_j^2,
 *   d_(j+1) = Lip(p_j) d_j,   d_(k+1) = ||d||,
 *   C_j = sum |c_i| (2i + 1) i h_j^(2i - 1),
 *
 * Taylor's remainder of X X^T ... X on the ball of spectral norm h_j, one d in the spectral
 * norm, which is below Frobenius's.  The derivatives of all steps together are a martingale,
 * its f^2 and w^2 (rounding_model.h) those of the steps times the squares of the constants.
 *
 * In two strengths, never mixed: `always` holds for every input and every run; `probable` holds
 * with probability at least 1 - failure where the roundings have mean zero given all before,
 * which stochastic rounding ensures (with ideal draws) and roundings to nearest are modelled by
 * (Connolly, Higham and Mary 2021).  The bounds of single products and roundings then hold with
 * probability, each for a share of `failure`, given that those before them did: an eighth of it
 * is for the last event, which the second sum adds, the rest is shared alike by all others.
 *
 * Bounds are computed in doubles: sums and products of nonnegative numbers, fewer than 2^11
 * deep, each off by a factor of at most 1 + 2^-52; each step's result is multiplied by 1 +
 * 2^-40.  Suprema come from balls.  Where a bound does not exist (an accumulation that loses
 * all, an overflow, an interval that runs away) it is infinite.
 */
#ifndef TOLERANCE_H
#define TOLERANCE_H

#include <flint/fmpq_poly.h>
#include "muoncheck/iteration.h"

struct tolerance_question {
    const fmpq_poly_struct *polynomials;     /* of each step: odd                             */
    slong steps, m, n;
    const struct mc_arithmetic *in;          /* emulated                                      */
    fmpq *sigma_min;                         /* S: 0 <= S <= 1/sqrt(r)                        */
    double failure;                          /* in (0, 1)                                     */
};

/* ||X^_K - X_K|| <= rounding, and the r singular values of X^_K lie in [lo, hi]; maybe
 * infinite.  `trivial`: rounding is no more than ||X^_K|| + ||X_K|| says, sqrt(r) (hi + max
 * |F_0|), below what the sum over the run gives. */
struct tolerance_bounds {
    double rounding, lo, hi;
    bool trivial;
};

struct tolerance {
    arb_t approximation;    /* encloses the largest |1 - F_0(w)| for w in [S, T]              */
    struct tolerance_bounds always;
    struct tolerance_bounds probable;        /* but with probability `failure`                */
};

/*
 * The polynomials of *steps rows of the table `name` (mc_table_read; "newton-schulz-3" and
 * "newton-schulz-5" are ns3 and ns5 for as many steps as they take), *steps < 0: as published,
 * and set.  Heap: tolerance_rows_free.  Errors: MC_BAD_INPUT for a table that is none, that
 * stops earlier, or that is made for another scaling; MC_NO_RESOURCE.  *rows is then unchanged.
 */
MC_MUST_CHECK enum mc_status tolerance_rows_read(fmpq_poly_struct **rows, slong *steps,
                                                 const char *name, struct mc_complaint *why);
void tolerance_rows_free(fmpq_poly_struct *rows, slong steps);

void tolerance_init(struct tolerance *tolerance);
void tolerance_clear(struct tolerance *tolerance);

/* Errors: MC_BAD_INPUT for polynomials that are not odd, or another arithmetic. */
MC_MUST_CHECK enum mc_status tolerance_bound(struct tolerance *out,
                                             const struct tolerance_question *question,
                                             struct mc_complaint *why);

/* out contains a bound of ||X^_K - U V^T||_2, indeterminate where there is none: approximation
 * + rounding; or hi + 1, which says no more than that X^_K and U V^T are that long.  true: for
 * it, or for a trivial bound of rounding. */
bool tolerance_total(arb_t out, const struct tolerance *bound);

/* state->x = X_K of M (m x n) in any arithmetic; the state is the caller's to clear. */
void tolerance_run(struct mc_state *state, const struct tolerance_question *question,
                   const arb_mat_t M, const struct mc_arithmetic *in);

/* out contains ||X^_K - X_K|| for one matrix, at `prec` bits, and `spectral` its spectral norm
 * unless that is NULL; not finite where X^_K is not. */
void tolerance_observe(arb_t out, arb_t spectral, const struct tolerance_question *question,
                       const arb_mat_t M, slong prec);

/*
 * A bound of ||X^_K - X_K|| for one run that the model reproduces bit by bit: with its own
 * iterates known, ||X^_(k+1) - p_k(X^_k)||, enclosed, times Lip(F_(k+1)) on the singular values
 * of both, X_0 in place of p_(-1); 0 <= k <= K.  How far each step's rounding reaches at most,
 * where tolerance_bound has to suppose the worst of every matrix.  Infinite where a spectrum
 * cannot be had.
 */
double tolerance_of_run(const struct tolerance_question *question, const arb_mat_t M,
                        slong prec);

/* M times the power of two that brings its norm into [1, 2), exact; false: its norm, at `prec`
 * bits, is not told from zero, or not finite. */
bool tolerance_scale(arb_mat_t M, slong prec);

/* How many entries of two matrices of one shape are the same numbers. */
slong tolerance_agreement(const arb_mat_t X, const arb_mat_t Y);

#endif
