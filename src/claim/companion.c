// SPDX-License-Identifier: GPL-3.0-or-later
/* Directions and numbers that go with an instance, from a hash of its name: the same everywhere. */
#include <stdint.h>

#include "claim/instance.h"

/* FNV-1a of name and purpose. */
static uint64_t seed_of(const struct instance *x, const char *purpose)
{
    uint64_t hash = 0xcbf29ce484222325u;
    const char *c;

    for (c = x->name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    hash = (hash ^ 0xff) * 0x100000001b3u;
    for (c = purpose; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    return hash;
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* The sum of twelve uniform numbers on 0..1023, centred: variance about 1024^2. */
static slong roughly_gaussian(uint64_t *state)
{
    slong sum = -6 * 1023, i;

    for (i = 0; i < 12; i++)
        sum += (slong)(next(state) >> 54);
    return FLINT_MAX(-4096, FLINT_MIN(4096, sum));
}

void instance_companion(arb_mat_t out, const struct instance *x, const char *purpose)
{
    uint64_t state = seed_of(x, purpose);
    slong i, j;

    for (i = 0; i < arb_mat_nrows(out); i++)
        for (j = 0; j < arb_mat_ncols(out); j++) {
            arb_set_si(arb_mat_entry(out, i, j), roughly_gaussian(&state));
            arb_mul_2exp_si(arb_mat_entry(out, i, j), arb_mat_entry(out, i, j), -10);
        }
}

void instance_fraction(arb_t out, const struct instance *x, const char *purpose)
{
    uint64_t state = seed_of(x, purpose);

    arb_set_ui(out, 1 + (ulong)(next(&state) % 1023));
    arb_mul_2exp_si(out, out, -10);
}

enum mc_status instance_rotation(arb_mat_t Q, const struct instance *x, const char *purpose,
                                 slong prec)
{
    slong n = arb_mat_nrows(Q);
    arb_mat_t K, T;
    int regular;

    arb_mat_init(K, n, n);
    arb_mat_init(T, n, n);
    instance_companion(K, x, purpose);
    arb_mat_transpose(T, K);
    arb_mat_sub(K, K, T, prec);
    arb_mat_scalar_mul_2exp_si(K, K, -1);
    arb_mat_one(Q);
    arb_mat_add(T, Q, K, prec);
    arb_mat_sub(K, Q, K, prec);
    regular = arb_mat_solve(Q, T, K, prec);
    arb_mat_clear(K);
    arb_mat_clear(T);
    return regular ? MC_OK : MC_NOT_DECIDED;
}
