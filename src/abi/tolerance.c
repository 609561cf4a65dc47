// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "abi/answer.h"
#include "abi/passage.h"
#include "iteration/tolerance.h"

enum { BITS = 128, MOST_STEPS = 100, LARGEST = 1000000 };

/* Everything that the question names, read. */
struct reading {
    fmpq_poly_struct *rows;
    slong steps;
    struct mc_arithmetic format;
    fmpq_t sigma_min, failure;
};

static void reading_init(struct reading *reading)
{
    *reading = (struct reading){0};
    fmpq_init(reading->sigma_min);
    fmpq_init(reading->failure);
}

static void reading_clear(struct reading *reading)
{
    tolerance_rows_free(reading->rows, reading->steps);
    fmpq_clear(reading->sigma_min);
    fmpq_clear(reading->failure);
}

/* With Frobenius norm 1 the smallest of r singular values is at most 1/sqrt(r). */
static bool has_sigma(const fmpq_t sigma, slong r)
{
    fmpq_t square;
    bool fine;

    fmpq_init(square);
    fmpq_mul(square, sigma, sigma);
    fmpq_mul_si(square, square, r);
    fine = fmpq_cmp_ui(square, 1) <= 0;
    fmpq_clear(square);
    return fine;
}

static enum mc_status read_numbers(struct reading *out,
                                   const struct muoncheck_tolerance_question *asked,
                                   struct mc_complaint *why)
{
    enum mc_status status;

    status = answer_rational(out->sigma_min, "sigma_min", asked->sigma_min, "0", why);
    if (status == MC_OK)
        status = answer_rational(out->failure, "failure", asked->failure, "1/1000", why);
    if (status != MC_OK)
        return status;
    if (fmpq_sgn(out->failure) <= 0 || fmpq_cmp_ui(out->failure, 1) >= 0)
        return mc_complain(why, MC_BAD_INPUT, "failure: above 0, below 1, please");
    if (asked->rows < 1 || asked->cols < 1 || asked->rows > LARGEST || asked->cols > LARGEST)
        return mc_complain(why, MC_BAD_INPUT, "shape %ld x %ld: from 1 to %d, please",
                           (long)asked->rows, (long)asked->cols, LARGEST);
    if (!has_sigma(out->sigma_min, FLINT_MIN(asked->rows, asked->cols)))
        return mc_complain(why, MC_BAD_INPUT, "sigma_min: from 0 to 1/sqrt(%ld): it is "
                           "relative to the Frobenius norm",
                           (long)FLINT_MIN(asked->rows, asked->cols));
    return MC_OK;
}

static enum mc_status read_format(struct reading *out,
                                  const struct muoncheck_tolerance_question *asked,
                                  struct mc_complaint *why)
{
    const char *sum = asked->accumulate;
    enum mc_status status = mc_arithmetic_parse(&out->format, asked->dtype ? asked->dtype
                                                                           : "bf16", why);

    if (status == MC_OK && !sum)
        sum = out->format.bits > 24 ? "fp64" : "fp32";
    return status == MC_OK ? mc_arithmetic_accumulate(&out->format, sum, why) : status;
}

static enum mc_status read_question(struct reading *out,
                                    const struct muoncheck_tolerance_question *asked,
                                    struct mc_complaint *why)
{
    enum mc_status status = read_numbers(out, asked, why);

    if (status == MC_OK)
        status = read_format(out, asked, why);
    if (status == MC_OK && !asked->table)
        return mc_complain(why, MC_BAD_INPUT, "which table?");
    out->steps = asked->steps;
    if (status == MC_OK && out->steps > MOST_STEPS)
        return mc_complain(why, MC_BAD_INPUT, "steps %ld: from 0 to %d, please",
                           (long)out->steps, MOST_STEPS);
    if (status != MC_OK)
        return status;
    status = tolerance_rows_read(&out->rows, &out->steps, asked->table, why);
    return answer_blames(status, "table", asked->table, why);
}

/* The array, of the shape asked for. */
static enum mc_status read_matrix(struct mc_matrix *A, const char *name,
                                  const struct muoncheck_array *array,
                                  const struct tolerance_question *question,
                                  struct mc_complaint *why)
{
    enum mc_status status = array_read(A, name, array, why);

