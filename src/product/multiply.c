// SPDX-License-Identifier: Apache-2.0
/* One product: residues of both factors, a DGEMM for each modulus, planes out of the residues.
 * Each of the three is a phase whose items the threads take one after the other. */
#include <cblas.h>
#include <flint/thread_support.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "product/kernels.h"
#include "product/plan.h"
#include "product/planes.h"
#include "product/residues.h"

/* C = op(A) op(B), or A^T A where `gram`: then B is A, and only j >= i is formed. */
struct job {
    struct mc_planes *C;
    const struct mc_planes *A, *B;
    enum mc_side a, b;
    int gram;
    struct shape shape;
    struct plan plan;
    char *memory;
    slong first, last; /* moduli at hand                                              */
    slong lowest;      /* the lowest plane of C that is formed                        */
    void (*item)(struct job *j, slong i, char *own);
    slong items;
    _Atomic slong next;
    _Atomic int contradiction;
};

static void take_items(slong t, void *job)
{
    struct job *j = job;
    char *own = j->memory + j->plan.threads + j->plan.thread_bytes * (size_t)t;
    slong i;

    while ((i = atomic_fetch_add(&j->next, 1)) < j->items)
        j->item(j, i, own);
}

static void phase(struct job *j, void (*item)(struct job *, slong, char *), slong items)
{
    slong threads = j->shape.threads;

    j->item = item;
    j->items = items;
    atomic_store(&j->next, 0);
    if (threads > 1 && items > 1)
        flint_parallel_do(take_items, j, threads, (slong)threads, FLINT_PARALLEL_UNIFORM);
    else
        take_items(0, j);
}

/* Entries of one item where entries are shared out. */
enum { PIECE = 16 * BLOCK };

static slong pieces(const struct mc_planes *P)
{
    return (P->rows * P->cols + PIECE - 1) / PIECE;
}

static slong piece_end(const struct mc_planes *P, slong i)
{
    return FLINT_MIN((i + 1) * PIECE, P->rows * P->cols);
}

static void item_residues(struct job *j, slong i, char *own)
{
    const struct plan *p = &j->plan;
    int left = i < pieces(j->A);
    const struct mc_planes *P = left ? j->A : j->B;

    i -= left ? 0 : pieces(j->A);
    residues_of((float *)(j->memory + (left ? p->a : p->b)), P,
                (const double *)(j->memory + (left ? p->power_a : p->power_b)), &p->moduli,
                j->first, j->last, i * PIECE, piece_end(P, i), (double *)(own + p->block));
}

static void dgemm(const struct job *j, const double *a, const double *b, double *c)
{
    const struct shape *s = &j->shape;
    int cols_a = (int)FLINT_MAX(1, j->A->cols), cols_b = (int)FLINT_MAX(1, j->B->cols);

    if (j->gram)
        cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, (int)s->n, (int)s->inner, 1, a,
                    cols_a, 0, c, (int)s->n);
    else
        cblas_dgemm(CblasRowMajor, j->a ? CblasTrans : CblasNoTrans,
                    j->b ? CblasTrans : CblasNoTrans, (int)s->m, (int)s->n, (int)s->inner, 1, a,
                    cols_a, b, cols_b, 0, c, (int)s->n);
}

static const double *wide(const struct job *j, const struct mc_planes *P, size_t residues,
                          slong i, char *out)
{
    slong size = P->rows * P->cols;
    const float *row = (const float *)(j->memory + residues) + (size_t)i * residues_apart(size);

    kernel_widen((double *)out, row, (size_t)size);
    return (const double *)out;
}

static void item_modulus(struct job *j, slong i, char *own)
{
    const struct plan *p = &j->plan;
    const struct moduli *m = &p->moduli;
    slong k = j->first + i, rows = j->shape.m, n = j->shape.n, r;
    const double *a = wide(j, j->A, p->a, i, own + p->wide_a);
    const double *b = j->gram ? a : wide(j, j->B, p->b, i, own + p->wide_b);
    double *c = (double *)(own + p->wide_c);
    float *v = (float *)(j->memory + p->c) + (size_t)k * residues_apart(rows * n);

    dgemm(j, a, b, c);
    if (!j->gram)
        kernel_weigh(v, c, (size_t)(rows * n), m->p[k], m->inverse[k], m->weight[k]);
    for (r = 0; j->gram && r < n; r++)
        kernel_weigh(v + r * (n + 1), c + r * (n + 1), (size_t)(n - r), m->p[k], m->inverse[k],
                     m->weight[k]);
}

