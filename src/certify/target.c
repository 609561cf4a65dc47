// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "certificate/dense.h"
#include "certify/functional.h"
#include "certify/target.h"
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

void target_init(struct target *target, const struct mc_matrix *X, const struct mc_matrix *Y,
                 slong prec)
{
    slong m = FLINT_MAX(X->rows, X->cols), n = FLINT_MIN(X->rows, X->cols);

    *target = (struct target){.X = X, .prec = prec};
    arb_mat_init(target->a, m, n);
    arb_mat_init(target->y, m, n);
    arb_mat_init(target->t, m, n);
    arb_init(target->radius);
    enclose_tall(target->a, X, prec);
    enclose_tall(target->y, Y, prec);
}

void target_clear(struct target *target)
{
    arb_mat_clear(target->a);
    arb_mat_clear(target->y);
    arb_mat_clear(target->t);
    arb_clear(target->radius);
}

/* The polar factor by doubles, where rank is full and they suffice. */
static bool find_in_doubles(struct target *target)
{
    slong m = target->X->rows, n = target->X->cols, i, j;
    double *x = dense_of_matrix(target->X), *w = malloc(sizeof(double) * (size_t)(m * n + 1));
    bool found = x && w && mc_double_polar_factor(w, target->radius, x, m, n) == MC_OK;

    for (i = 0; i < m && found; i++)
        for (j = 0; j < n; j++)
            arb_set_d(m >= n ? arb_mat_entry(target->t, i, j) : arb_mat_entry(target->t, j, i),
                      w[i + j * m]);
    target->rank = FLINT_MIN(m, n);
    free(x);
    free(w);
    return found;
}

static enum mc_status find_in_balls(struct target *target, const fmpq_t p)
{
    arb_mat_t t, a;
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    arb_mat_init(t, target->X->rows, target->X->cols);
    arb_mat_init(a, target->X->rows, target->X->cols);
    status = mc_svd_of(&svd, target->X, target->prec);
    mc_matrix_enclose(a, target->X, target->prec);
    if (status == MC_OK)
        status = mc_transform_power(t, target->radius, &svd, a, p, target->prec);
    if (status == MC_OK && target->X->rows >= target->X->cols)
        arb_mat_set(target->t, t);
    else if (status == MC_OK)
        arb_mat_transpose(target->t, t);
    target->rank = svd.rank_lo == svd.rank_hi ? svd.rank_lo : -1;
    arb_mat_clear(t);
    arb_mat_clear(a);
    mc_svd_clear(&svd);
    return status;
}

enum mc_status target_find(struct target *target, const fmpq_t p)
{
    slong n = arb_mat_ncols(target->t);
    enum mc_status status = MC_OK;

    if (!fmpq_is_zero(p) || target->prec > FUNCTIONAL_BITS || !n || !find_in_doubles(target))
        status = find_in_balls(target, p);
    target->unique = !fmpq_is_zero(p) || target->rank == n;
    return status;
}
