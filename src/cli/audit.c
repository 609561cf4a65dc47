// SPDX-License-Identifier: GPL-3.0-or-later
/* Spectral norms of checkpoints, against what decoupled weight decay promises. */
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"

extern const struct command command_audit;

enum { DEFAULT_DIGITS = 4, MOST_DIGITS = 10 };

static void task_init(struct audit_task *task)
{
    fmpq_init(task->bound);
    fmpq_init(task->eta);
    fmpq_init(task->lambda);
    fmpq_init(task->update);
    fmpq_set_si(task->update, -1, 1);
}

static void task_clear(struct audit_task *task)
{
    for (size_t i = 0; i < task->file_count; i++) {
        mc_checkpoint_close(task->files[i].checkpoint);
        fmpq_clear(task->files[i].eta);
        fmpq_clear(task->files[i].lambda);
    }
    for (size_t i = 0; i < task->count; i++) {
        mc_figures_clear(&task->found[i].figures);
        arb_clear(task->found[i].bound);
    }
    for (size_t i = 0; task->decays && i <= task->count; i++) {
        arb_clear(task->decays[i].claimed);
        arb_clear(task->decays[i].ratio);
    }
    journal_close(task->journal);
    free(task->files);
    free(task->found);
    free(task->decays);
    fmpq_clear(task->bound);
    fmpq_clear(task->eta);
    fmpq_clear(task->lambda);
    fmpq_clear(task->update);
}

/* A positive number, where the option is given. */
static enum mc_status read_positive(fmpq_t out, bool *given, const struct arguments *args,
                                    const char *name, struct mc_complaint *why)
{
    const char *text = arguments_option(args, name, 0);
    enum mc_status status;

    *given = text != NULL;
    if (!text)
        return MC_OK;
    status = arguments_rational(out, name, text, why);
    if (status == MC_OK && fmpq_sgn(out) <= 0)
        return mc_complain(why, MC_BAD_INPUT, "%s %.40s: must be positive", name, text);
    return status;
}

static enum mc_status read_convention(struct audit_task *task, const struct arguments *args,
                                      struct mc_complaint *why)
{
    const char *name = arguments_option(args, "--convention", 0);
    size_t i = 0;

    task->convention = name ? name : "keller";
    while (mc_convention_id(i) && strcmp(mc_convention_id(i), task->convention))
        i++;
    if (mc_convention_id(i))
        return MC_OK;
    return mc_complain(why, MC_BAD_INPUT, "--convention %.40s: exact, keller, moonlight, "
                       "pytorch or scion, please", name);
}

static enum mc_status read_files(struct audit_task *task, const struct arguments *args,
                                 struct mc_complaint *why)
{
    size_t count = arguments_positional_count(args);

    if (!count)
        return mc_complain(why, MC_BAD_INPUT, "which FILE, please?");
    task->files = calloc(count, sizeof *task->files);
    if (!task->files)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (; task->file_count < count; task->file_count++) {
        task->files[task->file_count].path = arguments_positional(args, task->file_count);
        fmpq_init(task->files[task->file_count].eta);
        fmpq_init(task->files[task->file_count].lambda);
    }
    return audit_open(task, why);
}

static enum mc_status read_task(struct audit_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    enum mc_status status = read_convention(task, args, why);
    bool given;

    task->digits = task->call->digits ? task->call->digits : DEFAULT_DIGITS;
    if (status == MC_OK && task->digits > MOST_DIGITS)
        status = mc_complain(why, MC_BAD_INPUT, "--digits %ld: at most %d", (long)task->digits,
                             MOST_DIGITS);
    task->values = arguments_option_count(args, "--spectrum") > 0;
    task->csv_path = arguments_option(args, "--csv", 0);
    task->plot_path = arguments_option(args, "--plot", 0);
    task->reading.flatten = arguments_option_count(args, "--flatten") > 0;
    if (status == MC_OK && task->plot_path && !task->values)
        status = mc_complain(why, MC_BAD_INPUT, "--plot draws what --spectrum finds");
    if (status == MC_OK)
        status = read_positive(task->bound, &task->has_bound, args, "--bound", why);
    if (status == MC_OK)
        status = read_positive(task->eta, &task->has_eta, args, "--lr", why);
    if (status == MC_OK)
        status = read_positive(task->lambda, &task->has_lambda, args, "--weight-decay", why);
    if (status == MC_OK)
        status = read_positive(task->update, &given, args, "--update-bound", why);
    if (status == MC_OK && arguments_option(args, "--resume", 0))
        status = audit_journal_open(&task->journal, arguments_option(args, "--resume", 0), why);
    return status == MC_OK ? read_files(task, args, why) : status;
}

