// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  If ||O_t|| <= c and eta_t lam <= 1, explicit decay gives
 *   ||X_T|| - c/lam <= prod (1 - eta_t lam) (||X_0|| - c/lam),
 * so [||X|| - c/lam]_+ decays and the radius is c/lam, not 1/lam.  In exact arithmetic
 *   c = 1.2023686052  for five steps f(w) = w (3.4445 - 4.7750 w^2 + 2.0315 w^4) from ||.||_F = 1
 *   c = 1.12356       for five Polar Express steps (instances only; no proof for all w here).
 * f's maximum on [0, c] is at w^2 = (-3b - sqrt(9 b^2 - 20 a c'))/(10 c'), c' = 2.0315, where it is
 * 1.20236860516321..., or at the end, f(c) < c; b^2 < 4 a c' keeps it positive: [0, c] is mapped
 * into itself.
 * Checkpoints of the public package: with s = sqrt(max(1, m/n)), R = s c/lam,
 *   ||W+ - (1 - eta lam) W|| <= eta s c + rounding
 *   ||W_k|| <= R + (1 - eta lam)^k (||W_0|| - R) + rounding
 * where `rounding` covers fp32 weights and the scaling by s in bf16, derived in checkpoint.h.
 *
 * Why it matters.  An audit that expects 1/lam raises false alarms on every real run.
 *
 * Method.  Steps in balls from X_0 = 4 O along a constant gradient, and with arbitrary ones.
 * Sharp: the singular value 0.0041113863 (norm 1 beside it) is sent to the maximum; the
 * updates of the real run reach 0.99 of the bound.  Real data: tiny-gpt-muon, eta = 0.02,
 * lam = 1, both by its README, steps by the names of the files.
 *
 * Control.  c = 1.19 (1 % less); radius 1/lam for the five steps; without s on real updates;
 * radius 1/lam on real weights.
 *
 * Not claimed.  That c bounds the iteration when it runs in bf16: no a-priori bound holds, since
 * rounding errors of size 2^-8 sqrt(r) may leave the interval that f maps into itself.  So the checkpoint
 * statements are decided for the files listed and could be refuted by another run.  The 1e-7
 * that the package adds to the norm only makes the start smaller.
 *
 * Reference.  Derived here, as constraint-violation-decay; Jordan et al. 2024, Muon;
 * arXiv:2505.16932 for Polar Express.
 */
#include <stdio.h>
#include <string.h>

#include "claim/claim.h"
#include "muoncheck/spectrum.h"
#include "optimizer/checkpoint.h"
#include "optimizer/step.h"

enum { HONEST, SMALLER_C, UNIT_RADIUS, WITHOUT_SHAPE, UNIT_RADIUS_ON_DATA };
enum { STEPS = 3 };

struct inexact {
    const char *optimizer, *update, *aligned, *arbitrary;
    direction_rule *direct;
    slong numerator, denominator;   /* c */
};

static const struct inexact rules[] = {
    {"muon-five-steps", "||O||, five quintic steps", "aligned, five quintic steps",
     "arbitrary, five quintic steps", five_quintic_steps, WORD(12023686052), WORD(10000000000)},
    {"muon-polar-express", "||O||, Polar Express", "aligned, Polar Express",
     "arbitrary, Polar Express", polar_express_steps, 112356, 100000},
};

/* 16 eta; lam = 2. */
static const slong etas[STEPS] = {4, 2, 6};

static void bound_of(arb_t c, const struct inexact *rule, int twist, slong prec)
{
    arb_set_si(c, rule->numerator);
    arb_div_si(c, c, rule->denominator, prec);
    if (twist == SMALLER_C) {
        arb_set_ui(c, 119);
        arb_div_ui(c, c, 100, prec);
    }
    if (twist == UNIT_RADIUS)
        arb_one(c);
}

/* y = w (a + b w^2 + c w^4) at 10^4 times the coefficients. */
static void quintic(arb_t y, const arb_t w, slong prec)
{
    arb_t t;

    arb_init(t);
    arb_sqr(t, w, prec);
    arb_mul_si(y, t, 20315, prec);
    arb_sub_si(y, y, 47750, prec);
    arb_mul(y, y, t, prec);
    arb_add_si(y, y, 34445, prec);
    arb_mul(y, y, w, prec);
    arb_div_si(y, y, 10000, prec);
    arb_clear(t);
}

/* f(w*) <= c, f(c) <= c, b^2 < 4 a c'. */
static void self_map(struct ledger *ledger, const arb_t c, slong prec)
{
    arb_ptr w = ledger_number(ledger), y = ledger_number(ledger), end = ledger_number(ledger);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);

    arb_set_si(w, WORD(9) * 47750 * 47750 - WORD(20) * 34445 * 20315);
    arb_sqrt(w, w, prec);
    arb_sub_si(w, w, WORD(3) * 47750, prec);
    arb_neg(w, w);
    arb_div_si(w, w, WORD(10) * 20315, prec);
    arb_sqrt(w, w, prec);
    quintic(y, w, prec);
    ledger_at_most(ledger, "largest value of the quintic", y, c);
    quintic(end, c, prec);
    ledger_at_most(ledger, "quintic at c", end, c);
    arb_set_si(lhs, WORD(47750) * 47750);
    arb_set_si(rhs, WORD(4) * 34445 * 20315);
    ledger_less(ledger, "discriminant", lhs, rhs);
}

