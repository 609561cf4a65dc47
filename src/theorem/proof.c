// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    union element x, value;
    enum mc_status status;

    fmpq_poly_init(x.polynomial);
    fmpq_poly_init(value.polynomial);
    fmpq_poly_set_coeff_si(x.polynomial, 1, 1);
    status = formula_read(&value, &ring_polynomials, &x, &proof->known, formula, &proof->why);
    if (status != MC_OK)
        proof->status = status;
    fmpq_poly_swap(out, value.polynomial);
    fmpq_poly_clear(value.polynomial);
    fmpq_poly_clear(x.polynomial);
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
    known->names[known->count] = name;
    known->texts[known->count++] = formula;
}

void proof_variables(struct proof *proof, const char *names)
{
    struct formulas *known = &proof->known;
    slong count =
        words_of(names, MOST_VARIABLES, sizeof known->variables[0], known->variables[0]);

    if (count < 0)
        proof->status = mc_complain(&proof->why, MC_BAD_INPUT, "no variables: '%.80s'", names);
    else
        known->variable_count = (size_t)count;
}

slong words_of(const char *text, slong most, size_t size, char *out)
{
    slong count = 0;
    size_t length;

    while (*(text += strspn(text, " ")) && count < most) {
        length = strcspn(text, " ");
        if (length >= size)
            return -1;
        memcpy(out + (size_t)count * size, text, length);
        out[(size_t)count++ * size + length] = '\0';
        text += length;
    }
    return *text ? -1 : count;
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
