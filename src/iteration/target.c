// SPDX-License-Identifier: Apache-2.0
#include "iteration/definite.h"
#include "iteration/schedule.h"
#include "iteration/target.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"

/* What rational arithmetic can say against M before any ball is computed. */
static enum mc_status admit(const struct mc_iteration *iteration, const struct mc_matrix *M,
                            struct mc_complaint *why)
{
    slong least = M->rows < M->cols ? M->rows : M->cols, rank = least;

    if (least == 0)
        return mc_complain(why, MC_BAD_INPUT, "the matrix is empty");
    if ((iteration->domain & MC_SQUARE) && M->rows != M->cols)
        return mc_complain(why, MC_BAD_INPUT, "%ld x %ld is not square, and %s is for %s",
                           (long)M->rows, (long)M->cols, iteration->id, iteration->domain_text);
    if (mc_matrix_is_exact(M) && mc_matrix_rank(&rank, M) != MC_OK)
        return mc_complain(why, MC_NO_RESOURCE, "the rank could not be computed");
    if (rank == 0)
        return mc_complain(why, MC_BAD_INPUT, "the matrix is zero");
    if ((iteration->domain & MC_FULL_RANK) && rank < least)
        return mc_complain(why, MC_BAD_INPUT, "rank %ld of %ld, and %s is for %s", (long)rank,
                           (long)least, iteration->id, iteration->domain_text);
    return MC_OK;
}

/* s^(-1/p) on positive numbers. */
static void inverse_root(arb_t out, const arb_t s, const void *p, slong prec)
{
    arb_root_ui(out, s, (ulong)*(const slong *)p, prec);
    arb_inv(out, out, prec);
}

/* |f[l, m]| <= s^(-1/p - 1), s the smallest of all: (1/p) s^(-1/p - 1) by the mean value
 * theorem for like signs, (a^(-1/p) + b^(-1/p)) / (a + b) for unlike ones. */
static void inverse_root_lipschitz(arb_t out, const struct mc_svd *svd, const void *p,
                                   slong prec)
{
    arb_t least;

    arb_init(least);
    if (svd->rank_lo == svd->values && svd->kept == svd->values) {
        arb_min(least, svd->sigma + svd->values - 1, svd->s + svd->values - 1, prec);
        inverse_root(out, least, p, prec);
        arb_div(out, out, least, prec);
    }
    if (svd->rank_lo != svd->values || svd->kept != svd->values || !arb_is_positive(least))
        arb_pos_inf(out);
    arb_clear(least);
}

static enum mc_status transform(arb_mat_t out, arb_t radius, const struct target *target,
                                const struct mc_svd *svd, slong prec)
{
    slong p = target->p;
    struct mc_spectral_function f = {inverse_root, inverse_root_lipschitz, &p};
    enum mc_status status;
    fmpq_t power;

    if (target->iteration->target == MC_INVERSE_ROOT && p > 0)
        return mc_transform_function(out, radius, svd, &f, prec);
    fmpq_init(power);
    if (target->iteration->target == MC_INVERSE_ROOT)
        fmpq_set_si(power, 1, (ulong)-p);
    if (target->iteration->target == MC_POWER)
        fmpq_set_si(power, target->iteration->power[0], (ulong)target->iteration->power[1]);
    status = mc_transform_power(out, radius, svd, target->A, power, prec);
    fmpq_clear(power);
    return status;
}

/* s^(power), the weight of a singular value in the target MC_POWER. */
static void power_weight(arb_t out, const arb_t s, const struct mc_iteration *iteration,
                         slong prec)
{
    fmpq_t power;

    fmpq_init(power);
    fmpq_set_si(power, iteration->power[0], (ulong)iteration->power[1]);
    mc_power(out, s, power, prec);
    fmpq_clear(power);
}

/* The weight t of one value. */
static void set_weight(arb_t out, const arb_t s, const struct target *target, slong prec)
{
    slong p = target->p;

    if (target->iteration->target == MC_POLAR)
        arb_one(out);
    else if (target->iteration->target == MC_POWER)
        power_weight(out, s, target->iteration, prec);
    else if (p > 0)
        inverse_root(out, s, &p, prec);
    else
        arb_root_ui(out, s, (ulong)-p, prec);
}

/* lo and hi: the ends of the scaled spectrum, outward to 24 bits, so that few formats round
 * what is divided by. */
static void set_bounds(struct target *target)
{
    enum { FEW_BITS = 24 };
    arf_t end;

    arf_init(end);
    arb_get_lbound_arf(end, target->start + target->values - 1, FEW_BITS);
    rational_from_arf(target->lo, end);
    arb_get_ubound_arf(end, target->start, FEW_BITS);
    rational_from_arf(target->hi, end);
    arf_clear(end);
}

static bool has_epsilon(const struct target *target)
{
    return target->options && target->options->epsilon;
}

