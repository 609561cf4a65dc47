// SPDX-License-Identifier: GPL-3.0-or-later
/* Bounds of f(x) and f'(x) on an interval of x, integers times 2^-JET_BITS rounded outward. */
#ifndef RECHECK_JET_H
#define RECHECK_JET_H

#include <gmp.h>
#include <stdbool.h>

enum { JET_BITS = 192 };

struct bounds {
    mpz_t lo, hi;
};

struct jet {
    struct bounds value, slope;
};

void jet_init(struct jet *jet); /* 0 */
void jet_clear(struct jet *jet);
void jet_set(struct jet *out, const struct jet *a);
void jet_set_interval(struct jet *out, const mpq_t lo, const mpq_t hi, long slope);

/* out may be an operand.  add: a + sign b; divide: false where b may vanish. */
void jet_add(struct jet *out, const struct jet *a, const struct jet *b, int sign);
void jet_multiply(struct jet *out, const struct jet *a, const struct jet *b);
bool jet_divide(struct jet *out, const struct jet *a, const struct jet *b);

#endif
