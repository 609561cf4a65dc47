// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "report/report.h"

const char *entry_text(const struct report_entry *entry, const char *field,
                       const char *otherwise)
{
    const char *text = json_string_value(json_object_get(entry->result, field));

    return text ? text : otherwise;
}

const char *entry_id(const struct report_entry *entry)
{
    return entry->claim     ? entry->claim->id
           : entry->theorem ? entry->theorem->id
                            : entry_text(entry, "id", "");
}

const char *entry_number(const struct report_entry *entry)
{
    return entry->claim     ? entry->claim->number
           : entry->theorem ? entry->theorem->number
                            : entry_text(entry, "number", "");
}

const char *entry_title(const struct report_entry *entry)
{
    return entry->claim     ? entry->claim->title
           : entry->theorem ? entry->theorem->title
                            : entry_text(entry, "title", entry_id(entry));
}

const char *entry_paper(const struct report_entry *entry)
{
    return entry->claim     ? entry->claim->paper
           : entry->theorem ? entry->theorem->paper
                            : entry_text(entry, "paper", "");
}

bool entry_is_theorem(const struct report_entry *entry)
{
    return entry->theorem || !strcmp(entry_text(entry, "kind", ""), "theorem");
}

bool entry_as_expected(const struct report_entry *entry)
{
    return json_is_true(json_object_get(entry->result, "as_expected"));
}

bool entry_control_refuted(const struct report_entry *entry)
{
    return !strcmp(entry_text(entry, "control", ""), "refuted");
}

const char *entry_count(struct entry_number_text *out, const struct report_entry *entry,
                        const char *field)
{
    const json_t *value = json_object_get(entry->result, field);

    out->text[0] = '\0';
    if (json_is_integer(value))
        snprintf(out->text, sizeof out->text, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        snprintf(out->text, sizeof out->text, "%.2f", json_real_value(value));
    return out->text;
}

const char *entry_ratio(const struct report_entry *entry, const char *bound)
{
    const json_t *worst = json_object_get(entry->result, "worst");

    return json_string_value(json_object_get(json_object_get(worst, "ratio"), bound));
}

struct report_summary report_summarize(const struct report *report)
{
    struct report_summary s = {0};

    for (size_t i = 0; i < report->count; i++) {
        const struct report_entry *entry = &report->entries[i];
        bool undecided = !strcmp(entry_text(entry, "verdict", ""), "undecided");

        if (!entry->result) {
            s.not_run++;
            continue;
        }
        s.decided += !undecided;
        s.theorems += entry_is_theorem(entry);
        s.as_expected += entry_as_expected(entry);
        s.undecided += undecided && !entry_as_expected(entry);
        s.unexpected += !undecided && !entry_as_expected(entry);
        s.control_failures += !entry_control_refuted(entry);
    }
    return s;
}
