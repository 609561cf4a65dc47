// SPDX-License-Identifier: GPL-3.0-or-later
/* What `audit` does with one float32 matrix: its spectral norm to 4 digits, and the peak of
 * memory of the program on a checkpoint of three of them. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench/jobs.h"
#include "bench/program_job.h"
#include "muoncheck/certificate.h"

extern const struct benchmark benchmark_audit_matrix;

enum { DIGITS = 4, TENSORS = 3 };

struct job {
    struct double_job input;
    float *a;
    arb_t norm;
};

static enum mc_status ours(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    slong n = job->input.n;
    double begun = processor_seconds();
    enum mc_status status = mc_float_spectral_norm(job->norm, job->a, n, n, DIGITS);

    *seconds = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "the norm failed");
}

static enum mc_status compare_time(struct bench *bench, struct job *job,
                                   struct mc_complaint *why)
{
    struct comparison c;

    comparison_init(&c, &benchmark_audit_matrix, "s", job->input.n, 0, "gaussian floats");
    comparison_add(&c,
                   (struct side){.name = "mc_float_spectral_norm", .run = ours, .job = job});
    comparison_add(&c, (struct side){.name = "dgesdd without vectors",
                                     .package = "libopenblas-dev",
                                     .run = double_values_run,
                                     .job = &job->input,
                                     .goal = 1 / 0.15});
    return bench_compare(bench, &c, why);
}

/* A .safetensors file: the length of the header in 8 bytes, little-endian, the header, the
 * data. */
static bool write_checkpoint(FILE *out, const struct job *job)
{
    slong n = job->input.n, bytes = n * n * 4;
    char header[1000];
    int length = snprintf(header, sizeof header, "{"), i;
    bool fine;

    for (i = 0; i < TENSORS; i++)
        length += snprintf(header + length, sizeof header - (size_t)length,
                           "%s\"w%d\":{\"dtype\":\"F32\",\"shape\":[%ld,%ld],\"data_offsets\":"
                           "[%ld,%ld]}",
                           i ? "," : "", i, (long)n, (long)n, (long)(i * bytes),
                           (long)((i + 1) * bytes));
    length += snprintf(header + length, sizeof header - (size_t)length, "}");
    for (i = 0; i < 8; i++)
        fputc(i < 2 ? length >> (8 * i) & 255 : 0, out);
    fine = fwrite(header, (size_t)length, 1, out) == 1;
    for (i = 0; i < TENSORS; i++)
        fine = fine && fwrite(job->a, (size_t)bytes, 1, out) == 1;
    return fine;
}

static enum mc_status compare_peak(struct bench *bench, const struct job *job, const char *path,
                                   struct mc_complaint *why)
{
    struct program_job audit = {.words = {NULL, "audit", "--quiet", "--jobs", "1", path}};
    double three = 3 * 4 * (double)job->input.n * (double)job->input.n / 0x1p20;
    struct comparison c;

    comparison_init(&c, &benchmark_audit_matrix, "MiB", job->input.n, 0, "gaussian floats");
    comparison_add(&c, (struct side){.name = "audit", .run = program_peak_run, .job = &audit});
    comparison_add(
        &c,
        (struct side){.name = "three tensors", .run = budget_run, .job = &three, .goal = 1});
    return bench_compare(bench, &c, why);
}

static enum mc_status with_file(struct bench *bench, const struct job *job,
                                struct mc_complaint *why)
{
    const char *place = getenv("TMPDIR");
    char path[240];
    enum mc_status status = MC_NO_RESOURCE;
    int handle;
    bool written;
    FILE *out;

    snprintf(path, sizeof path, "%.200s/muoncheck-XXXXXX.safetensors",
             place && *place ? place : "/tmp");
    handle = mkstemps(path, 12);
    out = handle < 0 ? NULL : fdopen(handle, "wb");
    if (!out)
        return mc_complain(why, status, "no place for temporary files");
    written = write_checkpoint(out, job);
    if (!fclose(out) && written)
        status = compare_peak(bench, job, path, why);
    else
        mc_complain(why, status, "%.200s: disk full?", path);
    unlink(path);
    return status;
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct job job = {0};
    enum mc_status status = double_job_init(&job.input, n, bench->seed, why);

    arb_init(job.norm);
    job.a = malloc(sizeof(float) * (size_t)(n * n) + 1);
    if (status == MC_OK && !job.a)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (slong i = 0; status == MC_OK && i < n * n; i++)
        job.a[i] = (float)job.input.x[i];
    if (status == MC_OK)
        status = compare_time(bench, &job, why);
    if (status == MC_OK)
        status = with_file(bench, &job, why);
    double_job_clear(&job.input);
    free(job.a);
    arb_clear(job.norm);
    return status;
}

const struct benchmark benchmark_audit_matrix = {
    .id = "audit-matrix",
    .title = "audit of float32 matrices: the spectral norm, and memory",
    .goal = "n = 2048: at most 0.15 times dgesdd without vectors; at most 3 times the largest "
            "tensor",
    .sizes = {512, 1024},
    .full_sizes = {512, 1024, 2048},
    .measure = measure,
};
