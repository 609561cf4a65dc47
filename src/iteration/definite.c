// SPDX-License-Identifier: Apache-2.0
#include "iteration/definite.h"
#include "muoncheck/spectrum.h"

static bool mirrored_equal(const struct mc_matrix *M, slong i, slong j)
{
    if (M->kind == MC_RATIONAL)
        return fmpq_equal(fmpq_mat_entry(M->rational, i, j), fmpq_mat_entry(M->rational, j, i));
    return arb_equal(arb_mat_entry(M->dyadic, i, j), arb_mat_entry(M->dyadic, j, i));
}

static bool symmetric(const struct mc_matrix *M)
{
    slong i, j;

    if (!mc_matrix_is_exact(M) || M->rows != M->cols)
        return false;
    for (i = 0; i < M->rows; i++)
        for (j = 0; j < i; j++)
            if (!mirrored_equal(M, i, j))
                return false;
    return true;
}

static bool certainly_indefinite(const arb_mat_t A, slong prec)
{
    arb_t trace, nuclear;
    bool out;

    arb_init(trace);
    arb_init(nuclear);
    arb_mat_trace(trace, A, prec);
    mc_nuclear_norm(nuclear, A, prec);
    out = arb_lt(trace, nuclear);
    arb_clear(trace);
    arb_clear(nuclear);
    return out;
}

enum definite definite_decide(const struct mc_matrix *M, slong prec)
{
    enum definite out = DEFINITE_UNKNOWN;
    arb_mat_t A, L;

    if (!symmetric(M))
        return DEFINITE_NO;
    arb_mat_init(A, M->rows, M->cols);
    arb_mat_init(L, M->rows, M->cols);
    mc_matrix_enclose(A, M, prec);
    if (arb_mat_cho(L, A, prec))
        out = DEFINITE_YES;
    else if (certainly_indefinite(A, prec))
        out = DEFINITE_NO;
    arb_mat_clear(A);
    arb_mat_clear(L);
    return out;
}
