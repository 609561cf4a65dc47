// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <lapacke.h>
#include <stdbool.h>

#include "bench/benchmark.h"
#include "bench/work_clock.h"
#include "muoncheck/product.h"

static struct {
    bool running;
    long threshold;
    struct work_times times;
} the_clock;

void work_clock_start(long threshold)
{
    the_clock.times = (struct work_times){0};
    the_clock.threshold = threshold;
    the_clock.running = true;
}

struct work_times work_clock_stop(void)
{
    the_clock.running = false;
    return the_clock.times;
}

static double begin(void)
{
    return the_clock.running ? processor_seconds() : 0;
}

static void end(enum work kind, double begun)
{
    if (the_clock.running) {
        the_clock.times.seconds[kind] += processor_seconds() - begun;
        the_clock.times.calls[kind]++;
    }
}

/* The linker's names: __wrap_f is called for f, __real_f is f. */
#define DGEMM_PARAMETERS                                                                       \
    CBLAS_ORDER order, CBLAS_TRANSPOSE ta, CBLAS_TRANSPOSE tb, blasint m, blasint n,           \
        blasint k, double alpha, const double *a, blasint lda, const double *b, blasint ldb,   \
        double beta, double *c, blasint ldc
#define DSYRK_PARAMETERS                                                                       \
    CBLAS_ORDER order, CBLAS_UPLO uplo, CBLAS_TRANSPOSE trans, blasint n, blasint k,           \
        double alpha, const double *a, blasint lda, double beta, double *c, blasint ldc
#define DGESDD_PARAMETERS                                                                      \
    int layout, char job, lapack_int m, lapack_int n, double *a, lapack_int lda, double *s,    \
        double *u, lapack_int ldu, double *vt, lapack_int ldvt
#define MULTIPLY_PARAMETERS                                                                    \
    struct mc_planes *C, const struct mc_planes *A, enum mc_side a, const struct mc_planes *B, \
        enum mc_side b, slong keep, struct mc_product_workspace *w
#define GRAM_PARAMETERS                                                                        \
    struct mc_planes *C, const struct mc_planes *A, slong keep, struct mc_product_workspace *w
#define SET_PARAMETERS struct mc_planes *P, const arb_mat_t A, slong exponent
#define GET_PARAMETERS arb_mat_t A, const struct mc_planes *P

void __real_cblas_dgemm(DGEMM_PARAMETERS);
void __wrap_cblas_dgemm(DGEMM_PARAMETERS);
void __real_cblas_dsyrk(DSYRK_PARAMETERS);
void __wrap_cblas_dsyrk(DSYRK_PARAMETERS);
lapack_int __real_LAPACKE_dgesdd(DGESDD_PARAMETERS);
lapack_int __wrap_LAPACKE_dgesdd(DGESDD_PARAMETERS);
enum mc_status __real_mc_planes_multiply(MULTIPLY_PARAMETERS);
enum mc_status __wrap_mc_planes_multiply(MULTIPLY_PARAMETERS);
enum mc_status __real_mc_planes_gram(GRAM_PARAMETERS);
enum mc_status __wrap_mc_planes_gram(GRAM_PARAMETERS);
enum mc_status __real_mc_planes_set(SET_PARAMETERS);
enum mc_status __wrap_mc_planes_set(SET_PARAMETERS);
void __real_mc_planes_get(GET_PARAMETERS);
void __wrap_mc_planes_get(GET_PARAMETERS);

void __wrap_cblas_dgemm(DGEMM_PARAMETERS)
{
    double begun = begin();
    bool large =
        m >= the_clock.threshold && n >= the_clock.threshold && k >= the_clock.threshold;

    __real_cblas_dgemm(order, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    end(large ? WORK_DGEMM : WORK_TABLE, begun);
}

void __wrap_cblas_dsyrk(DSYRK_PARAMETERS)
{
    double begun = begin();

    __real_cblas_dsyrk(order, uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
    end(WORK_DGEMM, begun);
}

lapack_int __wrap_LAPACKE_dgesdd(DGESDD_PARAMETERS)
{
    double begun = begin();
    lapack_int info = __real_LAPACKE_dgesdd(layout, job, m, n, a, lda, s, u, ldu, vt, ldvt);

    end(WORK_DGESDD, begun);
    return info;
}

enum mc_status __wrap_mc_planes_multiply(MULTIPLY_PARAMETERS)
{
    double begun = begin();
    enum mc_status status = __real_mc_planes_multiply(C, A, a, B, b, keep, w);

    end(WORK_PRODUCT, begun);
    return status;
}

enum mc_status __wrap_mc_planes_gram(GRAM_PARAMETERS)
{
    double begun = begin();
    enum mc_status status = __real_mc_planes_gram(C, A, keep, w);

    end(WORK_PRODUCT, begun);
    return status;
}

enum mc_status __wrap_mc_planes_set(SET_PARAMETERS)
{
    double begun = begin();
    enum mc_status status = __real_mc_planes_set(P, A, exponent);

    end(WORK_TO_PLANES, begun);
    return status;
}

void __wrap_mc_planes_get(GET_PARAMETERS)
{
    double begun = begin();

    __real_mc_planes_get(A, P);
    end(WORK_FROM_PLANES, begun);
}
