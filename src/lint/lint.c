// SPDX-License-Identifier: Apache-2.0
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lint/rules.h"

/* Absolute precision of every chain: 2^-128, and finer by what the interval's lower end needs.
 */
enum { BITS = 128, RADIUS_BITS = 80 };

const struct mc_lint_rule mc_lint_rules[] = {
    {"blow-up", "inputs of the interval grow without bound"},
    {"extension", "rows beyond the end are not taken as published"},
    {"leaves-zero-two", "values outside (0, 2): the next step of most tables sends them away"},
    {"mixed-table", "rows of several published tables"},
    {"normalisation", "the table was made for another normalisation"},
    {"not-one", "the limit is an interval, not 1"},
    {"published-range", "values outside the range that was published"},
    {"reversed-table", "the rows of a published table from last to first"},
    {"rounding-up", "one ulp above the interval is not safe"},
    {"safety-factor", "a safety factor missing, applied twice, or to a wrong power"},
    {"shifted-table", "a published table that starts at a later row"},
    {"sign-flip", "a singular value comes out negative or zero"},
    {"slope", "small singular values do not grow"},
    {0},
};

void find_fault(struct examination *x, const char *rule, enum mc_severity severity, int line,
                const char *format, ...)
{
    struct mc_finding *more =
        realloc(x->lint->findings, (x->lint->count + 1) * sizeof *x->lint->findings);
    va_list arguments;

    if (!more) {
        x->out_of_memory = true;
        return;
    }
    x->lint->findings = more;
    more += x->lint->count++;
    *more = (struct mc_finding){.rule = rule, .severity = severity, .line = line};
    va_start(arguments, format);
    vsnprintf(more->message, sizeof more->message, format, arguments);
    va_end(arguments);
}

const char *about(char *out, const fmpq_t q)
{
    snprintf(out, ABOUT, "%.6g", fmpq_get_d(q));
    return out;
}

enum mc_status mc_dtype_ulp(fmpq_t ulp, const char *dtype, struct mc_complaint *why)
{
    static const struct {
        const char *name;
        ulong precision;
    } formats[] = {{"bf16", 8},  {"fp16", 11}, {"tf32", 11}, {"fp32", 24},
                   {"fp64", 53}, {"e4m3", 4},  {"e5m2", 3}};
    size_t i;

    for (i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!strcmp(formats[i].name, dtype)) {
            fmpq_one(ulp);
            fmpq_div_2exp(ulp, ulp, formats[i].precision - 1);
            return MC_OK;
        }
    }
    return mc_complain(why, MC_BAD_INPUT,
                       "dtype '%.40s' is not bf16, fp16, tf32, fp32, fp64, e4m3 or e5m2",
                       dtype);
}

static void lint_init(struct mc_lint *lint)
{
    struct mc_interval *all[] = {&lint->on,     &lint->min,    &lint->max,    &lint->error,
                                 &lint->argmin, &lint->argmax, &lint->radius, &lint->best};
    size_t i;

    *lint = (struct mc_lint){.sign_safe = -1};
    for (i = 0; i < sizeof all / sizeof all[0]; i++)
        mc_interval_init(all[i]);
    fmpq_init(lint->slope);
}

void mc_lint_clear(struct mc_lint *lint)
{
    struct mc_interval *all[] = {&lint->on,     &lint->min,    &lint->max,    &lint->error,
                                 &lint->argmin, &lint->argmax, &lint->radius, &lint->best};
    size_t i;

    for (i = 0; i < sizeof all / sizeof all[0]; i++)
        mc_interval_clear(all[i]);
    fmpq_clear(lint->slope);
    mc_alternation_clear(&lint->last);
    free(lint->findings);
    *lint = (struct mc_lint){0};
}

enum mc_severity mc_lint_worst(const struct mc_lint *lint)
{
    enum mc_severity worst = MC_NOTE;
    size_t i;

    for (i = 0; i < lint->count; i++)
        if (lint->findings[i].severity > worst)
            worst = lint->findings[i].severity;
    return worst;
}

static enum mc_status choose_interval(struct mc_lint *lint, const struct mc_table *table,
                                      const struct mc_lint_options *options,
                                      struct mc_complaint *why)
{
    fmpz_t scaled;

    if (options->has_interval) {
        mc_interval_set(&lint->on, options->on.lo, options->on.hi);
    } else if (fmpq_sgn(table->hi) > 0) {
        mc_interval_set(&lint->on, table->lo, table->hi);
    } else {
        fmpq_set_si(lint->on.lo, 1, 1000);
        fmpq_one(lint->on.hi);
    }
    if (fmpq_sgn(lint->on.lo) < 0 || fmpq_cmp(lint->on.lo, lint->on.hi) >= 0)
        return mc_complain(why, MC_BAD_INPUT, "the interval must be 0 <= A < B");
    fmpz_init(scaled);
    lint->bits = BITS;
    if (fmpq_sgn(lint->on.lo) > 0 &&
        fmpz_bits(fmpq_denref(lint->on.lo)) > fmpz_bits(fmpq_numref(lint->on.lo)))
        lint->bits +=
            (slong)(fmpz_bits(fmpq_denref(lint->on.lo)) - fmpz_bits(fmpq_numref(lint->on.lo)));
    fmpz_clear(scaled);
    return MC_OK;
}

