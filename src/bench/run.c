// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <gsl/gsl_fit.h>
#include <math.h>
#include <string.h>

#include "bench/benchmark.h"

const struct benchmark *benchmark_find(const char *id)
{
    for (size_t i = 0; i < benchmark_count; i++)
        if (!strcmp(benchmarks[i]->id, id))
            return benchmarks[i];
    return NULL;
}

/* The sizes or precisions of the line, else the benchmark's own. */
static const slong *cases(const slong *asked, const slong *full, const slong *usual, bool wide)
{
    if (asked[0])
        return asked;
    return wide && full[0] ? full : usual;
}

enum mc_status benchmark_run(struct bench *bench, const struct benchmark *benchmark,
                             struct mc_complaint *why)
{
    const slong *n = cases(bench->sizes, benchmark->full_sizes, benchmark->sizes, bench->full);
    const slong *bits = cases(bench->bits, benchmark->full_bits, benchmark->bits, bench->full);
    int threads = openblas_get_num_threads();
    enum mc_status status = MC_OK;
    static const slong none[] = {0, 0};

    openblas_set_num_threads(1);
    if (!benchmark->bits[0])
        bits = none;
    if (!benchmark->sizes[0])
        n = none;
    for (size_t i = 0; (!i || n[i]) && status == MC_OK; i++)
        for (size_t k = 0; (!k || bits[k]) && status == MC_OK; k++)
            status = benchmark->measure(bench, n[i], bits[k], why);
    openblas_set_num_threads(threads);
    return status;
}

struct exponent fitted_exponent(const double *x, const double *y, size_t count)
{
    double log_x[CASES_MAX] = {0}, log_y[CASES_MAX] = {0}, start, slope, cov00, cov01, cov11, residual;

    count = count < CASES_MAX ? count : CASES_MAX;
    for (size_t i = 0; i < count; i++) {
        log_x[i] = log(x[i]);
        log_y[i] = log(y[i]);
    }
    gsl_fit_linear(log_x, 1, log_y, 1, count, &start, &slope, &cov00, &cov01, &cov11, &residual);
    return (struct exponent){slope, count > 2 ? sqrt(cov11) : -1};
}