static void settings_of(struct optimizer_settings *s, slong sixteenths)
{
    arb_set_si(s->eta, sixteenths);
    arb_mul_2exp_si(s->eta, s->eta, -4);
    arb_set_ui(s->lambda, 2);
    arb_set_ui(s->beta1, 15);
    arb_mul_2exp_si(s->beta1, s->beta1, -4);
    arb_set_ui(s->beta2, 31);
    arb_mul_2exp_si(s->beta2, s->beta2, -5);
}

/* bound = radius + (1 - eta lam) (bound - radius). */
static void decay_bound(arb_t bound, const arb_t radius, const struct optimizer_settings *s,
                        slong prec)
{
    arb_t product;

    arb_init(product);
    arb_mul(product, s->eta, s->lambda, prec);
    arb_sub(bound, bound, radius, prec);
    arb_submul(bound, bound, product, prec);
    arb_add(bound, bound, radius, prec);
    arb_clear(product);
}

/* From X0 along gradients -A, plus arbitrary ones if `arbitrary`. */
static enum mc_status follow(struct ledger *ledger, const struct inexact *rule,
                             const struct instance *x, const arb_mat_t A, const arb_mat_t X0,
                             bool arbitrary, const arb_t c, slong prec)
{
    arb_ptr norm = ledger_number(ledger), bound = ledger_number(ledger);
    arb_ptr radius = ledger_number(ledger);
    arb_mat_struct *G = ledger_matrix(ledger, arb_mat_nrows(A), arb_mat_ncols(A));
    struct optimizer_settings settings;
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    int t;

    optimizer_settings_init(&settings);
    optimizer_state_init(&state, X0);
    arb_mul_2exp_si(radius, c, -1);
    mc_spectral_norm(bound, X0, prec);
    for (t = 0; t < STEPS && status == MC_OK; t++) {
        settings_of(&settings, etas[t]);
        if (arbitrary)
            instance_companion(G, x, t == 0 ? "step 0" : t == 1 ? "step 1" : "step 2");
        arb_mat_sub(G, G, arbitrary && t ? state.x : A, prec);
        status = optimizer_find(rule->optimizer)->step(&state, G, &settings, prec);
        decay_bound(bound, radius, &settings, prec);
        mc_spectral_norm(norm, state.x, prec);
        if (status == MC_OK)
            ledger_at_most(ledger, arbitrary ? rule->arbitrary : rule->aligned, norm, bound);
        arb_mat_zero(G);
    }
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    return status;
}

