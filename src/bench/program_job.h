// SPDX-License-Identifier: GPL-3.0-or-later
/* This program as a side: a command of it in a process of its own. */
#ifndef PROGRAM_JOB_H
#define PROGRAM_JOB_H

#include "bench/benchmark.h"
#include "bench/peer.h"

/* words[0] is filled in; ended by NULL.  The command may exit with any code below 4. */
struct program_job {
    const char *words[PROGRAM_WORDS];
    struct spent spent; /* of the last run                                               */
    double wall;
};

/* Runs the command; the value is its peak of memory, its wall time, or its processor time. */
enum mc_status program_peak_run(double *mebibytes, void *job, struct mc_complaint *why);
enum mc_status program_wall_run(double *seconds, void *job, struct mc_complaint *why);
enum mc_status program_processor_run(double *seconds, void *job, struct mc_complaint *why);

/* A limit that is a number: job is a double. */
enum mc_status budget_run(double *value, void *job, struct mc_complaint *why);

#endif
