// SPDX-License-Identifier: GPL-3.0-or-later
/* Directions and numbers that go with an instance, from a hash of its name: the same everywhere. */
#include <stdint.h>
#include <string.h>

#include "claim/instance.h"

/* Given entries are k/1024, |k| <= 4096: their quotients are exact. */
enum { GIVEN_BITS = 64 };

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

/* The companion of that purpose and shape which the instance's text gives; NULL: none. */
static const struct mc_matrix *given(const struct instance *x, const char *purpose, slong rows,
                                     slong cols)
{
    size_t i;

    for (i = 0; i < x->given_count; i++)
        if (!strcmp(x->given[i].purpose, purpose) && x->given[i].A.rows == rows &&
            x->given[i].A.cols == cols)
            return &x->given[i].A;
    return NULL;
}

void instance_companion(arb_mat_t out, const struct instance *x, const char *purpose)
{
    slong rows = arb_mat_nrows(out), cols = arb_mat_ncols(out), i, j;
    const struct mc_matrix *A = given(x, purpose, rows, cols);
    uint64_t state = seed_of(x, purpose);

    if (x->asked)
        x->asked(x->asked_context, purpose, rows, cols, false);
    for (i = 0; i < rows; i++)
        for (j = 0; j < cols; j++) {
            arb_ptr entry = arb_mat_entry(out, i, j);

            if (A) {
                arb_fmpz_div_fmpz(entry, fmpq_mat_entry_num(A->rational, i, j),
                                  fmpq_mat_entry_den(A->rational, i, j), GIVEN_BITS);
                continue;
            }
            arb_set_si(entry, roughly_gaussian(&state));
            arb_mul_2exp_si(entry, entry, -10);
        }
}

void instance_fraction(arb_t out, const struct instance *x, const char *purpose)
{
    const struct mc_matrix *A = given(x, purpose, 1, 1);
    uint64_t state = seed_of(x, purpose);

    if (x->asked)
        x->asked(x->asked_context, purpose, 1, 1, true);
    if (A) {
        const fmpq *value = fmpq_mat_entry(A->rational, 0, 0);

        arb_fmpz_div_fmpz(out, fmpq_numref(value), fmpq_denref(value), GIVEN_BITS);
        if (fmpq_sgn(value) > 0 && fmpz_cmp(fmpq_numref(value), fmpq_denref(value)) < 0)
            return;
    }
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
