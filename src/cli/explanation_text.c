// SPDX-License-Identifier: GPL-3.0-or-later
/* One explanation for people: a key and its value a line, long values broken between words. */
#include <stdio.h>
#include <string.h>

#include "cli/explanation.h"

enum { INDENT = 14, LINE = 79 };

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

/* The words from column `at` on, where one of them already ends; returns where the last ends. */
static size_t print_words(size_t at, const char *text)
{
    size_t word;

    for (text += strspn(text, " "); *text; text += word + strspn(text + word, " ")) {
        word = strcspn(text, " ");
        if (at > INDENT && at + 1 + word > LINE) {
            printf("\n%*s", INDENT, "");
            at = INDENT;
        }
        at += (size_t)printf("%s%.*s", at > INDENT ? " " : "", (int)word, text);
    }
    return at;
}

static size_t print_key(const char *key)
{
    return (size_t)printf("%-*s", INDENT, key);
}

static void print_value(const char *key, const char *value)
{
    print_words(print_key(key), value);
    printf("\n");
}

static void print_pair(const char *key, const char *name, const char *value)
{
    size_t at = print_words(print_key(key), name);

    print_words(at + (size_t)printf(":"), value);
    printf("\n");
}

/* What the claim would say without a hypothesis, and whether that is false.  A statement that
 * begins with the standing does not say it twice. */
static void print_switch(json_t *item)
{
    const char *control = text_of(item, "control"), *standing = text_of(item, "standing"),
               *statement = text_of(item, "statement");
    size_t length = strlen(standing);
    bool said = !strncmp(statement, standing, length) && statement[length] == ':';
    size_t at = print_words(print_key("without"), text_of(item, "without"));

    at = print_words(at + (size_t)printf(":"), standing);
    if (*control)
        at = print_words(print_words(at + (size_t)printf(","), "dropped by"), control);
    print_words(at + (size_t)printf(";"), said ? statement + length + 1 : statement);
    printf("\n");
}

/* A control says its statement, an instance its name, a hypothesis what becomes of its absence. */
static void print_item(const char *key, json_t *item)
{
    if (json_is_string(item))
        print_value(key, json_string_value(item));
    else if (json_object_get(item, "without"))
        print_switch(item);
    else if (json_object_get(item, "how"))
        print_pair(key, text_of(item, "how"), text_of(item, "by"));
    else
        print_pair("control", text_of(item, "id"), text_of(item, "statement"));
}

static void print_last(json_t *last)
{
    print_key("last result");
    printf("%s, control %s (version %s, %s)\n", text_of(last, "verdict"),
           text_of(last, "control"), text_of(last, "version"), text_of(last, "finished"));
}

void explanation_print(json_t *explanation)
{
    const char *key;
    json_t *value, *item;
    size_t i;

    json_object_foreach (explanation, key, value) {
        if (json_is_string(value) && *json_string_value(value))
            print_value(key, json_string_value(value));
        else if (json_is_boolean(value))
            print_value(key, json_is_true(value) ? "yes" : "no");
        else if (json_is_integer(value))
            printf("%-*s%" JSON_INTEGER_FORMAT "\n", INDENT, key, json_integer_value(value));
        json_array_foreach (value, i, item)
            print_item(i ? "" : key, item);
        if (json_is_object(value))
            print_last(value);
    }
}