static enum mc_status with_rule(struct ledger *ledger, const struct inexact *rule,
                                const struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *O = ledger_matrix(ledger, m, n);
    arb_ptr c = ledger_number(ledger), norm = ledger_number(ledger);
    enum mc_status status;

    bound_of(c, rule, twist, prec);
    instance_enclose(A, x, prec);
    status = rule->direct(O, A, prec);
    if (status)
        return status;
    if (rule->direct == five_quintic_steps)
        self_map(ledger, c, prec);
    mc_spectral_norm(norm, O, prec);
    ledger_at_most(ledger, rule->update, norm, c);
    arb_mat_scalar_mul_2exp_si(O, O, 2);
    status = follow(ledger, rule, x, A, O, false, c, prec);
    return status ? status : follow(ledger, rule, x, A, A, true, c, prec);
}

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
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger), keep = ledger_number(ledger);
    arb_mat_struct *moved = ledger_matrix(ledger, arb_mat_nrows(before), arb_mat_ncols(before));

    arb_mul(keep, s->eta, s->lambda, prec);
    arb_sub_ui(keep, keep, 1, prec);
    arb_mat_scalar_mul_arb(moved, before, keep, prec);
    arb_mat_add(moved, moved, after, prec);
    mc_spectral_norm(lhs, moved, prec);
    checkpoint_step_allowance(rhs, before, after, update, s, prec);
    arb_addmul(rhs, s->eta, update, prec);
    ledger_at_most(ledger, "one update", lhs, rhs);
}

static void many_updates(struct ledger *ledger, const arb_mat_t first, const arb_mat_t last,
                         slong steps, const arb_t update, const struct optimizer_settings *s,
                         slong prec)
{
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger), term = ledger_number(ledger);
    arb_ptr radius = ledger_number(ledger);

    arb_div(radius, update, s->lambda, prec);
    mc_spectral_norm(lhs, last, prec);
    mc_spectral_norm(rhs, first, prec);
    arb_mul(term, s->eta, s->lambda, prec);
    arb_sub_ui(term, term, 1, prec);
    arb_neg(term, term);
    arb_pow_ui(term, term, (ulong)steps, prec);
    arb_sub(rhs, rhs, radius, prec);
    arb_mul(rhs, rhs, term, prec);
    arb_add(rhs, rhs, radius, prec);
    checkpoint_run_allowance(term, first, update, s, prec);
    arb_add(rhs, rhs, term, prec);
    ledger_at_most(ledger, "many updates", lhs, rhs);
}

static enum mc_status checkpoints(struct ledger *ledger, const struct instance *x, int twist,
                                  slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), steps = steps_between(x);
    arb_mat_struct *first = ledger_matrix(ledger, m, n), *last = ledger_matrix(ledger, m, n);
    arb_ptr c = ledger_number(ledger), update = ledger_number(ledger);
    struct optimizer_settings settings;

    if (!steps || x->parts[1].rows != m || x->parts[1].cols != n)
        return MC_BAD_INPUT;
    mc_matrix_enclose(first, &x->parts[0], prec);
    mc_matrix_enclose(last, &x->parts[1], prec);
    optimizer_settings_init(&settings);
    arb_set_ui(settings.lambda, 1);
    arb_set_ui(settings.eta, 1);
    arb_div_ui(settings.eta, settings.eta, 50, prec);
    bound_of(c, &rules[0], twist == UNIT_RADIUS_ON_DATA ? UNIT_RADIUS : twist, prec);
    checkpoint_update_bound(update, m, n, c, prec);
    if (twist == WITHOUT_SHAPE || twist == UNIT_RADIUS_ON_DATA)
        arb_set(update, c);
    if (steps == 1 && twist != UNIT_RADIUS_ON_DATA)
        one_update(ledger, first, last, update, &settings, prec);
    else
        many_updates(ledger, first, last, steps, update, &settings, prec);
    optimizer_settings_clear(&settings);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    enum mc_status status;

    if (x->count == 2)
        return checkpoints(ledger, x, twist, prec);
    if (twist == WITHOUT_SHAPE || twist == UNIT_RADIUS_ON_DATA)
        return MC_OK;
    status = with_rule(ledger, &rules[0], x, twist, prec);
    return status || twist == SMALLER_C ? status : with_rule(ledger, &rules[1], x, twist, prec);
}

