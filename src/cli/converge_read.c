// SPDX-License-Identifier: GPL-3.0-or-later
/* What a line asks `converge` for. */
#include <stdlib.h>

#include "cli/converge.h"
#include "cli/memory.h"
#include "generator/generator.h"
#include "muoncheck/number.h"
#include "number/suggestion.h"

enum { MOST_STEPS = 10000 };

static enum mc_status unknown_iteration(const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];

    for (size_t i = 0; i < mc_iteration_count; i++)
        suggestion_offer(&suggestion, mc_iterations[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "no iteration is called '%.60s'%s", id, offer);
}

/* "NAME", "NAME:p=P" or "NAME:rank=K". */
static enum mc_status read_iteration(struct converge_task *task, const char *text,
                                     struct mc_complaint *why)
{
    struct spec *spec = NULL;
    enum mc_status status;

    if (!text)
        return mc_complain(why, MC_BAD_INPUT,
                           "which iteration? --iteration NAME; "
                           "`list iterations` names them");
    status = spec_parse(&spec, text, why);
    if (status != MC_OK)
        return status;
    task->iteration = mc_iteration_find(spec_name(spec));
    if (!task->iteration)
        status = unknown_iteration(spec_name(spec), why);
    if (status == MC_OK)
        status = spec_integer(&task->options.p, spec, "p", task->iteration->default_p, -1000,
                              1000, why);
    if (status == MC_OK && !task->options.p && task->iteration->default_p)
        status = mc_complain(why, MC_BAD_INPUT, "p = 0: there is no zeroth root");
    if (status == MC_OK)
        status = spec_integer(&task->options.sketch.rank, spec, "rank", 0, 0, 1 << 20, why);
    if (status == MC_OK && task->options.sketch.rank && !task->iteration->sketched)
        status = mc_complain(why, MC_BAD_INPUT, "%s takes no rank", task->iteration->id);
    task->options.sketch.seed = task->call->seed;
    spec_free(spec);
    return status;
}

static enum mc_status read_steps(struct converge_task *task, const char *text,
                                 struct mc_complaint *why)
{
    task->options.steps = -1;
    return text ? arguments_whole(&task->options.steps, "--steps", text, 0, MOST_STEPS, why)
                : MC_OK;
}

/* Every --matrix in turn. */
static enum mc_status generate_all(struct converge_task *task, const struct arguments *args,
                                   struct mc_complaint *why)
{
    size_t count = arguments_option_count(args, "--matrix"), i;
    enum mc_status status = MC_OK;

    task->list.items = calloc(count, sizeof *task->list.items);
    if (!task->list.items)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < count && status == MC_OK; i++) {
        task->source = arguments_option(args, "--matrix", i);
        status = memory_allows_spec(task->call, task->source, task->digits, why);
        if (status == MC_OK)
            status = generate(task->list.items + i, task->source, why);
        task->list.count += status == MC_OK;
    }
    return status;
}

static enum mc_status read_matrices(struct converge_task *task, const struct arguments *args,
                                    struct mc_complaint *why)
{
    const struct mc_read_options options = {
        .flatten = arguments_option_count(args, "--flatten") > 0,
        .bf16 = arguments_option_count(args, "--bf16") > 0,
    };
    const char *spec = arguments_option(args, "--matrix", 0);
    const char *file = arguments_option(args, "--input", 0);

    if (arguments_positional_count(args) || !spec == !file)
        return mc_complain(why, MC_BAD_INPUT,
                           "one --input FILE, or --matrix SPEC (as often as wanted), please");
    task->source = file;
    return file ? mc_read_matrices(&task->list, file, &options, why)
                : generate_all(task, args, why);
}

/* One format of the list; the stream of stochastic rounding starts from --seed, and runs
 * through all runs. */
static enum mc_status read_format(struct converge_task *task, const char *name,
                                  const struct arguments *args, struct mc_complaint *why)
{
    struct mc_arithmetic *format = task->formats + task->format_count++;
    const char *sum = arguments_option(args, "--accumulate", 0);
    const char *rounding = arguments_option(args, "--rounding", 0);
    enum mc_status status = mc_arithmetic_parse(format, name, why);

    if (status == MC_OK && sum)
        status = mc_arithmetic_accumulate(format, sum, why);
    if (status == MC_OK && rounding)
        status = mc_arithmetic_round_by(format, rounding, &task->stream, why);
    return status;
}

static enum mc_status read_formats(struct converge_task *task, const struct arguments *args,
                                   struct mc_complaint *why)
{
    size_t count = arguments_option_count(args, "--format"), i;
    enum mc_status status = MC_OK;

    task->stream = (struct mc_stream){.seed = task->call->seed};
    if (count > MOST_FORMATS)
        return mc_complain(why, MC_BAD_INPUT, "%zu formats: %d at most, please", count,
                           MOST_FORMATS);
    if (count == 0)
        return read_format(task, "fp64", args, why);
    for (i = 0; i < count && status == MC_OK; i++)
        status = read_format(task, arguments_option(args, "--format", i), args, why);
    return status;
}

static enum mc_status read_positive(fmpq_t out, const char *text, const char *option,
                                    struct mc_complaint *why)
{
    enum mc_status status = text ? arguments_rational(out, option, text, why) : MC_OK;

    if (status == MC_OK && text && fmpq_sgn(out) <= 0)
        status = mc_complain(why, MC_BAD_INPUT, "%s %.40s: above 0, please", option, text);
    return status;
}

enum mc_status converge_read(struct converge_task *task, const struct arguments *args,
                             struct mc_complaint *why)
{
    enum mc_status status = read_iteration(task, arguments_option(args, "--iteration", 0), why);

    if (status == MC_OK)
        status = read_steps(task, arguments_option(args, "--steps", 0), why);
    if (status == MC_OK)
        status = read_formats(task, args, why);
    if (status == MC_OK)
        status = read_positive(task->epsilon, arguments_option(args, "--epsilon", 0),
                               "--epsilon", why);
    if (status == MC_OK)
        status = read_positive(task->max_error, arguments_option(args, "--max-error", 0),
                               "--max-error", why);
    if (status == MC_OK)
        status = read_matrices(task, args, why);
    if (!fmpq_is_zero(task->epsilon))
        task->options.epsilon = task->epsilon;
    if (status == MC_OK && task->options.epsilon && task->iteration->scaling != MC_BY_FROBENIUS)
        status = mc_complain(why, MC_BAD_INPUT,
                             "%s divides by no norm: --epsilon has nothing "
                             "to be added to",
                             task->iteration->id);
    task->csv_path = arguments_option(args, "--csv", 0);
    task->plot_path = arguments_option(args, "--plot", 0);
    return status;
}
