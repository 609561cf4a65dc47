// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/discrete_energy.h"
#include "claim/ledger.h"
#include "claim/real_run.h"
#include "report/training_plots.h"

enum { BITS = 96 };

struct sink {
    struct training_curves *curves;
    const struct training *training;
};

static double upper(const arb_t x)
{
    double out;
    arf_t end;

    arf_init(end);
    arb_get_ubound_arf(end, x, 64);
    out = arf_get_d(end, ARF_RND_UP);
    arf_clear(end);
    return out;
}

/* The loss, and with the weight of the discrete theory the energy. */
static enum mc_status keep_energy(const struct sink *sink, const struct training_step *step)
{
    const struct training *t = sink->training;
    enum mc_status status;
    arb_t kappa, drop, phi, value;

    arb_init(kappa);
    arb_init(drop);
    arb_init(phi);
    arb_init(value);
    t->f->value(value, t->data, step->before->x, t->prec);
    sink->curves->loss[step->t] = upper(value);
    discrete_energy_weights(kappa, drop, t->settings, t->prec);
    status = discrete_energy_phi(phi, step->before->momentum, step->before->x, t->settings,
                                 t->prec);
    arb_addmul(value, phi, kappa, t->prec);
    sink->curves->energy[step->t] = upper(value);
    arb_clear(kappa);
    arb_clear(drop);
    arb_clear(phi);
    arb_clear(value);
    return status;
}

/* bound_t = (1 - eta lam)^t violation_0, (1 - eta lam) = 31/32 exactly. */
static enum mc_status keep(const struct training_step *step, void *context)
{
    const struct sink *sink = context;
    struct training_curves *curves = sink->curves;
    const slong t = step->t;
    arb_t gauge, value;
    enum mc_status status;

    arb_init(gauge);
    arb_init(value);
    status = real_run_sizes(gauge, value, sink->training, step->before->x, step->exact);
    arb_sub_ui(gauge, gauge, 1, BITS);
    curves->violation[t] = upper(gauge);
    curves->bound[t] = t ? curves->bound[t - 1] * 31 / 32 : curves->violation[0];
    real_run_score(gauge, sink->training, step, value);
    curves->score[t] = upper(gauge);
    if (status == MC_OK)
        status = keep_energy(sink, step);
    arb_clear(gauge);
    arb_clear(value);
    return status;
}

static enum mc_status run_both(struct training_plots *out, const struct instance *x)
{
    enum mc_status status = MC_OK;

    for (int network = 0; network < TRAINING_RUNS && status == MC_OK; network++) {
        struct ledger ledger = {.prec = BITS};
        struct real_run run;
        struct sink sink = {&out->curves[network], &run.training};

        status = real_run_init(&run, &ledger, x, network, TRAINING_STEPS, BITS);
        if (status == MC_OK)
            status = training_run(&run.training, run.X0, NULL, keep, &sink);
        real_run_clear(&run);
        ledger_clear(&ledger);
    }
    return status;
}

static struct plot_series series_of(const struct training_plots *out, const char *label,
                                    const double *y)
{
    return (struct plot_series){.label = label, .count = TRAINING_STEPS, .x = out->step,
                                .y = y};
}

static void draw(struct training_plots *out)
{
    const struct training_curves *softmax = &out->curves[0], *network = &out->curves[1];

    for (int t = 0; t < TRAINING_STEPS; t++)
        out->step[t] = t;
    out->series[0][0] = series_of(out, "softmax", softmax->violation);
    out->series[0][1] = series_of(out, "its bound", softmax->bound);
    out->series[0][2] = series_of(out, "network", network->violation);
    out->series[0][3] = series_of(out, "its bound", network->bound);
    out->series[1][0] = series_of(out, "softmax", softmax->score);
    out->series[1][1] = series_of(out, "network", network->score);
    out->series[2][0] = series_of(out, "loss", softmax->loss);
    out->series[2][1] = series_of(out, "energy", softmax->energy);
    out->series[3][0] = series_of(out, "loss", network->loss);
    out->series[3][1] = series_of(out, "energy", network->energy);
    out->plots[0] = (struct plot){.id = "run-violation", .title = "Violation of the constraint",
                                  .x_axis = "step", .y_axis = "‖λX‖ − 1", .log_y = true,
                                  .series = out->series[0], .count = 4};
    out->plots[1] = (struct plot){.id = "run-score", .title = "KKT score S(X)",
                                  .x_axis = "step", .y_axis = "S", .series = out->series[1],
                                  .count = 2};
    out->plots[2] = (struct plot){.id = "run-energy", .title = "Softmax: loss and energy",
                                  .x_axis = "step", .y_axis = "F, V",
                                  .series = out->series[2], .count = 2};
    out->plots[3] = (struct plot){.id = "network-energy", .title = "Network: loss and energy",
                                  .x_axis = "step", .y_axis = "F, V",
                                  .series = out->series[3], .count = 2};
}

enum mc_status training_plots_init(struct training_plots *out, struct mc_complaint *why)
{
    struct instance_list list;
    enum mc_status status = instance_list_open(&list, "data:iris/iris.csv", why);

    *out = (struct training_plots){0};
    if (status)
        return status;
    status = run_both(out, &list.items[0]);
    instance_list_clear(&list);
    if (status)
        return mc_complain(why, status, "the training runs on iris could not be enclosed");
    draw(out);
    return MC_OK;
}
