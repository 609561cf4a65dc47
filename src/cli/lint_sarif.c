// SPDX-License-Identifier: GPL-3.0-or-later
/* SARIF 2.1.0, the form in which code forges take findings. */
#include "cli/lint.h"

static json_t *rules(void)
{
    json_t *list = json_array();
    const struct mc_lint_rule *rule;

    for (rule = mc_lint_rules; rule->id; rule++)
        json_array_append_new(list, json_pack("{s:s, s:{s:s}}", "id", rule->id,
                                              "shortDescription", "text", rule->title));
    return list;
}

static json_t *result(const struct lint_task *task, const struct mc_finding *f)
{
    return json_pack("{s:s, s:s, s:{s:s}, s:[{s:{s:{s:s}, s:{s:i}}}]}", "ruleId", f->rule,
                     "level", severity_name(f->severity), "message", "text", f->message,
                     "locations", "physicalLocation", "artifactLocation", "uri", task->name,
                     "region", "startLine", f->line ? f->line : 1);
}

json_t *lint_sarif(const struct lint_task *task)
{
    json_t *results = json_array();
    size_t i;

    for (i = 0; i < task->lint.count; i++)
        json_array_append_new(results, result(task, task->lint.findings + i));
    return json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:o}]}", "$schema",
                     "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0",
                     "runs", "tool", "driver", "name", "muoncheck", "version",
                     MUONCHECK_VERSION, "rules", rules(), "results", results);
}
