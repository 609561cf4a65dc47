// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "abi/answer.h"
#include "abi/passage.h"
#include "muoncheck/certify.h"

/* Beyond LARGE columns digits cost seconds. */
enum { DIGITS = 10, LARGE = 512, LARGE_DIGITS = 3, MOST_STEPS = 1000 };

static enum mc_status read_table(struct mc_certify_options *options, struct mc_table *table,
                                 const struct muoncheck_certify_question *asked,
                                 struct mc_complaint *why)
{
    enum mc_status status;

    if (!asked->table)
        return MC_OK;
    if (!fmpq_is_zero(options->p))
        return mc_complain(why, MC_BAD_INPUT, "table is for p = 0");
    status = answer_blames(mc_table_read(table, asked->table, why), "table", asked->table, why);
    options->table = table;
    options->steps = asked->steps < 0 ? table->steps : asked->steps;
    if (status == MC_OK && options->steps > MOST_STEPS)
        return mc_complain(why, MC_BAD_INPUT, "steps %ld: from 0 to %d, please",
                           (long)options->steps, MOST_STEPS);
    return status;
}

static enum mc_status read_options(struct mc_certify_options *options, struct mc_table *table,
                                   const struct muoncheck_certify_question *asked,
                                   struct mc_complaint *why)
{
    int64_t n = asked->x ? FLINT_MIN(asked->x->rows, asked->x->cols) : 0;
    const char *norm = asked->norm ? asked->norm : "spectral";
    enum mc_status status = answer_rational(options->p, "p", asked->p, "0", why);

    options->digits = asked->digits ? asked->digits : n > LARGE ? LARGE_DIGITS : DIGITS;
    options->max_bits = asked->max_bits ? asked->max_bits : ANSWER_MAX_BITS;
    options->in_frobenius = *norm == 'f';
    options->has_most = asked->max_error != NULL;
    if (strcmp(norm, "spectral") && strcmp(norm, "frobenius"))
        return mc_complain(why, MC_BAD_INPUT, "norm %.40s: spectral or frobenius", norm);
    if (options->digits < 1 || options->max_bits < 2)
        return mc_complain(why, MC_BAD_INPUT, "digits and max_bits: more, please");
    if (status == MC_OK)
        status = answer_rational(options->most, "max_error", asked->max_error, "0", why);
    return status == MC_OK ? read_table(options, table, asked, why) : status;
}

static void tell(struct muoncheck_answer *answer, const struct mc_certified *found)
{
    const struct {
        const char *name;
        const arb_struct *value;
    } fields[] = {
        {"spectral", found->spectral},
        {"frobenius", found->frobenius},
        {"orthogonality", found->orthogonality},
        {"residual", found->residual},
        {"psd_residual", found->psd_residual},
        {"dual_gap", found->dual_gap},
        {"bound_violation", found->bound_violation},
        {"image_spectral", found->image_spectral},
        {"image_frobenius", found->image_frobenius},
        {"approximation_spectral", found->approximation_spectral},
        {"approximation_frobenius", found->approximation_frobenius},
    };

    answer->verdict = found->verdict;
    answer_add_integer(answer, "rank", found->rank);
    answer_add_integer(answer, "bits", found->bits);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        answer_add(answer, fields[i].name, fields[i].value, 1);
}

static enum mc_status certify(struct muoncheck_answer *answer,
                              const struct muoncheck_certify_question *asked,
                              const struct mc_certify_options *options)
{
    struct mc_matrix X = {0}, Y = {0};
    struct mc_certified found;
    enum mc_status status = array_read(&X, "x", asked->x, &answer->why);

    mc_certified_init(&found);
    if (status == MC_OK)
        status = array_read(&Y, "y", asked->y, &answer->why);
    if (status == MC_OK)
        status = mc_certify(&found, &X, &Y, options, &answer->why);
    if (status == MC_OK || status == MC_NOT_DECIDED)
        tell(answer, &found);
    mc_certified_clear(&found);
    mc_matrix_clear(&X);
    mc_matrix_clear(&Y);
    return status;
}

struct muoncheck_answer *muoncheck_certify(const struct muoncheck_certify_question *asked)
{
    struct muoncheck_answer *answer = calloc(1, sizeof *answer);
    struct mc_certify_options options;
    struct passage passage;
    struct mc_table table;

    if (!answer)
        return NULL;
    passage_enter(&passage);
    mc_table_init(&table);
    mc_certify_options_init(&options);
    answer->status = read_options(&options, &table, asked, &answer->why);
    if (answer->status == MC_OK)
        answer->status = certify(answer, asked, &options);
    mc_certify_options_clear(&options);
    mc_table_clear(&table);
    passage_leave(&passage);
    return answer;
}
