// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file/format.h"

static enum mc_status failed(struct mc_complaint *why, int error)
{
    bool full = error == ENOSPC || error == EDQUOT || error == EIO || error == EFBIG ||
                error == ENOMEM || error == EMFILE || error == ENFILE;

    return mc_complain(why, full ? MC_NO_RESOURCE : MC_BAD_INPUT, "cannot be written: %s",
                       strerror(error));
}

/* Midpoints rounded to nearest; what is not finite then could not be read back. */
static enum mc_status round_entries(struct mc_doubles *out, const arb_mat_t A,
                                    struct mc_complaint *why)
{
    double value;
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            value = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR);
            if (!isfinite(value))
                return mc_complain(why, MC_BAD_INPUT,
                                   "%s: no finite double at row %ld, column %ld "
                                   "(counted from 1)",
                                   mc_label(out->name).text, i + 1, j + 1);
            out->at[(size_t)i * out->cols + (size_t)j] = value;
        }
    return MC_OK;
}

/* A stream to a new file beside `path`, whose name is written to `beside`. */
static FILE *create_beside(char *beside, size_t room, const char *path)
{
    int attempt, descriptor = -1;

    for (attempt = 0; attempt < 1000 && descriptor < 0; attempt++) {
        snprintf(beside, room, "%s.%ld-%d.part", path, (long)getpid(), attempt);
        descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno != EEXIST)
            return NULL;
    }
    return descriptor < 0 ? NULL : fdopen(descriptor, "wb");
}

/* Are all bytes on the disk?  Closes the stream in any case; errno says why not. */
static bool finish(FILE *out)
{
    bool fine = !ferror(out) && !fflush(out) && !fsync(fileno(out));
    int error = errno;

    fine = !fclose(out) && fine;
    if (!fine && error)
        errno = error;
    return fine;
}

static enum mc_status write_whole(const char *path, const struct mc_format *format,
                                  const struct mc_doubles *A, struct mc_complaint *why)
{
    size_t room = strlen(path) + 64;
    char *beside = malloc(room);
    enum mc_status status;
    FILE *out;

    if (!beside)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    errno = 0;
    out = create_beside(beside, room, path);
    if (!out) {
        status = failed(why, errno);
        free(beside);
        return status;
    }
    status = format->write(out, A, why);
    if (!finish(out) && status == MC_OK)
        status = failed(why, errno);
    if (status == MC_OK && rename(beside, path))
        status = failed(why, errno);
    if (status != MC_OK)
        unlink(beside);
    free(beside);
    return status;
}

enum mc_status mc_write_matrix(const char *path, const char *name, const arb_mat_t A,
                               struct mc_complaint *why)
{
    struct mc_doubles doubles = {.name = name ? name : "matrix",
                                 .rows = (size_t)arb_mat_nrows(A),
                                 .cols = (size_t)arb_mat_ncols(A)};
    const struct mc_format *format = mc_format_of(path, why);
    enum mc_status status;

    if (!format)
        return MC_BAD_INPUT;
    if (!format->write)
        return mc_complain(why, MC_BAD_INPUT, "%s files are read, never written",
                           format->extension);
    doubles.at = reallocarray(NULL, doubles.rows * doubles.cols + 1, sizeof(double));
    if (!doubles.at)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    status = round_entries(&doubles, A, why);
    if (status == MC_OK)
        status = write_whole(path, format, &doubles, why);
    free(doubles.at);
    return status;
}
