// SPDX-License-Identifier: Apache-2.0
/*
 * A file format: what its name ends in, its reader and its writer.
 */
#ifndef FILE_FORMAT_H
#define FILE_FORMAT_H

#include <stdio.h>
#include "file/container.h"

/* A matrix to be written: finite doubles, last index fastest. */
struct mc_doubles {
    const char *name;
    size_t rows, cols;
    double *at;
};

struct mc_format {
    const char *extension;   /* ".npy" */

    /* The tensors of r->bytes; NULL where the format is none of a container.
     * Errors: MC_BAD_INPUT, MC_NO_RESOURCE; c is then empty. */
    enum mc_status (*open)(struct mc_container *c, const struct mc_reading *r,
                           struct mc_complaint *why);

    /* Where there is no `open`: adds to r->list the wanted matrices of r->bytes.
     * Errors: MC_BAD_INPUT, MC_NO_RESOURCE; the list then holds what was read so far. */
    enum mc_status (*read)(struct mc_reading *r, struct mc_complaint *why);

    /* NULL: never written.  Errors of the stream are left for the caller to find. */
    enum mc_status (*write)(FILE *out, const struct mc_doubles *A, struct mc_complaint *why);
};

extern const struct mc_format mc_format_npy, mc_format_npz, mc_format_safetensors,
    mc_format_shards, mc_format_bin, mc_format_pt, mc_format_pth,
    mc_format_mtx, mc_format_csv;

/* The format that the path's extension names, in any case; NULL and a complaint otherwise. */
const struct mc_format *mc_format_of(const char *path, struct mc_complaint *why);

/* Eight bytes, least significant first. */
void mc_write_double(FILE *out, double value);

/* All decimals of a finite value, since text is read as the rational that it says. */
void mc_write_decimal(FILE *out, double value);

#endif
