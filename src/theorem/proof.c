// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "theorem/proof.h"

void proof_take(struct proof *proof, const char *what, enum mc_verdict verdict, json_t *fact)
{
    if (verdict == MC_PROVED && fact) {
        json_array_append_new(proof->facts, fact);
        return;
    }
    json_decref(fact);
    if (verdict == MC_PROVED)
        verdict = MC_UNDECIDED;
    if (proof->verdict == MC_REFUTED)
        return;
    if (proof->verdict == MC_PROVED || verdict == MC_REFUTED)
        snprintf(proof->failed, sizeof proof->failed, "%s", what);
    proof->verdict = verdict;
}

void proof_read(fmpq_poly_t out, struct proof *proof, const char *formula)
{
    enum mc_status status = formula_read(out, &proof->known, formula, &proof->why);

    if (status != MC_OK)
        proof->status = status;
}

void proof_number(fmpq_t out, struct proof *proof, const char *text)
{
    enum mc_status status = mc_rational_parse(out, text, &proof->why);

    if (status != MC_OK)
        proof->status = status;
}

void proof_let(struct proof *proof, const char *name, const char *formula)
{
    struct formulas *known = &proof->known;

    if (known->count == MOST_NAMES) {
        proof->status =
            mc_complain(&proof->why, MC_BAD_INPUT, "more than %d names", MOST_NAMES);
        return;
    }
    fmpq_poly_init(known->polynomials + known->count);
    proof_read(known->polynomials + known->count, proof, formula);
    known->names[known->count] = name;
    known->texts[known->count++] = formula;
}

json_t *rational_json(const fmpq_t q)
{
    char *text = mc_rational_text(q);
    json_t *out = text ? json_string(text) : NULL;

    free(text);
    return out;
}

json_t *breaks_json(const struct mc_breaks *breaks)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < breaks->count; i++)
        json_array_append_new(list, rational_json(breaks->at + i));
    return list;
}
