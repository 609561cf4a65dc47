// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Whatever the objective and the noise of its gradients (Gaussian, two-point, Pareto
 * without variance, stale), each step of Muon with explicit decay has
 *   ||lam X+|| - 1 <= (1 - eta lam) (||lam X|| - 1).
 *
 * Why it matters.  The constraint needs nothing of the loss: no smoothness, no variance.
 *
 * Method.  Runs of four steps on seven objectives (convex, with saddles, with no Lipschitz
 * constant), and on iris on three, each with another noise and storage format; the exact update
 * of each stored state is enclosed.  Proof: the direction has norm at most 1.
 *
 * Control.  The same for SGD with momentum and for AdamW.
 *
 * Not claimed.  That noise does not harm the loss: stochastic-score-floor.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, Theorem 5.
 */
#include <string.h>

#include "claim/classification.h"
#include "claim/training.h"
#include "muoncheck/spectrum.h"

enum { HONEST, SGDM, ADAMW, BEYOND };
enum { STEPS = 4, HIDDEN = 3 };

struct scenario {
    const char *objective, *noise, *stored;   /* noise NULL: stale by two steps */
    slong log2_sigma;
};

static const struct scenario on_matrices[] = {
    {"half-square", "gaussian", "fp64", 0},   {"quadratic", "two-point", "fp32", 1},
    {"completion", "pareto", "bf16", 2},      {"cosine", NULL, "fp16", 0},
    {"quartic", "pareto", "mpfr:80", 3},      {"factorisation", "gaussian", "fp64", -4},
    {"factorisation", NULL, "bf16", 0},
};

static const struct scenario on_samples[] = {
    {"softmax", "pareto", "fp32", 0},
    {"logistic", NULL, "bf16", 0},
    {"two-layer-network", "gaussian", "fp16", -2},
};

struct watch {
    struct ledger *ledger;
    const struct training *run;
    const char *what;
};

static enum mc_status decide(const struct training_step *step, void *context)
{
    const struct watch *w = context;
    const struct optimizer_settings *s = w->run->settings;
    slong prec = w->run->prec;
    arb_ptr after = ledger_number(w->ledger), bound = ledger_number(w->ledger);
    arb_ptr keep = ledger_number(w->ledger);

    mc_spectral_norm(after, step->after->x, prec);
    mc_spectral_norm(bound, step->before->x, prec);
    arb_mul(after, after, s->lambda, prec);
    arb_mul(bound, bound, s->lambda, prec);
    arb_mul(keep, s->eta, s->lambda, prec);
    arb_sub_ui(keep, keep, 1, prec);
    arb_neg(keep, keep);
    arb_sub_ui(bound, bound, 1, prec);
    arb_mul(bound, bound, keep, prec);
    arb_add_ui(bound, bound, 1, prec);
    ledger_at_most(w->ledger, w->what, after, bound);
    return MC_OK;
}

static enum mc_status follow(struct ledger *ledger, const struct scenario *c,
                             const struct objective_data *data, const arb_mat_t X0, int twist,
                             slong prec)
{
    struct optimizer_settings s;
    struct mc_arithmetic stored;
    struct training run = {
        .optimizer = optimizer_find(twist == SGDM ? "sgdm" : twist == ADAMW ? "adamw" : "muon"),
        .settings = &s, .f = objective_find(c->objective), .data = data, .stored = &stored,
        .noise = c->noise ? noise_find(c->noise) : NULL, .log2_sigma = c->log2_sigma,
        .rng = gsl_rng_alloc(gsl_rng_mt19937), .delay = c->noise ? 0 : 2, .steps = STEPS,
        .prec = prec};
    struct watch w = {ledger, &run, c->objective};
    enum mc_status status = run.rng ? MC_OK : MC_NO_RESOURCE;

    optimizer_settings_init(&s);
    optimizer_settings_set(&s, twist == BEYOND ? 48 : 4, 8);
    if (status == MC_OK)
        status = mc_arithmetic_parse(&stored, c->stored, NULL);
    if (status == MC_OK)
        status = training_run(&run, X0, NULL, decide, &w);
    optimizer_settings_clear(&s);
    gsl_rng_free(run.rng);
    return status;
}

/* C = A, or A A^T where the objective wants it symmetric; H = A A^T; the mask shows every entry
 * whose row and column add up to an even number. */
static enum mc_status on_matrix(struct ledger *ledger, const struct instance *x, int twist,
                                slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), i, j;
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *At = ledger_matrix(ledger, n, m);
    arb_mat_struct *H = ledger_matrix(ledger, m, m), *mask = ledger_matrix(ledger, m, n);
    arb_mat_struct *X0 = ledger_matrix(ledger, m, n);
    enum mc_status status = MC_OK;
    size_t k;

    instance_enclose(A, x, prec);
    arb_mat_transpose(At, A);
    arb_mat_mul(H, A, At, prec);
    for (i = 0; i < m; i++)
        for (j = i % 2; j < n; j += 2)
            arb_one(arb_mat_entry(mask, i, j));
    instance_companion(X0, x, "weights");
    for (k = 0; k < sizeof on_matrices / sizeof *on_matrices && status == MC_OK; k++) {
        bool symmetric = !strcmp(on_matrices[k].objective, "factorisation");
        const struct objective_data data = {.target = symmetric ? H : A, .curvature = H,
                                            .mask = mask};
        status = follow(ledger, &on_matrices[k], &data, X0, twist, prec);
    }
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const bool samples = strstr(x->name, "iris") != NULL;
    struct objective_data data;
    enum mc_status status = MC_OK;
    size_t k;

    if (!samples)
        return on_matrix(ledger, x, twist, prec);
    data = classification_of(ledger, x, prec);
    for (k = 0; k < sizeof on_samples / sizeof *on_samples && status == MC_OK; k++) {
        bool network = !strcmp(on_samples[k].objective, "two-layer-network");
        arb_mat_struct *X0 = ledger_matrix(ledger, network ? HIDDEN : 2,
                                           arb_mat_ncols(data.features) + 2 * network);
        instance_companion(X0, x, on_samples[k].objective);
        status = follow(ledger, &on_samples[k], &data, X0, twist, prec);
    }
    return status;
}

static const struct control controls[] = {
    {"sgd-with-momentum", "the same for SGD with momentum and decoupled decay"},
    {"adamw", "the same for AdamW"},
    {"steps-beyond-one", "the same with eta lam = 3/2"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"unit-directions", "sgd-with-momentum", NULL},
    {"eta-lambda-at-most-one", "steps-beyond-one", NULL},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=3,n=3,seed=1", "gaussian:m=4,n=2,seed=2,scale=4", "gaussian:m=2,n=5,seed=3",
    "data:iris/iris.csv", NULL,
};

const struct claim claim_constraint_under_any_noise = {
    .id = "constraint-under-any-noise",
    .number = "0.4-noise",
    .title = "The constraint is kept whatever the objective and its noise",
    .paper = "arXiv:2506.15054",
    .source = "Theorem 5",
    .statement = "||lam X+|| - 1 <= (1 - eta lam) (||lam X|| - 1) under Gaussian, two-point, "
                 "Pareto and stale gradients of convex and other objectives.",
    .hypotheses = "Exact directions, eta lam <= 1; nothing of the objective.",
    .switches = switches,
    .method = "Runs in five storage formats; the exact update of each stored state is "
              "enclosed.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
