// SPDX-License-Identifier: Apache-2.0
/* Digits to residues and back, in blocks of entries that stay in cache. */
#include <stdlib.h>
#include <string.h>

#include "product/kernels.h"
#include "product/residues.h"

/* Blocks lie STRIDE apart: a power of two would put all of them into the same lines of the cache. */
enum { BLOCK = 512, STRIDE = BLOCK + 8 };

/* block[k STRIDE + i] = entry at + i of plane k. */
static void gather(double *block, const struct mc_planes *P, slong at, slong n)
{
    slong size = P->rows * P->cols, k;

    for (k = 0; k < P->count; k++)
        memcpy(block + k * STRIDE, P->digits + k * size + at, sizeof(double) * (size_t)n);
}

enum mc_status residues_of(double *residue, const struct mc_planes *P, const double *power,
                           const struct moduli *m, slong first, slong last)
{
    slong size = P->rows * P->cols, at, i;
    double *block = malloc(sizeof(double) * (size_t)(P->count * STRIDE + 1));

    for (at = 0; block && at < size; at += BLOCK) {
        slong n = FLINT_MIN(BLOCK, size - at);
        gather(block, P, at, n);
        for (i = first; i < last; i++)
            kernel_residues(residue + (i - first) * size + at, block, (size_t)n,
                            (size_t)P->count, STRIDE, power + i * P->count, m->p[i],
                            m->inverse[i]);
    }
    free(block);
    return block ? MC_OK : MC_NO_RESOURCE;
}

/* Residues of one integer leave sum v_i/p_i within 2^-28 of q; a wrong one moves it by k/p_i. */
static const double CONSISTENT = 0x1p-25;

/* Entries at .. at + n - 1 of all planes.  0 returned if residues contradict one another. */
static int block_from_residues(struct mc_planes *C, slong at, slong n, const double *residue,
                                const struct moduli *m, const double *digit, double *v,
                                double *carry)
{
    slong size = C->rows * C->cols, i, k;
    int consistent;

    for (i = 0; i < m->count; i++)
        kernel_weigh(v + i * STRIDE, residue + i * size + at, (size_t)n, m->p[i], m->inverse[i],
                     m->weight[i]);
    consistent = kernel_quotient(v + m->count * STRIDE, v, (size_t)n, (size_t)m->count, STRIDE,
                                 m->inverse, CONSISTENT);
    memset(carry, 0, sizeof(double) * (size_t)n);
    for (k = 0; k < C->count; k++)
        kernel_digits(C->digits + k * size + at, carry, v, (size_t)n, (size_t)m->count + 1, STRIDE,
                      digit + k * (m->count + 1));
    return consistent;
}

enum mc_status planes_from_residues(struct mc_planes *C, const double *residue,
                                    const struct moduli *m, slong first)
{
    slong size = C->rows * C->cols, at;
    double *digit = malloc(sizeof(double) * (size_t)((m->count + 1) * C->count));
    double *v = malloc(sizeof(double) * (size_t)((m->count + 2) * STRIDE));
    enum mc_status status = digit && v ? MC_OK : MC_NO_RESOURCE;

    if (status == MC_OK) {
        moduli_digits(digit, m, first, C->count);
        for (at = 0; at < size && status == MC_OK; at += BLOCK)
            if (!block_from_residues(C, at, FLINT_MIN(BLOCK, size - at), residue, m, digit, v,
                                     v + (m->count + 1) * STRIDE))
                status = MC_NOT_DECIDED;
    }
    free(digit);
    free(v);
    return status;
}
