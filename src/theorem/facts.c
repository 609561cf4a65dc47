// SPDX-License-Identifier: GPL-3.0-or-later
/* The facts on one polynomial. */
#include <stdio.h>
#include <string.h>

#include "theorem/proof.h"

/* left - right, in x and the variables of the proof */
static bool is_zero(struct proof *proof, const char *left, const char *right)
{
    union element x, l, r;
    fmpq_mpoly_ctx_t context;
    struct ring ring = ring_several(context, &proof->known);
    enum mc_status status;
    bool equal;

    ring.init(&x, &ring);
    ring.init(&l, &ring);
    ring.init(&r, &ring);
    fmpq_mpoly_gen(x.several, 0, context);
    status = formula_read(&l, &ring, &x, &proof->known, left, &proof->why);
    if (status == MC_OK)
        status = formula_read(&r, &ring, &x, &proof->known, right, &proof->why);
    if (status != MC_OK)
        proof->status = status;
    equal = fmpq_mpoly_equal(l.several, r.several, context);
    ring.clear(&r, &ring);
    ring.clear(&l, &ring);
    ring.clear(&x, &ring);
    fmpq_mpoly_ctx_clear(context);
    return equal;
}

void proof_identity(struct proof *proof, const char *what, const char *left, const char *right)
{
    fmpq_poly_t l, r;
    bool equal;

    fmpq_poly_init(l);
    fmpq_poly_init(r);
    if (proof->known.variable_count) {
        equal = is_zero(proof, left, right);
    } else {
        proof_read(l, proof, left);
        proof_read(r, proof, right);
        equal = fmpq_poly_equal(l, r);
    }
    proof_take(proof, what, equal ? MC_PROVED : MC_REFUTED,
               json_pack("{s:s, s:s, s:s, s:s}", "kind", "identity", "what", what, "left", left,
                         "right", right));
    fmpq_poly_clear(r);
    fmpq_poly_clear(l);
}

static bool relation_holds(int sign, const char *relation)
{
    return !strcmp(relation, ">")    ? sign > 0
           : !strcmp(relation, ">=") ? sign >= 0
           : !strcmp(relation, "=")  ? sign == 0
           : !strcmp(relation, "<=") ? sign <= 0
                                     : !strcmp(relation, "<") && sign < 0;
}

void proof_at(struct proof *proof, const char *what, const char *of, const char *relation,
              const char *x)
{
    fmpq_poly_t p;
    fmpq_t at;
    bool holds;

    fmpq_init(at);
    fmpq_poly_init(p);
    proof_read(p, proof, of);
    proof_number(at, proof, x);
    fmpq_poly_evaluate_fmpq(at, p, at);
    holds = relation_holds(fmpq_sgn(at), relation);
    proof_take(proof, what, holds ? MC_PROVED : MC_REFUTED,
               json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", "point", "what", what, "of", of,
                         "relation", relation, "x", x));
    fmpq_poly_clear(p);
    fmpq_clear(at);
}

/* x = from + y: no negative coefficient in y is proof for all y >= 0; for ">" the constant must
 * be positive.  A value at from decides the other way. */
static enum mc_verdict decide_ray(const fmpq_poly_t p, const fmpq_t from, bool strict)
{
    fmpq_poly_t line, shifted;
    enum mc_verdict verdict = MC_PROVED;
    slong i;
    int sign;

    fmpq_poly_init(line);
    fmpq_poly_init(shifted);
    fmpq_poly_set_coeff_fmpq(line, 0, from);
    fmpq_poly_set_coeff_si(line, 1, 1);
    fmpq_poly_compose(shifted, p, line);
    for (i = 0; i < fmpq_poly_length(shifted); i++)
        if (fmpz_sgn(shifted->coeffs + i) < 0)
            verdict = MC_UNDECIDED;
    sign = fmpq_poly_is_zero(shifted) ? 0 : fmpz_sgn(shifted->coeffs);
    if (sign < 0 || (strict && sign == 0))
        verdict = MC_REFUTED;
    fmpq_poly_clear(shifted);
    fmpq_poly_clear(line);
    return verdict;
}

