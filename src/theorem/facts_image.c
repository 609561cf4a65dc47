// SPDX-License-Identifier: GPL-3.0-or-later
/* The facts on compositions. */
#include <stdlib.h>
#include <string.h>

#include "theorem/proof.h"

enum { MOST_WORDS = 64, LONGEST_WORD = 64 };

/* `table` with one row a word; the rows are the proof's. */
static bool table_of(struct mc_table *table, struct proof *proof, char (*names)[LONGEST_WORD],
                     slong count)
{
    slong i;

    mc_table_init(table);
    table->rows = calloc((size_t)(count > 0 ? count : 1), sizeof *table->rows);
    if (!table->rows || count <= 0)
        return false;
    for (i = 0; i < count; i++) {
        fmpq_poly_init(table->rows + i);
        table->count++;
        proof_read(table->rows + i, proof, names[i]);
    }
    return true;
}

/* p - lo >= 0 (side 1) or hi - p >= 0 (side -1) on [l, u]; breaks appended to `list`. */
static bool bound_step(struct proof *proof, json_t *list, const fmpq_poly_t p,
                       const fmpq_t bound, int side, const struct mc_interval *on)
{
    struct mc_breaks breaks;
    enum mc_verdict verdict;
    fmpq_poly_t difference;
    fmpq_t witness;

    fmpq_init(witness);
    fmpq_poly_init(difference);
    fmpq_poly_set_fmpq(difference, bound);
    fmpq_poly_sub(difference, p, difference);
    if (side < 0)
        fmpq_poly_neg(difference, difference);
    verdict = mc_decide_sign(&breaks, witness, difference, on->lo, on->hi, false, BOX_BUDGET);
    proof->boxes += (size_t)breaks.count;
    json_array_append_new(list, breaks_json(&breaks));
    mc_breaks_clear(&breaks);
    fmpq_poly_clear(difference);
    fmpq_clear(witness);
    return verdict == MC_PROVED;
}

static enum mc_verdict prove_chain(struct proof *proof, const struct mc_chain *chain,
                                   json_t *intervals, json_t *below, json_t *above)
{
    bool fine = true;
    slong k;

    for (k = 0; k <= chain->steps; k++) {
        const struct mc_interval *on = chain->outer + k;
        json_array_append_new(
            intervals, json_pack("[o, o]", rational_json(on->lo), rational_json(on->hi)));
        if (k == chain->steps)
            break;
        fine = fine && bound_step(proof, below, chain->row[k], on[1].lo, 1, on) &&
               bound_step(proof, above, chain->row[k], on[1].hi, -1, on);
    }
    return fine ? MC_PROVED : MC_UNDECIDED;
}

/* Is the last interval inside [lo, hi]?  Refuted where the inner one reaches outside. */
static enum mc_verdict compare(const struct mc_chain *chain, const struct mc_interval *within)
{
    const struct mc_interval *outer = chain->outer + chain->steps;
    const struct mc_interval *inner = chain->inner + chain->steps;

    if (!chain->escaped && fmpq_cmp(within->lo, outer->lo) <= 0 &&
        fmpq_cmp(outer->hi, within->hi) <= 0)
        return MC_PROVED;
    if (fmpq_cmp(inner->lo, inner->hi) <= 0 &&
        (fmpq_cmp(inner->lo, within->lo) < 0 || fmpq_cmp(inner->hi, within->hi) > 0))
        return MC_REFUTED;
    return fmpq_cmp(outer->hi, within->lo) < 0 || fmpq_cmp(outer->lo, within->hi) > 0
               ? MC_REFUTED
               : MC_UNDECIDED;
}

void proof_image(struct proof *proof, const char *what, const char *maps, const char *from,
                 const char *to, const char *lo, const char *hi)
{
    char names[MOST_WORDS][LONGEST_WORD];
    slong count = words_of(maps, MOST_WORDS, sizeof names[0], names[0]), i;
    struct mc_interval on, within;
    struct mc_table table;
    struct mc_chain chain;
    enum mc_verdict verdict = MC_UNDECIDED;
    json_t *list = json_array(), *intervals = json_array(), *below = json_array(),
           *above = json_array();

    mc_interval_init(&on);
    mc_interval_init(&within);
    proof_number(on.lo, proof, from);
    proof_number(on.hi, proof, to);
    proof_number(within.lo, proof, lo);
    proof_number(within.hi, proof, hi);
    for (i = 0; i < count; i++)
        json_array_append_new(list, json_string(names[i]));
    if (table_of(&table, proof, names, count) && proof->status == MC_OK &&
        mc_chain_run(&chain, &table, count, MC_STOP, &on, CERTIFICATE_BITS) == MC_OK) {
        verdict = compare(&chain, &within);
        if (verdict == MC_PROVED)
            verdict = prove_chain(proof, &chain, intervals, below, above);
        mc_chain_clear(&chain);
    }
    proof_take(proof, what, verdict,
               json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:[s, s]}", "kind", "image", "what",
                         what, "maps", list, "chain", intervals, "below", below, "above", above,
                         "within", lo, hi));
    mc_table_clear(&table);
    mc_interval_clear(&within);
    mc_interval_clear(&on);
}
