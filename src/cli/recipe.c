// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/recipe.h"
#include "generator/spec.h"
#include "muoncheck/prover.h"

enum { BITS = 256, DECIMALS = 24, MOST_DECIMALS = 1000, LARGEST_DEGREE = 31, MOST_STEPS = 64 };

static const char *const keys[] = {"degree", "lo", "hi", "steps", "cushion", "safety", "error"};

static enum mc_status check_keys(const struct spec *spec, struct mc_complaint *why)
{
    const char *key;
    bool lo = false, error = false;
    size_t i, j;

    for (i = 0; (key = spec_key(spec, i)); i++) {
        lo = lo || !strcmp(key, "lo");
        error = error || !strcmp(key, "error");
        for (j = 0; j < sizeof keys / sizeof *keys && strcmp(key, keys[j]); j++)
            ;
        if (j == sizeof keys / sizeof *keys)
            return mc_complain(why, MC_BAD_INPUT, "best has no key '%.40s'; it reads: degree "
                               "lo hi steps cushion safety error", key);
    }
    return lo && error ? mc_complain(why, MC_BAD_INPUT, "lo or error, not both: error finds lo")
                       : MC_OK;
}

static enum mc_status read_recipe(struct mc_recipe *recipe, fmpq_t error,
                                  const struct spec *spec, struct mc_complaint *why)
{
    enum mc_status status = check_keys(spec, why);
    slong degree = 0;

    if (status == MC_OK)
        status = spec_integer(&degree, spec, "degree", 5, 1, LARGEST_DEGREE, why);
    if (status == MC_OK && degree % 2 == 0)
        status = mc_complain(why, MC_BAD_INPUT, "degree=%ld: odd, please", (long)degree);
    recipe->q = (degree + 1) / 2;
    if (status == MC_OK)
        status = spec_integer(&recipe->steps, spec, "steps", 8, 1, MOST_STEPS, why);
    if (status == MC_OK)
        status = spec_rational(recipe->on.lo, spec, "lo", "1/1000", why);
    if (status == MC_OK)
        status = spec_rational(recipe->on.hi, spec, "hi", "1", why);
    if (status == MC_OK)
        status = spec_rational(recipe->cushion, spec, "cushion", "0", why);
    if (status == MC_OK)
        status = spec_rational(recipe->safety, spec, "safety", "1", why);
    return status == MC_OK ? spec_rational(error, spec, "error", "0", why) : status;
}

/* c to DECIMALS decimals, nearest. */
static void round_decimal(fmpq_t c)
{
    fmpz_t power, nearest;

    fmpz_init(power);
    fmpz_init(nearest);
    fmpz_ui_pow_ui(power, 10, DECIMALS);
    fmpq_mul_fmpz(c, c, power);
    fmpz_mul_2exp(nearest, fmpq_numref(c), 1);
    fmpz_add(nearest, nearest, fmpq_denref(c));
    fmpz_fdiv_q(nearest, nearest, fmpq_denref(c));
    fmpz_fdiv_q_2exp(nearest, nearest, 1);
    fmpq_set_fmpz(c, nearest);
    fmpq_div_fmpz(c, c, power);
    fmpz_clear(power);
    fmpz_clear(nearest);
}

static void round_rows(struct mc_table *table)
{
    fmpq_t c;
    slong k, j;

    fmpq_init(c);
    for (k = 0; k < table->count; k++)
        for (j = 1; j <= fmpq_poly_degree(table->rows + k); j += 2) {
            fmpq_poly_get_coeff_fmpq(c, table->rows + k, j);
            round_decimal(c);
            fmpq_poly_set_coeff_fmpq(table->rows + k, j, c);
        }
    fmpq_clear(c);
}

static enum mc_status make(struct mc_table *table, const struct spec *spec,
                           struct mc_complaint *why)
{
    struct mc_recipe recipe;
    enum mc_status status;
    fmpq_t error;

    fmpq_init(error);
    mc_recipe_init(&recipe);
    status = read_recipe(&recipe, error, spec, why);
    if (status == MC_OK && fmpq_sgn(error) != 0) {
        status = mc_recipe_reach(&recipe, error, BITS);
        if (status != MC_OK)
            status = mc_complain(why, status, "error: no interval was found for it");
    }
    if (status == MC_OK) {
        status = mc_recipe_table(table, NULL, &recipe, BITS);
        if (status != MC_OK)
            status = mc_complain(why, status,
                                 "0 < lo < hi, 0 <= cushion < 1 <= safety, please");
    }
    table->id = strdup(spec_text(spec));
    table->extension = MC_REPEAT_LAST;
    round_rows(table);
    mc_recipe_clear(&recipe);
    fmpq_clear(error);
    return status;
}

