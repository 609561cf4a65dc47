// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "muoncheck/norm.h"

void mc_norm_parameters_init(struct mc_norm_parameters *with)
{
    fmpq_init(with->p);
    fmpq_init(with->d);
    fmpq_set_si(with->p, 3, 1);
    fmpq_one(with->d);
    with->k = 2;
    with->block = 2;
}

void mc_norm_parameters_clear(struct mc_norm_parameters *with)
{
    fmpq_clear(with->p);
    fmpq_clear(with->d);
}

enum mc_status mc_norm_parameters_check(const struct mc_norm_parameters *with,
                                        struct mc_complaint *why)
{
    if (fmpq_cmp_si(with->p, 1) <= 0)
        return mc_complain(why, MC_BAD_INPUT, "the exponent p must be greater than 1");
    if (fmpq_sgn(with->d) <= 0)
        return mc_complain(why, MC_BAD_INPUT, "the threshold d must be positive");
    if (with->k < 1)
        return mc_complain(why, MC_BAD_INPUT, "k must be at least 1");
    if (with->block < 1)
        return mc_complain(why, MC_BAD_INPUT, "a block must have at least one column");
    return MC_OK;
}

void mc_operand_init(struct mc_operand *X, const arb_mat_t balls, slong known_rank)
{
    arb_mat_init(X->balls, arb_mat_nrows(balls), arb_mat_ncols(balls));
    arb_mat_set(X->balls, balls);
    X->known_rank = known_rank;
    mc_svd_init(&X->own);
    X->svd = NULL;
}

void mc_operand_clear(struct mc_operand *X)
{
    arb_mat_clear(X->balls);
    mc_svd_clear(&X->own);
    X->svd = NULL;
}

void mc_operand_lend(struct mc_operand *X, const struct mc_svd *svd)
{
    X->svd = svd;
}

enum mc_status mc_operand_svd(const struct mc_svd **svd, struct mc_operand *X, slong prec)
{
    enum mc_status status = MC_OK;

    *svd = NULL;
    if (!X->svd) {
        status = mc_svd_enclose(&X->own, X->balls, X->known_rank, prec);
        if (status)
            return status == MC_NO_RESOURCE ? status : MC_NOT_DECIDED;
        X->svd = &X->own;
    }
    *svd = X->svd;
    return MC_OK;
}

const struct mc_norm *mc_norm_find(const char *id)
{
    for (size_t i = 0; i < mc_norm_count; i++)
        if (!strcmp(mc_norms[i]->id, id))
            return mc_norms[i];
    return NULL;
}
