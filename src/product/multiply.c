// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <stdlib.h>
#include <string.h>

#include "product/planes.h"
#include "product/residues.h"

/* Moduli whose residues of a factor are held at a time: as many as fit, since the digits are read
 * once a group. */
enum { GROUP_AT_LEAST = 8, GROUP_BYTES = 1 << 26 };

static slong group_of(const struct mc_planes *P, slong count)
{
    slong fit = GROUP_BYTES / (8 * P->rows * P->cols + 1);

    return FLINT_MIN(count, FLINT_MAX(fit, GROUP_AT_LEAST));
}

void mc_product_workspace_init(struct mc_product_workspace *w)
{
    *w = (struct mc_product_workspace){0};
}

void mc_product_workspace_clear(struct mc_product_workspace *w)
{
    free(w->a);
    free(w->b);
    free(w->c);
    *w = (struct mc_product_workspace){0};
}

static enum mc_status room_for(double **buffer, size_t *room, slong wanted)
{
    if ((size_t)wanted <= *room)
        return MC_OK;
    free(*buffer);
    *buffer = malloc(sizeof(double) * (size_t)wanted);
    *room = *buffer ? (size_t)wanted : 0;
    return *buffer ? MC_OK : MC_NO_RESOURCE;
}

/* One product on its way: C = op(A) op(B), or A^T A where B is NULL. */
struct job {
    const struct mc_planes *A, *B;
    enum mc_side a, b;
    slong m, n, inner, group;
    struct moduli moduli;
    double *power_a, *power_b;
    struct mc_product_workspace *w;
};

static void one_dgemm(const struct job *j, const double *ra, const double *rb, double *rc)
{
    if (j->B)
        cblas_dgemm(CblasColMajor, j->a ? CblasTrans : CblasNoTrans,
                    j->b ? CblasTrans : CblasNoTrans, (int)j->m, (int)j->n, (int)j->inner, 1, ra,
                    (int)FLINT_MAX(1, j->A->rows), rb, (int)FLINT_MAX(1, j->B->rows), 0, rc,
                    (int)FLINT_MAX(1, j->m));
    else
        cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, (int)j->n, (int)j->inner, 1, ra,
                    (int)FLINT_MAX(1, j->A->rows), 0, rc, (int)FLINT_MAX(1, j->n));
}

static void mirror(double *c, slong n)
{
    slong i, j;

    for (j = 0; j < n; j++)
        for (i = 0; i < j; i++)
            c[i + j * n] = c[j + i * n];
}

static enum mc_status residues_of_both(const struct job *j, slong first, slong last)
{
    enum mc_status status = residues_of(j->w->a, j->A, j->power_a, &j->moduli, first, last);

    if (status == MC_OK && j->B)
        status = residues_of(j->w->b, j->B, j->power_b, &j->moduli, first, last);
    return status;
}

static enum mc_status all_dgemms(const struct job *j)
{
    slong size_a = j->A->rows * j->A->cols, size_b = j->B ? j->B->rows * j->B->cols : 0;
    slong size_c = j->m * j->n, first, i;

    for (first = 0; first < j->moduli.count; first += j->group) {
        slong last = FLINT_MIN(first + j->group, j->moduli.count);
        enum mc_status status = residues_of_both(j, first, last);

        if (status)
            return status;
        for (i = first; i < last; i++) {
            double *c = j->w->c + i * size_c;
            one_dgemm(j, j->w->a + (i - first) * size_a, j->w->b + (i - first) * size_b, c);
            if (!j->B)
                mirror(c, j->n);
        }
    }
    return MC_OK;
}

static enum mc_status prepare(struct job *j)
{
    const struct mc_planes *B = j->B ? j->B : j->A;
    enum mc_status status = moduli_init(&j->moduli, j->inner, j->A->bits + B->bits);

    if (status)
        return status;
    j->group = group_of(j->A->rows * j->A->cols > B->rows * B->cols ? j->A : B, j->moduli.count);
    j->power_a = malloc(sizeof(double) * (size_t)(j->moduli.count * j->A->count + 1));
    j->power_b = malloc(sizeof(double) * (size_t)(j->moduli.count * B->count + 1));
    status = j->power_a && j->power_b ? MC_OK : MC_NO_RESOURCE;
    if (status == MC_OK)
        status = room_for(&j->w->a, &j->w->a_room, j->group * j->A->rows * j->A->cols);
    if (status == MC_OK && j->B)
        status = room_for(&j->w->b, &j->w->b_room, j->group * B->rows * B->cols);
    if (status == MC_OK)
        status = room_for(&j->w->c, &j->w->c_room, j->moduli.count * j->m * j->n);
    if (status == MC_OK) {
        moduli_powers(j->power_a, &j->moduli, j->A->count);
        moduli_powers(j->power_b, &j->moduli, B->count);
    }
    return status;
}

/* Leaves out the `drop` lowest planes. */
static void drop_planes(struct mc_planes *C, slong drop)
{
    size_t size = (size_t)(C->rows * C->cols);

    memmove(C->digits, C->digits + size * (size_t)drop,
            sizeof(double) * size * (size_t)(C->count - drop));
    C->count -= drop;
    C->exponent += DIGIT_BITS * drop;
    C->bits = FLINT_MAX(0, C->bits - DIGIT_BITS * drop) + 1;
}

/* Planes from the residues, without those below `keep`; two guard planes hold the carries. */
static enum mc_status finish(struct mc_planes *C, const struct job *j, slong keep)
{
    const struct mc_planes *B = j->B ? j->B : j->A;
    slong bits = j->A->bits + B->bits + (slong)FLINT_BIT_COUNT(j->inner);
    slong planes = (bits + 1) / DIGIT_BITS + 1, exponent = j->A->exponent + B->exponent;
    slong drop = keep > exponent ? FLINT_MIN((keep - exponent) / DIGIT_BITS, planes - 1) : 0;
    slong first = FLINT_MAX(0, drop - 2);
    enum mc_status status = planes_shape(C, j->m, j->n, planes - first);

    if (status)
        return status;
    C->bits = bits - DIGIT_BITS * first;
    C->exponent = exponent + DIGIT_BITS * first;
    status = planes_from_residues(C, j->w->c, &j->moduli, first);
    if (status == MC_OK && drop > first)
        drop_planes(C, drop - first);
    return status;
}

static enum mc_status run(struct mc_planes *C, struct job *j, slong keep)
{
    enum mc_status status = prepare(j);

    if (status == MC_OK) {
        if (j->m && j->n)
            status = all_dgemms(j);
        if (status == MC_OK)
            status = finish(C, j, keep);
    }
    free(j->power_a);
    free(j->power_b);
    if (j->moduli.count)
        moduli_clear(&j->moduli);
    return status;
}

enum mc_status mc_planes_multiply(struct mc_planes *C, const struct mc_planes *A,
                                  enum mc_side a, const struct mc_planes *B, enum mc_side b,
                                  slong keep, struct mc_product_workspace *w)
{
    struct job j = {.A = A, .B = B, .a = a, .b = b, .w = w};

    j.m = a ? A->cols : A->rows;
    j.inner = a ? A->rows : A->cols;
    j.n = b ? B->rows : B->cols;
    return run(C, &j, keep);
}

enum mc_status mc_planes_gram(struct mc_planes *C, const struct mc_planes *A, slong keep,
                              struct mc_product_workspace *w)
{
    struct job j = {.A = A, .a = MC_TRANSPOSED, .w = w};

    j.m = j.n = A->cols;
    j.inner = A->rows;
    return run(C, &j, keep);
}
