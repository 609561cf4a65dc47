// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cli/falsify.h"
#include "theorem/theorem.h"

const char *falsification_drop(const struct falsification *f)
{
    return f->twist ? claim_variant(f->claim, f->twist)->id : NULL;
}

static enum mc_status add(struct falsify_task *task, const struct claim *claim, int twist,
                          struct mc_complaint *why)
{
    struct falsification *more =
        reallocarray(task->searches, task->count + 1, sizeof *more);

    if (!more)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    task->searches = more;
    more[task->count++] = (struct falsification){.claim = claim, .twist = twist};
    return MC_OK;
}

/* All controls and relaxed statements of the claim. */
static enum mc_status add_variants(struct falsify_task *task, const struct claim *claim,
                                   struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    int k;

    for (k = 1; claim_variant(claim, k) && status == MC_OK; k++)
        status = add(task, claim, k, why);
    return status;
}

/* What --drop names: a hypothesis, or a control or relaxed statement; without it the claim, and
 * of `all` its variants too. */
static enum mc_status add_claim(struct falsify_task *task, const struct claim *claim,
                                const struct arguments *args, struct mc_complaint *why)
{
    size_t drops = arguments_option_count(args, "--drop"), i;
    enum mc_status status = drops ? MC_OK : add(task, claim, 0, why);

    if (status == MC_OK && !drops && task->whole)
        status = add_variants(task, claim, why);
    for (i = 0; i < drops && status == MC_OK; i++) {
        const char *name = arguments_option(args, "--drop", i);
        int named = claim_twist(claim, name);

        if (named)
            status = add(task, claim, named, why);
        else if (!strcmp(name, "all"))
            status = add_variants(task, claim, why);
        else if (hypothesis_kept(claim, name))
            return mc_complain(why, MC_BAD_INPUT, "%s cannot drop %.60s: %.120s", claim->id,
                               name, hypothesis_kept(claim, name));
        else
            return mc_complain(why, MC_BAD_INPUT, "%s has no hypothesis '%.60s' to drop; "
                               "`muoncheck explain %s` lists them", claim->id, name, claim->id);
    }
    return status;
}

enum mc_status falsify_select(struct falsify_task *task, const struct arguments *args,
                              struct mc_complaint *why)
{
    size_t count = arguments_positional_count(args), i;
    enum mc_status status = MC_OK;

    if (!count)
        return mc_complain(why, MC_BAD_INPUT, "which claim, please?  `muoncheck list claims`");
    task->whole = count == 1 && !strcmp(arguments_positional(args, 0), "all");
    for (i = 0; task->whole && i < claim_count && status == MC_OK; i++)
        status = add_claim(task, claims[i], args, why);
    for (i = 0; !task->whole && i < count && status == MC_OK; i++) {
        const char *name = arguments_positional(args, i);
        const struct claim *claim = claim_find(name);

        status = claim ? add_claim(task, claim, args, why)
                       : mc_complain(why, MC_BAD_INPUT, theorem_find(name)
                                     ? "'%.60s' is a theorem: `muoncheck prove` has it"
                                     : "there is no claim '%.60s'", name);
    }
    return status;
}
