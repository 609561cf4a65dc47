// SPDX-License-Identifier: Apache-2.0
#include "certify/wanted.h"
#include "muoncheck/certificate.h"
#include "muoncheck/transform.h"

static void enclose_tall(arb_mat_t out, const struct mc_matrix *A, slong prec)
{
    arb_mat_t wide;

    if (A->rows >= A->cols) {
        mc_matrix_enclose(out, A, prec);
        return;
    }
    arb_mat_init(wide, A->rows, A->cols);
    mc_matrix_enclose(wide, A, prec);
    arb_mat_transpose(out, wide);
    arb_mat_clear(wide);
}

void wanted_init(struct wanted *wanted, const struct mc_matrix *X, const struct mc_matrix *Y,
                 slong prec)
{
    slong m = FLINT_MAX(X->rows, X->cols), n = FLINT_MIN(X->rows, X->cols);

    *wanted = (struct wanted){.X = X, .prec = prec};
    arb_mat_init(wanted->a, m, n);
    arb_mat_init(wanted->y, m, n);
    arb_mat_init(wanted->t, m, n);
    arb_init(wanted->radius);
    enclose_tall(wanted->a, X, prec);
    enclose_tall(wanted->y, Y, prec);
}

void wanted_clear(struct wanted *wanted)
{
    arb_mat_clear(wanted->a);
    arb_mat_clear(wanted->y);
    arb_mat_clear(wanted->t);
    arb_clear(wanted->radius);
}

/* By the SVD. */
static enum mc_status find(struct wanted *wanted, arb_mat_t t, const arb_mat_t a, const fmpq_t p)
{
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    status = mc_svd_of(&svd, wanted->X, wanted->prec);
    if (status == MC_OK)
        status = mc_transform_power(t, wanted->radius, &svd, a, p, wanted->prec);
    wanted->rank = svd.rank_lo == svd.rank_hi ? svd.rank_lo : -1;
    mc_svd_clear(&svd);
    return status;
}

enum mc_status wanted_find(struct wanted *wanted, const fmpq_t p)
{
    slong n = arb_mat_ncols(wanted->t);
    arb_mat_t t, a;
    enum mc_status status = MC_NOT_DECIDED;

    arb_mat_init(t, wanted->X->rows, wanted->X->cols);
    arb_mat_init(a, wanted->X->rows, wanted->X->cols);
    mc_matrix_enclose(a, wanted->X, wanted->prec);
    wanted->rank = n;
    if (fmpq_is_zero(p) && n >= MC_REFINE_FROM)
        status = mc_polar_refine(t, wanted->radius, a, wanted->prec);
    if (status == MC_NOT_DECIDED)
        status = find(wanted, t, a, p);
    if (status == MC_OK && wanted->X->rows >= wanted->X->cols)
        arb_mat_set(wanted->t, t);
    else if (status == MC_OK)
        arb_mat_transpose(wanted->t, t);
    wanted->unique = !fmpq_is_zero(p) || wanted->rank == n;
    arb_mat_clear(t);
    arb_mat_clear(a);
    return status;
}
