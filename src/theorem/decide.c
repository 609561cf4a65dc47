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
    json_t *let = json_array(), *variables = json_array(), *root;
    char *body, *out;
    size_t i, length;

    for (i = 0; i < proof->known.count; i++)
        json_array_append_new(
            let, json_pack("[s, s]", proof->known.names[i], proof->known.texts[i]));
    for (i = 0; i < proof->known.variable_count; i++)
        json_array_append_new(variables, json_string(proof->known.variables[i]));
    root = json_pack("{s:s, s:s, s:s, s:o, s:o, s:O}", "schema", "muoncheck-certificate/1",
                     "theorem", theorem->id, "statement", theorem->statement, "variables",
                     variables, "let", let, "facts", proof->facts);
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

static size_t count_controls(const struct theorem *theorem)
{
    const struct theorem_control *control = theorem->controls;
    size_t count = 0;

    for (; control && control->id; control++)
        count++;
    return count;
}

/* One control: its verdict, UNDECIDED after an error. */
static enum mc_status try_control(enum mc_verdict *verdict, const struct theorem *theorem,
                                  size_t which, struct mc_complaint *why)
{
    struct proof proof;
    enum mc_status status;

    proof_init(&proof);
    if (proof.status == MC_OK)
        theorem->prove(&proof, (int)which + 1);
    status = proof.status;
    *verdict = status == MC_OK ? proof.verdict : MC_UNDECIDED;
    if (status != MC_OK && why)
        *why = proof.why;
    proof_clear(&proof);
    return status;
}

/* The controls together are refuted only if each one is, and there is one. */
static enum mc_status try_controls(struct theorem_result *out, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    size_t i;

    out->controls = count_controls(out->theorem);
    out->control_verdicts = calloc(out->controls + 1, sizeof *out->control_verdicts);
    if (!out->control_verdicts) {
        out->controls = 0;
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    }
    out->control = out->controls ? MC_REFUTED : MC_UNDECIDED;
    for (i = 0; i < out->controls && status == MC_OK; i++) {
        status = try_control(&out->control_verdicts[i], out->theorem, i, why);
        if (out->control_verdicts[i] == MC_REFUTED || out->control != MC_REFUTED)
            continue;
        out->control = MC_UNDECIDED;
        snprintf(out->failed, sizeof out->failed, "control %s", out->theorem->controls[i].id);
    }
    return status;
}

static double thread_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* The theorem itself, and its certificate. */
static enum mc_status try_theorem(struct theorem_result *out, struct mc_complaint *why)
{
    struct proof proof;
    enum mc_status status;

    proof_init(&proof);
    if (proof.status == MC_OK)
        out->theorem->prove(&proof, 0);
    status = proof.status;
    if (status != MC_OK && why)
        *why = proof.why;
    out->facts = json_array_size(proof.facts);
    out->boxes = proof.boxes;
    out->verdict = status == MC_OK && (out->facts || proof.verdict != MC_PROVED) ? proof.verdict
                                                                                 : MC_UNDECIDED;
    memcpy(out->failed, proof.failed, sizeof out->failed);
    if (out->verdict == MC_PROVED) {
        out->certificate = certificate_text(out->theorem, &proof);
        if (!out->certificate)
            status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    }
    proof_clear(&proof);
    return status;
}

enum mc_status theorem_decide(struct theorem_result *out, const struct theorem *theorem,
                              struct mc_complaint *why)
{
    double start = thread_seconds();
    enum mc_status status;

    *out = (struct theorem_result){.theorem = theorem, .bits = CERTIFICATE_BITS};
    status = try_theorem(out, why);
    if (status == MC_OK)
        status = try_controls(out, why);
    if (status != MC_OK)
        out->control = MC_UNDECIDED;
    out->seconds = thread_seconds() - start;
    return status;
}

void theorem_result_clear(struct theorem_result *result)
{
    free(result->certificate);
    free(result->control_verdicts);
    *result = (struct theorem_result){0};
}
