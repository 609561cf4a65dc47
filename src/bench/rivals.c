// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/rivals.h"

/* Beyond, a single run takes hours. */
enum { SLOW_PEERS_UP_TO = 32, SLOW_PEERS_UP_TO_IN_FULL = 256, EIGEN_UP_TO = 512 };

static void add_peer(struct comparison *c, const char *name, const char *package, double goal,
                     struct peer_job *job)
{
    comparison_add(c, (struct side){.name = name,
                                    .package = package,
                                    .goal = goal,
                                    .missing = peer_missing(job->program),
                                    .run = peer_run,
                                    .job = job});
}

enum mc_status rivals_compare(struct bench *bench, struct comparison *c, const arb_mat_t A,
                              struct rivals_goals goals, struct mc_complaint *why)
{
    struct peer_matrix file = {""};
    struct peer_job bdc = {PEER_EIGEN, "bdcsvd", file.path, c->bits};
    struct peer_job jacobi = {PEER_EIGEN, "jacobisvd", file.path, c->bits};
    struct peer_job mpmath = {PEER_MPMATH, "svd", file.path, c->bits};
    enum mc_status status = peer_matrix_write(&file, A, why);
    struct svd_job ours;

    svd_job_init(&ours, A, c->bits);
    c->describe = svd_describe;
    comparison_add(c, (struct side){.name = "mc_svd_enclose", .run = svd_run, .job = &ours});
    comparison_add(c, (struct side){.name = "its DGEMMs",
                                    .run = svd_dgemms_run,
                                    .job = &ours,
                                    .goal = goals.dgemms});
    comparison_add(c, (struct side){.name = "dgesdd (53 bits)",
                                    .package = "libopenblas-dev",
                                    .run = dgesdd_run,
                                    .job = &ours});
    if (c->n <= EIGEN_UP_TO)
        add_peer(c, "Eigen BDCSVD mpreal", "libeigen3-dev", goals.bdcsvd, &bdc);
    if (c->n <= (bench->full ? SLOW_PEERS_UP_TO_IN_FULL : SLOW_PEERS_UP_TO)) {
        add_peer(c, "Eigen JacobiSVD mpreal", "libeigen3-dev", 0, &jacobi);
        add_peer(c, "mpmath on gmpy2", "python3-mpmath", 0, &mpmath);
    }
    if (status == MC_OK)
        status = bench_compare(bench, c, why);
    svd_job_clear(&ours);
    peer_matrix_remove(&file);
    return status;
}
