// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  In a training run with the public package, s = sqrt(max(1, m/n)), R = s c/lam,
 * c = 1.2023686052 (constraint-radius-inexact), consecutive and distant weights obey
 *   ||W+ - (1 - eta lam) W|| <= eta s c + rounding
 *   ||W_k||                  <= R + (1 - eta lam)^k (||W_0|| - R) + rounding
 * where `rounding` is derived in optimizer/checkpoint.h: fp32 weights, and the scaling by s in
 * bf16 where s is no power of two.
 *
 * Why it matters.  An audit that expects 1/lam raises false alarms on every real run.
 *
 * Method.  The weights of tiny-gpt-muon, exact as dyadic numbers: eta = 0.02 and lam = 1 by its
 * README, numbers of steps by the names of the files.  The first updates come
 * within 1 % of the bound.
 *
 * Control.  c = 1.19; the update bound without s; the radius 1/lam.
 *
 * Not claimed.  That c bounds the iteration in bf16: errors of a step are of the size
 * 2^-8 sqrt(min(m, n)), enough to leave the interval that the map sends into itself, so no
 * bound before the fact holds.  This is a statement on the files listed; another run may
 * refute it.  The 1e-7 that the package adds to the norm only makes the start smaller.
 *
 * Reference.  Derived here; Jordan et al. 2024, Muon; data/tiny-gpt-muon/README.md.
 */
#include <stdio.h>
#include <string.h>

#include "claim/claim.h"
#include "muoncheck/spectrum.h"
#include "optimizer/checkpoint.h"
#include "optimizer/step.h"

enum { HONEST, SMALLER_C, WITHOUT_SHAPE, UNIT_RADIUS, HALF_RATE };

/* k with the parts' files step_a and step_(a+k); 0 if they are no such files. */
static slong steps_between(const struct instance *x)
{
    const char *a = strstr(x->parts[0].name, "step_"), *b = strstr(x->parts[1].name, "step_");
    long first, last;

    if (!a || !b || sscanf(a, "step_%ld", &first) != 1 || sscanf(b, "step_%ld", &last) != 1)
        return 0;
    return last > first ? last - first : 0;
}

static void one_update(struct ledger *ledger, const arb_mat_t before, const arb_mat_t after,
                       const arb_t update, const struct optimizer_settings *s, slong prec)
{
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    arb_ptr keep = ledger_number(ledger);
    arb_mat_struct *moved = ledger_matrix(ledger, arb_mat_nrows(before), arb_mat_ncols(before));

    explicit_factor(keep, s, prec);
    arb_mat_scalar_mul_arb(moved, before, keep, prec);
    arb_mat_sub(moved, after, moved, prec);
    mc_spectral_norm(lhs, moved, prec);
    checkpoint_step_allowance(rhs, before, after, update, s, prec);
    arb_addmul(rhs, s->eta, update, prec);
    ledger_at_most(ledger, "one update", lhs, rhs);
}

static void many_updates(struct ledger *ledger, const arb_mat_t first, const arb_mat_t last,
                         slong steps, const arb_t update, const struct optimizer_settings *s,
                         slong prec)
{
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    arb_ptr term = ledger_number(ledger), radius = ledger_number(ledger);

    arb_div(radius, update, s->lambda, prec);
    mc_spectral_norm(lhs, last, prec);
    mc_spectral_norm(rhs, first, prec);
    explicit_factor(term, s, prec);
    arb_pow_ui(term, term, (ulong)steps, prec);
    arb_sub(rhs, rhs, radius, prec);
    arb_mul(rhs, rhs, term, prec);
    arb_add(rhs, rhs, radius, prec);
    checkpoint_run_allowance(term, first, update, s, prec);
    arb_add(rhs, rhs, term, prec);
    ledger_at_most(ledger, "many updates", lhs, rhs);
}

/* The bound on ||U||, by the claim or by a control. */
static void update_bound(arb_t update, slong m, slong n, int twist, slong prec)
{
    arb_t c;

    arb_init(c);
    arb_set_si(c, twist == SMALLER_C ? WORD(11900000000) : WORD(12023686052));
    arb_div_si(c, c, WORD(10000000000), prec);
    checkpoint_update_bound(update, m, n, c, prec);
    if (twist == WITHOUT_SHAPE)
        arb_set(update, c);
    if (twist == UNIT_RADIUS)
        arb_one(update);
    arb_clear(c);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), steps = steps_between(x);
    arb_mat_struct *first = ledger_matrix(ledger, m, n), *last = ledger_matrix(ledger, m, n);
    arb_ptr update = ledger_number(ledger);
    struct optimizer_settings settings;

    if (!steps || x->parts[1].rows != m || x->parts[1].cols != n)
        return MC_BAD_INPUT;
    mc_matrix_enclose(first, &x->parts[0], prec);
    mc_matrix_enclose(last, &x->parts[1], prec);
    optimizer_settings_init(&settings);
    arb_one(settings.lambda);
    arb_set_ui(settings.eta, 1);
    arb_div_ui(settings.eta, settings.eta, twist == HALF_RATE ? 100 : 50, prec);
    update_bound(update, m, n, twist, prec);
    if (steps == 1 && twist != UNIT_RADIUS)
        one_update(ledger, first, last, update, &settings, prec);
    else
        many_updates(ledger, first, last, steps, update, &settings, prec);
    optimizer_settings_clear(&settings);
    return MC_OK;
}

static const struct control controls[] = {
    {"smaller-constant", "c = 1.19"},
    {"without-the-shape-factor", "updates are bounded by eta c, without sqrt(max(1, m/n))"},
    {"radius-one-over-lambda", "weights decay towards the radius 1/lam"},
    {"half-the-rate", "the same with eta = 0.01, which the run did not have"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"bounded-updates", "smaller-constant", NULL},
    {"recorded-rate", "half-the-rate", NULL},
    {"public-package", NULL, "the files are those of one run; another package writes others"},
    {0},
};

#define STEP(number, name) "data:tiny-gpt-muon/step_" number ".safetensors:b." name

static const char *const quick[] = {
    STEP("00000", "*") "|" STEP("00001", "*"),
    STEP("00001", "*") "|" STEP("00002", "*"),
    STEP("00002", "*") "|" STEP("00050", "*"),
    STEP("00050", "*") "|" STEP("00100", "*"),
    STEP("00100", "*") "|" STEP("00200", "*"),
    NULL,
};

const struct claim claim_checkpoint_radius = {
    .id = "checkpoint-radius",
    .number = "0.5b",
    .title = "Real checkpoints keep to the radius c sqrt(max(1, m/n))/lambda",
    .paper = "arXiv:2506.15054",
    .source = "derived here from Theorem 5",
    .statement = "||W+ - (1 - eta lam) W|| <= eta s c and ||W_k|| <= "
                 "R + (1 - eta lam)^k (||W_0|| - R), R = s c/lam, s = sqrt(max(1, m/n)), "
                 "c = 1.2023686052, up to derived rounding.",
    .hypotheses = "The public package's update with eta = 0.02, lam = 1, fp32 weights; "
                  "the files listed.",
    .switches = switches,
    .method = "Spectral norms in balls of consecutive and distant checkpoints.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