void target_prepare(struct mc_state *state, const struct target *target)
{
    if (target->options)
        state->sketch = target->options->sketch;
    if (has_epsilon(target))
        fmpq_set(state->epsilon, target->options->epsilon);
}

static void set_weights(struct target *target, const struct mc_svd *svd, slong prec)
{
    slong i;
    arb_t scale;

    arb_init(scale);
    arb_one(scale);
    if (target->iteration->scaling == MC_BY_FROBENIUS)
        mc_frobenius_norm(scale, target->A, prec);
    if (target->iteration->scaling == MC_BY_FROBENIUS && has_epsilon(target)) {
        arb_t epsilon;

        arb_init(epsilon);
        mc_rational_enclose(epsilon, target->options->epsilon, prec);
        arb_add(scale, scale, epsilon, prec);
        arb_clear(epsilon);
    }
    arb_zero(target->norm);
    for (i = 0; i < target->values; i++) {
        arb_div(target->start + i, svd->sigma + i, scale, prec);
        set_weight(target->weight + i, svd->sigma + i, target, prec);
        arb_max(target->norm, target->norm, target->weight + i, prec);
    }
    arb_clear(scale);
}

/* T and the spectrum from the SVD of A. */
static enum mc_status describe(struct target *target, const struct mc_svd *svd, slong prec,
                               struct mc_complaint *why)
{
    arb_t radius;
    enum mc_status status;

    if (svd->rank_lo != svd->rank_hi)
        return mc_complain(why, MC_NOT_DECIDED, "the rank is not decided at %ld bits",
                           (long)prec);
    arb_init(radius);
    target->values = svd->rank_lo;
    target->weight = _arb_vec_init(target->values);
    target->start = _arb_vec_init(target->values);
    status = transform(target->exact, radius, target, svd, prec);
    mc_widen(target->exact, radius);
    set_weights(target, svd, prec);
    set_bounds(target);
    arb_clear(radius);
    if (target->iteration->bounded && fmpq_sgn(target->lo) <= 0)
        return mc_complain(why, MC_NOT_DECIDED, "the smallest singular value is not told from "
                           "zero at %ld bits", (long)prec);
    if (status != MC_OK)
        return mc_complain(why, status, "the exact transform is not decided at %ld bits",
                           (long)prec);
    return MC_OK;
}

static enum mc_status choose_matrix(struct target *target, const struct mc_matrix *M,
                                    slong prec, struct mc_complaint *why)
{
    slong least = M->rows < M->cols ? M->rows : M->cols;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    enum definite definite = DEFINITE_YES;

    if (target->iteration->target == MC_INVERSE_ROOT)
        definite = definite_decide(M, prec);
    target->gram = definite == DEFINITE_NO;
    target->rows = target->gram ? least : M->rows;
    target->cols = target->gram ? least : M->cols;
    arb_mat_init(target->M, M->rows, M->cols);
    arb_mat_init(target->A, target->rows, target->cols);
    arb_mat_init(target->exact, target->rows, target->cols);
    arb_init(target->norm);
    fmpq_init(target->lo);
    fmpq_init(target->hi);
    mc_matrix_enclose(target->M, M, prec);
    if (target->gram)
        mc_small_gram(target->A, target->M, &balls);
    else
        arb_mat_set(target->A, target->M);
    if (definite == DEFINITE_UNKNOWN)
        return mc_complain(why, MC_NOT_DECIDED,
                           "positive definite or not is not decided at %ld bits", (long)prec);
    return MC_OK;
}

enum mc_status target_init(struct target *target, const struct mc_iteration *iteration, slong p,
                           const struct mc_matrix *M,
                           const struct mc_convergence_options *options, slong prec,
                           struct mc_complaint *why)
{
    struct mc_svd svd;
    enum mc_status status;

    *target = (struct target){.iteration = iteration, .p = p, .options = options};
    status = admit(iteration, M, why);
    if (status != MC_OK)
        return status;
    status = choose_matrix(target, M, prec, why);
    if (status == MC_OK) {
        mc_svd_init(&svd);
        status = target->gram ? mc_svd_enclose(&svd, target->A, -1, prec)
                              : mc_svd_of(&svd, M, prec);
        if (status == MC_OK)
            status = describe(target, &svd, prec, why);
        mc_svd_clear(&svd);
    }
    if (status != MC_OK)
        target_clear(target);
    return status;
}

void target_clear(struct target *target)
{
    if (target->rows) {
        arb_mat_clear(target->M);
        arb_mat_clear(target->A);
        arb_mat_clear(target->exact);
        arb_clear(target->norm);
        fmpq_clear(target->lo);
        fmpq_clear(target->hi);
    }
    if (target->weight) {
        _arb_vec_clear(target->weight, target->values);
        _arb_vec_clear(target->start, target->values);
    }
    *target = (struct target){0};
}
