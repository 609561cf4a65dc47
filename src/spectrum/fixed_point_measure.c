// SPDX-License-Identifier: Apache-2.0
/* One look at V: W = A V, scaled by columns, and both Gram matrices. */
#include <math.h>
#include <stdlib.h>

#include "product/moduli.h"
#include "product/planes.h"
#include "spectrum/fixed_point_state.h"

/* A column is scaled up when it is shorter than 2^-SCALE_FROM. */
enum { SCALE_FROM = 8 };

/* The unit in which A is exact, but not below `lowest`: trailing zeros would cost DGEMMs. */
static slong unit_of(const arb_mat_t A, slong lowest)
{
    slong i, j, unit = lowest < 0 ? 0 : lowest;
    fmpz_t bottom;

    fmpz_init(bottom);
    for (i = 0; unit > lowest && i < arb_mat_nrows(A); i++)
        for (j = 0; unit > lowest && j < arb_mat_ncols(A); j++) {
            if (arf_is_zero(arb_midref(arb_mat_entry(A, i, j))))
                continue;
            arf_bot(bottom, arb_midref(arb_mat_entry(A, i, j)));
            if (fmpz_cmp_si(bottom, unit) < 0)
                unit = fmpz_cmp_si(bottom, lowest) < 0 ? lowest : fmpz_get_si(bottom);
        }
    fmpz_clear(bottom);
    return -((DIGIT_BITS - 1 - unit) / DIGIT_BITS) * DIGIT_BITS;
}

/* largest[j] = the largest digit of plane k in column j. */
static void largest_digits(double *largest, const struct mc_planes *P, slong k)
{
    for (slong j = 0; j < P->cols; j++)
        largest[j] = 0;
    for (slong i = 0; i < P->rows; i++) {
        const float *digit = P->digits + (k * P->rows + i) * P->cols;
        for (slong j = 0; j < P->cols; j++)
            largest[j] = fmax(largest[j], fabs((double)digit[j]));
    }
}

/* e[j] with |entries of column j| < 2^e[j], 0 for a column of zeros; `largest`: room for n. */
static void column_exponents(slong *e, double *largest, const struct mc_planes *P)
{
    slong n = P->cols, left = n, j, k;
    int bits;

    for (j = 0; j < n; j++)
        e[j] = WORD_MIN;
    for (k = P->count - 1; k >= 0 && left > 0; k--) {
        largest_digits(largest, P, k);
        for (j = 0; j < n; j++)
            if (e[j] == WORD_MIN && largest[j] > 0) {
                frexp(largest[j] + 1, &bits);
                e[j] = P->exponent + DIGIT_BITS * k + bits;
                left--;
            }
    }
    for (j = 0; j < n; j++)
        e[j] = e[j] == WORD_MIN ? 0 : e[j];
}

/* Column j times 2^t, exactly; it stays below 2^0. */
static void scale_column(struct mc_planes *P, slong j, slong t)
{
    slong stride = P->rows * P->cols, up = t / DIGIT_BITS, i, k;
    double factor = ldexp(1, (int)(t % DIGIT_BITS)), old[PLANES_AT_MOST];

    for (i = 0; i < P->rows; i++) {
        float *digit = P->digits + i * P->cols + j;
        double carry = 0;

        for (k = 0; k < P->count; k++)
            old[k] = digit[k * stride];
        for (k = 0; k < P->count; k++) {
            double x = (k >= up ? old[k - up] : 0) * factor + carry;
            carry = nearbyint(x * 0x1p-24);
            digit[k * stride] = (float)(x - carry * 0x1p24);
        }
    }
}

static void scale_columns(struct fixed_point *f)
{
    slong top = FLINT_MIN(0, f->W.bits + f->W.exponent), j;

    column_exponents(f->scale, f->length, &f->W);
    for (j = 0; j < f->n; j++) {
        slong e = f->scale[j];

        f->scale[j] = e < top - SCALE_FROM ? top - e : 0;
        if (f->scale[j])
            scale_column(&f->W, j, f->scale[j]);
    }
}

double log_length(const struct fixed_point *f, slong j)
{
    return log2(f->length[j]) - (double)f->scale[j];
}

struct ranked {
    double log;
    slong index;
};

static int longer_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = (x->log < y->log) - (x->log > y->log);

    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* The lengths from the diagonal of G, and the order that they make. */
static enum mc_status rank_columns(struct fixed_point *f)
{
    slong n = f->n, j, k;
    struct ranked *columns = malloc(sizeof *columns * (size_t)(n + 1));

    if (!columns)
        return MC_NO_RESOURCE;
    for (j = 0; j < n; j++) {
        double square = 0;
        for (k = 0; k < f->G.count; k++)
            square +=
                ldexp(f->G.digits[(k * n + j) * n + j], (int)(f->G.exponent + DIGIT_BITS * k));
        f->length[j] = sqrt(fmax(square, 0));
        columns[j] = (struct ranked){log_length(f, j), j};
    }
    qsort(columns, (size_t)n, sizeof *columns, longer_first);
    for (j = 0; j < n; j++) {
        f->order[j] = columns[j].index;
        f->rank[columns[j].index] = j;
    }
    free(columns);
    return MC_OK;
}

/* A in planes, anew where the last unit was too coarse for it. */
static enum mc_status set_input(struct fixed_point *f, const arb_mat_t A)
{
    slong unit;

    if (f->A.digits && !f->rounded)
        return MC_OK;
    unit = unit_of(A, f->unit);
    f->rounded = unit <= f->unit;
    return mc_planes_set(&f->A, A, unit);
}

enum mc_status fixed_point_measure(struct fixed_point *f, const arb_mat_t A, slong bits)
{
    enum mc_status status;

    f->read = 0;
    f->unit = -(bits + DIGIT_BITS - 1) / DIGIT_BITS * DIGIT_BITS;
    status = set_input(f, A);
    if (status == MC_OK)
        status =
            mc_planes_multiply(&f->W, &f->A, MC_PLAIN, &f->V, MC_PLAIN, f->unit, &f->workspace);
    if (status == MC_OK)
        scale_columns(f);
    if (status == MC_OK)
        status = mc_planes_gram(&f->G, &f->W, f->unit, &f->workspace);
    if (status == MC_OK)
        status = rank_columns(f);
    if (status == MC_OK)
        status = mc_planes_gram(&f->S, &f->V, f->unit, &f->workspace);
    return status == MC_OK ? planes_from_identity(&f->S) : status;
}

void fixed_point_read(struct fixed_point *f)
{
    if (f->read)
        return;
    mc_planes_get(f->g, &f->G);
    mc_planes_get(f->s, &f->S);
    f->read = 1;
}
