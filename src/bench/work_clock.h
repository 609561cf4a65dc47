// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the time of a call into the library goes: processor seconds within BLAS, LAPACK and the
 * room of products while the clock runs.  The linker leads calls to them past work_clock.c
 * (--wrap, in bench/meson.build); while the clock stands they go straight on.
 */
#ifndef WORK_CLOCK_H
#define WORK_CLOCK_H

enum work {
    WORK_DGESDD,      /* the double start                                                   */
    WORK_DGEMM,       /* products with no dimension below the threshold: dgemm and dsyrk    */
    WORK_TABLE,       /* other dgemms                                                         */
    WORK_PRODUCT,     /* all of mc_planes_multiply and _gram, the dgemms among it           */
    WORK_TO_PLANES,   /* mc_planes_set                                                      */
    WORK_FROM_PLANES, /* mc_planes_get                                                      */
    WORK_KINDS
};

struct work_times {
    double seconds[WORK_KINDS];
    long calls[WORK_KINDS];
};

/* One clock in a process. */
void work_clock_start(long threshold);
struct work_times work_clock_stop(void);

#endif
