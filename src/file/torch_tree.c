// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/torch.h"

/* A pickle may hold itself: a walk must end all the same. */
enum { MOST_DEPTH = 64, MOST_NAME = 1024 };

struct walk {
    struct mc_container *c;
    struct torch_file *file;
    struct mc_complaint *why;
    char name[MOST_NAME]; /* keys so far                                               */
    size_t depth, visits;
};

static enum mc_status visit(struct walk *w, const struct mc_pickle_value *value);

static enum torch_role role_of_call(const struct walk *w, const struct mc_pickle_value *call)
{
    const char *dtype;

    return torch_role_of(mc_pickle_item(&w->file->pickle, call, 0)->text, &dtype);
}

/* The plain values at the top, as texts. */
static enum mc_status say(struct walk *w, const struct mc_pickle_value *value)
{
    char text[32];
    const char *said = text;

    switch (value->kind) {
    case MC_PICKLE_INTEGER:
        snprintf(text, sizeof text, "%" PRId64, value->integer);
        break;
    case MC_PICKLE_REAL:
        snprintf(text, sizeof text, "%.17g", value->real);
        break;
    case MC_PICKLE_TEXT:
        said = value->text;
        break;
    default:
        return MC_OK;
    }
    if (!w->c->says)
        w->c->says = json_object();
    /* What is no UTF-8 says nothing. */
    (void)json_object_set_new(w->c->says, w->name, json_string(said));
    return MC_OK;
}

/* The value under one more key. */
static enum mc_status descend(struct walk *w, const char *key,
                              const struct mc_pickle_value *value)
{
    size_t length = strlen(w->name);
    enum mc_status status;

    if (length + strlen(key) + 2 > sizeof w->name)
        return mc_complain(w->why, MC_BAD_INPUT, "%s: the name is too long",
                           mc_label(w->name).text);
    sprintf(w->name + length, "%s%s", length ? "." : "", key);
    status = visit(w, value);
    w->name[length] = '\0';
    return status;
}

/* Keys and values from item `first` on. */
static enum mc_status visit_pairs(struct walk *w, const struct mc_pickle_value *value,
                                  size_t first)
{
    const struct mc_pickle *p = &w->file->pickle;
    enum mc_status status = MC_OK;
    char number[24];
    size_t i;

    for (i = first; i + 1 < value->count && status == MC_OK; i += 2) {
        const struct mc_pickle_value *key = mc_pickle_item(p, value, i),
                                     *item = mc_pickle_item(p, value, i + 1);

        snprintf(number, sizeof number, "%" PRId64, key->integer);
        if (key->kind == MC_PICKLE_TEXT || key->kind == MC_PICKLE_INTEGER)
            status = descend(w, key->kind == MC_PICKLE_TEXT ? key->text : number, item);
        else
            status =
                mc_complain(w->why, MC_BAD_INPUT, "%s: a key is neither a text nor an integer",
                            mc_label(w->name).text);
    }
    return status;
}

static enum mc_status visit_items(struct walk *w, const struct mc_pickle_value *value)
{
    enum mc_status status = MC_OK;
    char number[24];
    size_t i;

    for (i = 0; i < value->count && status == MC_OK; i++) {
        snprintf(number, sizeof number, "%zu", i);
        status = descend(w, number, mc_pickle_item(&w->file->pickle, value, i));
    }
    return status;
}

static enum mc_status visit_call(struct walk *w, const struct mc_pickle_value *call)
{
    const struct mc_pickle *p = &w->file->pickle;
    const struct mc_pickle_value *arguments = mc_pickle_item(p, call, 1);

    switch (role_of_call(w, call)) {
    case TORCH_TENSOR:
    case TORCH_TYPED_TENSOR:
        return torch_add_tensor(w->c, w->file, call, w->name, w->why);
    case TORCH_PARAMETER:
        if (!arguments->count)
            break;
        return visit(w, mc_pickle_item(p, arguments, 0));
    case TORCH_ORDERED:
        if (arguments->count)
            break;
        return visit_pairs(w, call, 2);
    case TORCH_DATA:
        return MC_OK;
    default:
        break;
    }
    return mc_complain(w->why, MC_BAD_INPUT, "%s: %s is called in no way that is read",
                       mc_label(w->name).text, mc_label(mc_pickle_item(p, call, 0)->text).text);
}

static enum mc_status visit(struct walk *w, const struct mc_pickle_value *value)
{
    enum mc_status status;

    if (++w->visits > MC_PICKLE_MOST || w->depth == MOST_DEPTH)
        return mc_complain(w->why, MC_BAD_INPUT, "%s: lies too deep, or holds itself",
                           mc_label(w->name).text);
    w->depth++;
    switch (value->kind) {
    case MC_PICKLE_CALL:
        status = visit_call(w, value);
        break;
    case MC_PICKLE_DICTIONARY:
        status = visit_pairs(w, value, 0);
        break;
    case MC_PICKLE_LIST:
    case MC_PICKLE_TUPLE:
        status = visit_items(w, value);
        break;
    default:
        status = w->depth == 2 ? say(w, value) : MC_OK;
    }
    w->depth--;
    return status;
}

static enum mc_status refuse_unknown(const struct torch_file *file, struct mc_complaint *why)
{
    const char *dtype;
    uint32_t i;

    for (i = 0; i < file->pickle.count; i++)
        if (file->pickle.values[i].kind == MC_PICKLE_GLOBAL &&
            torch_role_of(file->pickle.values[i].text, &dtype) == TORCH_UNKNOWN)
            return mc_complain(why, MC_BAD_INPUT,
                               "the pickle uses %s, which is not read (nothing was executed)",
                               mc_label(file->pickle.values[i].text).text);
    return MC_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum mc_status refuse_duplicates(const struct mc_container *c, struct torch_file *file,
                                        struct mc_complaint *why)
{
    size_t i;

    if (c->count)
        qsort(file->names, c->count, sizeof *file->names, by_text);
    for (i = 1; i < c->count; i++)
        if (!strcmp(file->names[i - 1], file->names[i]))
            return mc_complain(why, MC_BAD_INPUT, "%s: the name stands there twice",
                               mc_label(file->names[i]).text);
    return MC_OK;
}

enum mc_status torch_walk(struct mc_container *c, struct torch_file *file, const char *stem,
                          struct mc_complaint *why)
{
    struct walk w = {.c = c, .file = file, .why = why};
    enum mc_status status = refuse_unknown(file, why);

    if (status == MC_OK)
        status = visit(&w, &file->pickle.values[file->pickle.root]);
    if (status == MC_OK && c->count == 1 && !*c->items[0].tensor.name) {
        free(file->names[0]);
        c->items[0].tensor.name = file->names[0] = strdup(stem);
        if (!file->names[0])
            return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    }
    return status == MC_OK ? refuse_duplicates(c, file, why) : status;
}
