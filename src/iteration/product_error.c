// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/product_error.h"

/* w additions in sequence in each of q parts: ||S|| is at most min(phi, sqrt(q j) psi)/sqrt(q)
 * for the j-th, together q times that.  sum of sqrt(j), j <= t, is at most 2/3 (t+1)^(3/2). */
static struct additions chains(double q, double w, double phi, double psi)
{
    double most = psi > 0 ? phi / psi * (phi / psi) / q : 0, t = floor(fmin(w, most));
    double each = fmin(w * sqrt(fmin(w, most)),
                       2. / 3 * pow(t + 1, 1.5) + (w - t) * sqrt(most));

    return (struct additions){q * psi * each,
                              psi * sqrt(q * fmin(w * most, w * (w + 1) / 2)), q * w};
}

static struct additions both(struct additions a, struct additions b)
{
    return (struct additions){a.sum + b.sum, hypot(a.root, b.root), a.count + b.count};
}

static struct additions in_parts(double q, double w, double phi, double psi)
{
    return both(chains(q, w, phi, psi), chains(1, q, phi, sqrt(w) * psi));
}

static struct additions in_tree(double smallest, double k, double phi, double psi)
{
    struct additions out = {0};
    double size;

    for (size = smallest; size < 2 * k; size *= 2) {
        double q = ceil(k / size), one = fmin(sqrt(q) * phi, q * sqrt(size) * psi);

        out = both(out, (struct additions){one, fmin(phi, sqrt(q * size) * psi), q});
    }
    return out;
}

/* Where `sum` counts each running sum twice, and the largest products once: weights are all
 * at most v, which is what z' and 2^(1-p) add up to. */
static struct additions aligned(double q, double w, double phi, double psi)
{
    struct additions running = chains(1, q, phi, sqrt(w) * psi);

    running.sum += fmin(sqrt(q) * phi, q * sqrt(w) * psi);
    return running;
}

struct additions additions_of(const struct mc_accumulation *in, double k, double phi,
                              double psi)
{
    double w = in->width > 0 ? in->width : 1, parts = ceil(k / w), lanes = fmin(w, k);

    switch (in->order) {
    case MC_SEQUENTIAL:
    case MC_SWAPPED_PAIRS:
        break;
    case MC_PAIRWISE:
        return in_tree(in->fused ? 1 : 2, k, phi, psi);
    case MC_BLOCKS:
        return in_parts(parts, fmin(w, k), phi, psi);
    case MC_LANES:
    case MC_SPLIT:
        return in_parts(lanes, parts, phi, psi);
    case MC_ALIGNED:
        return aligned(parts, fmin(w, k), phi, psi);
    }
    return chains(1, k, phi, psi);
}

/* d */
static double depth(const struct mc_accumulation *sum, double k)
{
    double w = sum->width > 0 ? sum->width : 1, levels = 1, size;

    switch (sum->order) {
    case MC_SEQUENTIAL:
    case MC_SWAPPED_PAIRS:
        break;
    case MC_PAIRWISE:
        for (size = 1; size < k; size *= 2)
            levels++;
        return levels;
    case MC_BLOCKS:
    case MC_LANES:
    case MC_SPLIT:
        return w + ceil(k / w);
    case MC_ALIGNED:
        return ceil(k / w);
    }
    return k;
}

double sum_error(const struct rounding_model *model, double k)
{
    double d = depth(&model->in->sum, k), dv = d * model->v, g = dv / (1 - dv);

    if (!(dv <= 0.5))
        return HUGE_VAL;
    if (!model->sums_at_random)
        return g;
    return fmin(g, (1 + model->weak) * model->half_v * sqrt(d) * (1 + g) + model->bias * g);
}

double underflow_of(const struct rounding_model *model, double k, double a, double b)
{
    const struct mc_accumulation *sum = &model->in->sum;

    if (sum->order == MC_ALIGNED)
        return 2 * depth(sum, k) * (sum->width + 2) * model->quantum;
    if (sum->flush)
        return 2 * k * model->least * (3 + a + b);
    return 2 * k * model->quantum;
}

static bool products_are_exact(const struct mc_arithmetic *in)
{
    return in->sum.fused || in->sum.order == MC_ALIGNED ||
           2 * in->format->precision <= in->sum.type->precision;
}

/* The sums, before they are stored. */
static struct error error_of_sums(const struct rounding_model *model, double k, struct size A,
                                  struct size B)
{
    double v = model->v, all = A.frobenius * B.frobenius, psi = A.spectral * B.spectral;
    double phi = fmin(A.spectral * B.frobenius, A.frobenius * B.spectral);
    struct additions s = additions_of(&model->in->sum, k, phi, psi);
    double d = depth(&model->in->sum, k), dv = d * v, more = dv / (1 - dv) * all;
    double F = products_are_exact(model->in) ? 0 : 1;
    double always = v * (s.sum + F * all) / (1 - dv), half = model->half_v;

    if (!(dv <= 0.5))
        return certain(HUGE_VAL, HUGE_VAL);
    if (!model->sums_at_random)
        return certain(always, always);
    return (struct error){
        {always, always}, {model->bias * always, model->bias * always},
        pow(half, 2) * (pow(s.root + sqrt(s.count) * more, 2) +
                        F * pow(fmin(phi, sqrt(k) * psi), 2)),
        pow(half, 2) * (pow(sqrt(d) * psi + sqrt(s.count) * more, 2) + F * psi * psi),
        pow(half * psi, 2) * (pow(sqrt(d) + sqrt(2 * s.count) * dv / (1 - dv), 2) + F)};
}

struct error product_error(const struct rounding_model *model, slong k, struct size A,
                           struct size B, struct size product, double entries)
{
    double t = underflow_of(model, (double)k, A.spectral, B.spectral) * sqrt(entries);
    struct error sums = error_sum(error_of_sums(model, (double)k, A, B), certain(t, t));
    struct size off = error_size(model, sums);

    if (!(2 * (product.spectral + off.spectral) <= model->in->format->largest))
        return certain(HUGE_VAL, HUGE_VAL);
    if (model->stores_sums)
        return sums;
    return error_sum(sums, rounding_of(model, size_sum(product, off), entries));
}
