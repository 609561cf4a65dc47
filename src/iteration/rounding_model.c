// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/rounding_model.h"

static double unit(const struct mc_format *format, enum mc_rounding mode)
{
    return ldexp(1, mode == MC_NEAREST ? -format->precision : 1 - format->precision);
}

static double quantum_of(const struct mc_format *format)
{
    return ldexp(1, format->emin + 1 - format->precision);
}

struct rounding_model rounding_model_of(const struct mc_arithmetic *in)
{
    const struct mc_accumulation *sum = &in->sum;
    int p = sum->type->precision;
    double z = (sum->width + 1) * ldexp(1, 1 - p - sum->guard);

    return (struct rounding_model){
        .in = in, .u = unit(in->format, in->rounding), .e = quantum_of(in->format),
        .v = sum->order == MC_ALIGNED ? z + ldexp(1, 1 - p) * (1 + z)
                                      : unit(sum->type, in->rounding),
        .quantum = quantum_of(sum->type), .least = ldexp(1, sum->type->emin)};
}

static slong parts(slong k, slong width)
{
    return (k + width - 1) / width;
}

/* d */
static slong depth(const struct mc_accumulation *sum, slong k)
{
    slong levels = 1;

    switch (sum->order) {
    case MC_SEQUENTIAL:
    case MC_SWAPPED_PAIRS:
        break;
    case MC_PAIRWISE:
        for (; (WORD(1) << (levels - 1)) < k; levels++)
            ;
        return levels;
    case MC_BLOCKS:
    case MC_LANES:
    case MC_SPLIT:
        return sum->width + parts(k, sum->width);
    case MC_ALIGNED:
        return parts(k, sum->width);
    }
    return k;
}

double rounding_growth(const struct rounding_model *model, slong k)
{
    double dv = (double)depth(&model->in->sum, k) * model->v;

    return dv <= 0.5 ? dv / (1 - dv) : HUGE_VAL;
}

double rounding_underflow(const struct rounding_model *model, slong k, double a, double b)
{
    const struct mc_accumulation *sum = &model->in->sum;

    if (sum->order == MC_ALIGNED)
        return 2.0 * (double)parts(k, sum->width) * (sum->width + 2) * model->quantum;
    if (sum->flush)
        return 2.0 * (double)k * model->least * (3 + a + b);
    return 2.0 * (double)k * model->quantum;
}

double rounding_of_product(const struct rounding_model *model, slong k, struct size a,
                           struct size b, double product, double entries)
{
    double u = model->u, g = rounding_growth(model, k);
    double t = rounding_underflow(model, k, a.spectral, b.spectral);
    double entry = (1 + g) * a.spectral * b.spectral + t + model->e;

    if (!(2 * entry <= model->in->format->largest))
        return HUGE_VAL;
    return g * a.frobenius * b.frobenius * (1 + u) + u * product +
           sqrt(entries) * ((1 + u) * t + model->e);
}
