// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/escape.h"
#include "report/page.h"

static void write_item(FILE *out, const char *term, const char *text)
{
    if (!text || !*text)
        return;
    fprintf(out, "<dt>%s</dt><dd>", term);
    write_escaped(out, text);
    fputs("</dd>", out);
}

/* The statement of control `which`; NULL beyond the last. */
static const char *control_statement(const struct report_entry *entry, size_t which)
{
    if (entry->theorem)
        return entry->theorem->controls[which].id ? entry->theorem->controls[which].statement
                                                  : NULL;
    if (!entry->claim->controls || !entry->claim->controls[which].id)
        return NULL;
    return entry->claim->controls[which].statement;
}

static const char *control_verdict(const struct report_entry *entry, size_t which)
{
    const json_t *control = json_array_get(json_object_get(entry->result, "controls"), which);

    return json_string_value(json_object_get(control, "verdict"));
}

static void write_controls(FILE *out, const struct report_entry *entry)
{
    const char *statement = control_statement(entry, 0);

    if (!statement)
        return;
    fputs("<dt>Controls</dt><dd><ul>", out);
    for (size_t i = 0; statement; statement = control_statement(entry, ++i)) {
        const char *verdict = control_verdict(entry, i);

        fputs("<li>", out);
        write_escaped(out, statement);
        fputs(verdict ? " <span class=\"soft\">→ " : "<span>", out);
        write_escaped(out, verdict);
        fputs("</span></li>", out);
    }
    fputs("</ul></dd>", out);
}

/* What becomes of the claim without each of its hypotheses. */
static void write_switches(FILE *out, const struct claim *claim)
{
    const struct hypothesis *h;

    if (!claim->switches)
        return;
    fputs("<dt>Without</dt><dd><ul>", out);
    for (h = claim->switches; h->name; h++) {
        const struct control *variant = claim_variant(claim, claim_twist(claim, h->name));

        fputs("<li>", out);
        write_escaped(out, h->name);
        fputs(": ", out);
        write_escaped(out, variant ? variant->statement : h->by_type);
        fputs(" <span class=\"soft\">→ ", out);
        write_escaped(out, hypothesis_standing(claim, h));
        fputs("</span></li>", out);
    }
    fputs("</ul></dd>", out);
}

static void write_worst(FILE *out, const struct report_entry *entry)
{
    const char *lo = entry_ratio(entry, "lo"), *hi = entry_ratio(entry, "hi");
    const json_t *worst = json_object_get(entry->result, "worst");

    if (!lo || !hi)
        return;
    fputs("<dt>Worst ratio</dt><dd>in [", out);
    write_escaped(out, lo);
    fputs(", ", out);
    write_escaped(out, hi);
    fputs("], on <code>", out);
    write_escaped(out, json_string_value(json_object_get(worst, "instance")));
    fputs("</code></dd>", out);
}

static const char *end_of(const json_t *measured, const char *key, const char *end)
{
    return json_string_value(json_object_get(json_object_get(measured, key), end));
}

static void write_measured(FILE *out, const struct report_entry *entry)
{
    const json_t *list = json_object_get(entry->result, "measured"), *item;
    size_t i;

    if (!json_array_size(list))
        return;
    fputs("<dt>Measured</dt><dd><ul>", out);
    json_array_foreach (list, i, item) {
        fputs("<li>", out);
        write_escaped(out, json_string_value(json_object_get(item, "what")));
        fputs(": ", out);
        write_escaped(out, end_of(item, "value", "hi"));
        fputs(" ± ", out);
        write_escaped(out, end_of(item, "error", "hi"));
        fputs(", on <code>", out);
        write_escaped(out, json_string_value(json_object_get(item, "instance")));
        fputs("</code></li>", out);
    }
    fputs("</ul></dd>", out);
}

/* All of them: the verdict is about these and no others. */
static void write_instances(FILE *out, const struct report_entry *entry)
{
    const json_t *names = json_object_get(entry->result, "instance_names"), *name;
    size_t i;

    if (!json_array_size(names))
        return;
    fputs("<dt>Instances</dt><dd><ul class=\"instances\">", out);
    json_array_foreach (names, i, name) {
        fputs("<li><code>", out);
        write_escaped(out, json_string_value(name));
        fputs("</code></li>", out);
    }
    fputs("</ul></dd>", out);
}

static void write_result(FILE *out, const struct report_entry *entry)
{
    const char *witness = entry_text(entry, "witness", NULL);

    write_item(out, "Scope", entry_text(entry, "scope", NULL));
    write_item(out, "Tier", entry_text(entry, "tier", NULL));
    write_worst(out, entry);
    write_measured(out, entry);
    write_instances(out, entry);
    if (witness) {
        fputs("<dt>Witness</dt><dd><code>", out);
        write_escaped(out, witness);
        fputs("</code></dd>", out);
    }
    write_item(out, "Message", entry_text(entry, "message", NULL));
    write_item(out, "Decided", entry->finished);
    if (!entry->newest)
        write_item(out, "Note", "from an earlier run than the one named in the context below");
}

static void write_claim(FILE *out, const struct report_entry *entry)
{
    write_item(out, "Statement", entry->claim->statement);
    write_item(out, "Hypotheses", entry->claim->hypotheses);
    write_switches(out, entry->claim);
    write_item(out, "Method", entry->claim->method);
    write_controls(out, entry);
    write_item(out, "Source", entry->claim->source);
}

static void write_theorem(FILE *out, const struct report_entry *entry)
{
    write_item(out, "Statement", entry->theorem->statement);
    write_item(out, "Hypotheses", entry->theorem->hypotheses);
    write_item(out, "Method", "facts on polynomials in exact rational arithmetic; `muoncheck "
                              "prove` writes the certificate, `muoncheck recheck` checks it "
                              "with another program");
    write_controls(out, entry);
    fputs("<dt>Paper</dt><dd>", out);
    page_write_paper(out, entry->theorem->paper);
    fputs("</dd>", out);
    write_item(out, "Source", entry->theorem->source);
}

void page_write_details(FILE *out, const struct report_entry *entry)
{
    fputs("<details><summary><code>", out);
    write_escaped(out, entry_id(entry));
    fputs("</code> · statement, method, controls", out);
    if (json_object_get(entry->result, "instance_names"))
        fputs(", instances", out);
    fputs("</summary>\n<dl>", out);
    if (entry->claim)
        write_claim(out, entry);
    else if (entry->theorem)
        write_theorem(out, entry);
    else
        write_item(out, "Note", "this is no longer in the catalogue");
    if (entry->result)
        write_result(out, entry);
    fputs("</dl></details>", out);
}
