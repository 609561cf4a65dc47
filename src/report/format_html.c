// SPDX-License-Identifier: GPL-3.0-or-later
/* One page, no scripts, nothing fetched; it says so to the browser as well. */
#include "report/escape.h"
#include "report/format.h"
#include "report/page.h"

static void write_head(FILE *out)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "style-src 'unsafe-inline'; img-src data:\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n"
          "<link rel=\"icon\" href=\"data:,\">\n"
          "<title>muoncheck: verdicts on the theory of Muon</title>\n<style>\n", out);
    for (size_t i = 0; page_style[i]; i++)
        fputs(page_style[i], out);
    fputs("</style></head>\n<body>\n", out);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* What claims and theorems are together. */
static const char *noun(const struct report *report, size_t count)
{
    const char *const words[] = {"claim", "claims", "statement", "statements"};

    return words[2 * (report_summarize(report).theorems > 0) + (count != 1)];
}

/* The worst news first; each kind of news is a sentence. */
static void write_answer(FILE *out, const struct report *report)
{
    struct report_summary s = report_summarize(report);
    size_t run = report->count - s.not_run;

    fputs("<p class=\"answer\">", out);
    if (s.control_failures)
        fprintf(out, "<strong class=\"bad\">✗ %zu %s had a control that was not refuted: "
                     "the tool itself is in doubt.</strong> ", s.control_failures,
                noun(report, s.control_failures));
    if (s.unexpected)
        fprintf(out, "<strong class=\"bad\">✗ %zu %s came out other than expected.</strong> ",
                s.unexpected, noun(report, s.unexpected));
    if (s.undecided)
        fprintf(out, "<strong class=\"open\">? %zu %s %s undecided.</strong> ", s.undecided,
                noun(report, s.undecided), s.undecided == 1 ? "is" : "are");
    if (s.as_expected == run && !s.control_failures)
        fprintf(out,
                "<strong class=\"good\">✓ %s%zu %s came out as expected, and every "
                "control was refuted.</strong>",
                run == 1 ? "" : "All ", run, noun(report, run));
    else
        fprintf(out, "%zu of %zu came out as expected.", s.as_expected, run);
    if (s.theorems)
        fprintf(out, " <span class=\"soft\">%zu claim%s on instances, %zu theorem%s for all "
                     "matrices.</span>",
                run - s.theorems, plural(run - s.theorems), s.theorems, plural(s.theorems));
    if (s.not_run)
        fprintf(out, " <span class=\"soft\">%zu of the catalogue not run.</span>", s.not_run);
    fputs("</p>\n", out);
}

static void write_opening(FILE *out, const struct report *report)
{
    fputs("<header><h1>muoncheck</h1>\n<p class=\"soft\">Claims about Muon and its family, "
          "decided with rigorous arithmetic. Run of <time>",
          out);
    write_escaped(out, report->started);
    fputs("</time>, suite ", out);
    write_escaped(out, report->suite);
    fputs(", version ", out);
    write_escaped(out, report->version);
    fputs(".</p></header>\n", out);
    write_answer(out, report);
    fputs("<p>Run the same again:</p>\n<pre><code>", out);
    page_write_command(out, report);
    fputs("</code></pre>\n", out);
}

static void write_meanings(FILE *out)
{
    fputs(
        "<section><h2>What the words mean</h2>\n<dl>"
        "<dt>✓ proved</dt><dd>Established by rigorous arithmetic: for every instance that was "
        "run (the enclosures of both sides are apart, the right way round), or, of a theorem, "
        "for all matrices.</dd>"
        "<dt>= agrees</dt><dd>An identity: |lhs − rhs| ≤ 10<sup>−d</sup> max(|lhs|, |rhs|) is "
        "certified; d is under “Digits”.</dd>"
        "<dt>≳ supported</dt><dd>A statement in expectation: a confidence interval of exact "
        "coverage lies on the right side.</dd>"
        "<dt>? undecided</dt><dd>The enclosures still overlap at the largest precision "
        "allowed.</dd>"
        "<dt>✗ refuted</dt><dd>A rigorous counterexample; its witness can be replayed. Some "
        "published statements are false, and are expected to be refuted.</dd>"
        "<dt>Control</dt><dd>A nearby false statement that ran through the same code. It has "
        "to come back refuted, or the verdict beside it is worth nothing.</dd>"
        "<dt>Scope</dt><dd>How far a verdict reaches: exactly the instances that were run "
        "and are listed, or all matrices of the stated domain.</dd>"
        "<dt>Tier</dt><dd>By what it was decided: exact rational arithmetic, balls, or "
        "statistics.</dd>"
        "<dt>Worst ratio</dt><dd>The largest left side over right side of the claim’s "
        "inequalities that was met, rounded up. Near 1 the bound is tight.</dd>"
        "<dt>Bits</dt><dd>The largest precision that a decision needed.</dd>"
        "</dl></section>\n",
        out);
}

enum mc_status report_write_html(FILE *out, const struct report *report)
{
    write_head(out);
    write_opening(out, report);
    fputs("<main>\n", out);
    page_write_claims(out, report);
    page_write_theorems(out, report);
    page_write_tightness(out, report);
    page_write_plots(out, report);
    page_write_runs(out, report);
    page_write_kernels(out, report);
    page_write_catalogue(out, report);
    write_meanings(out);
    page_write_context(out, report);
    fputs("</main>\n<footer>Verdicts come from the results store, searches from their journal; "
          "plots and kernels were computed anew by <code>muoncheck report</code>, which wrote this "
          "page, and <code>report.json</code> beside it holds the same for machines.</footer>\n</body></html>\n",
          out);
    return MC_OK;
}