static const struct control controls[] = {
    {"smaller-constant", "c = 1.19 for the five quintic steps"},
    {"radius-one-over-lambda", "the radius 1/lam for updates by five quintic steps"},
    {"without-the-shape-factor", "real updates are bounded by eta c, without sqrt(max(1, m/n))"},
    {"real-weights-within-one-over-lambda", "real weights decay towards the radius 1/lam"},
    {NULL, NULL},
};

static const char *const quick[] = {
    "diagonal:m=2,n=2,spectrum=[1,41113863/10000000000]",
    "rational-svd:m=3,n=4,seed=31,spectrum=[1,41113863/10000000000,0]",
    "identity:m=1,n=1,scale=3",
    "hadamard:n=4,scale=1",
    "gaussian:m=5,n=5,seed=32",
    "gaussian:m=3,n=8,seed=33,scale=1/64",
    "prescribed:m=6,n=4,seed=34,spectrum=geometric,cond=1e6",
    "prescribed:m=5,n=5,seed=35,spectrum=clustered,cond=1e3",
    "diagonal:m=4,n=4,spectrum=[2,2,1,0]",
    "data:tiny-gpt-muon/step_00000.safetensors:b.0.o.weight"
    "|data:tiny-gpt-muon/step_00001.safetensors:b.0.o.weight",
    "data:tiny-gpt-muon/step_00000.safetensors:b.0.qkv.weight"
    "|data:tiny-gpt-muon/step_00001.safetensors:b.0.qkv.weight",
    "data:tiny-gpt-muon/step_00001.safetensors:b.1.up.weight"
    "|data:tiny-gpt-muon/step_00002.safetensors:b.1.up.weight",
    "data:tiny-gpt-muon/step_00001.safetensors:b.1.dn.weight"
    "|data:tiny-gpt-muon/step_00002.safetensors:b.1.dn.weight",
    "data:tiny-gpt-muon/step_00100.safetensors:b.1.qkv.weight"
    "|data:tiny-gpt-muon/step_00200.safetensors:b.1.qkv.weight",
    "data:tiny-gpt-muon/step_00002.safetensors:b.0.up.weight"
    "|data:tiny-gpt-muon/step_00050.safetensors:b.0.up.weight",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/step_00000.safetensors:b.*|data:tiny-gpt-muon/step_00001.safetensors:b.*",
    "data:tiny-gpt-muon/step_00001.safetensors:b.*|data:tiny-gpt-muon/step_00002.safetensors:b.*",
    "data:tiny-gpt-muon/step_00002.safetensors:b.*|data:tiny-gpt-muon/step_00050.safetensors:b.*",
    "data:tiny-gpt-muon/step_00050.safetensors:b.*|data:tiny-gpt-muon/step_00100.safetensors:b.*",
    "data:tiny-gpt-muon/step_00100.safetensors:b.*|data:tiny-gpt-muon/step_00200.safetensors:b.*",
    "gaussian:m=24,n=24,seed=36",
    NULL,
};

const struct claim claim_constraint_radius_inexact = {
    .id = "constraint-radius-inexact",
    .number = "0.5",
    .title = "With updates of norm up to c the radius is c/lambda: on paper and in real checkpoints",
    .paper = "arXiv:2506.15054",
    .source = "derived here from Theorem 5",
    .statement = "||X_T|| - c/lam <= prod (1 - eta_t lam) (||X_0|| - c/lam), c = 1.2023686052 for five "
                 "quintic steps, 1.12356 for five Polar Express steps; on checkpoints with "
                 "c sqrt(max(1, m/n)) and derived fp32 rounding.",
    .hypotheses = "||O_t|| <= c, eta_t lam <= 1; for checkpoints eta = 0.02, lam = 1 and the public "
                  "package's convention.",
    .method = "Steps in balls; consecutive and distant real checkpoints.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
