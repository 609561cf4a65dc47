// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "cli/converge.h"
#include "muoncheck/certify.h"

static arb_ptr metric(struct converge_metrics *metrics, size_t i)
{
    arb_ptr all[] = {metrics->residual, metrics->psd_residual, metrics->dual_gap,
                     metrics->bound_violation};

    return all[i];
}

enum { METRICS = 4 };

static void measure(struct converge_metrics *out, const struct mc_matrix *M, const arb_mat_t X,
                    const struct mc_certify_options *options)
{
    struct mc_certified certified;
    enum mc_status status;
    struct mc_matrix Y;

    mc_certified_init(&certified);
    mc_matrix_init_midpoints(&Y, "iterate", X);
    status = mc_certify(&certified, M, &Y, options, NULL);
    if (status == MC_OK || status == MC_NOT_DECIDED) {
        arb_set(out->residual, certified.residual);
        arb_set(out->psd_residual, certified.psd_residual);
        arb_set(out->dual_gap, certified.dual_gap);
        arb_set(out->bound_violation, certified.bound_violation);
    }
    mc_matrix_clear(&Y);
    mc_certified_clear(&certified);
}

struct converge_metrics *converge_metrics_new(const struct mc_convergence *run,
                                              const struct mc_matrix *M, slong digits,
                                              slong max_bits)
{
    struct converge_metrics *out = calloc((size_t)run->count + 1, sizeof *out);
    struct mc_certify_options options;
    slong k;
    size_t i;

    if (!out)
        return NULL;
    mc_certify_options_init(&options);
    options.digits = digits;
    options.max_bits = max_bits;
    for (k = 0; k < run->count; k++) {
        for (i = 0; i < METRICS; i++) {
            arb_init(metric(out + k, i));
            arb_indeterminate(metric(out + k, i));
        }
        if (run->iteration->target == MC_POLAR && arb_mat_is_finite(run->x + k) &&
            mc_matrix_is_exact(M))
            measure(out + k, M, run->x + k, &options);
    }
    mc_certify_options_clear(&options);
    return out;
}

void converge_metrics_free(struct converge_metrics *metrics, slong count)
{
    slong k;
    size_t i;

    for (k = 0; k < count && metrics; k++)
        for (i = 0; i < METRICS; i++)
            arb_clear(metric(metrics + k, i));
    free(metrics);
}
