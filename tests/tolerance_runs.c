// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tolerance_runs COUNT [SEED]: emulated runs against their bounds, until COUNT runs had a
 * proved one.  Configurations (table, steps, format, accumulation, rounding, shape to 64,
 * smallest singular value) and inputs (worst/recipe.h) are random.  Exit 1 where one run was
 * beyond its proved bound, or where more were beyond the probabilistic one than it allows: at
 * FAILURE, with a chance of less than 10^-9 for as many, if it holds; stochastic roundings
 * alone count there.
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generator/random.h"
#include "muoncheck/table.h"
#include "worst/rounding.h"

enum { EACH = 40, LARGEST = 64, MOST_STEPS = 6, PREC = 192 };
static const double FAILURE = 0.1;

static const char *const tables[] = {"keller", "ns3", "ns5", "ns7", "polar-express-safe", "you",
                                     "cubic5", "cans"};

static const struct sum {
    const char *format, *accumulation;
} sums[] = {
    {"fp32", "fp32"},              {"fp32", "fp32/fused"},      {"fp32", "fp32/pairwise"},
    {"fp32", "fp32/blocks8"},      {"fp32", "fp32/lanes16/fused"},
    {"fp32", "fp32/split4"},       {"tf32", "fp32/blocks32"},   {"bf16", "fp32"},
    {"bf16", "avx512-bf16"},       {"bf16", "fp32/pairwise"},   {"fp16", "fp32/lanes8"},
    {"fp16", "fp16/pairwise"},     {"fp16", "tensor-core-v100"},
    {"bf16", "tensor-core-h100"},  {"fp16", "tensor-core-a100"}, {"bf16", "bf16/split2"},
    {"e4m3", "fp32"},              {"e5m2", "fp16/blocks4"},    {"fp32", "fp64"},
};

static const char *const modes[] = {"nearest", "nearest", "nearest", "zero", "up", "down",
                                    "away", "stochastic", "stochastic"};

struct tally {
    long runs, unbounded, beyond, probable, beyond_probable, configurations;
    double closest;              /* the largest run / bound                                   */
    char closest_on[200];
};

static unsigned long pick(gsl_rng *rng, size_t count)
{
    return gsl_rng_uniform_int(rng, count);
}

/* From 1 to LARGEST, small ones as often as large ones. */
static slong size(gsl_rng *rng)
{
    return (slong)exp2(gsl_rng_uniform(rng) * log2(LARGEST + 1));
}

static void choose_recipe(struct recipe *out, gsl_rng *rng, bool least, double largest)
{
    out->directions = (enum directions)pick(rng, least ? SIGNS : DIRECTIONS);
    out->top = gsl_rng_uniform(rng);
    out->share = gsl_rng_uniform(rng);
    out->level = 4 * gsl_rng_uniform(rng);
    out->tail = 6 * gsl_rng_uniform(rng);
    out->norm = 1 + (fmin(4, largest) - 1) * gsl_rng_uniform(rng);
    out->seed = gsl_rng_get(rng);
}

/* Is ||X^_K - X_K|| above `bound` for certain? */
static bool is_beyond(const struct tolerance_question *question, const arb_mat_t M,
                      double bound)
{
    bool out;
    arb_t seen;
    arf_t most;

    arb_init(seen);
    arf_init(most);
    question->in->stream->drawn = 0;
    tolerance_observe(seen, NULL, question, M, PREC);
    arb_get_lbound_arf(most, seen, 64);
    out = !arb_is_finite(seen) || arf_cmp_d(most, bound) > 0;
    arb_clear(seen);
    arf_clear(most);
    return out;
}

