// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/nuclear_direction.h"

enum mc_status nuclear_point_open(struct nuclear_point *p, struct ledger *ledger,
                                  struct instance *x, int twist, slong prec)
{
    *p = (struct nuclear_point){.ledger = ledger, .x = x, .m = instance_rows(x),
                                .n = instance_cols(x), .prec = prec, .twist = twist};
    p->svd = instance_svd(x, prec);
    if (!p->svd || p->svd->rank_lo != p->svd->rank_hi)
        return MC_NOT_DECIDED;
    p->rank = p->svd->rank_lo;
    p->M = ledger_matrix(ledger, p->m, p->n);
    p->O = ledger_matrix(ledger, p->m, p->n);
    p->nuclear = ledger_number(ledger);
    instance_enclose(p->M, x, prec);
    mc_svd_nuclear_norm(p->nuclear, p->svd, prec);
    return MC_OK;
}

bool nuclear_full_rank(const struct nuclear_point *p)
{
    return p->rank == FLINT_MIN(p->m, p->n);
}

void nuclear_off_range(arb_mat_t out, const struct nuclear_point *p, const arb_mat_t E)
{
    slong k = arb_mat_ncols(E);
    arb_mat_struct *Ot = ledger_matrix(p->ledger, p->n, p->m);
    arb_mat_struct *OtE = ledger_matrix(p->ledger, p->n, k);
    arb_mat_struct *part = ledger_matrix(p->ledger, p->m, k);

    arb_mat_transpose(Ot, p->O);
    arb_mat_mul(OtE, Ot, E, p->prec);
    arb_mat_mul(part, p->O, OtE, p->prec);
    arb_mat_sub(out, E, part, p->prec);
}

void nuclear_off_corange(arb_mat_t out, const struct nuclear_point *p, const arb_mat_t E)
{
    slong k = arb_mat_nrows(E);
    arb_mat_struct *Ot = ledger_matrix(p->ledger, p->n, p->m);
    arb_mat_struct *EOt = ledger_matrix(p->ledger, k, p->m);
    arb_mat_struct *part = ledger_matrix(p->ledger, k, p->n);

    arb_mat_transpose(Ot, p->O);
    arb_mat_mul(EOt, E, Ot, p->prec);
    arb_mat_mul(part, EOt, p->O, p->prec);
    arb_mat_sub(out, E, part, p->prec);
}

/* h = 2^k, below 2^-10 s / e. */
static void choose_step(struct nuclear_direction *d, const struct nuclear_point *p)
{
    arb_ptr size = ledger_number(p->ledger);

    arb_one(d->h);
    if (p->rank) {
        arb_div(size, p->svd->sigma + p->rank - 1, d->e, MAG_BITS);
        arb_mul_2exp_si(d->h, d->h, arf_abs_bound_lt_2exp_si(arb_midref(size)) - 11);
    }
}

enum mc_status nuclear_direction_open(struct nuclear_direction *d,
                                      const struct nuclear_point *p)
{
    arb_mat_struct *left = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr corner = ledger_number(p->ledger);

    d->kernel_part = ledger_matrix(p->ledger, p->m, p->n);
    d->moved = ledger_matrix(p->ledger, p->m, p->n);
    d->h = ledger_number(p->ledger);
    d->derivative = ledger_number(p->ledger);
    d->e = ledger_number(p->ledger);
    d->moved_nuclear = ledger_number(p->ledger);
    mc_svd_init(&d->kernel_svd);
    mc_frobenius_norm(d->e, d->E, p->prec);
    choose_step(d, p);
    arb_mat_scalar_mul_arb(d->moved, d->E, d->h, p->prec);
    arb_mat_add(d->moved, d->moved, p->M, p->prec);
    mc_nuclear_norm(d->moved_nuclear, d->moved, p->prec);
    mc_inner_product(d->derivative, p->O, d->E, p->prec);
    if (nuclear_full_rank(p))
        return MC_OK;
    nuclear_off_range(left, p, d->E);
    nuclear_off_corange(d->kernel_part, p, left);
    if (mc_svd_enclose(&d->kernel_svd, d->kernel_part, -1, p->prec))
        return MC_NOT_DECIDED;
    mc_svd_nuclear_norm(corner, &d->kernel_svd, p->prec);
    if (!p->polar_derivative)
        arb_add(d->derivative, d->derivative, corner, p->prec);
    return MC_OK;
}

void nuclear_remainder(arb_t out, const struct nuclear_direction *d,
                       const struct nuclear_point *p)
{
    arb_ptr a = ledger_number(p->ledger), he = ledger_number(p->ledger);
    slong prec = p->prec;

    arb_mul(he, d->h, d->e, prec);
    arb_sub(a, p->svd->sigma + p->rank - 1, he, prec);
    arb_div(a, he, a, prec);
    arb_mul(out, d->e, a, prec);
    if (nuclear_full_rank(p)) {
        arb_mul_2exp_si(out, out, -1);
        return;
    }
    arb_mul(a, a, a, prec);
    arb_mul_2exp_si(a, a, -4);
    arb_add_ui(a, a, 1, prec);
    arb_mul(out, out, a, prec);
}
