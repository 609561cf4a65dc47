// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE   /* program_invocation_short_name */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file_text.h"
#include "json.h"
#include "number.h"
#include "truth.h"

enum { LARGEST_PART = 4096 }; /* of p = a/b: roots of higher degree take too long */

/* An input and its certificate, kept while one file after the other names them. */
struct held {
    const char *input, *certificate, *fault;
    struct table x;
    struct decomposition svd;
};

/* DIR/NAME, heap; NULL for a name that leaves DIR. */
static char *place(const char *directory, const char *name)
{
    size_t size = strlen(directory) + (name ? strlen(name) : 0) + 2;
    char *out = name && *name && !strchr(name, '/') ? malloc(size) : NULL;

    if (out)
        snprintf(out, size, "%s/%s", directory, name);
    return out;
}

static bool read_table(struct table *out, const char *directory, const char *name)
{
    char *path = place(directory, name);
    bool fine;

    fine = table_read(out, path ? path : "");
    free(path);
    return fine;
}

static void release(struct held *held)
{
    table_clear(&held->x);
    decomposition_clear(&held->svd);
}

static void hold(struct held *held, const char *directory, const char *input,
                 const char *certificate)
{
    char *path;

    if (held->input && !strcmp(held->input, input) && !strcmp(held->certificate, certificate))
        return;
    release(held);
    held->input = input;
    held->certificate = certificate;
    decomposition_init(&held->svd);
    held->fault = "its input cannot be read";
    if (!read_table(&held->x, directory, input))
        return;
    path = place(directory, certificate);
    held->fault = decomposition_read(&held->svd, path ? path : "", &held->x);
    free(path);
}

/* 0 <= p, its parts not too large. */
static bool read_numbers(mpq_t radius, mpq_t p, const struct json *entry)
{
    const char *first = json_get_text(entry, "radius_frobenius"),
               *second = json_get_text(entry, "p");

    return first && second && rational_read(radius, first) && rational_read(p, second) &&
           mpq_sgn(p) >= 0 && mpz_cmp_ui(mpq_numref(p), LARGEST_PART) <= 0 &&
           mpz_cmp_ui(mpq_denref(p), LARGEST_PART) <= 0;
}

/* NULL: the radius holds. */
static const char *check(struct held *held, const char *directory, const struct json *entry,
                         const mpq_t radius, const mpq_t p)
{
    const char *input = json_get_text(entry, "input"), *fault;
    const char *certificate = json_get_text(entry, "certificate");
    struct table f;
    mpq_t distance;

    if (!input)
        return "it names no input";
    hold(held, directory, input, certificate);
    fault = held->fault;
    if (!read_table(&f, directory, json_get_text(entry, "file")))
        fault = "it cannot be read";
    else if (!fault && (f.rows != held->x.rows || f.cols != held->x.cols))
        fault = "its input has another shape";
    mpq_init(distance);
    if (!fault && mpq_cmp_ui(p, 1, 1) == 0) {
        table_distance(distance, &f, &held->x);
        fault = mpq_cmp(distance, radius) <= 0 ? NULL : "the radius is not established";
    } else if (!fault) {
        fault = transform_check(&f, &held->svd, mpz_get_ui(mpq_numref(p)),
                                mpz_get_ui(mpq_denref(p)), radius);
    }
    mpq_clear(distance);
    table_clear(&f);
    return fault;
}

static int tell(struct held *held, const char *directory, const struct json *entry)
{
    const char *file = json_get_text(entry, "file"), *why = json_get_text(entry, "uncertified"),
               *fault;
    mpq_t radius, p;

    if (!json_get_text(entry, "certificate")) {
        printf("no certificate for %s: %s\n", file ? file : "?", why ? why : "none is named");
        return 3;
    }
    mpq_init(radius);
    mpq_init(p);
    fault = read_numbers(radius, p, entry) ? check(held, directory, entry, radius, p)
                                           : "its radius or power cannot be read";
    mpq_clear(radius);
    mpq_clear(p);
    if (fault)
        printf("rejected %s: %s\n", file ? file : "?", fault);
    else
        printf("accepted %s: U S^%s V^T of %s within %s\n", file, json_get_text(entry, "p"),
               json_get_text(entry, "input"), json_get_text(entry, "radius_frobenius"));
    return fault ? 1 : 0;
}

/* A transform that was not decided has no file. */
static int tell_undecided(const struct json *entry)
{
    const char *tensor = json_get_text(entry, "tensor"), *p = json_get_text(entry, "p");

    printf("no certificate for U S^%s V^T of %s: undecided\n", p ? p : "?",
           tensor ? tensor : "?");
    return 3;
}

static int worse(int code, int one)
{
    return code == 1 || one == 1 ? 1 : code ? code : one;
}

int truth_check(const char *directory)
{
    char *path = place(directory, "manifest.json"), *text = path ? file_text(path) : NULL;
    struct json root = {0};
    const struct json *files =
        text && json_read(&root, text) ? json_get(&root, "files", JSON_LIST) : NULL;
    const struct json *open = files ? json_get(&root, "undecided", JSON_LIST) : NULL;
    struct held held = {0};
    int code = open && files->count + open->count ? 0 : 2;
    size_t i;

    mpz_init(held.x.under);
    decomposition_init(&held.svd);
    for (i = 0; open && i < files->count; i++)
        code = worse(code, tell(&held, directory, files->items + i));
    for (i = 0; open && i < open->count; i++)
        code = worse(code, tell_undecided(open->items + i));
    if (code == 2)
        fprintf(stderr, "%s: %s: manifest.json is missing, damaged or not of truth\n", program_invocation_short_name,
                directory);
    release(&held);
    json_clear(&root);
    free(text);
    free(path);
    return code;
}
