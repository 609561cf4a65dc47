// SPDX-License-Identifier: GPL-3.0-or-later
/* The answer for people: each search with its instances, or the catalogue as one table. */
#include <stdio.h>
#include <string.h>

#include "cli/falsify.h"
#include "report/search_way.h"

enum { PLACES = 12, INSTANCE = 84 };

static const char *text(const json_t *of, const char *field)
{
    return json_string_value(json_object_get(of, field));
}

/* The ratio that is certain, cut, which of what is not negative is down; NULL: none. */
static const char *ratio(char out[32], const json_t *peak)
{
    const char *lo = text(json_object_get(peak, "ratio"), "lo");

    if (!lo)
        return NULL;
    snprintf(out, 32, "%.*s", *lo == '-' || strchr(lo, 'e') ? 31 : PLACES, lo);
    return out;
}

/* An instance, cut where it is long; JSON and witnesses have all of it. */
static void print_instance(const char *before, const char *instance)
{
    printf("%s%.*s%s\n", before, INSTANCE, instance, strlen(instance) > INSTANCE ? " ..." : "");
}

static void print_peak(const json_t *peak, const char *from)
{
    char number[32];

    if (!ratio(number, peak))
        return;
    printf("    %s, %s, at\n", number, from);
    if (text(peak, "instance"))
        print_instance("      ", text(peak, "instance"));
}

static void print_records(const json_t *result)
{
    const json_t *r;
    size_t i;

    json_array_foreach(json_object_get(result, "ratios"), i, r)
    {
        const json_t *alone = json_object_get(r, "alone"), *helped = json_object_get(r, "helped");
        char number[32];

        if (!ratio(number, alone) && !ratio(number, helped))
            continue;
        printf("  %s, lhs/rhs at least\n", text(r, "what"));
        print_peak(alone, "found alone");
        print_peak(helped, "from the claim's own instances");
    }
}

void falsify_print(const struct falsification *f)
{
    const json_t *r = f->result;
    const char *drop = text(r, "drop"), *witness = text(r, "witness");
    json_int_t starts = json_integer_value(json_object_get(r, "starts"));

    printf("%s%s%s: %s after %lld looks from %lld start%s, %.1f s\n", text(r, "id"),
           drop ? ", dropped " : "", drop ? drop : "", text(r, "verdict"),
           (long long)json_integer_value(json_object_get(r, "looks")), (long long)starts,
           starts == 1 ? "" : "s", json_number_value(json_object_get(r, "seconds")));
    if (drop)
        printf("  it would say: %s\n", claim_variant(f->claim, f->twist)->statement);
    if (text(r, "what"))
        printf("  violated: %s, with %lld bits, %s\n  on %s\n", text(r, "what"),
               (long long)json_integer_value(json_object_get(r, "bits")), search_ways[search_way_of(r)],
               text(r, "instance"));
    if (witness)
        printf("  witness: %s\n", witness);
    if (!text(r, "what"))
        print_records(r);
}

/* A line for each constant; of a search that refutes, what it found. */
static void print_rows(const json_t *result)
{
    const char *drop = text(result, "drop");
    double seconds = json_number_value(json_object_get(result, "seconds"));
    const json_t *r;
    size_t i;

    printf("%s%s%s: %s, %.1f s\n", text(result, "id"), drop ? " without " : "",
           drop ? drop : "", text(result, "verdict"), seconds);
    if (text(result, "what")) {
        printf("    %.60s, at\n", text(result, "what"));
        print_instance("      ", text(result, "instance"));
        return;
    }
    json_array_foreach(json_object_get(result, "ratios"), i, r)
    {
        const json_t *alone = json_object_get(r, "alone"), *helped = json_object_get(r, "helped");
        char own[32], with[32];
        const char *a = ratio(own, alone), *b = ratio(with, helped);

        if (a || b)
            printf("    %-16s%-16s%.60s\n", a ? a : "-", b ? b : "-", text(r, "what"));
    }
}

void falsify_table(const struct falsify_task *task)
{
    size_t found = 0, wanted = 0, done = 0, by[SEARCH_WAYS] = {0}, i;

    printf("lhs/rhs is at least, found alone; from the claim's own instances; of what\n");
    for (i = 0; i < task->count; i++) {
        const json_t *r = task->searches[i].result;
        bool refuted = falsify_says_refuted(r, "verdict"),
             expected = falsify_says_refuted(r, "expected");

        if (!r)
            continue;
        print_rows(r);
        done++;
        wanted += expected;
        found += expected && refuted;
        by[search_way_of(r)] += expected && refuted;
    }
    printf("%zu of %zu searches; of %zu false statements %zu found false", done, task->count,
           wanted, found);
    for (i = 0; i < SEARCH_WAYS; i++)
        printf(", %zu %s", by[i], search_ways[i]);
    putchar('\n');
}
