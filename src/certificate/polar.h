// SPDX-License-Identifier: Apache-2.0
/*
 * From residuals to the distance of a polar factor.  All are upper bounds in the Frobenius norm
 * (`least` a lower bound) for a tall B, m x n, and Y of full rank with polar factor Y^:
 *
 *   defect   ||Y^T Y - I||                  skew     ||skew(Y^^T B)||
 *   normal   ||(I - Y^ Y^^T) B||            least    lambda_min(sym(Y^^T B)) > 0
 */
#ifndef POLAR_H
#define POLAR_H

#include "muoncheck/arb.h"
#include <stdbool.h>

/* ||Y - Y^|| <= defect / (1 + sigma_min(Y)), sigma_min(Y)^2 >= 1 - defect (Higham's lemma,
 * catalogue 3.26: singular value by singular value |s - 1| = |s^2 - 1| / (s + 1)); inf from
 * defect 1 on. */
double polar_defect_up(double defect);

/* ||P^-1 - I|| <= defect / (s (1 + s)), s = sigma_min(Y), for Y = Y^ P: |1/p - 1| as above. */
double polar_inverse_up(double defect);

/*
 * ||Y^ - polar(B)||.  With S = sym(Y^^T B), ||B - Y^ S||^2 = skew^2 + normal^2 =: delta^2, and
 * polar(Y^ S) = Y^ since S > 0.  sigma_n(B) >= sigma_n(Y^ S) - delta >= least - delta; where
 * that is positive, ranks are equal and catalogue 3.30 gives 2 delta / (least + (least -
 * delta)). inf where it is not: not decided.
 */
double polar_distance_up(double skew, double normal, double least);

/* M (n x n) becomes its symmetric part, K its skew part, each rounded once an entry: off by at
 * most u times itself and ETA. */
void symmetric_and_skew(double *M, double *K, slong n);

/* G = fl(G - I), strict upper triangle = lower: from the lower triangle of Y^T Y to the defect.
 */
void subtract_identity(double *G, slong n);

/* t (n x m) = A^T, A m x n. */
void transpose(double *t, const double *A, slong m, slong n);

#endif
