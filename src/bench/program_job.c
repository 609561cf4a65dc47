// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "bench/program_job.h"

enum mc_status program_path(char path[PATH_ROOM], struct mc_complaint *why)
{
    ssize_t length = readlink("/proc/self/exe", path, PATH_ROOM - 1);

    if (length <= 0)
        return mc_complain(why, MC_NO_RESOURCE, "the program does not find itself");
    path[length] = '\0';
    return MC_OK;
}

static enum mc_status run(struct program_job *job, struct mc_complaint *why)
{
    static char path[PATH_ROOM];
    enum mc_status status = program_path(path, why);
    double begun = wall_seconds();
    int code;

    if (status != MC_OK)
        return status;
    job->words[0] = path;
    code = peer_measure(job->words, &job->spent);
    job->wall = wall_seconds() - begun;
    return code >= 0 && code < 4
               ? MC_OK
               : mc_complain(why, MC_NO_RESOURCE, "`muoncheck %s` failed", job->words[1]);
}

enum mc_status program_peak_run(double *mebibytes, void *job, struct mc_complaint *why)
{
    enum mc_status status = run(job, why);

    *mebibytes = ((struct program_job *)job)->spent.peak;
    return status;
}

enum mc_status program_wall_run(double *seconds, void *job, struct mc_complaint *why)
{
    enum mc_status status = run(job, why);

    *seconds = ((struct program_job *)job)->wall;
    return status;
}

enum mc_status program_processor_run(double *seconds, void *job, struct mc_complaint *why)
{
    enum mc_status status = run(job, why);

    *seconds = ((struct program_job *)job)->spent.processor;
    return status;
}

enum mc_status budget_run(double *value, void *job, struct mc_complaint *why)
{
    *value = *(const double *)job;
    return MC_OK;
}
