// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  cos_p = <A, Psi_p(A)> / (||A||_F ||Psi_p(A)||_F) = sum s^(1+p) / sqrt(sum s^2 sum
 * s^2p) over the nonzero singular values does not fall as p rises to 1, where it is 1; at p = 0
 * it is ||A||_* / (sqrt(r) ||A||_F) >= 1/sqrt(r).  The stable rank sum (s/s_1)^2p does not
 * rise. If all s are equal, cos_p = 1 and the stable rank is r for all p.
 *
 * Why it matters.  It orders the family by how far its updates turn away from the gradient.
 *
 * Method.  Enclosures at neighbours of -1, -1/2, 0, 1/4, 1/2, 3/4, 1.  With mean_w the mean of
 * log s under weights w, d/dp log cos_p = mean_(s^(1+p)) - mean_(s^2p), which is >= 0 for
 * 1 + p >= 2p as tilted means rise with the exponent.
 *
 * Control.  The same beyond p = 1, where it falls; a stable rank that does not fall;
 * cos_0 >= 1/sqrt(r - 1).
 *
 * Not claimed.  Anything about which p trains best.
 *
 * Reference.  Derived here, for the family of arXiv:2602.04669.
 */
#include "claim/claim.h"
#include "muoncheck/spectrum.h"

enum { HONEST, BEYOND_ONE, RISING_RANK, SMALLER_ROOT, STRICT };

struct spectrum {
    struct ledger *ledger;
    const struct mc_svd *svd;
    slong rank, prec;
};

/* out = sum s^(k/4). */
static void power_sum(arb_t out, const struct spectrum *s, slong k)
{
    arb_t term;
    fmpq_t p;
    slong i;

    arb_init(term);
    fmpq_init(p);
    fmpq_set_si(p, k, 4);
    fmpq_canonicalise(p);
    arb_zero(out);
    for (i = 0; i < s->rank; i++) {
        arb_pow_fmpq(term, s->svd->sigma + i, p, s->prec);
        arb_add(out, out, term, s->prec);
    }
    arb_clear(term);
    fmpq_clear(p);
}

/* cos_(k/4) */
static arb_ptr cosine(const struct spectrum *s, slong k)
{
    arb_ptr out = ledger_number(s->ledger), below = ledger_number(s->ledger);

    power_sum(out, s, 8);
    power_sum(below, s, 2 * k);
    arb_mul(below, below, out, s->prec);
    arb_sqrt(below, below, s->prec);
    power_sum(out, s, 4 + k);
    arb_div(out, out, below, s->prec);
    return out;
}

/* sum (s/s_1)^(k/2) */
static arb_ptr stable_rank(const struct spectrum *s, slong k)
{
    arb_ptr out = ledger_number(s->ledger), top = ledger_number(s->ledger);
    struct mc_svd first = *s->svd;
    const struct spectrum one = {s->ledger, &first, 1, s->prec};

    power_sum(out, s, 2 * k);
    power_sum(top, &one, 2 * k);
    arb_div(out, out, top, s->prec);
    return out;
}

static void flat(const struct spectrum *s, slong k)
{
    arb_ptr one = ledger_number(s->ledger), rank = ledger_number(s->ledger);

    arb_one(one);
    arb_set_si(rank, s->rank);
    ledger_equal(s->ledger, "cos = 1, all s equal", cosine(s, k), one);
    ledger_equal(s->ledger, "stable rank = rank, all s equal", stable_rank(s, k), rank);
}

static void neighbours(const struct spectrum *s, slong k, slong next, int twist)
{
    ledger_less(s->ledger, "cos rises with p", cosine(s, k), cosine(s, next));
    if (twist == RISING_RANK)
        ledger_less(s->ledger, "stable rank", stable_rank(s, k), stable_rank(s, next));
    else if (next <= 4)
        ledger_less(s->ledger, "stable rank", stable_rank(s, next), stable_rank(s, k));
}

static void at_zero(const struct spectrum *s, int twist)
{
    arb_ptr bound = ledger_number(s->ledger);

    arb_set_si(bound, s->rank - (twist == SMALLER_ROOT));
    arb_rsqrt(bound, bound, s->prec);
    ledger_less(s->ledger, "1/sqrt(r) < cos_0", bound, cosine(s, 0));
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const slong quarters[] = {-4, -2, 0, 1, 2, 3, 4, 6};
    const struct mc_svd *svd = instance_svd(x, prec);
    const struct spectrum s = {ledger, svd, svd ? svd->rank_lo : 0, prec};
    int i;

    if (!s.rank || svd->rank_lo != svd->rank_hi)
        return MC_NOT_DECIDED;
    if (arb_equal(svd->sigma, svd->sigma + s.rank - 1) && arb_is_exact(svd->sigma)) {
        for (i = 0; i < 7 && twist != STRICT; i++)
            flat(&s, quarters[i]);
        if (twist == STRICT)
            neighbours(&s, quarters[0], quarters[1], twist);
        return MC_OK;
    }
    if (arb_overlaps(svd->sigma, svd->sigma + s.rank - 1))
        return MC_NOT_DECIDED;
    for (i = 0; i < (twist == BEYOND_ONE ? 7 : 6); i++)
        neighbours(&s, quarters[i], quarters[i + 1], twist);
    at_zero(&s, twist);
    return MC_OK;
}

static const struct control controls[] = {
    {"beyond-one", "cos_p rises from p = 1 to 3/2"},
    {"rising-stable-rank", "the stable rank rises with p"},
    {"smaller-root", "cos_0 >= 1/sqrt(r - 1)"},
    {"strict-at-equal-values",
     "cos rises strictly also where all nonzero singular values are equal"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"p-at-most-one", "beyond-one", NULL},
    {"not-all-equal", "strict-at-equal-values", NULL},
    {"nonzero", NULL, "0 has no angle to anything"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "rational-svd:m=5,n=4,seed=1,spectrum=[9,5,1/2,0]",
    "rational-svd:m=6,n=6,seed=2,spectrum=[1,1e-9,1e-9,1e-9,1e-9,1e-9]",
    "prescribed:m=6,n=9,seed=4,spectrum=geometric,cond=1e6",
    "diagonal:m=3,n=4,spectrum=[5/4,9/8,1]",
    "identity:m=4,n=4,scale=3",
    "identity:m=4,n=3,scale=1",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_psi_alignment_monotone = {
    .id = "psi-alignment-monotone",
    .number = "1.4",
    .title = "Updates U S^p V^T turn towards the gradient as p rises to 1",
    .paper = "arXiv:2602.04669",
    .source = "derived here",
    .statement = "cos(A, U S^p V^T) rises with p up to p = 1, is at least 1/sqrt(rank) at "
                 "p = 0, and the stable rank falls; all constant where singular values "
                 "are equal.",
    .hypotheses = "A != 0; strict where not all nonzero singular values are equal.",
    .switches = switches,
    .method = "Enclosures at neighbours of a grid of p.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
