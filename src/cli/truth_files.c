// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"
#include "muoncheck/file.h"

enum { RADIUS_BITS = 64, LONGEST_NAME = 160 };

bool fits_doubles(const arb_mat_t out)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(out); i++)
        for (j = 0; j < arb_mat_ncols(out); j++)
            if (!isfinite(arf_get_d(arb_midref(arb_mat_entry(out, i, j)), ARF_RND_NEAR)))
                return false;
    return true;
}

static void round_to_doubles(arb_mat_t doubles, const arb_mat_t out)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(out); i++)
        for (j = 0; j < arb_mat_ncols(out); j++)
            arb_set_d(arb_mat_entry(doubles, i, j),
                      arf_get_d(arb_midref(arb_mat_entry(out, i, j)), ARF_RND_NEAR));
}

enum mc_status write_doubles(const char *path, const char *name, const arb_mat_t out,
                             arb_t radius, struct mc_complaint *why)
{
    arb_mat_t doubles, difference;
    enum mc_status status;
    arb_t distance;

    arb_init(distance);
    arb_mat_init(doubles, arb_mat_nrows(out), arb_mat_ncols(out));
    arb_mat_init(difference, arb_mat_nrows(out), arb_mat_ncols(out));
    round_to_doubles(doubles, out);
    status = mc_write_matrix(path, name, doubles, why);
    arb_mat_sub(difference, out, doubles, ARF_PREC_EXACT);
    mc_frobenius_norm(distance, difference, RADIUS_BITS);
    arb_add(radius, radius, distance, RADIUS_BITS);
    arb_mat_clear(difference);
    arb_mat_clear(doubles);
    arb_clear(distance);
    return status;
}

char *file_name(const char *tensor)
{
    char *name = strndup(tensor, LONGEST_NAME), *at;

    for (at = name; at && *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("._=-+", *at))
            *at = '_';
    if (name && *name == '.')
        *name = '_';
    return name;
}

enum mc_status write_text(const char *path, bool (*print)(FILE *, const void *), const void *what,
                          struct mc_complaint *why)
{
    size_t length = strlen(path) + 6;
    char *partial = malloc(length);
    FILE *file;
    bool failed;

    if (!partial)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    snprintf(partial, length, "%s.part", path);
    file = fopen(partial, "w");
    failed = !file || !print(file, what);
    if (file)
        failed |= fclose(file) != 0;
    failed = failed || rename(partial, path);
    if (failed)
        mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    if (failed && file)
        remove(partial);
    free(partial);
    return failed ? MC_BAD_INPUT : MC_OK;
}
