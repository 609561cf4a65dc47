// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  F = x^2/2 with gradients x +- sigma, each sign with probability 1/2, and steps of
 * Muon without momentum and decay, eta = sigma / K, from x_0 = eta/2: x walks on the odd
 * multiples of eta/2, and the stationary distribution is
 *   1/(2K + 1) at each |x| < sigma,  1/(2 (2K + 1)) at |x| = sigma + eta/2,
 * so E|x| = eta (K^2 + K + 1/2)/(2K + 1), near sigma/2, where without noise |x| <= eta.
 *
 * Why it matters.  A sign forgets by how much noise outweighs a gradient: the floor is sigma/2,
 * whatever eta.
 *
 * Method.  One step of the optimizer from every place, with either noise, moves the
 * distribution; it must come back as it was, as an identity of rationals in balls.  sigma = 1,
 * K from the instance.
 *
 * Control.  The uniform distribution on all places; E|x| = eta/2, the amplitude without noise.
 *
 * Not claimed.  How fast the distribution is approached; the walk has period two.
 *
 * Reference.  Derived here.
 */
#include "claim/claim.h"
#include "optimizer/optimizer.h"

enum { HONEST, UNIFORM, WITHOUT_NOISE, DECAY };

struct walk {
    struct ledger *ledger;
    slong K, places, prec;    /* places: x = (i - K - 1/2) eta, i = 0, ..., 2K + 1 */
    arb_ptr eta;
    int twist;
};

static void place(arb_t x, const struct walk *w, slong i)
{
    arb_set_si(x, 2 * (i - w->K) - 1);
    arb_mul(x, x, w->eta, w->prec);
    arb_mul_2exp_si(x, x, -1);
}

/* The claimed probability of place i. */
static void probability(arb_t p, const struct walk *w, slong i)
{
    bool end = i == 0 || i == w->places - 1;

    arb_one(p);
    arb_div_si(p, p, 2 * w->K + 1 + (w->twist == UNIFORM), w->prec);
    if (end && w->twist != UNIFORM)
        arb_mul_2exp_si(p, p, -1);
}

/* out = the place that a step with gradient x + noise leads to; -1 where it is none. */
static slong step_from(const struct walk *w, slong i, int noise)
{
    struct optimizer_settings settings;
    struct optimizer_state state;
    slong j, found = -1;
    arb_mat_t x, G;

    arb_mat_init(x, 1, 1);
    arb_mat_init(G, 1, 1);
    place(arb_mat_entry(x, 0, 0), w, i);
    arb_add_si(arb_mat_entry(G, 0, 0), arb_mat_entry(x, 0, 0), noise, w->prec);
    optimizer_settings_init(&settings);
    arb_set(settings.eta, w->eta);
    if (w->twist == DECAY)
        arb_one(settings.lambda);
    optimizer_state_init(&state, x);
    if (optimizer_step(optimizer_find("muon"), &state, G, &settings, w->prec) == MC_OK)
        for (j = 0; j < w->places; j++) {
            place(arb_mat_entry(x, 0, 0), w, j);
            if (arb_overlaps(arb_mat_entry(x, 0, 0), arb_mat_entry(state.x, 0, 0)))
                found = j;
        }
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    arb_mat_clear(x);
    arb_mat_clear(G);
    return found;
}

/* moved = the distribution after a step. */
static enum mc_status move(arb_mat_t moved, const struct walk *w)
{
    slong i, to;
    arb_t p;
    int noise;

    arb_init(p);
    for (i = 0; i < w->places; i++)
        for (noise = -1; noise <= 1; noise += 2) {
            to = step_from(w, i, noise);
            probability(p, w, i);
            arb_mul_2exp_si(p, p, -1);
            if (to >= 0)
                arb_add(arb_mat_entry(moved, 0, to), arb_mat_entry(moved, 0, to), p, w->prec);
        }
    arb_clear(p);
    return MC_OK;
}

/* E|x| against its formula. */
static void mean_size(const struct walk *w)
{
    arb_ptr sum = ledger_number(w->ledger), x = ledger_number(w->ledger);
    arb_ptr formula = ledger_number(w->ledger), p = ledger_number(w->ledger);
    slong i;

    for (i = 0; i < w->places; i++) {
        place(x, w, i);
        arb_abs(x, x);
        probability(p, w, i);
        arb_addmul(sum, x, p, w->prec);
    }
    arb_set_si(formula, 2 * w->K * (w->K + 1) + 1);
    arb_div_si(formula, formula, 2 * w->K + 1, w->prec);
    if (w->twist == WITHOUT_NOISE)
        arb_one(formula);
    arb_mul(formula, formula, w->eta, w->prec);
    arb_mul_2exp_si(formula, formula, -1);
    ledger_equal(w->ledger, "E|x| = eta (K^2 + K + 1/2)/(2K + 1)", sum, formula);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    arb_mat_struct *size = ledger_matrix(ledger, 1, 1), *before, *moved;
    struct walk w = {.ledger = ledger, .prec = prec, .twist = twist};
    slong i;

    if (instance_rows(x) * instance_cols(x) != 1)
        return MC_BAD_INPUT;
    instance_enclose(size, x, prec);
    w.K = arf_get_si(arb_midref(arb_mat_entry(size, 0, 0)), ARF_RND_NEAR);
    if (w.K < 1 || w.K > 1000)
        return MC_BAD_INPUT;
    w.places = 2 * w.K + 2;
    w.eta = ledger_number(ledger);
    arb_one(w.eta);
    arb_div_si(w.eta, w.eta, w.K, prec);
    before = ledger_matrix(ledger, 1, w.places);
    moved = ledger_matrix(ledger, 1, w.places);
    for (i = 0; i < w.places; i++)
        probability(arb_mat_entry(before, 0, i), &w, i);
    if (move(moved, &w))
        return MC_NOT_DECIDED;
    ledger_equal_matrix(ledger, "the distribution is stationary", moved, before);
    mean_size(&w);
    return MC_OK;
}

static const struct control controls[] = {
    {"uniform", "all places are equally likely"},
    {"amplitude-without-noise", "E|x| = eta/2"},
    {"with-decay", "the same with lam = 1"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"no-decay", "with-decay", NULL},
    {"one-by-one", NULL, "the claim is about numbers; the noise of a matrix has no sign"},
    {"no-momentum", NULL, "then the state is a pair, and the chain another one"},
    {"whole-K", NULL, "of the instances, which are K: otherwise sigma is no place's bound"},
    {"start-on-the-lattice", NULL,
     "other starts have a lattice, and a distribution, of their own"},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1,scale=1", "identity:m=1,n=1,scale=4", "identity:m=1,n=1,scale=25", NULL,
};

const struct claim claim_sign_noise_floor = {
    .id = "sign-noise-floor",
    .number = "4.5",
    .title = "Under two-point noise a sign step hovers at half the noise, exactly",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "F = x^2/2, gradients x +- sigma, eta = sigma/K: the stationary mean of |x| "
                 "is eta (K^2 + K + 1/2)/(2K + 1).",
    .hypotheses = "1 x 1, no momentum, no decay, K a positive integer, x_0 an odd multiple of "
                  "eta/2.",
    .switches = switches,
    .method = "The optimizer's step from every place of the walk moves the distribution to "
              "itself.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
