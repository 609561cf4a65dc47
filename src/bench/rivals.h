// SPDX-License-Identifier: GPL-3.0-or-later
/* The certified SVD against everybody who computes an SVD with vectors. */
#ifndef RIVALS_H
#define RIVALS_H

#include "bench/input.h"
#include "bench/jobs.h"
#include "bench/peer.h"

/* The ratios aimed at; 0 where there is none. */
struct rivals_goals {
    double bdcsvd, dgemms;
};

/* Eigen's BDCSVD and JacobiSVD on mpreal, mpmath on gmpy2, dgesdd, and the DGEMMs of
 * the SVD itself.  JacobiSVD and mpmath up to n = 32, with bench->full 256; BDCSVD up to 512. */
MC_MUST_CHECK enum mc_status rivals_compare(struct bench *bench, struct comparison *c,
                                            const arb_mat_t A, struct rivals_goals goals,
                                            struct mc_complaint *why);

#endif
