// SPDX-License-Identifier: Apache-2.0
#include <jansson.h>
#include <string.h>

#include "muoncheck/table.h"
#include "table/scan.h"

static char *copy_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? strdup(text) : NULL;
}

/* A string taken exactly; a JSON real as the double that jansson made of it. */
static enum mc_status read_end(fmpq_t out, const json_t *value, struct mc_complaint *why)
{
    char *text;
    enum mc_status status;

    if (!value || json_is_null(value))
        return MC_OK;
    if (json_is_string(value))
        return mc_rational_parse(out, json_string_value(value), why);
    text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
    status = text ? mc_rational_parse(out, text, why)
                  : mc_complain(why, MC_NO_RESOURCE, "memory is out");
    free(text);
    return status;
}

static enum mc_status read_facts(struct mc_table *table, const json_t *root,
                                 struct mc_complaint *why)
{
    const json_t *params = json_object_get(root, "params");
    const json_t *range = json_object_get(root, "published_range");
    const char *extend = json_string_value(json_object_get(root, "extend"));
    enum mc_status status = read_end(table->lo, json_object_get(params, "l"), why);

    if (status == MC_OK)
        status = read_end(table->hi, json_object_get(params, "u"), why);
    if (status == MC_OK)
        status = read_end(table->said_lo, json_object_get(range, "lo"), why);
    if (status == MC_OK)
        status = read_end(table->said_hi, json_object_get(range, "hi"), why);
    if (status == MC_OK && fmpq_sgn(table->lo) > 0 && fmpq_is_zero(table->hi))
        fmpq_one(table->hi);
    if (status == MC_OK && extend)
        status = mc_extension_parse(&table->extension, extend, why);
    table->steps = (slong)json_integer_value(json_object_get(params, "num_iters"));
    table->id = copy_of(root, "id");
    table->title = copy_of(root, "title");
    table->source = copy_of(root, "source");
    table->normalisation = copy_of(root, "normalisation");
    return status;
}

enum mc_status mc_table_parse(struct mc_table *table, const char *text,
                              struct mc_complaint *why)
{
    json_t *root = json_loads(text, 0, NULL);
    const char *key = json_is_object(root) ? strstr(text, "\"coefficients\"") : NULL;
    enum mc_status status = scan_rows(table, text, key ? key : text, why);

    if (status == MC_OK && json_is_object(root) && !key)
        status = mc_complain(why, MC_BAD_INPUT, "this JSON has no \"coefficients\"");
    if (status == MC_OK && json_is_object(root))
        status = read_facts(table, root, why);
    if (table->steps < 1 || table->steps > 1000)
        table->steps = table->count;
    json_decref(root);
    if (status != MC_OK) {
        mc_table_clear(table);
        mc_table_init(table);
    }
    return status;
}
