// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "theorem/proof.h"

const struct theorem *theorem_find(const char *id)
{
    size_t i;

    for (i = 0; i < theorem_count; i++)
        if (!strcmp(theorems[i]->id, id) || !strcmp(theorems[i]->number, id))
            return theorems[i];
    return NULL;
}

static void proof_init(struct proof *proof)
{
    *proof = (struct proof){.verdict = MC_PROVED};
    proof->facts = json_array();
    if (!proof->facts)
        proof->status = mc_complain(&proof->why, MC_NO_RESOURCE, "memory is out");
}

static void proof_clear(struct proof *proof)
{
    size_t i;

    for (i = 0; i < proof->known.count; i++)
        fmpq_poly_clear(proof->known.polynomials + i);
    json_decref(proof->facts);
}

/* 64-bit FNV-1a of every byte before the key "digest": it guards against damage, not malice;
 * what is accepted is checked mathematically in any case. */
static uint64_t digest(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

/* Heap; NULL when memory is out. */
static char *certificate_text(const struct theorem *theorem, const struct proof *proof)
{
    json_t *let = json_array(), *root;
    char *body, *out;
    size_t i, length;

    for (i = 0; i < proof->known.count; i++)
        json_array_append_new(
            let, json_pack("[s, s]", proof->known.names[i], proof->known.texts[i]));
    root = json_pack("{s:s, s:s, s:s, s:o, s:O}", "schema", "muoncheck-certificate/1",
                     "theorem", theorem->id, "statement", theorem->statement, "let", let,
                     "facts", proof->facts);
    body = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    json_decref(root);
    length = body ? strlen(body) : 0;
    out = length > 2 ? malloc(length + 64) : NULL;
    if (out) {
        body[length - 2] = '\0'; /* "\n}" */
        snprintf(out, length + 64, "%s,\n ", body);
        snprintf(out + strlen(out), 64, "\"digest\": \"%016" PRIx64 "\"\n}\n", digest(out));
    }
    free(body);
    return out;
}

/* The first control that is not refuted, NULL where all are. */
static const struct theorem_control *unrefuted(const struct theorem *theorem,
                                               enum mc_status *status, struct mc_complaint *why)
{
    const struct theorem_control *control = theorem->controls;
    struct proof proof;
    int twist;

    for (twist = 1; control && control->id && *status == MC_OK; control++, twist++) {
        proof_init(&proof);
        if (proof.status == MC_OK)
            theorem->prove(&proof, twist);
        *status = proof.status;
        if (proof.status != MC_OK && why)
            *why = proof.why;
        proof_clear(&proof);
        if (proof.verdict != MC_REFUTED)
            return control;
    }
    return NULL;
}

enum mc_status theorem_decide(struct theorem_result *out, const struct theorem *theorem,
                              struct mc_complaint *why)
{
    const struct theorem_control *control;
    clock_t start = clock();
    struct proof proof;
    enum mc_status status;

    *out = (struct theorem_result){.theorem = theorem, .bits = CERTIFICATE_BITS};
    proof_init(&proof);
    if (proof.status == MC_OK)
        theorem->prove(&proof, 0);
    status = proof.status;
    if (status != MC_OK && why)
        *why = proof.why;
    out->facts = json_array_size(proof.facts);
    out->boxes = proof.boxes;
    out->verdict = status == MC_OK && (out->facts || proof.verdict != MC_PROVED) ? proof.verdict
                                                                                 : MC_UNDECIDED;
    memcpy(out->failed, proof.failed, sizeof out->failed);
    if (out->verdict == MC_PROVED) {
        out->certificate = certificate_text(theorem, &proof);
        if (!out->certificate)
            status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    }
    proof_clear(&proof);
    control = unrefuted(theorem, &status, why);
    out->control = control || status != MC_OK ? MC_UNDECIDED : MC_REFUTED;
    if (control)
        snprintf(out->failed, sizeof out->failed, "control %s", control->id);
    out->seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    return status;
}

void theorem_result_clear(struct theorem_result *result)
{
    free(result->certificate);
    *result = (struct theorem_result){0};
}
