// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: a running error analysis of one matrix product, for the very order in which
 * its sums run.
 *
 *   computed AB = AB + sum over the additions s of E_s + what multiplying and storing rounds
 *
 * An addition s adds up the products of some set T of indices; its exact result is S = A_T B_T
 * (those columns of A, those rows of B), and |E_s| <= v |S + earlier errors in it|, for each
 * entry.  No entry's sum passes more than d additions on its way.  With a = ||A||, a_2 =
 * ||A||_2 and so on (Frobenius unless marked 2), psi = a_2 b_2 and phi = min(a_2 b, a b_2):
 *
 *   ||S|| <= min(phi, sqrt|T| psi),   sum of ||S|| over q disjoint T <= sqrt(q) phi
 *
 * since ||A_T||_2 <= a_2 and ||B_T||^2 adds up to b^2, each row of B at most b_2 long.  This is
 * what the order is worth: gamma_k ||A|| ||B|| takes every partial sum for as large as all.
 *
 *   always     ||error|| <= (v sum ||S|| + F) / (1 - d v),    F = v a b, the rounded products;
 *              F = 0 where they are fused, or exact in the type
 *   prob.      each entry of E_s has mean zero and is at most v (|S| + g (|A||B|)), g = d v /
 *              (1 - d v), which given A and B does not depend on chance: rounding_model.h's f^2
 *              = v'^2 ((sqrt(sum ||S||^2) + sqrt(count of S) g a b)^2 + min(phi, sqrt(k)
 *              psi)^2), s^2 = v'^2 ((sqrt(d) psi + sqrt(count) g a b)^2 + psi^2), and w^2 =
 *              v'^2 psi^2 ((sqrt(d) + sqrt(2 count) g)^2 + 1), the last terms where products
 *              are rounded: the additions are d sets at most in each of which the T are
 *              disjoint, and there rows of S are at most |a_T| b_2 long, entries |a_T| |b_T|,
 *              with a_T those columns of one row of A
 *
 * A Gram matrix X X^T rounds to nearest at (i, j) what it rounds at (j, i), which doubles its
 * w^2 but for this: off its diagonal |S_ij| <= psi/2, S = X_T X_T^T being semidefinite and at
 * most psi in norm, while sum over disjoint T of |S_ij| <= psi, so that 2 sum (S_ij)^2 <=
 * psi^2, and the same for single products and for what is stored.
 *
 * The additions: in sequence T = 1..j for all j <= k; pairwise the nodes of a binary tree, its
 * leaves where they are fused (a product alone is then rounded as a sum); blocks, lanes, split:
 * in each part as in sequence, then over whole parts.  d = k; 1 + ceil(log2 k); length + number
 * of parts.  Aligned, each block i of `width` adds to the running sum S_(i-1): with z = (width
 * + 1) 2^(1-p-guard), z' = z (1 + 2^(1-p)) the error is at most z' (|S_(i-1)| + largest product
 * of the block) + 2^(1-p) |S_i|, and d = ceil(k/width), v = z + 2^(1-p) (1 + z) >= z' +
 * 2^(1-p); its truncation has no mean zero, and only `always` holds.
 *
 * Then the sum is rounded to the format, unless it is the type.  Underflow: an entry loses at
 * most t = 2 k e', e' the type's quantum; aligned 2 d (width + 2) e'; where it flushes 2 k
 * 2^emin (3 + a_2 + b_2).  Sources: Higham 2002, 3.1 and 4.2 (running error of sums), his bound
 * with partial sums; the norms of partial products are derived here.
 */
#ifndef PRODUCT_ERROR_H
#define PRODUCT_ERROR_H

#include "iteration/rounding_model.h"

/* What the additions of an order cost: sum of ||S||, root of the sum of ||S||^2, count of S. */
struct additions {
    double sum, root, count;
};

struct additions additions_of(const struct mc_accumulation *in, double k, double phi,
                              double psi);

/* Computed AB - AB, A (. x k), AB of size at most `product`, with `entries` entries; infinite
 * where one may overflow, or where d v > 1/2. */
struct error product_error(const struct rounding_model *model, slong k, struct size A,
                           struct size B, struct size product, double entries);

/* Relative, for a sum of k nonnegative numbers: always d v / (1 - d v); prob. v' sqrt(d) (1 + d
 * v / (1 - d v)) times 1 + the factor, as the squares of all S add up to at most d (sum)^2. */
double sum_error(const struct rounding_model *model, double k);

/* t, for factors of spectral norms at most a and b. */
double underflow_of(const struct rounding_model *model, double k, double a, double b);

#endif
