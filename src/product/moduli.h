// SPDX-License-Identifier: Apache-2.0
/* The moduli of one product and the tables that go with them. */
#ifndef MODULI_H
#define MODULI_H

#include "muoncheck/arb.h"
#include "muoncheck/status.h"

enum { DIGIT_BITS = 24, MODULI_AT_MOST = 200, PLANES_AT_MOST = 256, CHECK_BITS = 24 };

struct moduli {
    slong count;
    double p[MODULI_AT_MOST];       /* 0 from count on                                       */
    double inverse[MODULI_AT_MOST]; /* 1/p rounded                                           */
    double weight[MODULI_AT_MOST];  /* (M/p)^-1 mod p, balanced                              */
    fmpz_t M;
    fmpz cofactor[MODULI_AT_MOST]; /* M/p                                                   */
};

/* Primes p with inner (p/2 + 1)^2 <= 2^53 - p, largest first, with product >= 2^28 2^bits: for
 * products of size 2^bits, 2^24 times what the Chinese remainder theorem asks for.
 * Errors: MC_NO_RESOURCE if more than MODULI_AT_MOST would be needed. */
MC_MUST_CHECK enum mc_status moduli_init(struct moduli *m, slong inner, slong bits);
void moduli_clear(struct moduli *m);

/* The table that turns digits into residues, four moduli side by side as kernel_residues takes
 * them: power[i planes + QUAD k + q] = 2^(24 k) mod p_(i + q), balanced, for i divisible by
 * QUAD; 0 from `count` on.  Room for count rounded up to QUAD. */
void moduli_powers(double *power, const struct moduli *m, slong planes);

/* The table that turns weighted residues into digits, four digits side by side: digit[k (count
 * + 1) + QUAD i + q], k divisible by QUAD, is signed digit first + k + q of M/p_i for i <
 * count, that of -M for i = count; 0 from `planes` on.  Room for planes rounded up to QUAD. */
void moduli_digits(double *digit, const struct moduli *m, slong first, slong planes);

#endif
