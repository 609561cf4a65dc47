// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "cli/truth.h"
#include "report/envelope.h"

/* Decimal bounds rounded outward to that many more digits than asked for, of enclosures that have
 * TRUTH_COMPUTED_BEYOND more, are within 10^-digits of each other. */
enum { PRINTED_BEYOND = TRUTH_COMPUTED_BEYOND + 1 };

/* The tensor's name; a file of one matrix has none to give and lends its own. */
const char *truth_tensor_name(const struct truth_task *task, size_t i)
{
    const char *slash = strrchr(task->source, '/');

    if (task->list.items[i].name && *task->list.items[i].name)
        return task->list.items[i].name;
    return slash ? slash + 1 : task->source;
}

static json_t *printed(const arb_t x, slong digits)
{
    return json_enclosure_or_null(x, digits + PRINTED_BEYOND);
}

static json_t *norms_of(const struct mc_svd *svd, const struct mc_matrix *A, slong digits)
{
    arb_t spectral, nuclear, frobenius;
    arb_mat_t balls;
    json_t *norms;

    arb_init(spectral);
    arb_init(nuclear);
    arb_init(frobenius);
    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, svd->prec);
    mc_svd_spectral_norm(spectral, svd);
    mc_svd_nuclear_norm(nuclear, svd, svd->prec);
    mc_frobenius_norm(frobenius, balls, svd->prec);
    norms = json_pack("{s:o, s:o, s:o}", "spectral", printed(spectral, digits),
                      "nuclear", printed(nuclear, digits), "frobenius",
                      printed(frobenius, digits));
    arb_mat_clear(balls);
    arb_clear(spectral);
    arb_clear(nuclear);
    arb_clear(frobenius);
    return norms;
}

static json_t *sigma_of(const struct mc_svd *svd, slong digits)
{
    json_t *sigma = json_array();
    slong i;

    for (i = 0; i < svd->values; i++)
        json_array_append_new(sigma, printed(svd->sigma + i, digits));
    return sigma;
}

json_t *truth_spectrum(const struct truth_task *task, size_t tensor, const struct mc_svd *svd)
{
    const struct mc_matrix *A = &task->list.items[tensor];
    json_t *result, *condition;
    arb_t ratio;

    arb_init(ratio);
    mc_svd_condition(ratio, svd, svd->prec);
    condition = printed(ratio, task->digits);
    arb_clear(ratio);
    result = json_pack("{s:s, s:I, s:I, s:o, s:{s:I, s:I}, s:o, s:o, s:o, s:I}", "tensor",
                       truth_tensor_name(task, tensor), "rows", (json_int_t)A->rows, "cols",
                       (json_int_t)A->cols, "sigma", sigma_of(svd, task->digits), "rank", "lo",
                       (json_int_t)svd->rank_lo, "hi", (json_int_t)svd->rank_hi, "norms",
                       norms_of(svd, A, task->digits), "condition", condition, "subspaces",
                       truth_subspaces(svd), "bits", (json_int_t)svd->prec);
    return result;
}

