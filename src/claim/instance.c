// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claim/instance.h"
#include "generator/generator.h"
#include "muoncheck/file.h"
#include "muoncheck/transform.h"

const char *data_directory(void)
{
    const char *chosen = getenv("MUONCHECK_DATA");

    if (chosen && *chosen)
        return chosen;
    return access(SOURCE_DATA, R_OK) == 0 ? SOURCE_DATA : INSTALLED_DATA;
}

/* One part of an instance's text: the matrices it names, each with its full name. */
static enum mc_status open_file_part(struct mc_matrix_list *list, const char *text,
                                     struct mc_complaint *why)
{
    const struct mc_read_options options = {.flatten = true};
    const char *colon = strrchr(text, ':');
    char *path = NULL, *full;
    enum mc_status status;
    size_t i;

    if (asprintf(&path, "%s/%s", data_directory(), text + strlen("data:")) < 0)
        return MC_NO_RESOURCE;
    status = mc_read_matrices(list, path, &options, why);
    free(path);
    for (i = 0; status == MC_OK && i < list->count; i++) {
        if (asprintf(&full, "%.*s:%s", (int)(colon - text), text,
                     list->items[i].name ? list->items[i].name : "") < 0)
            return MC_NO_RESOURCE;
        free(list->items[i].name);
        list->items[i].name = full;
    }
    return status;
}

static enum mc_status open_part(struct mc_matrix_list *list, const char *text,
                                struct mc_complaint *why)
{
    enum mc_status status;

    if (strncmp(text, "data:", 5) == 0)
        return open_file_part(list, text, why);
    list->items = calloc(1, sizeof *list->items);
    if (!list->items)
        return MC_NO_RESOURCE;
    status = generate(&list->items[0], text, why);
    list->count = status == MC_OK;
    return status;
}

/* The tensor's own name, behind the last colon. */
static const char *own_name(const struct mc_matrix *A)
{
    const char *colon = strrchr(A->name, ':');

    return colon ? colon + 1 : A->name;
}

/* Moves the matrices of one more part into the instances; parts go together by their order, and
 * where both come from files, by the name of the tensor. */
static enum mc_status join(struct instance_list *list, struct mc_matrix_list *part,
                           struct mc_complaint *why)
{
    size_t i;
    char *joined;

    for (i = 0; i < list->count; i++) {
        struct instance *x = &list->items[i];
        struct mc_matrix *A;

        if (part->count != list->count || x->count == INSTANCE_PARTS)
            return mc_complain(why, MC_BAD_INPUT, "the parts of an instance do not match");
        A = &part->items[i];
        if (x->count && strncmp(A->name, "data:", 5) == 0 &&
            strcmp(own_name(A), own_name(&x->parts[0])) != 0)
            return mc_complain(why, MC_BAD_INPUT, "'%s' does not go with '%s'", A->name,
                               x->name);
        if (asprintf(&joined, "%s%s%s", x->name ? x->name : "", x->name ? "|" : "",
                     A->name) < 0)
            return MC_NO_RESOURCE;
        free(x->name);
        x->name = joined;
        x->parts[x->count++] = *A;
        *A = (struct mc_matrix){0};
    }
    return MC_OK;
}

/* Entries k/1024, |k| <= 4096? */
static bool can_be_given(const struct mc_matrix *A)
{
    bool fine = A->kind == MC_RATIONAL;
    slong i, j;
    fmpq_t k;

    fmpq_init(k);
    for (i = 0; fine && i < A->rows; i++)
        for (j = 0; fine && j < A->cols; j++) {
            fmpq_mul_2exp(k, fmpq_mat_entry(A->rational, i, j), 10);
            fine = fmpz_is_one(fmpq_denref(k)) && fmpz_cmp_si(fmpq_numref(k), 4096) <= 0 &&
                   fmpz_cmp_si(fmpq_numref(k), -4096) >= 0;
        }
    fmpq_clear(k);
    return fine;
}

/* "given:PURPOSE=SPEC" goes to every instance of the list. */
static enum mc_status add_given(struct instance *x, const char *text, struct mc_complaint *why)
{
    const char *purpose = text + strlen("given:"), *spec = strchr(purpose, '=');
    struct given *more, g = {0};
    enum mc_status status;
    char *joined;