static void run_one(struct tally *tally, const struct tolerance_question *question,
                    const struct tolerance *bound, gsl_rng *rng, const char *what)
{
    double seen, least = fmpq_get_d(question->sigma_min);
    struct recipe recipe;
    arb_mat_t M;

    choose_recipe(&recipe, rng, least > 0, sqrt(question->in->format->largest) / 2);
    question->in->stream->seed = gsl_rng_get(rng);
    arb_mat_init(M, question->m, question->n);
    if (!recipe_make(M, &recipe, least * (1 + 0x1p-30)))
        abort();
    seen = rounding_estimate(question, M);
    if (seen > 0.9 * bound->always.rounding && is_beyond(question, M, bound->always.rounding)) {
        tally->beyond++;
        printf("beyond: %s, %a of %a\n", what, seen, bound->always.rounding);
    }
    if (seen > tally->closest * bound->always.rounding) {
        tally->closest = seen / bound->always.rounding;
        snprintf(tally->closest_on, sizeof tally->closest_on, "%s", what);
    }
    if (question->in->rounding == MC_STOCHASTIC && isfinite(bound->probable.rounding)) {
        tally->probable++;
        tally->beyond_probable += seen > bound->probable.rounding;
    }
    tally->runs++;
    arb_mat_clear(M);
}

static void run_question(struct tally *tally, struct tolerance_question *question,
                         gsl_rng *rng, const char *what)
{
    struct tolerance bound;
    slong i;

    tolerance_init(&bound);
    if (tolerance_bound(&bound, question, NULL) != MC_OK)
        abort();
    tally->configurations++;
    for (i = 0; i < EACH && isfinite(bound.always.rounding); i++)
        run_one(tally, question, &bound, rng, what);
    tally->unbounded += isinf(bound.always.rounding) != 0;
    tolerance_clear(&bound);
}

/* A smallest singular value of 0, or some share of 1/sqrt(r), with the table's own steps. */
static void run_configuration(struct tally *tally, gsl_rng *rng)
{
    const struct sum *sum = sums + pick(rng, sizeof sums / sizeof *sums);
    const char *name = tables[pick(rng, sizeof tables / sizeof *tables)];
    const char *mode = modes[pick(rng, sizeof modes / sizeof *modes)];
    struct mc_stream stream = {.seed = 1};
    struct tolerance_question question = {.failure = FAILURE};
    fmpq_poly_struct steps[MOST_STEPS];
    struct mc_arithmetic in;
    struct mc_table table;
    char what[200];
    fmpq_t least;
    slong k;

    mc_table_init(&table);
    fmpq_init(least);
    if (mc_arithmetic_parse(&in, sum->format, NULL) != MC_OK ||
        mc_arithmetic_accumulate(&in, sum->accumulation, NULL) != MC_OK ||
        mc_table_read(&table, name, NULL) != MC_OK)
        abort();
    if (mc_arithmetic_round_by(&in, mode, &stream, NULL) != MC_OK)
        goto done;
    in.stream = &stream;
    question.in = &in;
    question.polynomials = steps;
    question.m = size(rng);
    question.n = size(rng);
    question.steps = 1 + (slong)pick(rng, MOST_STEPS);
    if (table.extension == MC_STOP)
        question.steps = FLINT_MIN(question.steps, table.count);
    for (k = 0; k < question.steps; k++)
        steps[k] = table.rows[mc_table_row(&table, k, table.extension)];
    if (pick(rng, 3))
        fmpq_set_si(least, 1, (ulong)ceil(sqrt((double)FLINT_MIN(question.m, question.n))) *
                                  (1 + pick(rng, 30)));
    question.sigma_min = least;
    snprintf(what, sizeof what, "%s, %ld steps, %ld x %ld, %s, %s", name, (long)question.steps,
             (long)question.m, (long)question.n, in.name, mode);
    run_question(tally, &question, rng, what);
done:
    mc_table_clear(&table);
    fmpq_clear(least);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 1000;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct tally tally = {0};
    double chance = 1;

    if (!rng)
        return 4;
    gsl_rng_set(rng, argc > 2 ? (unsigned long)atol(argv[2]) : 1);
    while (tally.runs < count)
        run_configuration(&tally, rng);
    if (tally.beyond_probable)
        chance = gsl_cdf_binomial_Q((unsigned)tally.beyond_probable - 1, FAILURE,
                                    (unsigned)tally.probable);
    printf("%ld runs in %ld configurations (%ld had no bound): %ld beyond the bound, "
           "closest %.3g (%s)\n", tally.runs, tally.configurations, tally.unbounded, tally.beyond,
           tally.closest, tally.closest_on);
    printf("%ld stochastic runs: %ld beyond the bound that may fail in %g of them\n",
           tally.probable, tally.beyond_probable, FAILURE);
    gsl_rng_free(rng);
    return tally.beyond || chance < 1e-9;
}
