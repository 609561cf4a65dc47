// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Peers that are programs of their own, in bench/peers.  One takes a method, a precision and a
 * file with a matrix, times nothing but the decomposition, and answers with the seconds.
 */
#ifndef PEER_H
#define PEER_H

#include "bench/benchmark.h"

enum peer_program { PEER_EIGEN, PEER_MPMATH, PEER_SPENT };

struct peer_job {
    enum peer_program program;
    const char *method; /* "bdcsvd", "jacobisvd", "svd"                                  */
    const char *matrix; /* a file by peer_matrix_write                                   */
    slong bits;
};

/* NULL if the peer can be run; else the packages, and the target, that it lacks. */
const char *peer_missing(enum peer_program program);

/* A file in the temporary folder with the midpoints of A, all bits: first the shape, then one
 * entry a line, row by row, as a hexadecimal integer, "p" and a power of two.  Fills path.
 * Errors: MC_NO_RESOURCE. */
struct peer_matrix {
    char path[220];
};

MC_MUST_CHECK enum mc_status peer_matrix_write(struct peer_matrix *file, const arb_mat_t A,
                                               struct mc_complaint *why);
void peer_matrix_remove(struct peer_matrix *file);

/* A side's `run` whose job is a struct peer_job. */
enum mc_status peer_run(double *seconds, void *job, struct mc_complaint *why);

/* What a program that has ended took. */
struct spent {
    double peak, processor; /* MiB of resident memory, seconds                           */
};

enum { PROGRAM_WORDS = 12 };

/* Runs a program of less than PROGRAM_WORDS words; its exit code, or -1, and what it took itself,
 * as bench/peers/spent.c finds it. */
int peer_measure(const char *const *words, struct spent *spent);

/* The path of the running program.  Errors: MC_NO_RESOURCE. */
enum { PATH_ROOM = 4096 };
MC_MUST_CHECK enum mc_status program_path(char path[PATH_ROOM], struct mc_complaint *why);

#endif
