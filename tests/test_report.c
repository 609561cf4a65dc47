// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <fenv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/envelope.h"
#include "muoncheck/norm.h"
#include "optimizer/optimizer.h"
#include "report/report.h"
#include "report/rounding.h"

static const struct control controls[] = {{"c", "<b>false</b> & nearby"}, {NULL, NULL}};
static const struct claim first = {.id = "first", .number = "0.4", .title = "A < B & \"C\"",
                                   .paper = "arXiv:2506.15054", .source = "Theorem 1",
                                   .statement = "<script>alert(1)</script>", .hypotheses = "h",
                                   .method = "m", .expected = MC_PROVED, .controls = controls};
static const struct claim second = {.id = "second", .number = "0.15", .title = "Later",
                                    .paper = "javascript:alert(1)", .source = "s",
                                    .statement = "s", .hypotheses = "h", .method = "m",
                                    .expected = MC_PROVED, .controls = controls};
static const struct claim *const made_up[] = {&second, &first};
static const struct catalogue catalogue = {.claims = made_up, .claim_count = 2};

static char path[] = "/tmp/muoncheck-report-XXXXXX";
static struct store *store;
static struct report report;

static void write_result(const char *claim, const char *verdict, const char *control)
{
    char json[600];
    const struct store_row row = {.claim = claim, .verdict = verdict, .expected = "proved",
                                  .control = control, .json = json};

    snprintf(json, sizeof json,
             "{\"id\": \"%s\", \"number\": \"9.9\", \"title\": \"%s\", \"paper\": \"p\","
             " \"verdict\": \"%s\", \"expected\": \"proved\", \"as_expected\": %s,"
             " \"control\": \"%s\", \"controls\": [{\"id\": \"c\", \"verdict\": \"refuted\"}],"
             " \"instances\": 3, \"instance_names\": [\"hilbert:n=3\", \"a<b\", \"c\"],"
             " \"digits\": null, \"worst\": {\"ratio\": {\"lo\": \"0.98\","
             " \"hi\": \"0.981\"}, \"instance\": \"i\"}, \"bits\": 64, \"seconds\": 0.5}",
             claim, claim, verdict, strcmp(verdict, "proved") ? "false" : "true", control);
    cr_assert(store_write_result(store, &row, NULL) == MC_OK);
}

static void make_store(void)
{
    const struct store_run run = {.version = "0.1.0", .suite = "quick", .context = "{}",
                                  .started = "2026-01-01T00:00:00Z", .digits = 30,
                                  .max_bits = 4096, .seed = 7};

    close(mkstemp(path));
    cr_assert(store_open(&store, path, STORE_WRITE, NULL) == MC_OK);
    cr_assert(store_begin_run(store, &run, NULL) == MC_OK);
}

static void remove_store(void)
{
    report_clear(&report);
    store_close(store);
    unlink(path);
}

TestSuite(report, .init = make_store, .fini = remove_store);

static char *write_as(const char *id)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    cr_assert(report_collect(&report, store, &catalogue, NULL) == MC_OK);
    for (size_t i = 0; i < report_format_count; i++)
        if (!strcmp(report_formats[i].id, id))
            cr_assert(report_formats[i].write(out, &report) == MC_OK);
    fclose(out);
    return text;
}

Test(report, orders_claims_by_number_and_keeps_those_without_a_result)
{
    write_result("gone", "proved", "refuted");
    write_result("second", "proved", "refuted");
    cr_assert(report_collect(&report, store, &catalogue, NULL) == MC_OK);
    cr_assert(report.count == 3);
    cr_expect(report.entries[0].claim == &first && !report.entries[0].result);
    cr_expect(report.entries[1].claim == &second && report.entries[1].result);
    cr_expect(!report.entries[2].claim && !strcmp(entry_title(&report.entries[2]), "gone"));
}

Test(report, refuses_a_store_without_results)
{
    cr_expect(report_collect(&report, store, &catalogue, NULL) == MC_BAD_INPUT);
}

