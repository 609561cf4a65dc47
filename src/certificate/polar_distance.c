// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "certificate/dense.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

/* ||y - q||_F rounded outward; q becomes the difference. */
static void difference(double *lo, double *hi, const double *y, double *q, slong m, slong n)
{
    double slack;
    slong i;

    for (i = 0; i < m * n; i++)
        q[i] = y[i] - q[i];
    *lo = dense_norm_down(q, m, n);
    *hi = dense_norm_up(q, m, n);
    slack = mul_up(UNIT, *hi);
    *lo = sub_down(*lo, slack);
    *hi = add_up(*hi, slack);
}

enum mc_status mc_double_polar_distance(arb_t distance, const double *y, const double *x,
                                        slong m, slong n)
{
    double *q, lo, hi, r;
    enum mc_status status;
    arb_t radius;
    int e;

    arb_indeterminate(distance);
    if (!dense_exponent(&e, y, m * n))
        return MC_BAD_INPUT;
    q = malloc(sizeof(double) * (size_t)(m * n + 1));
    if (!q)
        return MC_NO_RESOURCE;
    arb_init(radius);
    status = mc_double_polar_factor(q, radius, x, m, n);
    if (status == MC_OK) {
        r = arf_get_d(arb_midref(radius), ARF_RND_UP);
        difference(&lo, &hi, y, q, m, n);
        dense_enclosure(distance, fmax(0, sub_down(lo, r)), add_up(hi, r), 0);
        status = arb_is_finite(distance) ? MC_OK : MC_NOT_DECIDED;
    }
    arb_clear(radius);
    free(q);
    return status;
}