    if (!spec)
        return mc_complain(why, MC_BAD_INPUT, "'%.80s' gives nothing", text);
    more = reallocarray(x->given, x->given_count + 1, sizeof *more);
    if (!more || asprintf(&joined, "%s|%s", x->name, text) < 0)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    x->given = more;
    free(x->name);
    x->name = joined;
    status = generate(&g.A, spec + 1, why);
    if (status == MC_OK && !can_be_given(&g.A))
        status = mc_complain(why, MC_BAD_INPUT, "'%.80s' has entries other than k/1024 up to 4", text);
    g.purpose = strndup(purpose, (size_t)(spec - purpose));
    x->given[x->given_count++] = g;
    return status == MC_OK && !g.purpose ? MC_NO_RESOURCE : status;
}

static enum mc_status add_part(struct instance_list *list, const char *text,
                               struct mc_complaint *why)
{
    struct mc_matrix_list part = {0};
    enum mc_status status = MC_OK;
    size_t i;

    if (list->items && !strncmp(text, "given:", 6)) {
        for (i = 0; i < list->count && status == MC_OK; i++)
            status = add_given(&list->items[i], text, why);
        return status;
    }
    status = open_part(&part, text, why);
    if (status == MC_OK && !list->items) {
        list->items = calloc(part.count ? part.count : 1, sizeof *list->items);
        if (!list->items)
            status = MC_NO_RESOURCE;
        for (i = 0; list->items && i < part.count; i++)
            mc_svd_init(&list->items[i].svd);
        list->count = list->items ? part.count : 0;
    }
    if (status == MC_OK)
        status = join(list, &part, why);
    mc_matrix_list_clear(&part);
    return status;
}

enum mc_status instance_list_open(struct instance_list *list, const char *text,
                                  struct mc_complaint *why)
{
    char *copy = strdup(text), *rest = copy, *part;
    enum mc_status status = copy ? MC_OK : MC_NO_RESOURCE;

    *list = (struct instance_list){0};
    while (status == MC_OK && (part = strsep(&rest, "|")))
        status = add_part(list, part, why);
    free(copy);
    if (status)
        instance_list_clear(list);
    return status;
}

void instance_list_clear(struct instance_list *list)
{
    size_t i, k;

    for (i = 0; i < list->count; i++) {
        for (k = 0; k < list->items[i].count; k++)
            mc_matrix_clear(&list->items[i].parts[k]);
        for (k = 0; k < list->items[i].given_count; k++) {
            free(list->items[i].given[k].purpose);
            mc_matrix_clear(&list->items[i].given[k].A);
        }
        free(list->items[i].given);
        mc_svd_clear(&list->items[i].svd);
        free(list->items[i].name);
    }
    free(list->items);
    *list = (struct instance_list){0};
}

bool instance_listed(const struct instance *x, const char *const *list)
{
    while (*list && strcmp(*list, x->name))
        list++;
    return *list;
}

slong instance_rows(const struct instance *x)
{
    return x->parts[0].rows;
}

slong instance_cols(const struct instance *x)
{
    return x->parts[0].cols;
}

void instance_enclose(arb_mat_t out, const struct instance *x, slong prec)
{
    mc_matrix_enclose(out, &x->parts[0], prec);
}

const struct mc_svd *instance_svd(struct instance *x, slong prec)
{
    if (x->svd.prec != prec && mc_svd_of(&x->svd, &x->parts[0], prec) != MC_OK)
        return NULL;
    return &x->svd;
}

enum mc_status instance_power(arb_mat_t out, struct instance *x, const fmpq_t p, slong prec)
{
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status;
    arb_mat_t A;
    arb_t radius;

    if (!svd)
        return MC_NOT_DECIDED;
    arb_mat_init(A, svd->rows, svd->cols);
    arb_init(radius);
    instance_enclose(A, x, prec);
    status = mc_transform_power(out, radius, svd, A, p, prec);
    if (status == MC_OK)
        mc_widen(out, radius);
    arb_mat_clear(A);
    arb_clear(radius);
    return status;
}

enum mc_status instance_polar(arb_mat_t out, struct instance *x, slong prec)
{
    enum mc_status status;
    fmpq_t zero;

    fmpq_init(zero);
    status = instance_power(out, x, zero, prec);
    fmpq_clear(zero);
    return status;
}