Test(report, page_escapes_what_it_is_given)
{
    char *page;

    write_result("first", "proved", "refuted");
    page = write_as("html");
    cr_expect(!strstr(page, "<script") && strstr(page, "&lt;script&gt;alert(1)"));
    cr_expect(strstr(page, "A &lt; B &amp; &quot;C&quot;") && !strstr(page, "<b>false"));
    cr_expect(!strstr(page, "href=\"javascript"));
    cr_expect(strstr(page, "<code>hilbert:n=3</code>") && strstr(page, "<code>a&lt;b</code>"));
    free(page);
}

Test(report, page_fetches_nothing)
{
    char *page;

    write_result("first", "proved", "refuted");
    page = write_as("html");
    cr_expect(!strstr(page, "src=") && !strstr(page, "url(") && !strstr(page, "@import"));
    cr_expect(strstr(page, "default-src 'none'") && strstr(page, "prefers-color-scheme"));
    for (const char *at = page; (at = strstr(at, "http")); at++)
        cr_expect(!strncmp(at, "https://arxiv.org/abs/", 22) || !strncmp(at, "http-equiv", 10),
                  "%.40s", at);
    free(page);
}

Test(report, page_shows_every_map_and_every_optimizer_with_the_set_that_it_keeps)
{
    char *page, name[100];
    size_t i;

    write_result("first", "proved", "refuted");
    page = write_as("html");
    for (i = 0; i < mc_norm_count; i++) {
        snprintf(name, sizeof name, "<code>%s</code>", mc_norms[i]->id);
        cr_expect(strstr(page, name), "%s", name);
    }
    for (i = 0; i < optimizer_count; i++) {
        snprintf(name, sizeof name, "<code>%s</code>", optimizers[i]->id);
        cr_expect(strstr(page, name), "%s", name);
    }
    cr_expect(strstr(page, "||X|| &lt;= rho sqrt(m/n)"));
    free(page);
}

Test(report, page_says_the_worst_first)
{
    char *page, *doubt, *other;

    write_result("first", "refuted", "refuted");
    write_result("second", "proved", "undecided");
    page = write_as("html");
    doubt = strstr(page, "control that was not refuted");
    other = strstr(page, "1 claim came out other than expected");
    cr_expect(doubt && other && doubt < other && !strstr(page, "All 2"));
    cr_expect(strstr(page, ">0.981<") && strstr(page, "in [0.98, 0.981]"), "%s", page);
    free(page);
}

Test(report, junit_tells_failures_errors_and_skips_apart)
{
    char *xml;

    write_result("first", "refuted", "refuted");
    write_result("second", "proved", "undecided");
    write_result("third", "undecided", "refuted");
    xml = write_as("junit");
    cr_expect(strstr(xml, "tests=\"3\" failures=\"1\" errors=\"1\""), "%s", xml);
    cr_expect(strstr(xml, "<skipped message=\"undecided\"/>") != NULL);
    free(xml);
}

Test(report, csv_quotes_and_json_parses)
{
    char *csv, *text;
    json_t *json;

    write_result("first", "proved", "refuted");
    csv = write_as("csv");
    cr_expect(strstr(csv, "\"first\",\"0.4\",\"arXiv:2506.15054\"") != NULL, "%s", csv);
    free(csv);
    report_clear(&report);
    text = write_as("json");
    json = json_loads(text, 0, NULL);
    cr_expect(json_array_size(json_object_get(json, "results")) == 1);
    json_decref(json);
    free(text);
}

Test(envelope, has_the_contracts_fields)
{
    json_t *json = json_envelope("truth", 18446744073709551615ULL, "2026-01-01T00:00:00Z",
                                 json_array());
    const json_t *context = json_object_get(json, "context");

    cr_assert(json);
    cr_expect(!strcmp(json_string_value(json_object_get(json, "schema")), "muoncheck/1"));
    cr_expect(!strcmp(json_string_value(json_object_get(context, "seed")),
                      "18446744073709551615"));
    json_decref(json);
}

Test(context, leaves_rounding_mode_and_threads_as_they_were)
{
    fesetround(FE_UPWARD);
    (void)blas_obeys_rounding();
    cr_expect(fegetround() == FE_UPWARD);
    fesetround(FE_TONEAREST);
}
