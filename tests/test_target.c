// SPDX-License-Identifier: GPL-3.0-or-later
/* What iterations are measured against, where it is known. */
#include <criterion/criterion.h>

#include "iteration/target.h"

/* H^p has the inverse p-th root H^-1, a matrix of integers, H Hilbert's: badly conditioned, so
 * that the radius is all in the Lipschitz bound of s^(-1/p). */
static void check_inverse_root(slong p, slong n, slong prec)
{
    const struct mc_iteration *newton = mc_iteration_find("coupled-newton");
    struct mc_complaint why = {""};
    struct target target;
    struct mc_matrix M;
    fmpq_mat_t hilbert, inverse;
    enum mc_status status;

    fmpq_mat_init(hilbert, n, n);
    fmpq_mat_init(inverse, n, n);
    fmpq_mat_hilbert_matrix(hilbert);
    cr_assert(fmpq_mat_inv(inverse, hilbert));
    mc_matrix_init_rational(&M, "test", n, n);
    fmpq_mat_one(M.rational);
    for (slong i = 0; i < p; i++)
        fmpq_mat_mul(M.rational, M.rational, hilbert);
    status = target_init(&target, newton, p, &M, NULL, prec, &why);
    cr_assert(status == MC_OK, "p = %ld: %s", (long)p, why.text);
    cr_expect(!target.gram && arb_mat_contains_fmpq_mat(target.exact, inverse), "p = %ld",
              (long)p);
    target_clear(&target), mc_matrix_clear(&M);
    fmpq_mat_clear(hilbert), fmpq_mat_clear(inverse);
}

Test(target, encloses_inverse_roots_that_are_known)
{
    check_inverse_root(1, 8, 128);
    check_inverse_root(2, 5, 128);
    check_inverse_root(4, 3, 128);
}
