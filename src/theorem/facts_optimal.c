// SPDX-License-Identifier: GPL-3.0-or-later
/* Lower bounds for every quotient of a type. */
#include "theorem/proof.h"

enum { MOST_WORDS = 64, LONGEST_WORD = 64 };

struct quotient {
    fmpq_poly_t p, q;
};

/* error = p(x)/q(x) - 1; q(x) > 0 */
static void error_at(fmpq_t error, const struct quotient *r, const fmpq_t x)
{
    fmpq_t below;

    fmpq_init(below);
    fmpq_poly_evaluate_fmpq(below, r->q, x);
    fmpq_poly_evaluate_fmpq(error, r->p, x);
    fmpq_div(error, error, below);
    fmpq_sub_si(error, error, 1);
    fmpq_clear(below);
}

/* Do the signs of 1 - p/q alternate at the points, with |1 - p/q| >= least? */
static bool alternates(struct proof *proof, const struct quotient *r,
                       char (*points)[LONGEST_WORD], slong count, const struct mc_interval *on,
                       const fmpq_t least)
{
    fmpq_t x, before, error;
    int last = 0, sign;
    bool fine = true;
    slong i;

    fmpq_init(x);
    fmpq_init(error);
    fmpq_init(before);
    for (i = 0; i < count && fine; i++) {
        proof_number(x, proof, points[i]);
        fine = fmpq_cmp(on->lo, x) <= 0 && fmpq_cmp(x, on->hi) <= 0 &&
               (i == 0 || fmpq_cmp(before, x) < 0);
        fmpq_set(before, x);
        if (fine)
            error_at(error, r, x);
        sign = fmpq_sgn(error);
        fmpq_abs(error, error);
        fine = fine && sign && sign != last && fmpq_cmp(error, least) >= 0;
        last = sign;
    }
    fmpq_clear(before);
    fmpq_clear(error);
    fmpq_clear(x);
    return fine;
}

/* Are all coefficients of x^first, x^(first + 2), ... zero? */
static bool lacks(const fmpq_poly_t p, slong first)
{
    slong i;

    for (i = first; i < fmpq_poly_length(p); i += 2)
        if (!fmpz_is_zero(p->coeffs + i))
            return false;
    return true;
}

void proof_optimal(struct proof *proof, const char *what, const char *p, const char *q,
                   const char *from, const char *to, const char *points, const char *least)
{
    char at[MOST_WORDS][LONGEST_WORD];
    slong count = words_of(points, MOST_WORDS, sizeof at[0], at[0]), i;
    struct mc_breaks positive = {0};
    struct mc_interval on;
    json_t *list = json_array();
    struct quotient r;
    fmpq_t bound, witness;
    bool fine;

    fmpq_init(bound);
    fmpq_init(witness);
    fmpq_poly_init(r.p);
    fmpq_poly_init(r.q);
    mc_interval_init(&on);
    proof_number(on.lo, proof, from);
    proof_number(on.hi, proof, to);
    proof_number(bound, proof, least);
    proof_read(r.p, proof, p);
    proof_read(r.q, proof, q);
    fine =
        fmpq_sgn(on.lo) > 0 && lacks(r.p, 0) && lacks(r.q, 1) &&
        2 * (count - 1) > fmpq_poly_degree(r.p) + fmpq_poly_degree(r.q) &&
        mc_decide_sign(&positive, witness, r.q, on.lo, on.hi, true, BOX_BUDGET) == MC_PROVED &&
        alternates(proof, &r, at, count, &on, bound);
    for (i = 0; i < count; i++)
        json_array_append_new(list, json_string(at[i]));
    proof->boxes += (size_t)positive.count;
    proof_take(proof, what, fine ? MC_PROVED : MC_UNDECIDED,
               json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:s}", "kind", "optimal",
                         "what", what, "of", p, "over", q, "from", from, "to", to, "positive",
                         breaks_json(&positive), "points", list, "least", least));
    mc_breaks_clear(&positive);
    mc_interval_clear(&on);
    fmpq_poly_clear(r.q);
    fmpq_poly_clear(r.p);
    fmpq_clear(witness);
    fmpq_clear(bound);
}
