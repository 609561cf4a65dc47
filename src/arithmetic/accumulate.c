// SPDX-License-Identifier: Apache-2.0
/*
 * Every order is a permutation of the k products, cut into chains, and a way to merge the
 * chains: in order, or as a binary counter does (the tree that splits at the largest power of
 * two).  Where the machine has the very arithmetic, fp32 and fp64 in the four IEEE modes, it
 * runs the chains.
 */
#include <fenv.h>
#include <stdlib.h>
#include <string.h>

#include "arithmetic/accumulate.h"
#include "arithmetic/chain.h"
#include "arithmetic/flush.h"
#include "arithmetic/order.h"

enum { COLUMNS = 128, LEVELS = 64 };
enum engine { MACHINE_FP32, MACHINE_FP64, EMULATED };

/* Partial sums of one row of C. */
union sums {
    double wide[COLUMNS];
    float narrow[COLUMNS];
};

struct run {
    enum engine engine;
    const struct mc_accumulation *sum;
    size_t k;
    bool tree;
    uint32_t *order;
    struct chain chain;
    struct mc_stream *stream;
};

/* Which arithmetic adds: the machine's where it is the very one. */
static enum engine engine_of(const struct mc_arithmetic *in)
{
    bool ieee = in->rounding <= MC_DOWNWARD && in->sum.order != MC_ALIGNED &&
                (!in->sum.flush || machine_flushes());

    if (in->sum.type->precision == 53)
        return MACHINE_FP64;
    return ieee && in->sum.type->precision == 24 ? MACHINE_FP32 : EMULATED;
}

/* s = the chain's sum, from zero; aligned sums go on from s. */
static void run_chain(union sums *s, const void *a, const void *b, const struct run *run,
                      size_t at, size_t length)
{
    struct chain chain = run->chain;

    chain.order = run->order + at;
    chain.count = length;
    if (run->stream)
        chain.stream = *run->stream;
    if (run->sum->order == MC_ALIGNED) {
        chain_aligned(s->wide, a, b, &chain);
        return;
    }
    memset(s, 0, sizeof *s);
    if (run->engine == MACHINE_FP32)
        chain_fp32(s->narrow, a, b, &chain);
    else if (run->engine == MACHINE_FP64)
        chain_fp64(s->wide, a, b, &chain);
    else
        chain_emulated(s->wide, a, b, &chain);
    if (run->stream)
        run->stream->drawn += 2 * length * chain.n;
}

static void merge(union sums *s, const union sums *t, const struct run *run)
{
    struct chain chain = run->chain;

    if (run->engine == MACHINE_FP32) {
        merge_fp32(s->narrow, t->narrow, chain.n);
    } else if (run->engine == MACHINE_FP64) {
        merge_fp64(s->wide, t->wide, chain.n);
    } else {
        if (run->stream)
            chain.stream = *run->stream;
        merge_emulated(s->wide, t->wide, &chain);
        if (run->stream)
            run->stream->drawn += chain.n;
    }
}

/* One row of C, on at most COLUMNS columns: rows[0] becomes the sums. */
static void run_row(union sums *rows, const void *a, const void *b, const struct run *run)
{
    size_t at = 0, chains = 0, top = 0, length, full;

    memset(rows, 0, sizeof *rows);
    while (at < run->k) {
        length = chain_length(run->sum, run->k, at);
        run_chain(rows + (run->sum->order == MC_ALIGNED ? 0 : top), a, b, run, at, length);
        at += length;
        chains++;
        if (run->sum->order == MC_ALIGNED)
            continue;
        top++;
        full = run->tree ? chains : 2;
        for (; top > 1 && (full & 1) == 0; full = run->tree ? full >> 1 : 1, top--)
            merge(rows + top - 2, rows + top - 1, run);
    }
    for (; top > 1; top--)
        merge(rows + top - 2, rows + top - 1, run);
}

static bool run_init(struct run *run, const struct mc_arithmetic *in, size_t k, size_t n)
{
    bool stochastic = in->rounding == MC_STOCHASTIC;

    *run = (struct run){.engine = engine_of(in), .sum = &in->sum, .k = k};
    run->tree = in->sum.order == MC_PAIRWISE;
    run->stream = stochastic ? in->stream : NULL;
    run->chain = (struct chain){.stride = n, .fused = in->sum.fused, .guard = in->sum.guard,
                                .r = rounder_of(in->sum.type, in->rounding, in->sum.flush)};
    run->order = calloc(k + 1, sizeof *run->order);
    if (run->order)
        chain_order(run->order, &in->sum, k);
    return run->order != NULL;
}

/* The same matrix in floats, for a machine that adds in them: exact, for formats within
 * fp32. */
static float *floats_new(const double *A, size_t count)
{
    float *out = malloc((count + 1) * sizeof *out);
    size_t i;

    for (i = 0; out && i < count; i++)
        out[i] = (float)A[i];
    return out;
}

static void store(double *C, const union sums *row, const struct run *run)
{
    size_t j;

    for (j = 0; j < run->chain.n; j++)
        C[j] = run->engine == MACHINE_FP32 ? (double)row->narrow[j] : row->wide[j];
}

static void run_all(double *C, const void *A, const void *B, size_t m, size_t n,
                    struct run *run)
{
    size_t size = run->engine == MACHINE_FP32 ? sizeof(float) : sizeof(double), i, j;
    union sums rows[LEVELS];

    for (j = 0; j < n; j += COLUMNS)
        for (i = 0; i < m; i++) {
            run->chain.n = n - j < COLUMNS ? n - j : COLUMNS;
            run_row(rows, (const char *)A + i * run->k * size, (const char *)B + j * size,
                    run);
            store(C + i * n + j, rows, run);
        }
}

bool accumulate_product(double *C, const double *A, const double *B, size_t m, size_t k,
                        size_t n, const struct mc_arithmetic *in)
{
    static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD};
    bool fine, narrow;
    float *a = NULL, *b = NULL;
    struct run run;
    int before = fegetround();
    unsigned flags;

    fine = run_init(&run, in, k, n);
    narrow = fine && run.engine == MACHINE_FP32;
    if (narrow) {
        a = floats_new(A, m * k);
        b = floats_new(B, k * n);
        fine = a && b;
    }
    if (run.engine != EMULATED)
        fesetround(modes[in->rounding]);
    flags = narrow && in->sum.flush ? start_flushing() : 0;
    if (fine)
        run_all(C, narrow ? (const void *)a : A, narrow ? (const void *)b : B, m, n, &run);
    if (narrow && in->sum.flush)
        stop_flushing(flags);
    fesetround(before);
    free(run.order);
    free(a);
    free(b);
    return fine;
}
