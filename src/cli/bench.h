// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: how a run of `bench` is told. */
#ifndef CLI_BENCH_H
#define CLI_BENCH_H

#include "bench/result.h"
#include "cli/command.h"

struct bench_task {
    const struct invocation *call;
    struct bench bench;
    struct comparison *list;
    size_t count;
    const char *folder;
    bool memory_out;
};

/* CPU, BLAS and its kernel, threads, OPENBLAS_CORETYPE, compiler. */
void bench_print_machine(const struct invocation *call);
void bench_print_title(const struct benchmark *benchmark);

/* One line a side: the cost, and the ratio with its spread and goal. */
void bench_print_comparison(const struct comparison *c);
void bench_print_curves(const struct curve *curves, size_t count);

/* The envelope: comparisons, then curves.  Returns an exit code. */
int bench_print_json(const struct bench_task *task, const struct curve *curves, size_t count);

#endif
