// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "product/kernels.h"
#include "product/residues.h"

/* Rows of a block lie STRIDE apart: a power of two would put all of them into the same lines of
 * the cache. */
enum { STRIDE = BLOCK + 8 };

size_t residues_apart(slong size)
{
    return ((size_t)size + STEP - 1) / STEP * STEP + BLOCK + STEP;
}

size_t residues_block(slong rows)
{
    return (size_t)rows * STRIDE;
}

static size_t whole_steps(size_t n)
{
    return (n + STEP - 1) / STEP * STEP;
}

/* row <- in, then zeros up to a whole step. */
static void widen(double *row, const float *in, size_t n)
{
    kernel_widen(row, in, n);
    memset(row + n, 0, (whole_steps(n) - n) * sizeof *row);
}

static void block_of_residues(float *residue, size_t apart, const struct mc_planes *P,
                              const double *power, const struct moduli *m, slong first,
                              slong last, slong at, size_t n, double *block)
{
    slong size = P->rows * P->cols, k, i;

    for (k = 0; k < P->count; k++)
        widen(block + k * STRIDE, P->digits + k * size + at, n);
    for (i = first; i < last; i += QUAD)
        kernel_residues(residue + (size_t)(i - first) * apart + at, apart, block,
                        whole_steps(n), (size_t)P->count, STRIDE, power + i * P->count,
                        m->p + i, m->inverse + i);
}

void residues_of(float *residue, const struct mc_planes *P, const double *power,
                 const struct moduli *m, slong first, slong last, slong from, slong to,
                 double *block)
{
    size_t apart = residues_apart(P->rows * P->cols);

    for (; from < to; from += BLOCK)
        block_of_residues(residue, apart, P, power, m, first, last, from,
                          (size_t)FLINT_MIN(BLOCK, to - from), block);
}

/* Residues of one integer leave sum v_i/p_i within 2^-28 of q; a wrong one moves it by k/p_i.
 */
static const double CONSISTENT = 0x1p-25;

/* Four planes at a time, through rows of floats: blocks end anywhere, steps do not. */
static void block_of_planes(struct mc_planes *C, slong at, size_t n, const double *v,
                            slong rows, const double *digit, double *carry, float *out)
{
    slong size = C->rows * C->cols, k, q;

    memset(carry, 0, whole_steps(n) * sizeof *carry);
    for (k = 0; k < C->count; k += QUAD) {
        kernel_digits(out, STRIDE, carry, v, whole_steps(n), (size_t)rows, STRIDE,
                      digit + k * rows);
        for (q = 0; q < QUAD && k + q < C->count; q++)
            memcpy(C->digits + (k + q) * size + at, out + q * STRIDE, n * sizeof *out);
    }
}

enum mc_status planes_from_residues(struct mc_planes *C, const float *v, const struct moduli *m,
                                    const double *digit, slong from, slong to, double *block)
{
    size_t apart = residues_apart(C->rows * C->cols);
    double *quotient = block + m->count * STRIDE, *carry = quotient + STRIDE;
    slong i;

    for (; from < to; from += BLOCK) {
        size_t n = (size_t)FLINT_MIN(BLOCK, to - from);
        for (i = 0; i < m->count; i++)
            widen(block + i * STRIDE, v + (size_t)i * apart + from, n);
        if (!kernel_quotient(quotient, block, whole_steps(n), (size_t)m->count, STRIDE,
                             m->inverse, CONSISTENT))
            return MC_NOT_DECIDED;
        block_of_planes(C, from, n, block, m->count + 1, digit, carry,
                        (float *)(carry + STRIDE));
    }
    return MC_OK;
}