enum mc_status table_argument(struct mc_table *table, const char *text,
                              struct mc_complaint *why)
{
    struct spec *spec = NULL;
    enum mc_status status;

    if (strcmp(text, "best") && strncmp(text, "best:", 5))
        return mc_table_read(table, text, why);
    status = spec_parse(&spec, text, why);
    if (status == MC_OK)
        status = make(table, spec, why);
    spec_free(spec);
    return status;
}

/* The decimal that c is: heap; NULL where it has more than MOST_DECIMALS places. */
static char *decimal_text(const fmpq_t c)
{
    char *digits, *out = NULL;
    size_t places = 0, length, zeros;
    fmpq_t scaled;

    fmpq_init(scaled);
    fmpq_abs(scaled, c);
    for (; places < MOST_DECIMALS && !fmpz_is_one(fmpq_denref(scaled)); places++)
        fmpq_mul_si(scaled, scaled, 10);
    digits = fmpz_is_one(fmpq_denref(scaled)) ? fmpz_get_str(NULL, 10, fmpq_numref(scaled))
                                              : NULL;
    length = digits ? strlen(digits) : 0;
    zeros = length > places ? 0 : places + 1 - length;
    if (digits && (out = calloc(1, zeros + length + 3))) {
        char *at = out, *point;

        if (fmpq_sgn(c) < 0)
            *at++ = '-';
        memset(at, '0', zeros);
        memcpy(at + zeros, digits, length);
        point = at + zeros + length - places;
        memmove(point + (places > 0), point, places);
        if (places)
            *point = '.';
    }
    free(digits);
    fmpq_clear(scaled);
    return out;
}

static json_t *row_json(const fmpq_poly_t row)
{
    json_t *out = json_array();
    fmpq_t c;
    slong j;

    fmpq_init(c);
    for (j = 1; j <= fmpq_poly_degree(row); j += 2) {
        char *text;

        fmpq_poly_get_coeff_fmpq(c, row, j);
        text = decimal_text(c);
        if (!text || json_array_append_new(out, json_string(text))) {
            json_decref(out);
            out = NULL;
        }
        free(text);
        if (!out)
            break;
    }
    fmpq_clear(c);
    return out;
}

static json_t *rows_json(const struct mc_table *table)
{
    json_t *out = json_array();
    slong k;

    for (k = 0; k < table->count; k++)
        if (json_array_append_new(out, row_json(table->rows + k))) {
            json_decref(out);
            return NULL;
        }
    return out;
}

static json_t *table_json(const struct mc_table *table, json_t *rows)
{
    static const char *const extensions[] = {"repeat-last", "cycle", "stop"};
    char *lo = mc_rational_text(table->lo), *hi = mc_rational_text(table->hi);
    json_t *out = json_pack("{s:s*, s:s*, s:s*, s:s*, s:s, s:{s:I, s:s*, s:s*}, s:O}",
                            "id", table->id, "title", table->title, "source", table->source,
                            "normalisation", table->normalisation, "extend",
                            extensions[table->extension], "params", "num_iters",
                            (json_int_t)table->steps, "l", lo, "u", hi, "coefficients", rows);

    free(lo);
    free(hi);
    return out;
}

enum mc_status table_write(const struct mc_table *table, const char *path,
                           struct mc_complaint *why)
{
    json_t *rows = rows_json(table), *root = rows ? table_json(table, rows) : NULL;
    FILE *out = root ? fopen(path, "w") : NULL;
    enum mc_status status = MC_OK;
    bool failed;

    if (!root)
        status = mc_complain(why, MC_BAD_INPUT,
                             "a coefficient is no decimal of at most %d places",
                             MOST_DECIMALS);
    else if (!out)
        status = mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    failed = out && (json_dumpf(root, out, JSON_INDENT(2)) || fputc('\n', out) == EOF);
    failed = (out && fclose(out) != 0) || failed;
    if (failed)
        status = mc_complain(why, MC_NO_RESOURCE, "cannot be written: is the disk full?");
    json_decref(root);
    json_decref(rows);
    return status;
}