void proof_sign(struct proof *proof, const char *what, const char *of, const char *relation,
                const char *from, const char *to)
{
    struct mc_breaks breaks = {0};
    bool ray = !strcmp(to, "inf"), strict = !strcmp(relation, ">");
    enum mc_verdict verdict;
    fmpq_poly_t p;
    fmpq_t lo, hi, witness;

    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_init(witness);
    fmpq_poly_init(p);
    proof_read(p, proof, of);
    proof_number(lo, proof, from);
    if (ray) {
        verdict = decide_ray(p, lo, strict);
    } else {
        proof_number(hi, proof, to);
        verdict = mc_decide_sign(&breaks, witness, p, lo, hi, strict, BOX_BUDGET);
    }
    proof->boxes += ray ? 1 : (size_t)breaks.count;
    proof_take(proof, what, verdict,
               json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "kind", "sign", "what", what,
                         "of", of, "relation", relation, "from", from, "to", to, "breaks",
                         breaks_json(&breaks)));
    mc_breaks_clear(&breaks);
    fmpq_poly_clear(p);
    fmpq_clear(witness);
    fmpq_clear(hi);
    fmpq_clear(lo);
}

/* A change of sign is a root, a slope without zero makes it the only one. */
void proof_root(struct proof *proof, const char *what, const char *of, const char *from,
                const char *to)
{
    struct mc_breaks breaks = {0};
    struct mc_roots roots = {0};
    enum mc_verdict verdict = MC_UNDECIDED;
    fmpq_poly_t p, slope;
    fmpq_t lo, hi, witness;
    int left, right;

    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_init(witness);
    fmpq_poly_init(p);
    fmpq_poly_init(slope);
    proof_read(p, proof, of);
    proof_number(lo, proof, from);
    proof_number(hi, proof, to);
    fmpq_poly_evaluate_fmpq(witness, p, lo);
    left = fmpq_sgn(witness);
    fmpq_poly_evaluate_fmpq(witness, p, hi);
    right = fmpq_sgn(witness);
    if (left * right < 0) {
        fmpq_poly_derivative(slope, p);
        if (right < 0)
            fmpq_poly_neg(slope, slope);
        verdict = mc_decide_sign(&breaks, witness, slope, lo, hi, true, BOX_BUDGET);
    }
    if (verdict != MC_PROVED && mc_roots_isolate(&roots, p, lo, hi, 8) == MC_OK)
        verdict = roots.count == 1 ? MC_UNDECIDED : MC_REFUTED;
    proof->boxes += (size_t)breaks.count;
    proof_take(proof, what, verdict,
               json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "kind", "root", "what", what, "of",
                         of, "from", from, "to", to, "breaks", breaks_json(&breaks)));
    mc_roots_clear(&roots);
    mc_breaks_clear(&breaks);
    fmpq_poly_clear(slope);
    fmpq_poly_clear(p);
    fmpq_clear(witness);
    fmpq_clear(hi);
    fmpq_clear(lo);
}

void proof_fixed_point(struct proof *proof, const char *what, const char *f, const char *from,
                       const char *to, const char *least, const char *most)
{
    char text[200], name[120];

    snprintf(text, sizeof text, "%.80s - x", f);
    proof_root(proof, what, text, from, to);
    snprintf(name, sizeof name, "%.80s, slope from below", what);
    snprintf(text, sizeof text, "%.80s' - (%.80s)", f, least);
    proof_sign(proof, name, text, ">", from, to);
    snprintf(name, sizeof name, "%.80s, slope from above", what);
    snprintf(text, sizeof text, "%.80s - %.80s'", most, f);
    proof_sign(proof, name, text, ">", from, to);
}
