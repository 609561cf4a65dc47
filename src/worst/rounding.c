// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>

#include "worst/adversary.h"
#include "worst/rounding.h"
#include "worst/search.h"

enum { PREC = 192, ROUNDS = 3, LAST_ROUNDS = 12 };

void worst_rounding_init(struct worst_rounding *worst)
{
    *worst = (struct worst_rounding){.runs = 0};
    arb_init(worst->frobenius);
    arb_init(worst->spectral);
    arb_indeterminate(worst->frobenius);
    arb_indeterminate(worst->spectral);
}

void worst_rounding_clear(struct worst_rounding *worst)
{
    arb_clear(worst->frobenius);
    arb_clear(worst->spectral);
}

static double distance(const arb_mat_t A, const arb_mat_t B)
{
    slong i, j;
    double sum = 0, d;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            d = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR) -
                arf_get_d(arb_midref(arb_mat_entry(B, i, j)), ARF_RND_NEAR);
            sum += d * d;
        }
    return sqrt(sum);
}

/* The draws start anew, so that a run can be repeated. */
static void rewind_draws(const struct tolerance_question *question)
{
    if (question->in->stream)
        question->in->stream->drawn = 0;
}

double rounding_estimate(const struct tolerance_question *question, const arb_mat_t M)
{
    struct mc_arithmetic truth = mc_arithmetic_ball(PREC);
    struct mc_state computed, exact;
    double out = HUGE_VAL;

    if (question->in->format->precision <= 24)
        truth = (struct mc_arithmetic){.rules = &mc_rules_fp64, .bits = 53, .name = "fp64"};
    rewind_draws(question);
    tolerance_run(&computed, question, M, question->in);
    tolerance_run(&exact, question, M, &truth);
    if (arb_mat_is_finite(computed.x))
        out = distance(computed.x, exact.x);
    mc_state_clear(&computed);
    mc_state_clear(&exact);
    return out;
}

static double judge_rounding(const arb_mat_t M, void *of)
{
    return rounding_estimate(of, M);
}

static double judge_adversary(const arb_mat_t M, void *of)
{
    return adversary_play(of, M, ROUNDS);
}

static void tell(struct worst_rounding *out, const struct search *search)
{
    out->recipe = search->worst;
    out->runs = search->runs;
    out->left_range = search->left_range;
}

enum mc_status worst_rounding_find(struct worst_rounding *out,
                                   const struct tolerance_question *question, slong runs,
                                   unsigned long seed)
{
    struct search s = search_over(question);
    struct tolerance_question copy = *question;
    enum mc_status status = MC_OK;
    arb_mat_t M;

    s.judge = judge_rounding;
    s.of = &copy;
    arb_mat_init(M, question->m, question->n);
    if (!search_run(&s, runs, seed) || (s.record > 0 && !recipe_make(M, &s.worst, s.least))) {
        status = MC_NO_RESOURCE;
    } else if (s.record > 0) {
        rewind_draws(question);
        tolerance_observe(out->frobenius, out->spectral, question, M, PREC);
    }
    tell(out, &s);
    arb_mat_clear(M);
    return status;
}

enum mc_status worst_adversary_find(struct worst_rounding *out,
                                    const struct tolerance_question *question, slong runs,
                                    unsigned long seed)
{
    struct search s = search_over(question);
    struct adversary *adversary = adversary_new(question);
    enum mc_status status = MC_OK;
    arb_mat_t M;

    if (!adversary)
        return MC_NOT_DECIDED;
    s.judge = judge_adversary;
    s.of = adversary;
    arb_mat_init(M, question->m, question->n);
    if (!search_run(&s, runs, seed) || (s.record > 0 && !recipe_make(M, &s.worst, s.least)))
        status = MC_NO_RESOURCE;
    else if (s.record > 0 && (isfinite(adversary_play(adversary, M, LAST_ROUNDS)) ||
                              isfinite(adversary_play(adversary, M, ROUNDS))))
        adversary_observe(out->frobenius, adversary, M, PREC);
    tell(out, &s);
    arb_mat_clear(M);
    adversary_free(adversary);
    return status;
}