static void item_planes(struct job *j, slong i, char *own)
{
    const struct plan *p = &j->plan;
    slong n = j->shape.n, from = j->gram ? i * (n + 1) : i * PIECE;
    slong to = j->gram ? (i + 1) * n : piece_end(j->C, i);

    if (planes_from_residues(j->C, (const float *)(j->memory + p->c), &p->moduli,
                             (const double *)(j->memory + p->digit), from, to,
                             (double *)(own + p->block)))
        atomic_store(&j->contradiction, 1);
}

/* The other triangle of one plane, in squares that stay in cache. */
static void item_mirror(struct job *j, slong plane, char *own)
{
    slong n = j->shape.n, top, left, r, c;
    float *x = j->C->digits + plane * n * n;

    for (top = 0; top < n; top += STEP)
        for (left = top; left < n; left += STEP)
            for (r = top; r < FLINT_MIN(top + STEP, n); r++)
                for (c = FLINT_MAX(left, r + 1); c < FLINT_MIN(left + STEP, n); c++)
                    x[c * n + r] = x[r * n + c];
}

/* Two guard planes below the lowest that is wanted hold the carries. */
static enum mc_status shape_result(struct job *j, slong keep, slong *drop)
{
    slong exponent = j->A->exponent + j->B->exponent, planes = planes_for(j->shape.bits);
    enum mc_status status;

    *drop = keep > exponent ? FLINT_MIN((keep - exponent) / DIGIT_BITS, planes - 1) : 0;
    j->lowest = FLINT_MAX(0, *drop - 2);
    *drop -= j->lowest;
    status = planes_shape(j->C, j->shape.m, j->shape.n, planes - j->lowest);
    j->C->bits = j->shape.bits - DIGIT_BITS * j->lowest;
    j->C->exponent = exponent + DIGIT_BITS * j->lowest;
    return status;
}

static void run_phases(struct job *j)
{
    const struct plan *p = &j->plan;
    slong count = p->moduli.count;

    moduli_powers((double *)(j->memory + p->power_a), &p->moduli, j->A->count);
    if (!j->gram)
        moduli_powers((double *)(j->memory + p->power_b), &p->moduli, j->B->count);
    moduli_digits((double *)(j->memory + p->digit), &p->moduli, j->lowest, j->C->count);
    for (j->first = 0; j->first < count; j->first += p->group) {
        j->last = FLINT_MIN(j->first + p->group, count);
        phase(j, item_residues, pieces(j->A) + (j->gram ? 0 : pieces(j->B)));
        phase(j, item_modulus, j->last - j->first);
    }
    phase(j, item_planes, j->gram ? j->shape.n : pieces(j->C));
    if (j->gram)
        phase(j, item_mirror, j->C->count);
}

/* Each BLAS call on one thread while there are several of ours. */
static void run_threads(struct job *j)
{
    int before = j->shape.threads > 1 ? openblas_get_num_threads() : 1;

    if (before > 1)
        openblas_set_num_threads(1);
    run_phases(j);
    if (before > 1)
        openblas_set_num_threads(before);
}

static enum mc_status run(struct job *j, slong keep, struct mc_product_workspace *w)
{
    slong drop = 0;
    enum mc_status status;

    j->shape.bits = planes_product_bits(j->A, j->a, j->B, j->b);
    j->shape.planes_a = j->A->count;
    j->shape.planes_b = j->gram ? 0 : j->B->count;
    j->shape.threads = flint_get_num_threads();
    status = plan_init(&j->plan, &j->shape);
    if (status == MC_OK)
        status = shape_result(j, keep, &drop);
    if (status == MC_OK)
        status = workspace_room(w, j->plan.bytes);
    if (status == MC_OK) {
        w->dgemms = j->plan.moduli.count;
        j->memory = w->memory;
        run_threads(j);
        planes_drop(j->C, drop);
        status = atomic_load(&j->contradiction) ? MC_NOT_DECIDED : MC_OK;
    }
    plan_clear(&j->plan);
    return status;
}

enum mc_status mc_planes_multiply(struct mc_planes *C, const struct mc_planes *A,
                                  enum mc_side a, const struct mc_planes *B, enum mc_side b,
                                  slong keep, struct mc_product_workspace *w)
{
    struct job j = {.C = C, .A = A, .B = B, .a = a, .b = b};

    j.shape.m = a ? A->cols : A->rows;
    j.shape.inner = a ? A->rows : A->cols;
    j.shape.n = b ? B->rows : B->cols;
    return run(&j, keep, w);
}

enum mc_status mc_planes_gram(struct mc_planes *C, const struct mc_planes *A, slong keep,
                              struct mc_product_workspace *w)
{
    struct job j = {.C = C, .A = A, .B = A, .a = MC_TRANSPOSED, .gram = 1};

    j.shape.m = j.shape.n = A->cols;
    j.shape.inner = A->rows;
    return run(&j, keep, w);
}