    if (status != MC_OK || (A->rows == question->m && A->cols == question->n))
        return status;
    return mc_complain(why, MC_BAD_INPUT, "%s: %ld x %ld, not %ld x %ld", name, (long)A->rows,
                       (long)A->cols, (long)question->m, (long)question->n);
}

static enum mc_status tell_agreement(struct muoncheck_answer *answer,
                                     const struct tolerance_question *question,
                                     const arb_mat_t M, const struct muoncheck_array *y)
{
    struct mc_matrix Y = {0};
    enum mc_status status = read_matrix(&Y, "y", y, question, &answer->why);
    struct mc_state run;

    if (status == MC_OK) {
        tolerance_run(&run, question, M, question->in);
        answer_add_integer(answer, "agreeing", tolerance_agreement(run.x, Y.dyadic));
        mc_state_clear(&run);
    }
    mc_matrix_clear(&Y);
    return status;
}

static enum mc_status tell_run(struct muoncheck_answer *answer,
                               const struct tolerance_question *question,
                               const struct muoncheck_tolerance_question *asked)
{
    struct mc_matrix M = {0};
    enum mc_status status;
    arb_t off;

    if (!asked->x)
        return MC_OK;
    arb_init(off);
    status = read_matrix(&M, "x", asked->x, question, &answer->why);
    if (status == MC_OK && !tolerance_scale(M.dyadic, BITS))
        status = mc_complain(&answer->why, MC_BAD_INPUT, "x: a zero matrix has no iterates");
    if (status == MC_OK) {
        tolerance_observe(off, NULL, question, M.dyadic, BITS);
        answer_add(answer, "run_rounding", off, 1);
    }
    if (status == MC_OK && asked->y)
        status = tell_agreement(answer, question, M.dyadic, asked->y);
    mc_matrix_clear(&M);
    arb_clear(off);
    return status;
}

static void tell(struct muoncheck_answer *answer, const struct tolerance *bound)
{
    arb_t x;

    arb_init(x);
    answer_add(answer, "approximation", bound->approximation, 1);
    answer_add_bound(answer, "rounding_bound", bound->always.rounding);
    answer_add_bound(answer, "probabilistic_bound", bound->probable.rounding);
    if (tolerance_total(x, bound))
        arb_indeterminate(x);
    answer_add(answer, "total", x, 1);
    answer_add_bound(answer, "values_lo", bound->always.lo);
    answer_add_bound(answer, "values_hi", bound->always.hi);
    arb_clear(x);
}

static enum mc_status find(struct muoncheck_answer *answer, const struct reading *reading,
                           const struct muoncheck_tolerance_question *asked)
{
    struct tolerance_question question = {
        .polynomials = reading->rows, .steps = reading->steps, .m = asked->rows,
        .n = asked->cols, .in = &reading->format,
        .sigma_min = (fmpq *)reading->sigma_min};
    struct tolerance bound;
    enum mc_status status;

    question.failure = fmpq_get_d(reading->failure);
    tolerance_init(&bound);
    status = tolerance_bound(&bound, &question, &answer->why);
    if (status == MC_OK) {
        answer_add_integer(answer, "steps", reading->steps);
        tell(answer, &bound);
        status = tell_run(answer, &question, asked);
    }
    tolerance_clear(&bound);
    return status;
}

struct muoncheck_answer *muoncheck_tolerance(const struct muoncheck_tolerance_question *asked)
{
    struct muoncheck_answer *answer = calloc(1, sizeof *answer);
    struct reading reading;
    struct passage passage;

    if (!answer)
        return NULL;
    passage_enter(&passage);
    reading_init(&reading);
    answer->status = read_question(&reading, asked, &answer->why);
    if (answer->status == MC_OK)
        answer->status = find(answer, &reading, asked);
    reading_clear(&reading);
    passage_leave(&passage);
    return answer;
}

const char *muoncheck_accumulation(int64_t i)
{
    int64_t k = 0;

    while (k < i && mc_accumulation_names[k].name)
        k++;
    return i < 0 ? NULL : mc_accumulation_names[k].name;
}
