// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Prescribed singular values, by the keys "spectrum", "cond", "rank" and "scale":
 *
 *   spectrum=[1,1,1/2,0]   a list of rationals >= 0, padded with zeros
 *   spectrum=NAME          `rank` nonzero values by the law of that name, then zeros
 *
 * and every value is multiplied by `scale`.  The laws, r the rank, i = 1, ..., r, kappa = cond:
 *
 *   arithmetic       1 - (i-1)/(r-1) (1 - 1/kappa)
 *   clustered        1 - (i-1) 2^-40 for i <= (r+1)/2, then 1/kappa, as often as it is left
 *   one-large        1, then 1/kappa
 *   one-small        1, at last 1/kappa
 *   power-law        i^-5
 *   rank-deficient   arithmetic, with r = (k+1)/2 of k unless the rank is given
 *   linear-to-zero   (r-i) / (2(r-1)): the last one is zero
 *   geometric        kappa^(-(i-1)/(r-1))
 *   log-uniform      kappa^-u, u uniform on (0, 1), dyadic
 *   two-then-tail    1, 1, then 10^-4 to 10^-7 in a geometric sequence
 *   gamma            -log(u1 u2 u3)/2: Gamma with shape 3 and scale 1/2
 *
 * The last four are irrational and are kept by exact rational parameters.
 */
#ifndef SINGULAR_VALUES_H
#define SINGULAR_VALUES_H

#include <gsl/gsl_rng.h>
#include "generator/generator.h"

enum singular_form {
    SIGMA_LISTED,      /* t             */
    SIGMA_POWER,       /* base^-t       */
    SIGMA_LOGARITHM,   /* -log(t) / 2   */
};

struct singular_values {
    enum singular_form form;
    slong count;         /* k                                                     */
    slong given;         /* values that have a parameter; the others are zero     */
    fmpq *t;             /* `given` parameters, such that the values descend      */
    fmpq_t base, scale;
};

/* One law: the parameter of value i = 0, ..., r-1. */
struct spectrum_law {
    const char *id;
    bool reads_cond;
    enum singular_form form;
    void (*parameter)(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng);
};

extern const struct spectrum_law spectrum_laws[];
extern const size_t spectrum_law_count;

/* k for a spec without "m" and "n": as many as the list has, 8 for a law. */
slong singular_values_default_count(const struct spec *spec);

/* The k values of `spec`; where it is silent, law "arithmetic", cond 1000 and scale 1.
 * Errors: MC_BAD_INPUT with a line that names the key; `s` may then be cleared. */
MC_MUST_CHECK enum mc_status singular_values_init(struct singular_values *s,
                                                  const struct spec *spec, slong k,
                                                  gsl_rng *rng, struct mc_complaint *why);
void singular_values_clear(struct singular_values *s);

/* Are all values rational? */
bool singular_values_are_rational(const struct singular_values *s);

/* sigma[0..k-1], descending: exact where the values are rational, else each rounded to nearest,
 * with 24 bits, before it is scaled.  Heap; undone by _fmpq_vec_clear(sigma, k). */
fmpq *singular_values_rational(const struct singular_values *s);

/* sigma[0..k-1] (initialised) = enclosures of relative radius about 2^-prec. */
void singular_values_enclose(arb_ptr sigma, const struct singular_values *s, slong prec);

#endif
