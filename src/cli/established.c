// SPDX-License-Identifier: GPL-3.0-or-later
/* How far a claim or a theorem is established, the strongest first. */
#include <stdio.h>
#include <string.h>

#include "cli/explanation.h"
#include "theorem/theorem.h"

static void add(json_t *list, const char *how, const char *by)
{
    json_array_append_new(list, json_pack("{s:s, s:s}", "how", how, "by", by));
}

/* The lines "ID THEOREM FILE" of the list that tools/proofs.sh holds to the Coq files. */
static void add_kernel(json_t *list, const char *id)
{
    char found[96], theorem[96], file[96], by[240];
    size_t i;

    for (i = 0; kernel_checked[i]; i++) {
        if (*kernel_checked[i] == '#' ||
            sscanf(kernel_checked[i], "%95s %95s %95s", found, theorem, file) != 3 ||
            strcmp(found, id))
            continue;
        snprintf(by, sizeof by, "%s, proofs/coq/%s", theorem, file);
        add(list, "kernel-checked", by);
    }
}

json_t *established_theorem(const struct theorem *theorem)
{
    json_t *list = json_array();

    add_kernel(list, theorem->id);
    add(list, "kernel-checked", "its facts, emitted from the certificate");
    add(list, "certificate", "all facts: prove, and recheck by another program");
    return list;
}

json_t *established_claim(const struct claim *claim)
{
    json_t *list = json_array();
    char by[120];
    size_t i;

    add_kernel(list, claim->id);
    for (i = 0; i < theorem_count; i++) {
        if (strcmp(theorems[i]->number, claim->number))
            continue;
        snprintf(by, sizeof by, "theorem %.100s", theorems[i]->id);
        add(list, "certificate", by);
    }
    add(list, claim->expected == MC_SUPPORTED ? "statistical" : "enclosure on instances",
        "verify");
    return list;
}
