// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/map_at.h"

enum mc_status map_value(arb_t out, const struct optimizer_settings *s, const arb_mat_t M,
                         slong prec)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = s->K->value(out, &operand, &s->with, prec);
    mc_operand_clear(&operand);
    return status;
}

enum mc_status map_gauge(arb_t out, const struct optimizer_settings *s, const arb_mat_t X,
                         slong prec)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, X, -1);
    status = s->K->gauge(out, &operand, &s->with, prec);
    mc_operand_clear(&operand);
    return status;
}
