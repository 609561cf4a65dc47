// SPDX-License-Identifier: GPL-3.0-or-later
/* .npy and .csv: every entry as the fraction that it is, all over their common denominator. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "truth_matrix.h"

/* Entries in the order of the file, as they come. */
struct list {
    mpq_t *at;
    size_t count, room;
};

static mpq_t *append(struct list *list)
{
    mpq_t *more;

    if (list->count == list->room) {
        more = realloc(list->at, (2 * list->room + 64) * sizeof *more);
        if (!more)
            return NULL;
        list->at = more;
        list->room = 2 * list->room + 64;
    }
    mpq_init(list->at[list->count]);
    return list->at + list->count++;
}

/* Little-endian doubles with a header of version 1.0, up to the end of the file. */
static bool read_npy(struct list *list, size_t *rows, size_t *cols, bool *by_columns,
                     FILE *file)
{
    unsigned char start[10];
    char header[65537] = "", order[6] = "";
    size_t size;
    int length = 0;
    double value;
    mpq_t *next;

    if (fread(start, 1, 10, file) != 10 || memcmp(start, "\x93NUMPY\1\0", 8))
        return false;
    size = start[8] + 256u * start[9];
    if (fread(header, 1, size, file) != size ||
        sscanf(header,
               "{'descr': '<f8', 'fortran_order': %5[A-Za-z], 'shape': (%9zu, %9zu), }%n",
               order, rows, cols, &length) != 3 ||
        !length || (size_t)length + strspn(header + length, " \n") != size)
        return false;
    *by_columns = !strcmp(order, "True");
    if (!*by_columns && strcmp(order, "False"))
        return false;
    while (fread(&value, 1, sizeof value, file) == sizeof value) {
        next = append(list);
        if (!isfinite(value) || !next)
            return false;
        mpq_set_d(*next, value);
    }
    return feof(file) && (size_t)ftell(file) == 10 + size + 8 * list->count;
}

/* Rows are lines, entries are apart by commas. */
static bool read_csv(struct list *list, size_t *rows, size_t *cols, FILE *file)
{
    char *line = NULL, *word, *rest;
    size_t room = 0;
    bool fine = true;
    mpq_t *next;

    for (*rows = 0; fine && getline(&line, &room, file) > 0; ++*rows) {
        line[strcspn(line, "\n")] = '\0';
        for (rest = line; fine && (word = strsep(&rest, ","));)
            fine = (next = append(list)) && rational_read(*next, word);
        *cols = *rows ? *cols : list->count;
        fine = fine && list->count == (*rows + 1) * *cols;
    }
    free(line);
    return fine && list->count;
}

static bool take(struct table *out, const struct list *list, size_t rows, size_t cols,
                 bool by_columns)
{
    size_t i, at;

    if (list->count != rows * cols || !table_init(out, rows, cols))
        return false;
    for (i = 0; i < list->count; i++)
        mpz_lcm(out->under, out->under, mpq_denref(list->at[i]));
    for (i = 0; i < list->count; i++) {
        at = by_columns ? i % rows * cols + i / rows : i;
        mpz_divexact(out->entry[at], out->under, mpq_denref(list->at[i]));
        mpz_mul(out->entry[at], out->entry[at], mpq_numref(list->at[i]));
    }
    return true;
}

bool table_read(struct table *out, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t length = strlen(path), rows = 0, cols = 0, i;
    bool fine = false, by_columns = false;
    struct list list = {0};

    *out = (struct table){0};
    mpz_init(out->under);
    if (file && length > 4 && !strcmp(path + length - 4, ".npy"))
        fine = read_npy(&list, &rows, &cols, &by_columns, file);
    else if (file)
        fine = read_csv(&list, &rows, &cols, file);
    fine = fine && take(out, &list, rows, cols, by_columns);
    for (i = 0; i < list.count; i++)
        mpq_clear(list.at[i]);
    free(list.at);
    if (file)
        fclose(file);
    return fine;
}
