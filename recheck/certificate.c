// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

    if (let->count > MOST_NAMES || variables->count > MOST_NAMES)
        return false;
    for (i = 0; i < let->count; i++) {
        const struct json *pair = let->items + i;
        if (pair->kind != JSON_LIST || pair->count != 2 || pair->items[0].kind != JSON_TEXT ||
            pair->items[1].kind != JSON_TEXT)
            return false;
        names->name[names->count] = pair->items[0].text;
        names->text[names->count++] = pair->items[1].text;
    }
    for (i = 0; i < variables->count; i++) {
        if (variables->items[i].kind != JSON_TEXT)
            return false;
        names->variable[names->variables++] = variables->items[i].text;
    }
    return true;
}

static void check_facts(struct finding *out, const struct json *root)
{
    const struct json *let = json_get(root, "let", JSON_LIST);
    const struct json *variables = json_get(root, "variables", JSON_LIST);
    const struct json *facts = json_get(root, "facts", JSON_LIST);
    struct names names = {0};
    size_t i;

    if (!let || !variables || !facts || !facts->count || !read_names(&names, let, variables)) {
        snprintf(out->reason, sizeof out->reason, "definitions or facts cannot be read");
        return;
    }
    for (i = 0; i < facts->count && fact_holds(facts->items + i, &names); i++)
        out->facts++;
    out->accepted = out->facts == facts->count;
    if (!out->accepted)
        snprintf(out->reason, sizeof out->reason, "fact %zu is not established", i + 1);
}

struct finding certificate_check(const char *text)
{
    struct finding out = {0};
    const char *schema, *theorem;
    struct json root;
    bool whole = undamaged(text), fine = whole && json_read(&root, text);

    if (!whole) {
        snprintf(out.reason, sizeof out.reason,
                 "no digest, or one that does not match: damaged");
        return out;
    }
    schema = fine ? json_get_text(&root, "schema") : NULL;
    theorem = fine ? json_get_text(&root, "theorem") : NULL;
    if (!schema || strcmp(schema, "muoncheck-certificate/1") || !theorem || root.count != 7 ||
        !json_get_text(&root, "statement")) {
        snprintf(out.reason, sizeof out.reason, "not a certificate");
    } else {
        snprintf(out.theorem, sizeof out.theorem, "%s", theorem);
        check_facts(&out, &root);
    }
    json_clear(&root);
    return out;
}
