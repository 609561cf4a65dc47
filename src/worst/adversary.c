// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "worst/adversary.h"
#include "worst/played_step.h"

struct adversary {
    const struct tolerance_question *question;
    struct perturbed rules;
    struct played *steps;        /* one a step                                                */
    double *x, *start, *exact, *Z;
    bool tall;                   /* all is transposed: m <= n here                            */
    slong m, n;
};

static slong area(const struct adversary *a)
{
    return a->m * a->n;
}

struct adversary *adversary_new(const struct tolerance_question *question)
{
    struct adversary *a = calloc(1, sizeof *a);
    slong k;
    bool fine;

    if (!a)
        return NULL;
    a->question = question;
    a->tall = question->m > question->n;
    a->m = FLINT_MIN(question->m, question->n);
    a->n = FLINT_MAX(question->m, question->n);
    fine = perturbed_init(&a->rules, question->in, a->n, a->n);
    a->steps = calloc((size_t)question->steps + 1, sizeof *a->steps);
    a->x = calloc((size_t)area(a), sizeof *a->x);
    a->start = calloc((size_t)area(a), sizeof *a->start);
    a->exact = calloc((size_t)area(a), sizeof *a->exact);
    a->Z = calloc((size_t)area(a), sizeof *a->Z);
    fine = fine && a->steps && a->x && a->start && a->exact && a->Z;
    for (k = 0; fine && k < question->steps; k++)
        fine = played_init(a->steps + k, question->polynomials + k, question->in, a->m, a->n);
    if (fine)
        return a;
    adversary_free(a);
    return NULL;
}

void adversary_free(struct adversary *a)
{
    slong k;

    if (!a)
        return;
    for (k = 0; a->steps && k < a->question->steps; k++)
        played_clear(a->steps + k);
    perturbed_clear(&a->rules);
    free(a->steps);
    free(a->x);
    free(a->start);
    free(a->exact);
    free(a->Z);
    free(a);
}

/* start = M / ||M||, wide. */
static void load(struct adversary *a, const arb_mat_t M)
{
    double square = 0, norm;
    slong i, j;

    for (i = 0; i < a->m; i++)
        for (j = 0; j < a->n; j++) {
            double x = arf_get_d(arb_midref(a->tall ? arb_mat_entry(M, j, i)
                                                    : arb_mat_entry(M, i, j)), ARF_RND_NEAR);

            a->start[i * a->n + j] = x;
            square += x * x;
        }
    norm = sqrt(square);
    for (i = 0; i < area(a); i++)
        a->start[i] /= norm;
}

/* x = X^_k; `signs`: with them. */
static void forward(struct adversary *a, slong steps, bool signs)
{
    slong k;

    memcpy(a->x, a->start, (size_t)area(a) * sizeof *a->x);
    for (k = 0; k < steps; k++)
        played_forward(a->steps + k, a->x, signs, &a->rules);
}

/* The signs of the first steps, from Z. */
static void choose(struct adversary *a, slong steps)
{
    slong k;

    for (k = steps - 1; k >= 0; k--)
        played_backward(a->steps + k, a->Z);
}

/* Z = (x - exact) / its norm, which is the result. */
static double direction(struct adversary *a)
{
    double square = 0, norm;
    slong i;

    for (i = 0; i < area(a); i++) {
        a->Z[i] = a->x[i] - a->exact[i];
        square += a->Z[i] * a->Z[i];
    }
    norm = sqrt(square);
    for (i = 0; i < area(a) && norm > 0; i++)
        a->Z[i] /= norm;
    return norm;
}

/* Z of signs that look random. */
static void any_direction(struct adversary *a)
{
    uint64_t at = 0x9e3779b97f4a7c15u;
    slong i;

    for (i = 0; i < area(a); i++) {
        at = at * 6364136223846793005u + 1442695040888963407u;
        a->Z[i] = (at >> 63 ? 1 : -1) / sqrt((double)area(a));
    }
}

double adversary_play(struct adversary *a, const arb_mat_t M, int rounds)
{
    slong K = a->question->steps;
    double off = 0;

    load(a, M);
    forward(a, K, false);
    memcpy(a->exact, a->x, (size_t)area(a) * sizeof *a->x);
    any_direction(a);
    for (; rounds > 0; rounds--) {
        choose(a, K);
        forward(a, K, true);
        off = direction(a);
        if (!isfinite(off))
            break;
    }
    return off;
}

void adversary_observe(arb_t out, const struct adversary *a, const arb_mat_t M, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state exact;
    arb_t x;
    slong i, j;

    arb_init(x);
    tolerance_run(&exact, a->question, M, &balls);
    for (i = 0; i < a->m; i++)
        for (j = 0; j < a->n; j++) {
            arb_ptr at = a->tall ? arb_mat_entry(exact.x, j, i) : arb_mat_entry(exact.x, i, j);

            arb_set_d(x, a->x[i * a->n + j]);
            arb_sub(at, at, x, prec);
        }
    arb_mat_frobenius_norm(out, exact.x, prec);
    arb_clear(x);
    mc_state_clear(&exact);
}

/* Z = u v^T for the largest singular value of x, which is the result: the power method. */
static double top_direction(struct adversary *a)
{
    enum { TURNS = 30 };
    double *v = calloc((size_t)(a->m + a->n), sizeof *v), *u = v + a->n, sigma = 0, size;
    slong i, j;

    for (j = 0; v && j < a->n; j++)
        v[j] = 1 + 0.5 * sin((double)j);
    for (int turn = 0; v && turn < TURNS; turn++) {
        for (size = 0, i = 0; i < a->m; size += u[i] * u[i], i++)
            for (u[i] = 0, j = 0; j < a->n; j++)
                u[i] += a->x[i * a->n + j] * v[j];
        for (size = sqrt(size), i = 0; i < a->m; i++)
            u[i] /= size;
        memset(v, 0, (size_t)a->n * sizeof *v);
        for (i = 0; i < a->m; i++)
            for (j = 0; j < a->n; j++)
                v[j] += a->x[i * a->n + j] * u[i];
        for (sigma = 0, j = 0; j < a->n; j++)
            sigma += v[j] * v[j];
        for (sigma = sqrt(sigma), j = 0; j < a->n; j++)
            v[j] /= sigma;
    }
    for (i = 0; v && i < area(a); i++)
        a->Z[i] = u[i / a->n] * v[i % a->n];
    free(v);
    return sigma;
}

void adversary_push(slong *step, double *sigma, struct adversary *a, const arb_mat_t M,
                    const double *radii, int rounds)
{
    slong k;

    load(a, M);
    for (k = 1; k <= a->question->steps; k++) {
        forward(a, k, false);
        top_direction(a);
        for (int round = 0; round < rounds; round++) {
            choose(a, k);
            forward(a, k, true);
            *sigma = top_direction(a);
            *step = k;
            if (isfinite(*sigma) && *sigma > radii[k - 1])
                return;
        }
    }
    *step = 0;
}
