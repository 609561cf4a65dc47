// SPDX-License-Identifier: Apache-2.0
/* The moduli of one product and the tables that go with them. */
#ifndef MODULI_H
#define MODULI_H

#include "muoncheck/arb.h"
#include "muoncheck/status.h"

enum { DIGIT_BITS = 24, MODULI_AT_MOST = 200, PLANES_AT_MOST = 256, CHECK_BITS = 24 };

struct moduli {
    slong count;
    double p[MODULI_AT_MOST];
    double inverse[MODULI_AT_MOST];   /* 1/p rounded                                           */
    double weight[MODULI_AT_MOST];    /* (M/p)^-1 mod p, balanced                              */
    fmpz_t M;
    fmpz cofactor[MODULI_AT_MOST];    /* M/p                                                   */
};

/* Primes below 2 (sqrt(2^53/K) - 1), largest first, with product >= 2^28 K 2^bits: 2^24 times what
 * the Chinese remainder theorem asks for.
 * Errors: MC_NO_RESOURCE if more than MODULI_AT_MOST would be needed. */
MC_MUST_CHECK enum mc_status moduli_init(struct moduli *m, slong inner, slong bits);
void moduli_clear(struct moduli *m);

/* power[k + i * planes] = 2^(24 k) mod p_i, balanced: the table that turns digits into residues. */
void moduli_powers(double *power, const struct moduli *m, slong planes);

/* digit[i + k * (count + 1)], i < count: signed digit first + k of M/p_i; i = count: that of -M. */
void moduli_digits(double *digit, const struct moduli *m, slong first, slong planes);

#endif
