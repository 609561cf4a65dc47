// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <math.h>

#include "certificate/dense.h"
#include "certificate/polar_refine.h"
#include "product/planes.h"

enum mc_status refinement_measure(struct refinement *r, slong q, slong p)
{
    enum mc_status status;
    bool tall = r->m > r->n;

    r->unit = planes_below(q);
    r->shift = p;
    status = mc_planes_multiply(&r->M, &r->Y, MC_TRANSPOSED, tall ? &r->G : &r->A, MC_PLAIN,
                                r->unit, &r->workspace);
    if (status == MC_OK)
        status = tall ? mc_planes_multiply(&r->E, &r->M, MC_PLAIN, &r->Y, MC_PLAIN, r->unit,
                                           &r->workspace)
                      : mc_planes_gram(&r->E, &r->Y, r->unit, &r->workspace);
    if (status == MC_OK)
        status = planes_from_identity(&r->E);
    if (status == MC_OK)
        refinement_read(r);
    return status;
}

/* c = V^T c V, or V c V^T. */
static void rotate(double *c, double *t, const double *vt, slong size, bool back)
{
    int n = (int)size;

    cblas_dgemm(CblasColMajor, back ? CblasTrans : CblasNoTrans, CblasNoTrans, n, n, n, 1, vt,
                n, c, n, 0, t, n);
    cblas_dgemm(CblasColMajor, CblasNoTrans, back ? CblasNoTrans : CblasTrans, n, n, n, 1, t, n,
                vt, n, 0, c, n);
}

static void divide(void *context, slong at, slong mirror)
{
    const struct refinement *r = context;
    double a = r->z[at], b = r->z[mirror];
    double si = r->sigma[at % r->n], sj = r->sigma[at / r->n];
    double value = (a - b + 0.5 * (a + b) * (sj - si)) / (si + sj);

    r->z[at] = value;
    r->z[mirror] = -value;
}

double refinement_solve(struct refinement *r)
{
    slong square = r->n * r->n, i;

    for (i = 0; i < square; i++)
        r->z[i] = r->k[i] + 0.5 * r->e[i];
    rotate(r->z, r->s, r->vt, r->n, false);
    each_pair(r->n, divide, r);
    rotate(r->z, r->s, r->vt, r->n, true);
    for (i = 0; i < square; i++)
        r->z[i] += 0.5 * r->e[i];
    return cblas_dnrm2((int)square, r->z, 1);
}

enum mc_status refinement_apply(struct refinement *r, slong p, slong q)
{
    struct mc_planes leading = planes_view(&r->Y, planes_below(q - p)), sum;
    slong square = r->n * r->n, i;
    enum mc_status status;

    for (i = 0; i < square; i++) {
        r->z[i] = ldexp(r->z[i], (int)-r->shift);
        r->k[i] = 0;
    }
    status = planes_from_pairs(&r->F, r->z, r->k, r->n, r->n, r->unit);
    if (status == MC_OK)
        status = mc_planes_multiply(&r->T, &leading, MC_PLAIN, &r->F, MC_PLAIN, r->unit,
                                    &r->workspace);
    if (status == MC_OK)
        status = planes_add(&r->F, &r->Y, &r->T);
    if (status == MC_OK) {
        sum = r->F;
        r->F = r->Y;
        r->Y = sum;
    }
    return status;
}
