// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole of `verify --suite quick`, as its user waits for it. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/program_job.h"

extern const struct benchmark benchmark_verify_quick;

static int remove_one(const char *path, const struct stat *state, int kind, struct FTW *where)
{
    return remove(path);
}

static enum mc_status compare(struct bench *bench, struct program_job *verify,
                              struct mc_complaint *why)
{
    double minute = 60, gibibyte = 1024;
    struct comparison c;
    enum mc_status status;

    comparison_init(&c, &benchmark_verify_quick, "s (wall)", 0, 0, "all claims");
    comparison_add(&c, (struct side){.name = "verify", .run = program_wall_run, .job = verify});
    comparison_add(&c,
                   (struct side){.name = "60 s", .run = budget_run, .job = &minute, .goal = 1});
    status = bench_compare(bench, &c, why);
    if (status != MC_OK)
        return status;
    comparison_init(&c, &benchmark_verify_quick, "MiB", 0, 0, "all claims");
    comparison_add(&c, (struct side){.name = "verify", .run = program_peak_run, .job = verify});
    comparison_add(
        &c, (struct side){.name = "1 GiB", .run = budget_run, .job = &gibibyte, .goal = 1});
    return bench_compare(bench, &c, why);
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    const char *place = getenv("TMPDIR");
    char folder[200], store[220], witnesses[220];
    struct program_job verify = {.words = {NULL, "verify", "--quiet", "--suite", "quick",
                                           "--store", store, "--witnesses", witnesses}};
    enum mc_status status;

    snprintf(folder, sizeof folder, "%s/muoncheck-bench-XXXXXX",
             place && *place ? place : "/tmp");
    if (!mkdtemp(folder))
        return mc_complain(why, MC_NO_RESOURCE, "no place for temporary files");
    snprintf(store, sizeof store, "%s/store", folder);
    snprintf(witnesses, sizeof witnesses, "%s/witnesses", folder);
    status = compare(bench, &verify, why);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return status;
}

const struct benchmark benchmark_verify_quick = {
    .id = "verify-quick",
    .title = "the quick suite of verify: wall time and memory",
    .goal = "under 60 s on two cores, under 1 GiB",
    .on_request = true,
    .measure = measure,
};
