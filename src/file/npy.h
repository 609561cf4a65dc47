// SPDX-License-Identifier: Apache-2.0
/*
 * NumPy's array file: "\x93NUMPY", version, header length, a Python dictionary, the data.
 * Source: NumPy Enhancement Proposal 1; numpy.lib.format, versions 1.0, 2.0, 3.0.
 */
#ifndef FILE_NPY_H
#define FILE_NPY_H

#include "file/tensor.h"

/* t = the array in `bytes`, under `name`; both must live as long as t.
 * Errors: MC_BAD_INPUT for all that is damaged, unsupported, too short or too long. */
MC_MUST_CHECK enum mc_status mc_npy_open(struct mc_tensor *t, const char *name,
                                         const struct mc_bytes *bytes,
                                         const struct mc_read_options *options,
                                         struct mc_complaint *why);

#endif
