// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tolerance --input: what one format makes of given matrices.  Rounding is enclosed, and beside
 * it stand the bound that the run's own local errors give, and the trivial one, ||Y|| +
 * ||X_K||; whether the outputs of a kernel are those of the format is counted, entry by entry.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/tolerance.h"
#include "report/envelope.h"

enum { DIGITS = 8, BITS = 192 };

/* Y is what the format makes of the input; Z is the kernel's. */
struct told {
    arb_t rounding, trivial, output;     /* ||Y - X_K||, ||Y|| + ||X_K||, ||Z - X_K||         */
    double bound;
    slong agreeing, entries;             /* of Z with Y; entries 0: no Z                      */
};

static void distance(arb_t out, const arb_mat_t A, const arb_mat_t B)
{
    arb_mat_t off;

    arb_mat_init(off, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_sub(off, A, B, BITS);
    arb_mat_frobenius_norm(out, off, BITS);
    arb_mat_clear(off);
}

static void compare(struct told *out, const arb_mat_t Y, const arb_mat_t exact,
                    const struct mc_matrix *kernels)
{
    slong m = arb_mat_nrows(Y), n = arb_mat_ncols(Y);
    arb_mat_t Z;

    arb_mat_init(Z, m, n);
    mc_matrix_enclose(Z, kernels, BITS);
    out->agreeing = tolerance_agreement(Y, Z);
    out->entries = m * n;
    distance(out->output, Z, exact);
    arb_mat_clear(Z);
}

static void look(struct told *out, const struct tolerance_question *question, const arb_mat_t M,
                 const struct mc_matrix *kernels)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(BITS);
    struct mc_state run, exact;
    arb_t size;

    arb_init(size);
    question->in->stream->drawn = 0;
    tolerance_run(&run, question, M, question->in);
    tolerance_run(&exact, question, M, &balls);
    distance(out->rounding, run.x, exact.x);
    arb_mat_frobenius_norm(size, run.x, BITS);
    arb_mat_frobenius_norm(out->trivial, exact.x, BITS);
    arb_add(out->trivial, out->trivial, size, BITS);
    if (kernels)
        compare(out, run.x, exact.x, kernels);
    question->in->stream->drawn = 0;
    out->bound = tolerance_of_run(question, M, BITS);
    mc_state_clear(&run);
    mc_state_clear(&exact);
    arb_clear(size);
}

/* The smaller of the two; true where that is the trivial one. */
static bool least_bound(arb_t out, const struct told *told)
{
    arb_t bound;
    bool trivial;

    arb_init(bound);
    arb_set_d(bound, told->bound);
    trivial = !isfinite(told->bound) || arb_gt(bound, told->trivial);
    arb_set(out, trivial ? told->trivial : bound);
    arb_clear(bound);
    return trivial;
}

static json_t *told_json(const struct tolerance_task *task, const struct mc_matrix *A,
                         const struct told *told)
{
    bool trivial;
    char shape[64];
    json_t *out;
    arb_t bound;

    arb_init(bound);
    trivial = least_bound(bound, told);
    snprintf(shape, sizeof shape, "%ldx%ld", (long)A->rows, (long)A->cols);
    out = json_pack("{s:s, s:s, s:I, s:s, s:s, s:o, s:o, s:b}", "tensor", A->name, "table",
                    task->table, "steps", (json_int_t)task->steps, "format", task->format.name,
                    "shape", shape, "run_rounding",
                    json_enclosure_or_null(told->rounding, DIGITS), "run_bound",
                    json_enclosure_or_null(bound, DIGITS), "trivial", trivial);
    if (told->entries)
        json_object_update_new(out, json_pack("{s:I, s:I, s:o}", "agreeing",
                                              (json_int_t)told->agreeing, "entries",
                                              (json_int_t)told->entries, "output_rounding",
                                              json_enclosure_or_null(told->output, DIGITS)));
    arb_clear(bound);
    return out;
}

static void print_number(const char *label, const arb_t x, const char *after)
{
    char *most = tolerance_ceiling(x);

    printf("  %-16s%s%s\n", label, most ? most : "none", most ? after : "");
    free(most);
}

static void print_told(const struct tolerance_task *task, const struct mc_matrix *A,
                       const struct told *told)
{
    bool trivial;
    arb_t bound;

    arb_init(bound);
    trivial = least_bound(bound, told);
    printf("%s: %s, %ld steps, %ld x %ld in %s\n", A->name, task->table, (long)task->steps,
           (long)A->rows, (long)A->cols, task->format.name);
    print_number("rounding", told->rounding, ", this run's");
    print_number("bound", bound, trivial ? ", trivial: the norms of result and exact result"
                                         : ", from its local errors and how far each reaches");
    if (told->entries)
        printf("  output          %ld of %ld entries are this run's%s\n", (long)told->agreeing,
               (long)told->entries, told->agreeing == told->entries ? "" : ": the bound is not "
               "about it");
    if (told->entries)
        print_number("its rounding", told->output, "");
    arb_clear(bound);
}

/* 3 where the run left the format, or is not the kernel's. */
static int tell_one(json_t *results, struct tolerance_task *task, size_t i)
{
    const struct mc_matrix *A = task->inputs.items + i;
    struct tolerance_question question = {
        .polynomials = task->polynomials, .steps = task->steps, .m = A->rows, .n = A->cols,
        .in = &task->format, .sigma_min = task->sigma_min, .failure = 0.5};
    struct told told = {.bound = HUGE_VAL};
    struct mc_complaint why;
    arb_mat_t M;
    bool fine;

    arb_mat_init(M, A->rows, A->cols);
    mc_matrix_enclose(M, A, BITS);
    fine = tolerance_scale(M, BITS);
    arb_init(told.rounding);
    arb_init(told.trivial);
    arb_init(told.output);
    task->format.stream = &task->stream;
    if (fine)
        look(&told, &question, M, task->outputs.count ? task->outputs.items + i : NULL);
    if (fine && task->call->json)
        json_array_append_new(results, told_json(task, A, &told));
    else if (fine)
        print_told(task, A, &told);
    arb_clear(told.rounding);
    arb_clear(told.trivial);
    arb_clear(told.output);
    arb_mat_clear(M);
    if (!fine) {
        enum mc_status status = mc_complain(&why, MC_BAD_INPUT, "zero has no iterates");

        return command_fails(task->call, A->name, status, &why);
    }
    return isfinite(told.bound) && told.agreeing == told.entries ? EXIT_AS_EXPECTED
                                                                 : EXIT_NOT_DECIDED;
}

int tolerance_tell_runs(struct tolerance_task *task)
{
    json_t *results = json_array();
    int code = EXIT_AS_EXPECTED, one;
    size_t i;

    for (i = 0; i < task->inputs.count && code != EXIT_USAGE; i++) {
        one = tell_one(results, task, i);
        code = one == EXIT_USAGE ? one : FLINT_MAX(code, one);
    }
    if (code == EXIT_USAGE || !task->call->json) {
        json_decref(results);
        return code;
    }
    return command_prints_json(task->call, results) ? EXIT_TOOL_FAILED : code;
}
