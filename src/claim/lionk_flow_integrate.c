// SPDX-License-Identifier: GPL-3.0-or-later
/* GSL's eighth order Prince-Dormand steps on (X, M), in doubles; the field comes from
 * enclosures. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <stdlib.h>

#include "claim/lionk_flow.h"

enum { FIELD_BITS = 64 };

/* A = `count` doubles, row after row; and back, from the midpoints. */
static void load(arb_mat_t A, const double y[])
{
    slong i, j, n = arb_mat_ncols(A);

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < n; j++)
            arb_set_d(arb_mat_entry(A, i, j), y[i * n + j]);
}

static void unload(double y[], const arb_mat_t A)
{
    slong i, j, n = arb_mat_ncols(A);

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < n; j++)
            y[i * n + j] = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR);
}

static void place(struct lionk_flow *f, const double y[])
{
    load(f->X, y);
    load(f->M, y + f->m * f->n);
    arb_mat_scalar_mul_arb(f->Y, f->X, f->lambda, f->prec);
}

static int field(double t, const double y[], double dydt[], void *context)
{
    struct lionk_flow *f = context;
    const slong count = f->m * f->n;

    place(f, y);
    if (lionk_flow_move(f) != MC_OK)
        return GSL_EBADFUNC;
    unload(dydt, f->dX);
    unload(dydt + count, f->dM);
    return GSL_SUCCESS;
}

/* Steps are as long as GSL finds good for errors of 2^-30. */
static int integrate(double *y, struct lionk_flow *f, double time)
{
    const gsl_odeiv2_system system = {field, NULL, (size_t)(2 * f->m * f->n), f};
    gsl_odeiv2_driver *driver =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 0x1p-4, 0x1p-30, 0x1p-30);
    double t = 0;
    int code = driver ? gsl_odeiv2_driver_apply(driver, &t, time, y) : GSL_ENOMEM;

    if (driver)
        gsl_odeiv2_driver_free(driver);
    return code;
}

enum mc_status lionk_flow_integrate(struct lionk_flow *f, double time)
{
    const slong count = f->m * f->n, prec = f->prec;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    double *y = malloc((size_t)(2 * count + 1) * sizeof *y);
    int code = y ? GSL_SUCCESS : GSL_ENOMEM;

    if (y) {
        unload(y, f->X);
        unload(y + count, f->M);
        f->prec = FIELD_BITS;
        code = integrate(y, f, time);
        f->prec = prec;
        place(f, y);
    }
    free(y);
    gsl_set_error_handler(handler);
    if (code)
        return code == GSL_ENOMEM ? MC_NO_RESOURCE : MC_NOT_DECIDED;
    return lionk_flow_move(f);
}
