// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "certificate/dense.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

enum mc_status mc_double_frobenius_norm(arb_t out, const double *a, slong m, slong n)
{
    double *b, tiny = mul_up((double)m * (double)n, ETA);
    int e;

    arb_zero(out);
    if (dense_is_zero(a, m * n))
        return MC_OK;
    arb_indeterminate(out);
    if (!dense_exponent(&e, a, m * n))
        return MC_BAD_INPUT;
    b = malloc(sizeof(double) * (size_t)(m * n + 1));
    if (!b)
        return MC_NO_RESOURCE;
    dense_scaled(b, a, m, n, e, false);
    dense_enclosure(out, fmax(0, sub_down(dense_norm_down(b, m, n), tiny)),
                    add_up(dense_norm_up(b, m, n), tiny), e);
    free(b);
    return MC_OK;
}
