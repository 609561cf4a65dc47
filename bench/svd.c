// SPDX-License-Identifier: GPL-3.0-or-later
/* Certified SVD with vectors of random Gaussian doubles; the peers' are not certified. */
#include "bench/rivals.h"

extern const struct benchmark benchmark_svd;

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct comparison c;
    enum mc_status status;
    arb_mat_t A;

    comparison_init(&c, &benchmark_svd, "s", n, bits, "gaussian");
    status = input_generate(A, "gaussian", "", n, bench->seed, 53, why);
    if (status == MC_OK)
        status = rivals_compare(bench, &c, A, (struct rivals_goals){60, 0.5}, why);
    arb_mat_clear(A);
    return status;
}

const struct benchmark benchmark_svd = {
    .id = "svd",
    .title = "certified SVD with vectors, random Gaussian",
    .goal = "256 bits, n = 256 and 512: at least 60 times Eigen BDCSVD; at most twice its own "
            "DGEMMs",
    .sizes = {32, 64, 128},
    .full_sizes = {32, 64, 128, 256, 512, 1024},
    .bits = {256},
    .full_bits = {128, 256, 512},
    .measure = measure,
};
