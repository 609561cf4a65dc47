// SPDX-License-Identifier: Apache-2.0
/* Within this room: the constants of tolerance.h's bound for one arithmetic, and one
 * product. */
#ifndef ROUNDING_MODEL_H
#define ROUNDING_MODEL_H

#include "muoncheck/arithmetic.h"

struct rounding_model {
    const struct mc_arithmetic *in;
    double u, e;      /* of the format                                                        */
    double v, quantum, least;     /* of the type: unit roundoff, e', 2^emin                   */
};

struct rounding_model rounding_model_of(const struct mc_arithmetic *in);

/* g for sums of k products; infinite where d v > 1/2. */
double rounding_growth(const struct rounding_model *model, slong k);

/* t, for factors of spectral norms at most a and b. */
double rounding_underflow(const struct rounding_model *model, slong k, double a, double b);

/* Norms of a factor: Frobenius and spectral, or bounds of them. */
struct size {
    double frobenius, spectral;
};

/* Bounds ||computed AB - AB||, `product` >= ||AB||, `entries` of AB; infinite where an entry
 * may overflow. */
double rounding_of_product(const struct rounding_model *model, slong k, struct size a,
                           struct size b, double product, double entries);

#endif
