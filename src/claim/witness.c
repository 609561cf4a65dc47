// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "claim/witness.h"
#include "muoncheck/number.h"

enum mc_status witness_directory(const char *path, struct mc_complaint *why)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return MC_OK;
    return mc_complain(why, MC_BAD_INPUT, "'%s': %s", path, strerror(errno));
}

static json_t *side(const arb_t x, slong digits)
{
    char *lo, *hi;
    json_t *pair;

    if (mc_enclosure_text(&lo, &hi, x, digits + 6) != MC_OK)
        return NULL;
    pair = json_pack("{s:s, s:s}", "lo", lo, "hi", hi);
    free(lo);
    free(hi);
    return pair;
}

char *witness_write(const char *directory, const struct claim *claim, int twist,
                    const struct instance *x, const struct entry *violated, slong bits,
                    slong digits)
{
    const char *control = twist ? claim_variant(claim, twist)->id : NULL;
    char *path = NULL;
    json_t *document;

    if (asprintf(&path, "%s/%s%s%s.json", directory, claim->id, control ? "." : "",
                 control ? control : "") < 0)
        return NULL;
    document = json_pack("{s:s, s:s, s:s?, s:s, s:s, s:o, s:o, s:I, s:I}", "schema",
                         "muoncheck-witness/1", "claim", claim->id, "control", control,
                         "instance", x->name, "what", violated->what, "lhs",
                         side(violated->lhs, digits), "rhs", side(violated->rhs, digits), "bits",
                         (json_int_t)bits, "digits", (json_int_t)digits);
    if (!document || json_dump_file(document, path, JSON_INDENT(2)) != 0) {
        free(path);
        path = NULL;
    }
    json_decref(document);
    return path;
}

/* -1: there is no such control. */
static int twist_of(const struct claim *claim, const char *control)
{
    int twist = control ? claim_twist(claim, control) : 0;

    return control && !twist ? -1 : twist;
}

static enum mc_status replay_on(struct replay *out, const struct claim *claim, int twist,
                                slong digits, struct mc_complaint *why)
{
    struct instance_list list;
    struct ledger ledger = {0};
    const struct entry *violated;
    enum mc_status status = instance_list_open(&list, out->instance, why);

    if (status)
        return status;
    if (list.count != 1) {
        instance_list_clear(&list);
        return mc_complain(why, MC_BAD_INPUT, "'%.150s' is not one instance", out->instance);
    }
    status = evaluate_at(&ledger, claim, &list.items[0], twist, digits, out->bits);
    violated = ledger_violation(&ledger);
    if (violated && strcmp(violated->what, out->what) == 0) {
        out->verdict = MC_REFUTED;
        arb_set(out->lhs, violated->lhs);
        arb_set(out->rhs, violated->rhs);
    }
    ledger_clear(&ledger);
    instance_list_clear(&list);
    if (status == MC_BAD_INPUT)
        return mc_complain(why, status, "%s says nothing of '%.100s'", claim->id, out->instance);
    return status == MC_NOT_DECIDED ? MC_OK : status;
}

/* The fields of the file into `out`; the claim and its twist are looked up. */
static enum mc_status read_witness(struct replay *out, slong *digits, const char *path,
                                   struct mc_complaint *why)
{
    json_error_t error;
    json_t *document = json_load_file(path, 0, &error);
    const char *control = json_string_value(json_object_get(document, "control"));
    const char *schema, *claim, *instance, *what;
    json_int_t bits, d;
    enum mc_status status = MC_OK;

    if (!document)
        return mc_complain(why, MC_BAD_INPUT, "%s",
                           json_error_code(&error) == json_error_cannot_open_file
                               ? strerror(errno) : "not a witness file");
    if (json_unpack(document, "{s:s, s:s, s:s, s:s, s:I, s:I}", "schema", &schema, "claim",
                    &claim, "instance", &instance, "what", &what, "bits",
                    &bits, "digits", &d) != 0 ||
        strcmp(schema, "muoncheck-witness/1") != 0 || bits < 2 || bits > 1000000 || d < 1) {
        status = mc_complain(why, MC_BAD_INPUT, "not a witness file");
    } else {
        out->claim = strdup(claim);
        out->control = control ? strdup(control) : NULL;
        out->instance = strdup(instance);
        out->what = strdup(what);
        out->bits = (slong)bits;
        *digits = (slong)d;
    }
    json_decref(document);
    return status;
}

enum mc_status witness_replay(struct replay *out, const char *path, struct mc_complaint *why)
{
    const struct claim *claim;
    slong digits = 0;
    int twist;
    enum mc_status status;

    *out = (struct replay){0};
    arb_init(out->lhs);
    arb_init(out->rhs);
    status = read_witness(out, &digits, path, why);
    if (status)
        return status;
    claim = claim_find(out->claim);
    if (!claim)
        return mc_complain(why, MC_BAD_INPUT, "unknown claim '%.100s'", out->claim);
    twist = twist_of(claim, out->control);
    if (twist < 0)
        return mc_complain(why, MC_BAD_INPUT, "%s has no control '%.100s'", claim->id,
                           out->control);
    return replay_on(out, claim, twist, digits, why);
}

void replay_clear(struct replay *replay)
{
    free(replay->claim);
    free(replay->control);
    free(replay->instance);
    free(replay->what);
    arb_clear(replay->lhs);
    arb_clear(replay->rhs);
    *replay = (struct replay){0};
}
