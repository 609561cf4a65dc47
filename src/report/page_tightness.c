// SPDX-License-Identifier: GPL-3.0-or-later
/* What searches found: how near each constant of a claim comes to equality, and on what each
 * false statement fails. */
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/page.h"
#include "report/search_way.h"

static const char *text(const json_t *of, const char *field)
{
    return json_string_value(json_object_get(of, field));
}

static const json_t *result_of(const json_t *entry)
{
    return json_object_get(entry, "result");
}

/* The ratio that is certain; NULL: none. */
static const char *least(const json_t *peak)
{
    return text(json_object_get(peak, "ratio"), "lo");
}

static double value(const json_t *peak)
{
    const char *lo = least(peak);

    return lo ? strtod(lo, NULL) : 0;
}

/* Is it a statement that is expected to be refuted? */
static bool is_false(const json_t *result)
{
    const char *expected = text(result, "expected");

    return expected && !strcmp(expected, "refuted");
}

static void write_ratio(FILE *out, const char *label, const json_t *peak)
{
    fprintf(out, "<td class=\"number\" data-label=\"%s\">", label);
    write_escaped(out, least(peak));
    fputs("</td>", out);
}

static void write_instance(FILE *out, const char *label, const char *instance)
{
    fprintf(out, "<td data-label=\"%s\"><code>", label);
    write_escaped(out, instance ? instance : "");
    fputs("</code></td></tr>\n", out);
}

/* A line for each inequality with a ratio above 0: the others say what sign something has. */
static void write_constants(FILE *out, const json_t *result)
{
    const json_t *r;
    size_t i;

    json_array_foreach(json_object_get(result, "ratios"), i, r)
    {
        const json_t *alone = json_object_get(r, "alone"), *helped = json_object_get(r, "helped");

        if (value(alone) <= 0 && value(helped) <= 0)
            continue;
        fputs("<tr><td class=\"title\"><code>", out);
        write_escaped(out, text(result, "id"));
        fputs("</code></td><td data-label=\"Inequality\">", out);
        write_escaped(out, text(r, "what"));
        if (text(result, "drop"))
            fputs(", ", out);
        write_escaped(out, text(result, "drop"));
        fputs("</td>", out);
        write_ratio(out, "Alone", alone);
        write_ratio(out, "Helped", helped);
        write_instance(out, "Instance",
                       text(value(alone) >= value(helped) ? alone : helped, "instance"));
    }
}

static void write_ratios(FILE *out, const json_t *searches)
{
    const char *key;
    json_t *entry;

    fputs("<details><summary>The best lhs/rhs of each inequality</summary>\n"
          "<div class=\"scroll\"><table class=\"catalogue\"><thead><tr><th scope=\"col\">Claim</th>"
          "<th scope=\"col\">Inequality</th><th scope=\"col\" class=\"number\">Alone</th>"
          "<th scope=\"col\" class=\"number\">Helped</th><th scope=\"col\">Instance</th></tr>"
          "</thead><tbody>\n", out);
    json_object_foreach((json_t *)searches, key, entry)
        if (!is_false(result_of(entry)) && !text(result_of(entry), "what"))
            write_constants(out, result_of(entry));
    fputs("</tbody></table></div></details>\n", out);
}

