// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "audit/checkpoint.h"
#include "certificate/dense.h"
#include "certificate/source.h"
#include "muoncheck/certificate.h"

enum { MAX_BITS = 1024, PREC = 128, CHUNK = 1 << 18 };

static enum mc_status complain_place(const struct matrix_source *A, const struct mc_weight *w,
                                     struct mc_complaint *why)
{
    slong at = 0, count = A->m * A->n;
    double x = 0;

    for (; at < count; at++) {
        A->read(&x, A->context, at, 1);
        if (!isfinite(x))
            break;
    }
    return mc_complain(why, MC_BAD_INPUT, "no finite number at row %ld, column %ld (from 1)",
                       (long)(at / w->cols) + 1, (long)(at % w->cols) + 1);
}

/* All of it in doubles, column-major: heap. */
static double *doubles_of(const struct matrix_source *A)
{
    slong size = A->m * A->n, at;
    double *out = malloc(sizeof *out * (size_t)size);

    for (at = 0; out && at < size; at += CHUNK) {
        slong count = FLINT_MIN(CHUNK, size - at);

        A->read(out + at, A->context, at, count);
        if (A->release)
            A->release(A->context, at, count);
    }
    return out;
}

/* The singular values of the doubles `a` into nuclear and counts. */
static enum mc_status find_values(struct mc_figures *out, const double *a, slong m, slong n)
{
    slong count = FLINT_MIN(m, n);
    arb_ptr sigma = _arb_vec_init(count);
    enum mc_status status = mc_double_singular_values(sigma, out->nuclear, a, m, n);

    out->has_values = status == MC_OK;
    if (out->has_values)
        mc_figures_count(out, sigma, count);
    _arb_vec_clear(sigma, count);
    return status;
}

static enum mc_status find_source(struct mc_figures *out, const struct matrix_source *A,
                                  slong digits, bool values)
{
    enum mc_status status = source_norms(out->spectral, out->frobenius, A, digits), found;
    double *a;

    if (!values || status == MC_BAD_INPUT || status == MC_NO_RESOURCE)
        return status;
    a = doubles_of(A);
    found = a ? find_values(out, a, A->m, A->n) : MC_NO_RESOURCE;
    free(a);
    return found == MC_OK ? status : found;
}

static enum mc_status find_mapped(struct mc_figures *out, const struct entry *entry,
                                  slong digits, bool values, struct mc_complaint *why)
{
    struct mapped from;
    enum mc_status status = MC_NO_RESOURCE;

    if (mapped_init(&from, entry))
        status = find_source(out, &from.source, digits, values);
    if (status == MC_BAD_INPUT)
        complain_place(&from.source, &entry->weight, why);
    mapped_clear(&from);
    return status;
}

/* Entries that are no doubles: by balls. */
static enum mc_status find_ball_values(struct mc_figures *out, const struct mc_matrix *A)
{
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    status = mc_svd_to_digits(&svd, A, MC_DOUBLE_DIGITS, MAX_BITS, NULL);
    out->has_values = status == MC_OK || (status == MC_NOT_DECIDED && svd.sigma);
    if (out->has_values) {
        mc_svd_nuclear_norm(out->nuclear, &svd, PREC);
        mc_figures_count(out, svd.sigma, svd.values);
    }
    mc_svd_clear(&svd);
    return out->has_values ? MC_OK : status;
}

static enum mc_status find_matrix(struct mc_figures *out, const struct mc_matrix *A,
                                  slong digits, bool values, struct mc_complaint *why)
{
    enum mc_status status = mc_spectral_norm_bounds(out->spectral, A, digits, MAX_BITS, why),
                   found = MC_OK;
    double *a = values ? dense_of_matrix(A, false) : NULL;
    arb_mat_t balls;

    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, PREC);
    arb_mat_frobenius_norm(out->frobenius, balls, PREC);
    arb_mat_clear(balls);
    if (values && status != MC_NO_RESOURCE)
        found = a ? find_values(out, a, A->rows, A->cols) : find_ball_values(out, A);
    free(a);
    return found == MC_OK ? status : found;
}

enum mc_status mc_checkpoint_figures(struct mc_figures *out, const struct mc_checkpoint *c,
                                     size_t i, slong digits, bool values,
                                     struct mc_complaint *why)
{
    const struct entry *entry = &c->entries[i];
    struct mc_complaint bare = {{0}};
    enum mc_status status;

    mc_figures_clear(out);
    mc_figures_init(out);
    if (!entry->matrix && !entry->dtype)
        return mc_complain(why, MC_BAD_INPUT, "dtype %s is not read",
                           mc_label(entry->member->dtype_name).text);
    if (c->tensors.check && !entry->matrix &&
        c->tensors.check(c->tensors.inside, entry->member, &bare) != MC_OK)
        return mc_complain(why, MC_BAD_INPUT, "%s", bare.text);
    status = entry->matrix ? find_matrix(out, entry->matrix, digits, values, why)
                           : find_mapped(out, entry, digits, values, why);
    mc_figures_set_stable_rank(out);
    return status;
}
