// SPDX-License-Identifier: GPL-3.0-or-later
/* Inequalities between compositions and quotients, in balls. */
#include "theorem/proof.h"

struct subject {
    const struct formulas *known;
    const char *text;
    bool readable;
};

static bool jet_of(arb_t value, arb_t slope, const arb_t x, void *of, slong prec)
{
    struct subject *subject = of;
    struct ring ring = ring_jets;
    union element at, out;
    enum mc_status status;

    ring.prec = prec;
    ring.init(&at, &ring);
    ring.init(&out, &ring);
    arb_set(at.jet.value, x);
    arb_one(at.jet.slope);
    status = formula_read(&out, &ring, &at, subject->known, subject->text, NULL);
    if (value)
        arb_swap(value, out.jet.value);
    arb_swap(slope, out.jet.slope);
    ring.clear(&out, &ring);
    ring.clear(&at, &ring);
    return status == MC_OK;
}

void proof_pointwise(struct proof *proof, const char *what, const char *of, const char *from,
                     const char *to)
{
    struct subject subject = {.known = &proof->known, .text = of};
    struct mc_breaks breaks;
    enum mc_verdict verdict;
    fmpq_t lo, hi, witness;

    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_init(witness);
    proof_number(lo, proof, from);
    proof_number(hi, proof, to);
    verdict =
        mc_decide_pointwise(&breaks, witness, jet_of, &subject, lo, hi, BOX_BUDGET, JET_BITS);
    proof->boxes += (size_t)breaks.count;
    proof_take(proof, what, verdict,
               json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "kind", "pointwise", "what", what,
                         "of", of, "from", from, "to", to, "breaks", breaks_json(&breaks)));
    mc_breaks_clear(&breaks);
    fmpq_clear(witness);
    fmpq_clear(hi);
    fmpq_clear(lo);
}
