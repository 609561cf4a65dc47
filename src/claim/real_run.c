// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/classification.h"
#include "claim/map_at.h"
#include "claim/real_run.h"
#include "muoncheck/spectrum.h"

enum { HIDDEN = 4, LOGITS = 2 };

enum mc_status real_run_init(struct real_run *run, struct ledger *ledger,
                             const struct instance *x, bool network, slong steps, slong prec)
{
    arb_ptr size = ledger_number(ledger);
    slong d;

    run->data = classification_of(ledger, x, prec);
    d = arb_mat_ncols(run->data.features);
    optimizer_settings_init(&run->settings);
    optimizer_settings_set(&run->settings, 2, 4);
    run->settings.K = mc_norm_find(network ? "block-nuclear" : "nuclear");
    run->settings.with.block = d;
    run->X0 = ledger_matrix(ledger, network ? HIDDEN : LOGITS, network ? d + LOGITS : d);
    instance_companion(run->X0, x, "weights");
    mc_frobenius_norm(size, run->X0, prec);
    arb_mat_scalar_mul_2exp_si(run->X0, run->X0,
                               5 - arf_abs_bound_lt_2exp_si(arb_midref(size)));
    run->training = (struct training){
        .optimizer = optimizer_find("lionk"), .settings = &run->settings,
        .f = objective_find(network ? "two-layer-network" : "softmax"), .data = &run->data,
        .stored = &run->fp32, .steps = steps, .prec = prec};
    return mc_arithmetic_parse(&run->fp32, "fp32", NULL);
}

void real_run_clear(struct real_run *run)
{
    optimizer_settings_clear(&run->settings);
}

enum mc_status real_run_sizes(arb_t gauge, arb_ptr value, const struct training *training,
                              const arb_mat_t X, const arb_mat_struct *G)
{
    const struct optimizer_settings *s = training->settings;
    enum mc_status status = map_gauge(gauge, s, X, training->prec);

    arb_mul(gauge, gauge, s->lambda, training->prec);
    return status || !value ? status : map_value(value, s, G, training->prec);
}

void real_run_score(arb_t out, const struct training *training,
                    const struct training_step *step, const arb_t value)
{
    mc_inner_product(out, step->before->x, step->exact, training->prec);
    arb_mul(out, out, training->settings->lambda, training->prec);
    arb_add(out, out, value, training->prec);
}