/* A refuted bound weighs more than a damaged tensor, and that more than an open question. */
static int judge(struct audit_task *task)
{
    bool refuted = false, open = false;
    int code = task->code;

    for (size_t i = 0; i < task->count; i++) {
        const struct audited *found = &task->found[i];

        if (found->status == MC_BAD_INPUT || found->status == MC_NO_RESOURCE) {
            int worse = command_fails(task->call, found->weight->name, found->status,
                                      &found->why);

            code = FLINT_MAX(code, worse);
        } else {
            open = open || (task->values && !found->figures.has_values) ||
                   (arb_is_finite(found->bound) ? found->verdict == MC_UNDECIDED
                                                : found->status == MC_NOT_DECIDED);
        }
        refuted = refuted || found->verdict == MC_REFUTED;
    }
    for (size_t i = 0; i < task->decay_count; i++) {
        refuted = refuted || task->decays[i].verdict == MC_REFUTED;
        open = open || task->decays[i].verdict == MC_UNDECIDED;
    }
    if (code == EXIT_TOOL_FAILED)
        return code;
    return refuted ? EXIT_NOT_AS_EXPECTED : code ? code : open ? EXIT_NOT_DECIDED : 0;
}

static int tell(struct audit_task *task)
{
    int code;

    if (!task->call->json)
        audit_print(task);
    code = judge(task);
    if (task->call->json && command_prints_json(task->call, audit_json(task)))
        code = EXIT_TOOL_FAILED;
    return code;
}

static int run(const struct invocation *call)
{
    struct audit_task task = {.call = call};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_audit, &why);
    int code;

    task_init(&task);
    if (status == MC_OK)
        status = read_task(&task, args, &why);
    if (status == MC_OK)
        status = audit_run(&task, &why);
    if (status == MC_OK)
        status = audit_decay(&task, &why);
    if (status == MC_OK && task.csv_path)
        status = audit_csv(&task, &why);
    if (status == MC_OK && task.plot_path)
        status = audit_plot(&task, &why);
    if (status != MC_OK)
        code = task.code ? task.code : command_fails(call, NULL, status, &why);
    else
        code = tell(&task);
    task_clear(&task);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"--weight-decay", "L", "lambda; what the file's metadata say unless given"},
    {"--lr", "ETA", "the learning rate, for the decay of a series; likewise"},
    {"--convention", "NAME", "keller (default), pytorch, moonlight, scion or exact"},
    {"--update-bound", "C", "bounds the orthogonalised momentum; else the convention's"},
    {"--bound", "B", "bounds every ||W|| by B, whatever the convention"},
    {"--spectrum", NULL, "also nuclear norms and counts of singular values; takes an SVD of each"},
    {"--csv", "FILE", "the same numbers as a table, lower and upper ends in columns"},
    {"--plot", "FILE", "with --spectrum: the share of singular values in each bin, as SVG"},
    {"--resume", "JOURNAL", "keeps every norm there as it is found, and takes those it has"},
    {"--flatten", NULL, "more than two dimensions: the first by the product of the rest"},
    {0},
};

const struct command command_audit = {
    .id = "audit",
    .usage = "audit FILE... [--weight-decay L] [--lr ETA] [--convention NAME]\n"
             "                       [--update-bound C] [--bound B] [--resume JOURNAL]\n"
             "                       [--spectrum [--plot FILE]] [--csv FILE]",
    .title = "spectral norms of a checkpoint, or of a series of them",
    .help = "Encloses ||W||_2 and the stable rank of every matrix, one at a time from the mapped\n"
            "file, and decides ||W||_2 <= s C / L with the factor s of the optimizer's convention.\n"
            "Of several files, ordered by their step, it also decides between neighbours whether\n"
            "||W|| <= R + (1 - ETA L)^k (||W_0|| - R), R = s C / L, roundings allowed for.\n"
            "A damaged tensor costs that tensor alone.  FILE is .safetensors, .pt, .pth or .bin\n"
            "(of which nothing is executed), NAME.index.json of a checkpoint in several files,\n"
            "or an array.\n"
            "\n"
            "  muoncheck audit model.safetensors --weight-decay 0.1 --convention moonlight\n"
            "  muoncheck audit step_*.safetensors --json\n"
            "  muoncheck audit model.safetensors --spectrum --plot spectrum.svg\n"
            "  muoncheck audit model.safetensors.index.json --resume audit.journal",
    .options = options,
    .run = run,
};