/* error contains max(1 - min, max - 1). */
static void error_of(struct mc_lint *lint)
{
    fmpq_t a, b;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_sub_si(lint->error.lo, lint->max.lo, 1);
    fmpq_sub_si(lint->error.hi, lint->max.hi, 1);
    fmpq_sub_si(a, lint->min.hi, 1);
    fmpq_sub_si(b, lint->min.lo, 1);
    fmpq_neg(a, a);
    fmpq_neg(b, b);
    if (fmpq_cmp(a, lint->error.lo) > 0)
        fmpq_set(lint->error.lo, a);
    if (fmpq_cmp(b, lint->error.hi) > 0)
        fmpq_set(lint->error.hi, b);
    fmpq_clear(a);
    fmpq_clear(b);
}

static enum mc_status find_places(struct mc_lint *lint, const struct mc_chain *chain)
{
    enum mc_status low = mc_chain_place(&lint->argmin, chain, false);
    enum mc_status high = mc_chain_place(&lint->argmax, chain, true);

    lint->has_argmin = low == MC_OK;
    lint->has_argmax = high == MC_OK;
    return low == MC_NO_RESOURCE || high == MC_NO_RESOURCE ? MC_NO_RESOURCE : MC_OK;
}

/* p(x) / x > 0 on [0, hi]? */
static bool keeps_sign(const fmpq_poly_t p, const fmpq_t hi)
{
    enum { BOXES = 1000 };
    struct mc_breaks breaks;
    fmpq_poly_t quotient;
    fmpq_t zero, witness;
    bool yes;

    fmpq_init(zero);
    fmpq_init(witness);
    fmpq_poly_init(quotient);
    fmpq_poly_shift_right(quotient, p, 1);
    yes = mc_decide_sign(&breaks, witness, quotient, zero, hi, true, BOXES) == MC_PROVED;
    mc_breaks_clear(&breaks);
    fmpq_poly_clear(quotient);
    fmpq_clear(witness);
    fmpq_clear(zero);
    return yes;
}

/* min f_T > 0?  With lo = 0 for every x > 0: that is so when it is of each step. */
static int sign_of(const struct mc_lint *lint, const struct mc_chain *chain)
{
    slong k;

    if (fmpq_sgn(lint->on.lo) > 0)
        return fmpq_sgn(lint->min.lo) > 0 ? 1 : fmpq_sgn(lint->min.hi) <= 0 ? 0 : -1;
    for (k = 0; k < chain->steps; k++)
        if (!keeps_sign(chain->row[k], chain->outer[k].hi))
            return fmpq_sgn(lint->min.hi) < 0 ? 0 : -1;
    return 1;
}

static enum mc_status measure_range(struct mc_lint *lint, const struct mc_table *table,
                                    enum mc_extension extension)
{
    struct mc_chain chain;
    enum mc_status status =
        mc_chain_run(&chain, table, lint->steps, extension, &lint->on, lint->bits);

    if (status != MC_OK)
        return status;
    lint->escaped = chain.escaped;
    mc_chain_extreme(&lint->min, &chain, false);
    mc_chain_extreme(&lint->max, &chain, true);
    lint->sign_safe = sign_of(lint, &chain);
    if (!chain.escaped) {
        error_of(lint);
        status = find_places(lint, &chain);
        if (status == MC_OK && chain.steps > 0)
            status = mc_alternation_find(&lint->last, chain.row[chain.steps - 1],
                                         chain.outer + chain.steps - 1, lint->bits);
    }
    mc_chain_clear(&chain);
    return status;
}

/* The best error for as many steps of the table's own degree, where 0 is not in the interval.
 */
static void measure_best(struct mc_lint *lint, const struct mc_table *table)
{
    slong i, degree = 1;

    for (i = 0; i < table->count; i++)
        if (fmpq_poly_degree(table->rows + i) > degree)
            degree = fmpq_poly_degree(table->rows + i);
    lint->has_best = fmpq_sgn(lint->on.lo) > 0 && degree <= 9 && lint->steps <= 16 &&
                     mc_best_composition(&lint->best, lint->steps, (degree + 1) / 2, &lint->on,
                                         lint->bits) == MC_OK;
}

static enum mc_status measure(struct mc_lint *lint, const struct mc_table *table,
                              enum mc_extension extension)
{
    enum mc_status status = measure_range(lint, table, extension);

    if (status != MC_OK)
        return status;
    mc_slope_at_zero(lint->slope, table, lint->steps, extension);
    status = mc_safe_radius(&lint->radius, &lint->radius_finite, table, lint->steps, extension,
                            RADIUS_BITS);
    lint->has_radius = status == MC_OK;
    measure_best(lint, table);
    return status == MC_NO_RESOURCE ? status : MC_OK;
}

enum mc_status mc_lint_run(struct mc_lint *out, const struct mc_table *table,
                           const struct mc_lint_options *options, struct mc_complaint *why)
{
    struct examination x = {.table = table, .lint = out, .extension = table->extension};
    enum mc_status status;

    lint_init(out);
    fmpq_init(x.ulp);
    if (options->has_extension)
        x.extension = options->extension;
    x.normalize = options->normalize ? options->normalize : table->normalisation;
    x.dtype = options->dtype ? options->dtype : "bf16";
    out->steps = options->steps ? options->steps : table->steps;
    if (x.extension == MC_STOP && out->steps > table->count)
        out->steps = table->count;
    status = mc_dtype_ulp(x.ulp, x.dtype, why);
    if (status == MC_OK)
        status = choose_interval(out, table, options, why);
    if (status == MC_OK)
        status = measure(out, table, x.extension);
    if (status == MC_OK) {
        rules_of_range(&x);
        rules_of_use(&x);
        rules_of_likeness(&x);
    }
    fmpq_clear(x.ulp);
    return x.out_of_memory ? MC_NO_RESOURCE : status;
}
