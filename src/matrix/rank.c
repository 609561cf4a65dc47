// SPDX-License-Identifier: Apache-2.0
/*
 * The exact rank.  Rows are first scaled by powers of two, which leaves the rank
 * alone, so that graded matrices give integers of few bits; then entries become integers.
 */
#include "muoncheck/matrix.h"
#include <flint/fmpz_mat.h>
#include <flint/nmod_mat.h>
#include <flint/ulong_extras.h>

/* The least exponent of a binary digit set in row i; 0 for a row of zeros. */
static void lowest_exponent(fmpz_t lowest, const arb_mat_t A, slong i)
{
    int found = 0;
    fmpz_t exponent;
    slong j;

    fmpz_init(exponent);
    fmpz_zero(lowest);
    for (j = 0; j < arb_mat_ncols(A); j++) {
        arf_srcptr a = arb_midref(arb_mat_entry(A, i, j));
        if (arf_is_zero(a))
            continue;
        arf_bot(exponent, a);
        if (!found || fmpz_cmp(exponent, lowest) < 0)
            fmpz_set(lowest, exponent);
        found = 1;
    }
    fmpz_clear(exponent);
}

/* Z = A, each row times the power of two that makes it integral and no larger. */
static void integers_from_dyadic(fmpz_mat_t Z, const arb_mat_t A)
{
    fmpz_t lowest;
    arf_t scaled;
    slong i, j;

    fmpz_init(lowest);
    arf_init(scaled);
    for (i = 0; i < arb_mat_nrows(A); i++) {
        lowest_exponent(lowest, A, i);
        fmpz_neg(lowest, lowest);
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arf_mul_2exp_fmpz(scaled, arb_midref(arb_mat_entry(A, i, j)), lowest);
            arf_get_fmpz(fmpz_mat_entry(Z, i, j), scaled, ARF_RND_DOWN);
        }
    }
    fmpz_clear(lowest);
    arf_clear(scaled);
}

static slong rank_modulo(const fmpz_mat_t Z, ulong prime)
{
    nmod_mat_t residues;
    slong rank;

    nmod_mat_init(residues, fmpz_mat_nrows(Z), fmpz_mat_ncols(Z), prime);
    fmpz_mat_get_nmod_mat(residues, Z);
    rank = nmod_mat_rank(residues);
    nmod_mat_clear(residues);
    return rank;
}

enum mc_status mc_matrix_rank(slong *rank, const struct mc_matrix *A)
{
    slong full = A->rows < A->cols ? A->rows : A->cols;
    fmpz_mat_t Z;

    *rank = 0;
    if (A->kind == MC_COMPUTED || (A->kind == MC_DYADIC && !arb_mat_is_finite(A->dyadic)))
        return MC_BAD_INPUT;
    fmpz_mat_init(Z, A->rows, A->cols);
    if (A->kind == MC_RATIONAL)
        fmpq_mat_get_fmpz_mat_rowwise(Z, NULL, A->rational);
    else
        integers_from_dyadic(Z, A->dyadic);
    *rank = rank_modulo(Z, n_nextprime(UWORD(1) << 62, 0));
    if (*rank < full)
        *rank = fmpz_mat_rank(Z);
    fmpz_mat_clear(Z);
    return MC_OK;
}
