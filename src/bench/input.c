// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "bench/input.h"
#include "generator/generator.h"

void input_random(arb_mat_t A, unsigned long long seed, slong bits)
{
    flint_rand_t state;

    flint_randinit(state);
    flint_randseed(state, seed, seed);
    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++) {
            arb_urandom(arb_mat_entry(A, i, j), state, bits);
            mag_zero(arb_radref(arb_mat_entry(A, i, j)));
        }
    flint_randclear(state);
}

enum mc_status input_generate(arb_mat_t A, const char *name, const char *keys, slong n,
                              unsigned long long seed, slong bits, struct mc_complaint *why)
{
    struct mc_matrix M = {0};
    char spec[200];
    enum mc_status status;

    snprintf(spec, sizeof spec, "%s:m=%ld,n=%ld,seed=%llu%s", name, (long)n, (long)n, seed,
             keys);
    arb_mat_init(A, n, n);
    status = generate(&M, spec, why);
    if (status == MC_OK) {
        mc_matrix_enclose(A, &M, bits);
        for (slong i = 0; i < n; i++)
            for (slong j = 0; j < n; j++) {
                arb_set_round(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j), bits);
                mag_zero(arb_radref(arb_mat_entry(A, i, j)));
            }
    }
    mc_matrix_clear(&M);
    return status;
}
