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

/* One aligned block: width + 1 terms are cut at 2^(1 - p - guard) of the largest, the sum at
 * 2^(1-p). */
static double aligned_unit(const struct mc_accumulation *sum)
{
    double p = sum->type->precision, z = (sum->width + 1) * exp2(1 - p - sum->guard);

    return z + exp2(1 - p) * (1 + z);
}

struct rounding_model rounding_model_of(const struct mc_arithmetic *in, double failure,
                                        double m, double n)
{
    const struct mc_accumulation *sum = &in->sum;
    bool aligned = sum->order == MC_ALIGNED;
    bool random = failure > 0 && (in->rounding == MC_NEAREST || in->rounding == MC_STOCHASTIC);

    return (struct rounding_model){
        .in = in, .u = unit(in->format, in->rounding), .e = quantum_of(in->format),
        .v = aligned ? aligned_unit(sum) : unit(sum->type, in->rounding),
        .quantum = quantum_of(sum->type), .least = ldexp(1, sum->type->emin),
        .stores_sums = sum->type->precision == in->format->precision &&
                       sum->type->emin == in->format->emin,
        .sums_at_random = random && !aligned,
        .half_u = ldexp(1, -in->format->precision), .half_v = ldexp(1, -sum->type->precision),
        .bias = in->rounding == MC_STOCHASTIC ? 0x1p-31 : 0,
        .frobenius = random && in->rounding == MC_NEAREST
                         ? sqrt(2 * log(2 / failure)) * (1 + 0x1p-40)
                         : HUGE_VAL,
        .weak = random ? sqrt(2 * log(1 / failure)) * (1 + 0x1p-40) : HUGE_VAL,
        .spectral = random ? sqrt(2 * log((m + n) / failure)) * (1 + 0x1p-40) : HUGE_VAL};
}

struct error rounding_of(const struct rounding_model *model, struct size Y, double entries)
{
    double tiny = sqrt(entries) * model->e, always = model->u * Y.frobenius + tiny;
    double lost = tiny + model->bias * always;

    if (!(2 * Y.spectral <= model->in->format->largest))
        return certain(HUGE_VAL, HUGE_VAL);
    return (struct error){{always, always}, {lost, lost}, pow(model->half_u * Y.frobenius, 2),
                          pow(model->half_u * Y.spectral, 2),
                          pow(model->half_u * Y.spectral, 2)};
}

struct error certain(double frobenius, double spectral)
{
    return (struct error){.always = {frobenius, spectral}, .lost = {frobenius, spectral}};
}

struct error error_sum(struct error E, struct error F)
{
    return (struct error){size_sum(E.always, F.always), size_sum(E.lost, F.lost),
                          E.frobenius + F.frobenius, E.spectral + F.spectral,
                          E.weak + F.weak};
}

struct error error_times(double norm, struct error E)
{
    return (struct error){size_scaled(norm, E.always), size_scaled(norm, E.lost),
                          norm * norm * E.frobenius, norm * norm * E.spectral,
                          norm * norm * E.weak};
}

struct error error_paired(const struct rounding_model *model, struct error E)
{
    if (model->in->rounding == MC_NEAREST)
        E.weak *= 2;
    return E;
}

/* Where the factors are infinite the second numbers are, or are none. */
struct size error_size(const struct rounding_model *model, struct error E)
{
    double f = sqrt(E.frobenius), w = sqrt(fmin(E.weak, E.frobenius));
    double often = E.lost.frobenius + fmin(f + model->weak * w, model->frobenius * f);
    double spectral = E.lost.spectral + model->spectral * sqrt(E.spectral);
    struct size out = {fmin(E.always.frobenius, often), 0};

    out.spectral = fmin(out.frobenius, fmin(E.always.spectral, spectral));
    return out;
}
