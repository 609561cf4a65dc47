// SPDX-License-Identifier: Apache-2.0
/* Digits to residues and back, in blocks of entries that stay in cache. */
#include <cblas.h>
#include <stdlib.h>
#include <string.h>

#include "product/kernels.h"
#include "product/residues.h"

enum { BLOCK = 2048 };

void residues_of(double *residue, const struct mc_planes *P, const double *power,
                 const struct moduli *m, slong first, slong last)
{
    slong size = P->rows * P->cols, at, i;

    for (at = 0; at < size; at += BLOCK) {
        slong n = FLINT_MIN(BLOCK, size - at);
        cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, (int)n, (int)(last - first),
                    (int)P->count, 1, P->digits + at, (int)size, power + first * P->count,
                    (int)P->count, 0, residue + at, (int)size);
        for (i = first; i < last; i++)
            kernel_reduce(residue + (i - first) * size + at, (size_t)n, m->p[i], m->inverse[i]);
    }
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
        kernel_weigh(v + i * BLOCK, residue + i * size + at, (size_t)n, m->p[i], m->inverse[i],
                     m->weight[i]);
    consistent = kernel_quotient(v + m->count * BLOCK, v, (size_t)n, (size_t)m->count, BLOCK,
                                 m->inverse, CONSISTENT);
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, (int)n, (int)C->count,
                (int)m->count + 1, 1, v, BLOCK, digit, (int)m->count + 1, 0, C->digits + at,
                (int)size);
    memset(carry, 0, sizeof(double) * (size_t)n);
    for (k = 0; k < C->count; k++)
        kernel_carry(C->digits + k * size + at, carry, (size_t)n);
    return consistent;
}

enum mc_status planes_from_residues(struct mc_planes *C, const double *residue,
                                    const struct moduli *m, slong first)
{
    slong size = C->rows * C->cols, at;
    double *digit = malloc(sizeof(double) * (size_t)((m->count + 1) * C->count));
    double *v = malloc(sizeof(double) * (size_t)((m->count + 2) * BLOCK));
    enum mc_status status = digit && v ? MC_OK : MC_NO_RESOURCE;

    if (status == MC_OK) {
        moduli_digits(digit, m, first, C->count);
        for (at = 0; at < size && status == MC_OK; at += BLOCK)
            if (!block_from_residues(C, at, FLINT_MIN(BLOCK, size - at), residue, m, digit, v,
                                     v + (m->count + 1) * BLOCK))
                status = MC_NOT_DECIDED;
    }
    free(digit);
    free(v);
    return status;
}
