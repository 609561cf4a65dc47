// SPDX-License-Identifier: GPL-3.0-or-later
/* The answer for people, and the exit code.  --quiet leaves what did not come out as expected,
 * and the sum. */
#include <stdio.h>
#include <string.h>

#include "cli/verification.h"

static const char *text(const json_t *result, const char *name)
{
    const char *value = json_string_value(json_object_get(result, name));

    return value ? value : "-";
}

static bool is(const json_t *result, const char *name, const char *value)
{
    return !strcmp(text(result, name), value);
}

static bool as_expected(const json_t *result)
{
    return json_is_true(json_object_get(result, "as_expected"));
}

static int exit_code_of(const json_t *result)
{
    if (!is(result, "control", "refuted"))
        return EXIT_TOOL_FAILED;
    if (as_expected(result))
        return EXIT_AS_EXPECTED;
    return is(result, "verdict", "undecided") ? EXIT_NOT_DECIDED : EXIT_NOT_AS_EXPECTED;
}

/* How many results have the exit code `code`. */
static size_t count_with(const struct verification *v, int code)
{
    size_t found = 0;

    for (size_t i = 0; i < v->count; i++)
        found += v->results[i] && exit_code_of(v->results[i]) == code;
    return found;
}

int verification_exit_code(const struct verification *v)
{
    static const int worst_first[] = {EXIT_TOOL_FAILED, EXIT_NOT_AS_EXPECTED, EXIT_NOT_DECIDED};

    for (size_t i = 0; i < sizeof worst_first / sizeof *worst_first; i++)
        if (count_with(v, worst_first[i]))
            return worst_first[i];
    return EXIT_AS_EXPECTED;
}

static void print_row(const json_t *r, int width)
{
    const json_t *digits = json_object_get(r, "digits");
    const json_t *ratio = json_object_get(json_object_get(r, "worst"), "ratio");
    const char *worst = json_string_value(json_object_get(ratio, "hi"));
    const json_t *instances = json_object_get(r, "instances");
    char count[24] = "-", many[24] = "-";

    if (json_is_integer(instances))
        snprintf(many, sizeof many, "%lld", (long long)json_integer_value(instances));
    if (json_is_integer(digits))
        snprintf(count, sizeof count, "%lld", (long long)json_integer_value(digits));
    printf("%-*s  %-9s  %-9s  %-9s  %9s  %11s  %6s  %8.2f\n", width, text(r, "id"),
           text(r, "verdict"), as_expected(r) ? "yes" : text(r, "expected"),
           text(r, "control"), many, worst ? worst : "-", count, json_number_value(json_object_get(r, "seconds")));
}

static void print_message(const json_t *r)
{
    if (!json_is_null(json_object_get(r, "message")) && !as_expected(r))
        printf("  %s\n", text(r, "message"));
}

static size_t count_theorems(const struct verification *v)
{
    size_t found = 0;

    for (size_t i = 0; i < v->count; i++)
        found += v->statements[i].theorem != NULL;
    return found;
}

/* "19 claims, 16 theorems"; what there is none of is not mentioned. */
static void print_counted(const struct verification *v)
{
    size_t proved = count_theorems(v), decided = v->count - proved;

    if (decided || !proved)
        printf("%zu claim%s", decided, decided == 1 ? "" : "s");
    if (proved)
        printf("%s%zu theorem%s", decided ? ", " : "", proved, proved == 1 ? "" : "s");
}

/* Of the first column. */
static const char *heading(const struct verification *v)
{
    size_t proved = count_theorems(v);

    return !proved ? "claim" : proved == v->count ? "theorem" : "claim or theorem";
}

static void print_sum(const struct verification *v)
{
    size_t controls = count_with(v, EXIT_TOOL_FAILED), open = count_with(v, EXIT_NOT_DECIDED),
           unexpected = count_with(v, EXIT_NOT_AS_EXPECTED),
           expected = count_with(v, EXIT_AS_EXPECTED);

    fputs(v->call->quiet ? "" : "\n", stdout);
    print_counted(v);
    printf(": %zu as expected", expected);
    if (unexpected)
        printf(", %zu NOT as expected", unexpected);
    if (open)
        printf(", %zu undecided", open);
    if (controls)
        printf(", %zu with a control that was NOT refuted", controls);
    if (expected + unexpected + open + controls < v->count)
        printf(", %zu not run", v->count - expected - unexpected - open - controls);
    if (v->resumed)
        printf(" (%zu from an earlier run)", v->resumed);
    printf("\n");
}

void verification_print_table(const struct verification *v)
{
    size_t width = strlen(heading(v));

    for (size_t i = 0; i < v->count; i++)
        if (strlen(statement_id(&v->statements[i])) > width)
            width = strlen(statement_id(&v->statements[i]));
    if (!v->call->quiet)
        printf("%-*s  %-9s  %-9s  %-9s  %9s  %11s  %6s  %8s\n", (int)width, heading(v), "verdict",
           "expected", "control", "instances", "worst ratio", "digits", "seconds");
    for (size_t i = 0; i < v->count; i++)
        if (v->results[i] &&
            (!v->call->quiet || exit_code_of(v->results[i]) != EXIT_AS_EXPECTED)) {
            print_row(v->results[i], (int)width);
            print_message(v->results[i]);
        }
    print_sum(v);
}
