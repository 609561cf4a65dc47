// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "iteration/odd_polynomial.h"
#include "iteration/tolerance_sum.h"
#include "muoncheck/spectrum.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;

static double end_of(const arb_t x, bool top)
{
    arf_t end;
    double out;

    arf_init(end);
    if (top)
        arb_get_ubound_arf(end, x, 64);
    else
        arb_get_lbound_arf(end, x, 64);
    out = arf_get_d(end, top ? ARF_RND_CEIL : ARF_RND_FLOOR);
    arf_clear(end);
    return out;
}

/* Widens [from, to] by |x|. */
static void include(struct place *at, const arb_t x)
{
    arb_t size;

    arb_init(size);
    arb_abs(size, x);
    at->from = fmax(0, fmin(at->from, end_of(size, false)));
    at->to = fmax(at->to, end_of(size, true));
    arb_clear(size);
}

/* p(x) */
static void map(arb_t out, const fmpq_poly_t p, const arb_t x, slong prec)
{
    slong i;
    arb_t c;
    fmpq_t q;

    arb_init(c);
    fmpq_init(q);
    arb_zero(out);
    for (i = fmpq_poly_degree(p); i >= 0; i--) {
        fmpq_poly_get_coeff_fmpq(q, p, i);
        arb_set_fmpq(c, q, prec);
        arb_mul(out, out, x, prec);
        arb_add(out, out, c, prec);
    }
    arb_clear(c);
    fmpq_clear(q);
}

/* The place of X^_k, and the spectrum of p(X^_k) for the next one. */
static bool look(struct place *at, struct place *next, const arb_mat_t X, const fmpq_poly_t p,
                 slong prec)
{
    bool fine = arb_mat_is_finite(X);
    struct mc_svd svd;
    arb_t x;
    slong i;

    arb_init(x);
    mc_svd_init(&svd);
    fine = fine && mc_svd_enclose(&svd, X, -1, prec) == MC_OK;
    for (i = 0; fine && i < svd.values; i++) {
        include(at, svd.sigma + i);
        if (p) {
            map(x, p, svd.sigma + i, prec);
            include(next, x);
        }
    }
    arb_mat_frobenius_norm(x, X, prec);
    at->size = end_of(x, true);
    mc_svd_clear(&svd);
    arb_clear(x);
    return fine && isfinite(at->to);
}

static double follow(const struct tolerance_question *question, struct place *places,
                     struct mc_state *state, slong prec)
{
    double m = (double)question->m, n = (double)question->n, fat;
    struct rounding_model model = rounding_model_of(question->in, 0, m, n);
    struct start_error start = start_error(&model, m, n, 1);
    struct step step;
    slong k;

    for (k = 0; k <= question->steps; k++)
        places[k].from = HUGE_VAL;
    for (k = 0; k <= question->steps; k++) {
        const fmpq_poly_struct *p = k < question->steps ? question->polynomials + k : NULL;

        if (!look(places + k, places + k + 1, state->x, p, prec))
            return HUGE_VAL;
        if (!p)
            break;
        step_describe(&step, p, fmax(0, places[k].from), places[k].to);
        places[k].error = step_error(&model, &step, places[k].size, fmin(m, n), fmax(m, n));
        odd_polynomial_apply(state, p);
    }
    fat = (exp(start.scale) - 1 + start.plain.spectral) * A_LITTLE_MORE;
    places->from = fmax(0, places->from - fat);
    places->to = (places->to + fat) * A_LITTLE_MORE;
    return tolerance_sum(question, places, &start, &model, &model);
}

double tolerance_of_run(const struct tolerance_question *question, const arb_mat_t M,
                        slong prec)
{
    static const struct mc_iteration scaled = {.target = MC_POLAR, .scaling = MC_BY_FROBENIUS};
    struct place *places = calloc((size_t)question->steps + 2, sizeof *places);
    struct mc_state state;
    double out = HUGE_VAL;

    if (!places)
        return out;
    mc_state_init(&state);
    mc_state_start(&state, &scaled, 0, M, false, question->in);
    out = follow(question, places, &state, prec);
    mc_state_clear(&state);
    free(places);
    return out;
}
