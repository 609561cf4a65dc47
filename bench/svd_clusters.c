// SPDX-License-Identifier: GPL-3.0-or-later
/* Certified SVD where singular values are multiple, clustered or tiny. */
#include "bench/rivals.h"

extern const struct benchmark benchmark_svd_clusters;

static const struct input {
    const char *what, *generator, *keys;
} inputs[] = {
    {"multiple", "prescribed", ",spectrum=one-large,cond=2"},
    {"clustered", "prescribed", ",spectrum=clustered,cond=10"},
    {"tiny", "prescribed", ",spectrum=geometric,cond=1e30"},
};

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    struct comparison c;
    arb_mat_t A;

    for (size_t i = 0; i < sizeof inputs / sizeof *inputs && status == MC_OK; i++) {
        comparison_init(&c, &benchmark_svd_clusters, "s", n, bits, inputs[i].what);
        status =
            input_generate(A, inputs[i].generator, inputs[i].keys, n, bench->seed, bits, why);
        if (status == MC_OK)
            status = rivals_compare(bench, &c, A, (struct rivals_goals){10, 0}, why);
        arb_mat_clear(A);
    }
    return status;
}

const struct benchmark benchmark_svd_clusters = {
    .id = "svd-clusters",
    .title = "certified SVD with vectors; multiple, clustered and tiny singular values",
    .goal = "at least 10 times Eigen BDCSVD, and right",
    .sizes = {16, 32},
    .full_sizes = {16, 32, 64, 128},
    .bits = {256},
    .full_bits = {128, 256, 512},
    .measure = measure,
};
