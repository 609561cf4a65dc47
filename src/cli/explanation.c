// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "claim/claim.h"
#include "cli/explanation.h"
#include "cli/listing.h"
#include "generator/generator.h"
#include "muoncheck/iteration.h"
#include "muoncheck/norm.h"
#include "muoncheck/table.h"
#include "optimizer/optimizer.h"
#include "theorem/theorem.h"

static json_t *controls_of(const struct claim *claim)
{
    json_t *list = json_array();
    const struct control *control;

    for (control = claim->controls; control && control->id; control++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "id", control->id, "statement",
                                              control->statement));
    return list;
}

/* Each hypothesis by its name, what is evaluated without it, and what comes of it. */
static json_t *switches_of(const struct claim *claim)
{
    json_t *list = json_array();
    const struct hypothesis *h;

    for (h = claim->switches; h && h->name; h++) {
        const struct control *variant = claim_variant(claim, claim_twist(claim, h->name));

        json_array_append_new(
            list, json_pack("{s:s, s:s, s:s?, s:s}", "without", h->name, "standing",
                            hypothesis_standing(claim, h), "control", variant ? h->drop : NULL,
                            "statement", variant ? variant->statement : h->by_type));
    }
    return list;
}

static json_t *texts(const char *const *list)
{
    json_t *out = json_array();

    for (; list && *list; list++)
        json_array_append_new(out, json_string(*list));
    return out;
}

static json_t *explain_claim(const struct claim *c)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s?, s:s?, s:s, s:s, s:b, s:o, s:o,"
                     " s:o, s:o, s:o}",
                     "id", c->id, "kind", claim_kind_name(c->kind), "number", c->number, "title", c->title,
                     "paper", c->paper, "source", c->source, "statement", c->statement,
                     "hypotheses", c->hypotheses, "method", c->method, "scope", "instances",
                     "expected", mc_verdict_name(c->expected), "tight", c->tight,
                     "established", established_claim(c), "controls", controls_of(c),
                     "switches", switches_of(c), "instances", texts(c->quick), "full",
                     texts(c->full));
}

static json_t *explain_generator(const struct generator *g)
{
    char size[48];

    default_size(size, sizeof size, g);
    return json_pack("{s:s, s:s, s:s, s:s?, s:s, s:s, s:s}", "id", g->id, "kind", "generator",
                     "title", g->title, "source", g->source, "keys", g->keys, "size", size,
                     "example", g->example);
}

static const struct generator *find_generator(const char *id)
{
    size_t i;

    for (i = 0; i < generator_count; i++)
        if (!strcmp(generators[i]->id, id))
            return generators[i];
    return NULL;
}

static json_t *explain_iteration(const struct mc_iteration *it)
{
    json_t *out = declared(it);

    json_object_set_new(out, "kind", json_string("iteration"));
    return out;
}

static json_t *explain_norm(const struct mc_norm *norm)
{
    return json_pack("{s:s, s:s, s:s, s:s?, s:s?, s:s?, s:b, s:b}", "id", norm->id, "kind", "norm",
                     "title", norm->title, "source", norm->source, "row", norm->row, "constraint",
                     norm->constraint, "homogeneous", norm->homogeneous, "unit gradient",
                     norm->unit_gradient);
}

static json_t *explain_theorem(const struct theorem *t)
{
    json_t *controls = json_array();
    const struct theorem_control *control;

    for (control = t->controls; control && control->id; control++)
        json_array_append_new(controls, json_pack("{s:s, s:s}", "id", control->id, "statement",
                                                  control->statement));
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "id", t->id,
                     "kind", "theorem", "number", t->number, "title", t->title, "paper", t->paper,
                     "source", t->source, "statement", t->statement, "hypotheses", t->hypotheses,
                     "scope", "all", "expected", mc_verdict_name(MC_PROVED), "established",
                     established_theorem(t), "controls", controls);
}

static json_t *explain_optimizer(const struct optimizer *o)
{
    return json_pack("{s:s, s:s, s:s, s:s?, s:s?, s:s}", "id", o->id, "kind", "optimizer",
                     "title", o->title, "source", o->source, "formula", o->formula, "invariant",
                     o->invariant);
}

static const struct optimizer *find_optimizer(const char *id)
{
    size_t i;

    for (i = 0; i < optimizer_count; i++)
        if (!strcmp(optimizers[i]->id, id))
            return optimizers[i];
    return NULL;
}

static const struct mc_accumulation_name *find_accumulation(const char *id)
{
    const struct mc_accumulation_name *name;

    for (name = mc_accumulation_names; name->name; name++)
        if (!strcmp(name->name, id))
            return name;
    return NULL;
}

static json_t *explain_accumulation(const struct mc_accumulation_name *name)
{
    json_t *out = accumulation(name);

    json_object_set_new(out, "kind", json_string("accumulation"));
    return out;
}

/* Of a table that is no iteration by this name: `lint` says what it does. */
static bool explain_table(json_t **out, const char *id)
{
    struct mc_table table;
    size_t i;

    for (i = 0; mc_table_id(i) && strcmp(mc_table_id(i), id); i++)
        ;
    if (!mc_table_id(i))
        return false;
    mc_table_init(&table);
    if (mc_table_read(&table, id, NULL) == MC_OK)
        *out = json_pack("{s:s, s:s, s:s, s:s?, s:I}", "id", id, "kind", "table", "title",
                         table.title ? table.title : "", "source", table.source, "steps",
                         (json_int_t)table.steps);
    mc_table_clear(&table);
    return true;
}

bool explanation_find(json_t **out, const char *id)
{
    const struct claim *claim = claim_find(id);
    const struct generator *generator = find_generator(id);
    const struct mc_iteration *iteration = mc_iteration_find(id);
    const struct mc_norm *norm = mc_norm_find(id);
    const struct theorem *theorem = theorem_find(id);
    const struct optimizer *optimizer = find_optimizer(id);
    const struct mc_accumulation_name *sum = find_accumulation(id);

    *out = NULL;
    if (claim)
        *out = explain_claim(claim);
    else if (generator)
        *out = explain_generator(generator);
    else if (iteration)
        *out = explain_iteration(iteration);
    else if (norm)
        *out = explain_norm(norm);
    else if (theorem)
        *out = explain_theorem(theorem);
    else if (optimizer)
        *out = explain_optimizer(optimizer);
    else if (sum)
        *out = explain_accumulation(sum);
    else
        return explain_table(out, id);
    return true;
}

void explanation_suggest(struct suggestion *suggestion)
{
    size_t i;

    for (i = 0; i < claim_count; i++)
        suggestion_offer(suggestion, claims[i]->id);
    for (i = 0; i < generator_count; i++)
        suggestion_offer(suggestion, generators[i]->id);
    for (i = 0; i < mc_iteration_count; i++)
        suggestion_offer(suggestion, mc_iterations[i]->id);
    for (i = 0; i < mc_norm_count; i++)
        suggestion_offer(suggestion, mc_norms[i]->id);
    for (i = 0; i < theorem_count; i++)
        suggestion_offer(suggestion, theorems[i]->id);
    for (i = 0; i < optimizer_count; i++)
        suggestion_offer(suggestion, optimizers[i]->id);
    for (i = 0; mc_accumulation_names[i].name; i++)
        suggestion_offer(suggestion, mc_accumulation_names[i].name);
    for (i = 0; mc_table_id(i); i++)
        suggestion_offer(suggestion, mc_table_id(i));
}
