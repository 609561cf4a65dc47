// SPDX-License-Identifier: Apache-2.0
#include <flint/fmpq_vec.h>
#if __has_include(<flint/acb_modular.h>)
#include <flint/acb_modular.h>
#else
#include <acb_modular.h>
#endif

#include "iteration/schedule.h"
#include "iteration/zolotarev.h"

/* tau = i K / K' */
static void set_tau(acb_t tau, const arb_t l)
{
    arb_t other, one;

    arb_init(other);
    arb_init(one);
    arb_one(one);
    arb_sqr(other, l, SCHEDULE_PREC);
    arb_sub(other, one, other, SCHEDULE_PREC);
    arb_sqrt(other, other, SCHEDULE_PREC);
    acb_zero(tau);
    arb_agm(acb_imagref(tau), one, l, SCHEDULE_PREC);
    arb_agm(other, one, other, SCHEDULE_PREC);
    arb_div(acb_imagref(tau), acb_imagref(tau), other, SCHEDULE_PREC);
    arb_clear(other);
    arb_clear(one);
}

/* c = l^2 (theta_3 theta_1(z) / (theta_4 theta_2(z)))^2, z = i / (4r + 2) */
static void set_zero(arb_t c, slong i, slong r, const acb_t tau, const arb_t l)
{
    acb_t z, t[4], u[4];
    slong k;

    acb_init(z);
    for (k = 0; k < 4; k++) {
        acb_init(t[k]);
        acb_init(u[k]);
    }
    acb_modular_theta(u[0], u[1], u[2], u[3], z, tau, SCHEDULE_PREC);
    acb_set_si(z, i);
    acb_div_si(z, z, 4 * r + 2, SCHEDULE_PREC);
    acb_modular_theta(t[0], t[1], t[2], t[3], z, tau, SCHEDULE_PREC);
    arb_div(c, acb_realref(t[0]), acb_realref(t[1]), SCHEDULE_PREC);
    arb_mul(c, c, acb_realref(u[2]), SCHEDULE_PREC);
    arb_div(c, c, acb_realref(u[3]), SCHEDULE_PREC);
    arb_mul(c, c, l, SCHEDULE_PREC);
    arb_sqr(c, c, SCHEDULE_PREC);
    acb_clear(z);
    for (k = 0; k < 4; k++) {
        acb_clear(t[k]);
        acb_clear(u[k]);
    }
}

/* h_j = prod_k (c_2k - e_j) / prod_(k != j) (e_k - e_j), and `whole`, the value at 1, of
 * prod (t + c_2k) / (t + e_k) = 1 + sum h_j / (t + e_j). */
static void decompose(fmpq_t whole, fmpq *h, const fmpq *e, const fmpq *zeros, slong r)
{
    fmpq_t factor;
    slong j, k;

    fmpq_init(factor);
    fmpq_one(whole);
    for (j = 0; j < r; j++) {
        fmpq_one(h + j);
        for (k = 0; k < r; k++) {
            fmpq_sub(factor, zeros + k, e + j);
            fmpq_mul(h + j, h + j, factor);
            fmpq_sub(factor, e + k, e + j);
            if (k != j)
                fmpq_div(h + j, h + j, factor);
        }
        fmpq_add_si(factor, e + j, 1);
        fmpq_div(factor, h + j, factor);
        fmpq_add(whole, whole, factor);
    }
    fmpq_clear(factor);
}

enum mc_status zolotarev_fractions(fmpq_t g, fmpq *h, fmpq *e, slong r, const fmpq_t l)
{
    enum mc_status status = MC_OK;
    fmpq *zeros = _fmpq_vec_init(r);
    arb_t end, c;
    acb_t tau;
    slong i;

    arb_init(end);
    arb_init(c);
    acb_init(tau);
    arb_set_fmpq(end, l, SCHEDULE_PREC);
    set_tau(tau, end);
    for (i = 1; i <= 2 * r && status == MC_OK; i++) {
        set_zero(c, i, r, tau, end);
        if (arb_is_positive(c) && arb_rel_accuracy_bits(c) > SCHEDULE_BITS)
            rational_middle(i % 2 ? e + i / 2 : zeros + i / 2 - 1, c);
        else
            status = MC_NOT_DECIDED;
    }
    if (status == MC_OK) {
        decompose(g, h, e, zeros, r);
        fmpq_inv(g, g);
        for (i = 0; i < r; i++)
            fmpq_mul(h + i, h + i, g);
    }
    arb_clear(end);
    arb_clear(c);
    acb_clear(tau);
    _fmpq_vec_clear(zeros, r);
    return status;
}
