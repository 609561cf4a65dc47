// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "claim/claim.h"
#include "cli/listing.h"
#include "generator/generator.h"
#include "muoncheck/iteration.h"
#include "muoncheck/norm.h"
#include "optimizer/optimizer.h"
#include "muoncheck/table.h"
#include "theorem/theorem.h"

static void append_row(json_t *rows, const char *id, const char *title, const char *source)
{
    json_array_append_new(rows, json_pack("{s:s, s:s, s:s}", "id", id, "title", title, "source",
                                          source ? source : ""));
}

static void append_claims(json_t *rows)
{
    char source[160];
    size_t i;

    for (i = 0; i < claim_count; i++) {
        snprintf(source, sizeof source, "%s, %s", claims[i]->paper, claims[i]->source);
        append_row(rows, claims[i]->id, claims[i]->title, source);
    }
}

static void append_optimizers(json_t *rows)
{
    size_t i;

    for (i = 0; i < optimizer_count; i++) {
        const struct optimizer *o = optimizers[i];
        append_row(rows, o->id, o->title, o->source);
        json_object_set_new(json_array_get(rows, i), "formula", json_string(o->formula));
    }
}

void default_size(char *out, size_t size, const struct generator *g)
{
    struct mc_matrix A;

    *out = '\0';
    if (generate(&A, g->id, NULL) != MC_OK)
        return;
    snprintf(out, size, "%ld x %ld", (long)A.rows, (long)A.cols);
    mc_matrix_clear(&A);
}

static void append_generators(json_t *rows)
{
    char size[48];
    size_t i;

    for (i = 0; i < generator_count; i++) {
        const struct generator *g = generators[i];
        append_row(rows, g->id, g->title, g->source);
        json_object_set_new(json_array_get(rows, i), "example", json_string(g->example));
        default_size(size, sizeof size, g);
        json_object_set_new(json_array_get(rows, i), "size", json_string(size));
    }
}

json_t *accumulation(const struct mc_accumulation_name *name)
{
    const char *standing = name->measured ? "measured here" : "from the literature";
    char source[200];

    snprintf(source, sizeof source, "%s; %s", name->source, standing);
    return json_pack("{s:s, s:s, s:s, s:s}", "id", name->name, "title", name->text, "source",
                     source, "standing", standing);
}

json_t *declared(const struct mc_iteration *it)
{
    json_t *order = it->order ? json_integer(it->order) : json_null();

    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:I, s:I, s:s}", "id", it->id, "title", it->title,
                     "source", it->source, "domain", it->domain_text, "order", order, "products",
                     (json_int_t)it->products(it->default_p), "steps",
                     (json_int_t)it->default_steps, "claim", it->claim);
}

static void append_iterations(json_t *rows)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++)
        json_array_append_new(rows, declared(mc_iterations[i]));
}

static void append_tables(json_t *rows)
{
    struct mc_table table;
    const char *id;
    size_t i;

    for (i = 0; (id = mc_table_id(i)); i++) {
        mc_table_init(&table);
        if (mc_table_read(&table, id, NULL) == MC_OK)
            append_row(rows, id, table.title ? table.title : "", table.source);
        mc_table_clear(&table);
    }
}

static void append_norms(json_t *rows)
{
    size_t i;

    for (i = 0; i < mc_norm_count; i++)
        append_row(rows, mc_norms[i]->id, mc_norms[i]->title, mc_norms[i]->source);
}

static void append_theorems(json_t *rows)
{
    char source[160];
    size_t i;

    for (i = 0; i < theorem_count; i++) {
        snprintf(source, sizeof source, "%s, %s", theorems[i]->paper, theorems[i]->source);
        append_row(rows, theorems[i]->id, theorems[i]->title, source);
    }
}

static void append_accumulations(json_t *rows)
{
    const struct mc_accumulation_name *name;

    for (name = mc_accumulation_names; name->name; name++)
        json_array_append_new(rows, accumulation(name));
}

static size_t claims_of(const char *paper, size_t *first)
{
    size_t count = 0, i;

    for (i = claim_count; i-- > 0;) {
        if (!strcmp(claims[i]->paper, paper)) {
            count++;
            *first = i;
        }
    }
    return count;
}

static void append_papers(json_t *rows)
{
    char title[64], source[160];
    size_t i, first = 0, count;

    for (i = 0; i < claim_count; i++) {
        const char *paper = claims[i]->paper;
        count = claims_of(paper, &first);
        if (first != i)
            continue;
        snprintf(title, sizeof title, "%zu claim%s", count, count == 1 ? "" : "s");
        if (!strncmp(paper, "arXiv:", 6))
            snprintf(source, sizeof source, "https://arxiv.org/abs/%s", paper + 6);
        append_row(rows, paper, title, strncmp(paper, "arXiv:", 6) ? "" : source);
    }
}

const struct listing listings[] = {
    {"claims", append_claims},
    {"theorems", append_theorems},
    {"iterations", append_iterations},
    {"tables", append_tables},
    {"norms", append_norms},
    {"optimizers", append_optimizers},
    {"generators", append_generators},
    {"accumulations", append_accumulations},
    {"papers", append_papers},
};
const size_t listing_count = sizeof listings / sizeof listings[0];

const struct listing *listing_find(const char *kind)
{
    size_t i;

    for (i = 0; i < listing_count; i++)
        if (!strcmp(listings[i].kind, kind))
            return &listings[i];
    return NULL;
}

json_t *listing_rows(const struct listing *listing)
{
    json_t *rows = json_array();

    if (rows && listing->append)
        listing->append(rows);
    return rows;
}
