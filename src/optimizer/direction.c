// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static enum mc_status gradient_of(arb_mat_t out, const struct mc_norm *K, const arb_mat_t M,
                                  const struct optimizer_settings *settings, slong prec)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = K->gradient(out, &operand, &settings->with, prec);
    mc_operand_clear(&operand);
    return status;
}

/* The registry's nuclear norm asks for a certain rank; polar_direction decides that of exact
 * matrices. */
enum mc_status map_direction(arb_mat_t out, const arb_mat_t momentum,
                             const struct optimizer_settings *settings, slong prec)
{
    if (settings->K == mc_norm_find("nuclear"))
        return polar_direction(out, momentum, settings, prec);
    return gradient_of(out, settings->K, momentum, settings, prec);
}

enum mc_status sign_direction(arb_mat_t out, const arb_mat_t momentum,
                              const struct optimizer_settings *settings, slong prec)
{
    return gradient_of(out, mc_norm_find("entry-sum"), momentum, settings, prec);
}

enum mc_status plain_direction(arb_mat_t out, const arb_mat_t momentum,
                               const struct optimizer_settings *settings, slong prec)
{
    arb_mat_set(out, momentum);
    return MC_OK;
}
