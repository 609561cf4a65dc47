// SPDX-License-Identifier: GPL-3.0-or-later
#include <flint/fmpq.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/tolerance.h"
#include "generator/generator.h"

enum { LARGEST = 64, PREC = 192, SEEDS = 2 };

static const char *const spectra[] = {"geometric", "arithmetic", "one-large", "one-small",
                                      "log-uniform", "clustered"};

/* The largest condition for which sigma_min / ||.||_F >= 1 / (cond sqrt(r)) >= S: a rational a
 * little below 1 / (S sqrt(r)), and at least 1, which S <= 1 / sqrt(r) allows. */
static char *condition(const struct tolerance_task *task, slong r)
{
    char *text;
    fmpq_t cond;

    fmpq_init(cond);
    fmpq_set_si(cond, 1000000, 1);
    if (!fmpq_is_zero(task->sigma_min)) {
        fmpq_mul_si(cond, task->sigma_min, (slong)ceil(sqrt((double)r)));
        fmpq_inv(cond, cond);
        if (fmpq_cmp_ui(cond, 1) < 0)
            fmpq_one(cond);
    }
    text = mc_rational_text(cond);
    fmpq_clear(cond);
    return text;
}

static enum mc_status run_one(struct tolerance_task *task, const char *spec,
                              struct mc_complaint *why)
{
    struct mc_matrix A;
    arb_mat_t M;
    arb_t seen;
    enum mc_status status = generate(&A, spec, why);

    if (status != MC_OK)
        return status;
    arb_init(seen);
    arb_mat_init(M, A.rows, A.cols);
    mc_matrix_enclose(M, &A, PREC);
    tolerance_observe(seen, task->polynomials, task->steps, &task->format, M, PREC);
    if (arb_is_finite(seen) && (!task->worst[0] || arb_gt(seen, task->observed))) {
        arb_swap(seen, task->observed);
        snprintf(task->worst, sizeof task->worst, "%s", spec);
    }
    arb_clear(seen);
    arb_mat_clear(M);
    mc_matrix_clear(&A);
    return MC_OK;
}

enum mc_status tolerance_search(struct tolerance_task *task, struct mc_complaint *why)
{
    slong m = task->rows < LARGEST ? task->rows : LARGEST;
    slong n = task->cols < LARGEST ? task->cols : LARGEST;
    char *cond = condition(task, m < n ? m : n), spec[256];
    enum mc_status status = MC_OK;
    size_t i, count = SEEDS * sizeof spectra / sizeof *spectra;

    task->observed_rows = m;
    task->observed_cols = n;
    arb_indeterminate(task->observed);
    for (i = 0; i < count && status == MC_OK; i++) {
        command_progress(task->call, "%zu of %zu", i + 1, count);
        snprintf(spec, sizeof spec, "prescribed:m=%ld,n=%ld,seed=%llu,spectrum=%s,cond=%.60s",
                 (long)m, (long)n, task->call->seed % 1000000 + i % SEEDS, spectra[i / SEEDS],
                 cond ? cond : "1");
        status = run_one(task, spec, why);
    }
    command_progress(task->call, "%s", "");
    free(cond);
    return status;
}
