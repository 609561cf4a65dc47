// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "boxes.h"
#include "certificate.h"
#include "facts.h"

/* 64-bit FNV-1a of all that stands before the last "digest", which guards against damage. */
static bool undamaged(const char *text)
{
    const char *key = NULL, *at = text;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    char expected[64];

    while ((at = strstr(at, "\"digest\"")))
        key = at++;
    if (!key)
        return false;
    for (at = text; at < key; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    snprintf(expected, sizeof expected, "\"digest\": \"%016" PRIx64 "\"\n}\n", hash);
    return !strcmp(key, expected);
}

static bool read_names(struct names *names, const struct json *let,
                       const struct json *variables)
{
    size_t i;

    if (!let || !variables || let->count > MOST_NAMES || variables->count > MOST_NAMES)
        return false;
    for (i = 0; i < let->count; i++) {
        if (let->items[i].count != 2)
            return false;
        names->name[names->count] = item_text(let->items + i, 0);
        names->text[names->count++] = item_text(let->items + i, 1);
    }
    while (names->variables < variables->count) {
        names->variable[names->variables] = item_text(variables, names->variables);
        names->variables++;
    }
    return true;
}

static void check_facts(struct finding *out, const struct json *root)
{
    const struct json *facts = json_get(root, "facts", JSON_LIST);
    struct names names = {0};

    if (!facts || !facts->count ||
        !read_names(&names, json_get(root, "let", JSON_LIST),
                    json_get(root, "variables", JSON_LIST))) {
        snprintf(out->reason, sizeof out->reason, "definitions or facts cannot be read");
        return;
    }
    while (out->facts < facts->count && fact_holds(facts->items + out->facts, &names))
        out->facts++;
    out->accepted = out->facts == facts->count;
    if (!out->accepted)
        snprintf(out->reason, sizeof out->reason, "fact %zu is not established",
                 out->facts + 1);
}

struct finding certificate_check(const char *text)
{
    struct finding out = {.reason = "not a certificate"};
    struct json root = {0};

    if (!undamaged(text)) {
        snprintf(out.reason, sizeof out.reason,
                 "no digest, or one that does not match: damaged");
    } else if (json_read(&root, text) && root.count == 7 && json_get_text(&root, "statement") &&
               !strcmp(text_of(&root, "schema"), "muoncheck-certificate/1")) {
        snprintf(out.theorem, sizeof out.theorem, "%s", text_of(&root, "theorem"));
        if (out.theorem[0])
            check_facts(&out, &root);
    }
    json_clear(&root);
    return out;
}