static void write_violations(FILE *out, const json_t *searches)
{
    const char *key;
    json_t *entry;

    fputs("<details><summary>On what each false statement fails</summary>\n"
          "<div class=\"scroll\"><table class=\"catalogue\"><thead><tr><th scope=\"col\">Claim</th>"
          "<th scope=\"col\">Instead</th><th scope=\"col\">Found</th>"
          "<th scope=\"col\" class=\"number\">Seconds</th>"
          "<th scope=\"col\">Instance</th></tr></thead><tbody>\n", out);
    json_object_foreach((json_t *)searches, key, entry)
    {
        const json_t *result = result_of(entry);

        if (!is_false(result))
            continue;
        fputs("<tr><td class=\"title\"><code>", out);
        write_escaped(out, text(result, "id"));
        fputs("</code></td><td data-label=\"Instead\">", out);
        write_escaped(out, text(result, "drop"));
        fprintf(out, "</td><td data-label=\"Found\">%s</td>"
                "<td class=\"number\" data-label=\"Seconds\">%.2f</td>",
                text(result, "what") ? search_ways[search_way_of(result)] : "not found",
                json_number_value(json_object_get(result, "seconds")));
        write_instance(out, "Instance",
                       text(result, "what") ? text(result, "instance") : "none");
    }
    fputs("</tbody></table></div></details>\n", out);
}

struct sum {
    size_t claims, ratios, near, statements, found, by[SEARCH_WAYS];
    const char *budget, *another;   /* another: budget, where some have another; else NULL      */
    const char *version, *first, *last;
    json_int_t seed;
};

static void count_ratios(struct sum *sum, const json_t *result)
{
    const json_t *r;
    size_t i;

    json_array_foreach(json_object_get(result, "ratios"), i, r)
    {
        double most = value(json_object_get(r, "alone")), other = value(json_object_get(r, "helped"));

        most = other > most ? other : most;
        sum->ratios += most > 0;
        sum->near += most >= 0.999;
    }
}

static struct sum sum_of(const json_t *searches)
{
    struct sum sum = {0};
    const char *key;
    json_t *entry;

    json_object_foreach((json_t *)searches, key, entry)
    {
        const json_t *result = result_of(entry);
        const char *finished = text(entry, "finished");

        if (is_false(result)) {
            sum.statements++;
            sum.found += text(result, "what") != NULL;
            sum.by[search_way_of(result)] += text(result, "what") != NULL;
        } else {
            sum.claims++;
            count_ratios(&sum, result);
        }
        if (!sum.first || (finished && strcmp(finished, sum.first) < 0))
            sum.first = finished;
        if (!sum.last || (finished && strcmp(finished, sum.last) > 0))
            sum.last = finished;
        if (!sum.budget)
            sum.budget = text(entry, "budget");
        else if (text(entry, "budget") && strcmp(sum.budget, text(entry, "budget")))
            sum.another = text(entry, "budget");
        sum.version = text(entry, "version");
        sum.seed = json_integer_value(json_object_get(entry, "seed"));
    }
    return sum;
}

void page_write_tightness(FILE *out, const struct report *report)
{
    struct sum sum;

    if (!report->searches || !json_object_size(report->searches))
        return;
    sum = sum_of(report->searches);
    fprintf(out,
            "<section><h2>Tightness</h2>\n<p><code>muoncheck falsify</code> on %zu statements "
            "that should hold and %zu false ones, budget %s%s%s of processor time each, seed "
            "%lld, version %s, %s to %s. Of %zu inequalities %zu come to 0.999 or more; %zu of the false "
            "statements were found false, %zu of them by climbing and %zu from the claim’s own "
            "instances, the others at a first look: at random matrices, where the check itself "
            "goes to the point that fails. A ratio is a lower bound in balls at an exact "
            "instance: no search proves that nothing is higher. “Alone” is the search from "
            "random starts, “Helped” what it found from the claim’s own instances; an entry that "
            "the check makes near equality by itself is so for both.</p>\n",
            sum.claims, sum.statements, sum.budget ? sum.budget : "?", sum.another ? " or " : "",
            sum.another ? sum.another : "", (long long)sum.seed,
            sum.version ? sum.version : "?", sum.first ? sum.first : "?",
            sum.last ? sum.last : "?", sum.ratios, sum.near, sum.found,
            sum.by[BY_CLIMBING], sum.by[FROM_OWN_INSTANCES]);
    write_ratios(out, report->searches);
    write_violations(out, report->searches);
    fputs("</section>\n", out);
}
