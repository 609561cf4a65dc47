// SPDX-License-Identifier: Apache-2.0
/* A program of its own, linked with the installed core by pkg-config alone: the spectral norm of
 * [3 0; 4 5] is 3 sqrt(5), for A A^T = [9 12; 12 41] has the eigenvalues 45 and 5. */
#include <stdio.h>

#include <muoncheck/matrix.h>
#include <muoncheck/spectrum.h>

int main(void)
{
    static const double entries[2][2] = {{3, 0}, {4, 5}};
    struct mc_matrix A = {0};
    arb_t norm, square;
    int i, j, right;

    mc_matrix_init_dyadic(&A, "example", 2, 2);
    for (i = 0; i < 2; i++)
        for (j = 0; j < 2; j++)
            mc_matrix_set_double(&A, i, j, entries[i][j]);
    arb_init(norm);
    arb_init(square);
    mc_spectral_norm(norm, A.dyadic, 128);
    arb_mul(square, norm, norm, 256);
    right = arb_is_finite(norm) && arb_contains_si(square, 45) && arb_rel_accuracy_bits(norm) > 64;
    printf("spectral norm ");
    arb_printn(norm, 30, 0);
    printf("\n");
    mc_matrix_clear(&A);
    arb_clear(norm);
    arb_clear(square);
    flint_cleanup();
    return right ? 0 : 1;
}
