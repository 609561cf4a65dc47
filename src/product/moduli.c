// SPDX-License-Identifier: Apache-2.0
#include <flint/fmpz.h>
#include <flint/ulong_extras.h>
#include <math.h>

#include "product/kernels.h"
#include "product/moduli.h"

/* p/2 + 1 <= s - 1 with s = sqrt(2^53/K), so K (p/2 + 1)^2 <= 2^53 - 2 K s + K, and 2 K s - K >
 * p; at most 2^23 so that residues stay within 2^22. */
static ulong largest_modulus(slong inner)
{
    double limit = 2 * (floor(sqrt(0x1p53 / (double)(inner < 1 ? 1 : inner))) - 2);

    return limit > 0x1p23 ? 1UL << 23 : (ulong)limit;
}

/* A prime below n, or 0. */
static ulong prime_below(ulong n)
{
    for (n--; n > 2; n--)
        if (n_is_prime(n))
            return n;
    return 0;
}

static double balanced(ulong residue, ulong p)
{
    return residue > p / 2 ? -(double)(p - residue) : (double)residue;
}

static void cofactors(struct moduli *m)
{
    slong i;

    for (i = 0; i < m->count; i++) {
        ulong p = (ulong)m->p[i];
        fmpz_divexact_ui(&m->cofactor[i], m->M, p);
        m->weight[i] = balanced(n_invmod(fmpz_fdiv_ui(&m->cofactor[i], p), p), p);
    }
}

enum mc_status moduli_init(struct moduli *m, slong inner, slong bits)
{
    ulong p = largest_modulus(inner) + 1;
    slong wanted = bits + 4 + CHECK_BITS;

    *m = (struct moduli){0};
    fmpz_init_set_ui(m->M, 1);
    while ((slong)fmpz_bits(m->M) <= wanted) {
        p = prime_below(p);
        if (m->count == MODULI_AT_MOST || p < 256) {
            moduli_clear(m);
            return MC_NO_RESOURCE;
        }
        m->p[m->count] = (double)p;
        m->inverse[m->count++] = 1 / (double)p;
        fmpz_mul_ui(m->M, m->M, p);
    }
    cofactors(m);
    return MC_OK;
}

void moduli_clear(struct moduli *m)
{
    slong i;

    for (i = 0; i < m->count; i++)
        fmpz_clear(&m->cofactor[i]);
    fmpz_clear(m->M);
    m->count = 0;
}

void moduli_powers(double *power, const struct moduli *m, slong planes)
{
    slong i, k;

    for (i = 0; i < m->count + QUAD - 1 - (m->count - 1) % QUAD; i++) {
        double *column = power + i / QUAD * QUAD * planes + i % QUAD;
        ulong p = (ulong)m->p[i], x = 1;
        for (k = 0; k < planes; k++) {
            column[QUAD * k] = p ? balanced(x, p) : 0;
            x = p ? (x << DIGIT_BITS) % p : 0;
        }
    }
}

/* Signed digits first .. first + planes - 1 of z into row i of the table. */
static void signed_digits(double *digit, const struct moduli *m, slong i, const fmpz_t z,
                          slong first, slong planes)
{
    fmpz_t rest, low;
    slong k;

    fmpz_init_set(rest, z);
    fmpz_init(low);
    for (k = -first; k < planes; k++) {
        fmpz_fdiv_r_2exp(low, rest, DIGIT_BITS);
        fmpz_fdiv_q_2exp(rest, rest, DIGIT_BITS);
        if (fmpz_cmp_ui(low, 1UL << (DIGIT_BITS - 1)) > 0) {
            fmpz_sub_ui(low, low, 1UL << DIGIT_BITS);
            fmpz_add_ui(rest, rest, 1);
        }
        if (k >= 0)
            digit[k / QUAD * QUAD * (m->count + 1) + QUAD * i + k % QUAD] =
                (double)fmpz_get_si(low);
    }
    fmpz_clear(rest);
    fmpz_clear(low);
}

void moduli_digits(double *digit, const struct moduli *m, slong first, slong planes)
{
    slong room = (planes + QUAD - 1) / QUAD * QUAD * (m->count + 1), i;
    fmpz_t minus;

    for (i = 0; i < room; i++)
        digit[i] = 0;
    for (i = 0; i < m->count; i++)
        signed_digits(digit, m, i, &m->cofactor[i], first, planes);
    fmpz_init(minus);
    fmpz_neg(minus, m->M);
    signed_digits(digit, m, m->count, minus, first, planes);
    fmpz_clear(minus);
}
