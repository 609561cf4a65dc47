// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/table.h"
#include "table/published.h"

enum { LARGEST_FILE = 1 << 20 };

void mc_table_init(struct mc_table *table)
{
    memset(table, 0, sizeof *table);
    fmpq_init(table->lo);
    fmpq_init(table->hi);
    fmpq_init(table->said_lo);
    fmpq_init(table->said_hi);
}

void mc_table_clear(struct mc_table *table)
{
    slong i;

    for (i = 0; i < table->count; i++)
        fmpq_poly_clear(table->rows + i);
    free(table->rows);
    free(table->lines);
    free(table->id);
    free(table->title);
    free(table->source);
    free(table->normalisation);
    fmpq_clear(table->lo);
    fmpq_clear(table->hi);
    fmpq_clear(table->said_lo);
    fmpq_clear(table->said_hi);
}

const char *mc_table_id(size_t i)
{
    return published[i].id;
}

enum mc_status mc_extension_parse(enum mc_extension *out, const char *text,
                                  struct mc_complaint *why)
{
    static const char *const names[] = {"repeat-last", "cycle", "stop"};
    int i;

    for (i = 0; i < 3; i++) {
        if (!strcmp(names[i], text)) {
            *out = (enum mc_extension)i;
            return MC_OK;
        }
    }
    return mc_complain(why, MC_BAD_INPUT, "'%.40s' is not repeat-last, cycle or stop", text);
}

slong mc_table_row(const struct mc_table *table, slong k, enum mc_extension extension)
{
    if (k < table->count)
        return k;
    switch (extension) {
    case MC_REPEAT_LAST:
        return table->count - 1;
    case MC_CYCLE:
        return k % table->count;
    case MC_STOP:
        break;
    }
    return -1;
}

/* The whole file as a string: heap; NULL with `status` and the line where it cannot be had. */
static char *file_text(const char *path, enum mc_status *status, struct mc_complaint *why)
{
    FILE *file = fopen(path, "rb");
    char *text = file ? malloc(LARGEST_FILE + 1) : NULL;
    size_t size;

    *status = MC_OK;
    if (!file) {
        *status = mc_complain(why, MC_BAD_INPUT,
                              "no table has this id, and no file with this name can be read");
        return NULL;
    }
    if (!text) {
        *status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
        fclose(file);
        return NULL;
    }
    size = fread(text, 1, LARGEST_FILE, file);
    text[size] = '\0';
    if (ferror(file) || size == LARGEST_FILE || strlen(text) != size)
        *status = mc_complain(why, MC_BAD_INPUT, "this is no text, or more than 1 MiB of it");
    fclose(file);
    if (*status == MC_OK)
        return text;
    free(text);
    return NULL;
}

enum mc_status mc_table_read(struct mc_table *table, const char *name, struct mc_complaint *why)
{
    enum mc_status status;
    char *text;
    size_t i;

    for (i = 0; published[i].id; i++)
        if (!strcmp(published[i].id, name))
            return mc_table_parse(table, published[i].text, why);
    text = file_text(name, &status, why);
    if (text)
        status = mc_table_parse(table, text, why);
    free(text);
    return status;
}
