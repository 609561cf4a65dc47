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
static void set_tau(acb_t tau, const arb_t l, slong prec)
{
    arb_t other, one;

    arb_init(other);
    arb_init(one);
    arb_one(one);
    arb_sqr(other, l, prec);
    arb_sub(other, one, other, prec);
    arb_sqrt(other, other, prec);
    acb_zero(tau);
    arb_agm(acb_imagref(tau), one, l, prec);
    arb_agm(other, one, other, prec);
    arb_div(acb_imagref(tau), acb_imagref(tau), other, prec);
    arb_clear(other);
    arb_clear(one);
}

/* c = l^2 (theta_3 theta_1(z) / (theta_4 theta_2(z)))^2, z = i / (4r + 2) */
static void set_zero(arb_t c, slong i, slong r, const acb_t tau, const arb_t l, slong prec)
{
    acb_t z, t[4], u[4];
    slong k;

    acb_init(z);
    for (k = 0; k < 4; k++) {
        acb_init(t[k]);
        acb_init(u[k]);
    }
    acb_modular_theta(u[0], u[1], u[2], u[3], z, tau, prec);
    acb_set_si(z, i);
    acb_div_si(z, z, 4 * r + 2, prec);
    acb_modular_theta(t[0], t[1], t[2], t[3], z, tau, prec);
    arb_div(c, acb_realref(t[0]), acb_realref(t[1]), prec);
    arb_mul(c, c, acb_realref(u[2]), prec);
    arb_div(c, c, acb_realref(u[3]), prec);
    arb_mul(c, c, l, prec);
    arb_sqr(c, c, prec);
    acb_clear(z);
    for (k = 0; k < 4; k++) {
        acb_clear(t[k]);
        acb_clear(u[k]);
    }
}

void zolotarev_constants(arb_ptr c, slong r, const arb_t l, slong prec)
{
    acb_t tau;
    slong i;

    acb_init(tau);
    set_tau(tau, l, prec);
    for (i = 0; i < 2 * r; i++)
        set_zero(c + i, i + 1, r, tau, l, prec);
    acb_clear(tau);
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
    arb_ptr c = _arb_vec_init(2 * r);
    arb_t end;
    slong i;

    arb_init(end);
    arb_set_fmpq(end, l, SCHEDULE_PREC);
    zolotarev_constants(c, r, end, SCHEDULE_PREC);
    for (i = 0; i < 2 * r && status == MC_OK; i++)
        if (arb_is_positive(c + i) && arb_rel_accuracy_bits(c + i) > SCHEDULE_BITS)
            rational_middle(i % 2 ? zeros + i / 2 : e + i / 2, c + i);
        else
            status = MC_NOT_DECIDED;
    if (status == MC_OK) {
        decompose(g, h, e, zeros, r);
        fmpq_inv(g, g);
        for (i = 0; i < r; i++)
            fmpq_mul(h + i, h + i, g);
    }
    arb_clear(end);
    _arb_vec_clear(c, 2 * r);
    _fmpq_vec_clear(zeros, r);
    return status;
}
