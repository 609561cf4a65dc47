// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificate.h"
#include "theorem/proof.h"
#include "theorem/theorem.h"

enum { CORRUPTIONS = 10000 };

Test(theorems, are_proved_with_controls_refuted_and_certificates_accepted)
{
    struct theorem_result result;
    struct mc_complaint why = {0};
    struct finding found;
    size_t i;

    cr_expect(theorem_count > 0);
    for (i = 0; i < theorem_count; i++) {
        cr_assert(theorem_decide(&result, theorems[i], &why) == MC_OK, "%s", why.text);
        cr_expect(result.verdict == MC_PROVED, "%s: %s", theorems[i]->id, result.failed);
        cr_expect(result.control == MC_REFUTED, "%s: %s", theorems[i]->id, result.failed);
        found = certificate_check(result.certificate ? result.certificate : "");
        cr_expect(found.accepted, "%s: %s", theorems[i]->id, found.reason);
        cr_expect(found.facts == result.facts, "%s", theorems[i]->id);
        theorem_result_clear(&result);
    }
}

Test(theorems, say_what_a_reader_needs)
{
    size_t i;

    for (i = 0; i < theorem_count; i++) {
        const struct theorem *t = theorems[i];
        cr_expect(t->number && t->title && t->paper && t->source && t->statement &&
                      t->hypotheses,
                  "%s", t->id);
        cr_expect(t->controls && t->controls[0].id, "%s has no control", t->id);
        cr_expect(theorem_find(t->id) == t && theorem_find(t->number), "%s", t->id);
    }
}

static uint64_t step(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/* Another digit in place of one; false where the text has none after `from` tries. */
static bool flip_digit(char *text, size_t length, uint64_t *seed)
{
    size_t at = step(seed) % length, tries = length;

    while (tries-- && !isdigit((unsigned char)text[at]))
        at = (at + 1) % length;
    text[at] = (char)('0' + (text[at] - '0' + 1 + (int)(step(seed) % 9)) % 10);
    return true;
}

Test(certificates, are_rejected_after_any_one_digit_changed, .timeout = 600)
{
    struct theorem_result result;
    uint64_t seed = 1;
    size_t i, k, accepted = 0;

    for (i = 0; i < theorem_count; i++) {
        cr_assert(theorem_decide(&result, theorems[i], NULL) == MC_OK && result.certificate);
        size_t length = strlen(result.certificate);
        char *damaged = malloc(length + 1);
        cr_assert(damaged != NULL);
        for (k = 0; k < CORRUPTIONS / theorem_count + 1; k++) {
            memcpy(damaged, result.certificate, length + 1);
            flip_digit(damaged, length, &seed);
            accepted += certificate_check(damaged).accepted;
        }
        free(damaged);
        theorem_result_clear(&result);
    }
    cr_expect(accepted == 0, "%zu accepted", accepted);
}

/* A certificate around `facts` with a right digest: heap. */
static char *forged(const char *let, const char *facts)
{
    size_t size = strlen(let) + strlen(facts) + 512, used;
    char *out = malloc(size);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    const char *at;

    cr_assert(out != NULL);
    snprintf(out, size,
             "{\n \"schema\": \"muoncheck-certificate/1\",\n \"theorem\": \"t\",\n "
             "\"statement\": \"s\",\n \"variables\": [\"l\", \"m\"],\n \"let\": [%s],\n "
             "\"facts\": [%s],\n ",
             let, facts);
    for (at = out; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    used = strlen(out);
    snprintf(out + used, size - used, "\"digest\": \"%016" PRIx64 "\"\n}\n", hash);
    return out;
}

static bool accepts(const char *fact)
{
    char *text =
        forged("[\"f\", \"(3*x - x^3)/2\"], [\"q\", \"1 + x^2\"], [\"r\", \"l*x\"]", fact);
    bool yes = certificate_check(text).accepted;

    free(text);
    return yes;
}

#define SIGN(of, relation, from, to, breaks)                                                   \
    "{\"kind\": \"sign\", \"what\": \"w\", \"of\": \"" of "\", \"relation\": \"" relation      \
    "\", \"from\": \"" from "\", \"to\": \"" to "\", \"breaks\": [" breaks "]}"
#define IMAGE(chain, within, breaks)                                                           \
    "{\"kind\": \"image\", \"what\": \"w\", \"maps\": [\"f\"], \"chain\": [" chain             \
    "], \"below\": [[" breaks "]], \"above\": [[" breaks "]], \"within\": [" within "]}"
#define QUOTIENT(of, over, positive, from, points, least)                                      \
    "{\"kind\": \"optimal\", \"what\": \"w\", \"of\": \"" of "\", \"over\": \"" over           \
    "\", \"from\": \"" from "\", \"to\": \"1\", \"positive\": [" positive                      \
    "], \"points\": [" points "], \"least\": \"" least "\"}"
#define OPTIMAL(of, from, points, least)                                                       \
    QUOTIENT(of, "1", "\"" from "\", \"1\"", from, points, least)
#define IDENTITY(left, right)                                                                  \
    "{\"kind\": \"identity\", \"what\": \"w\", \"left\": \"" left "\", \"right\": \"" right    \
    "\"}"
#define POINTWISE(of, breaks)                                                                  \
    "{\"kind\": \"pointwise\", \"what\": \"w\", \"of\": \"" of                                 \
    "\", \"from\": \"0\", \"to\": \"1\", \"breaks\": [" breaks "]}"
#define RATIONAL(map, positive, chain, within)                                                 \
    "{\"kind\": \"rational\", \"what\": \"w\", \"maps\": [" map "], \"chain\": [" chain        \
    "], \"positive\": [[" positive                                                             \
    "]], \"below\": [[\"1\", \"2\"]], \"above\": [[\"1\", \"2\"]], "                           \
    "\"within\": [" within "]}"
#define TWELVE "294/972*11*x - 2/972*1331*x^3"

Test(checker, accepts_what_is_true_and_rejects_its_forgeries)
{
    static const char *const good[] = {
        SIGN("1 - f", ">=", "0", "1", "\"0\", \"1/2\", \"1\""),
        SIGN("x^2 + 1", ">", "0", "inf", ""),
        IMAGE("[\"0\", \"1\"], [\"0\", \"1\"]", "\"0\", \"1\"", "\"0\", \"1/2\", \"1\""),
        OPTIMAL(TWELVE, "2/11", "\"2/11\", \"7/11\", \"1\"", "100/243"),
        ("{\"kind\": \"point\", \"what\": \"w\", \"of\": \"f'\", \"relation\": \"=\", \"x\": "
         "\"1\"}"),
        IDENTITY("(x + l)^2 - (x - l)^2", "4*l*x"),
        IDENTITY("r(x + m)", "l*x + m*l"),
        IDENTITY("(l^3 - m^3)*f(x)", "(l - m)*(l^2 + l*m + m^2)*f"),
        POINTWISE("f(f(x)) - f(x) + 1/2", "\"0\", \"1/4\", \"1/2\", \"3/4\", \"1\""),
        POINTWISE("1/q - x/4 - 1/8", "\"0\", \"1/4\", \"1/2\", \"3/4\", \"1\""),
        RATIONAL("[\"x^2 + 1\", \"2*x\"]", "\"1\", \"2\"", "[\"1\", \"2\"], [\"1\", \"5/4\"]",
                 "\"1\", \"5/4\""),
        QUOTIENT("182/125*x", "1/2 + x^2", "\"1/2\", \"1\"", "1/2", "\"1/2\", \"7/10\", \"1\"",
                 "1/40"),
    };
    static const char *const bad[] = {
        IDENTITY("l*(l - 1)*(l - 2)", "0"), /* on a grid of three it is */
        IDENTITY("l^2", "l"),
        IDENTITY("l*m", "m"),
        IDENTITY("l/l", "1"),
        IDENTITY("x/x", "1"),
        IDENTITY("1/(l - l + 1)", "1"),
        IDENTITY("r(x)", "r(2*x)"),
        IDENTITY("f'", "3/2 - 3/2*x^2"), /* true, but no derivatives beside variables */
        IDENTITY("n*x", "n*x"),
        SIGN("l^2 + 1", ">", "0", "1", "\"0\", \"1\""),
        SIGN("r + 5", ">", "0", "1", "\"0\", \"1\""),
        POINTWISE("f(f(x)) - f(x)", "\"0\", \"1/2\", \"1\""),
        POINTWISE("1/2 - x", "\"0\", \"1/4\", \"1/2\", \"3/4\", \"1\""),
        POINTWISE("1 + 1/(2*x - 1)^2", "\"0\", \"1\""), /* a pole inside */
        POINTWISE("1/2 - x", "\"0\", \"1/4\""),
        POINTWISE("1/2 - x", "\"0\", \"1/4\", \"1\", \"1/4\""),
        POINTWISE("1/2 - x", "\"1\", \"0\""),
        POINTWISE("2 - f'", "\"0\", \"1\""),
        POINTWISE("2 + l", "\"0\", \"1\""),
        RATIONAL("[\"x^2 + 1\", \"2*x\"]", "\"1\", \"2\"", "[\"1\", \"2\"], [\"1\", \"6/5\"]",
                 "\"1\", \"6/5\""),
        RATIONAL("[\"x^2 + 1\", \"2*x\"]", "\"1\", \"2\"", "[\"1\", \"2\"], [\"1\", \"5/4\"]",
                 "\"1\", \"6/5\""),
        RATIONAL("[\"-x^2 - 1\", \"-2*x\"]", "\"1\", \"2\"", "[\"1\", \"2\"], [\"1\", \"5/4\"]",
                 "\"1\", \"5/4\""),
        RATIONAL("[\"x^2 + 1\", \"2*x\"]", "", "[\"1\", \"2\"], [\"1\", \"5/4\"]",
                 "\"1\", \"5/4\""),
        QUOTIENT("182/125*x", "1/2 + x^2", "\"1/2\", \"1\"", "1/2", "\"1/2\", \"1\"", "1/40"),
        QUOTIENT("182/125*x", "1/2 + x^2", "\"1/2\", \"1\"", "1/2", "\"1/2\", \"7/10\", \"1\"",
                 "3/10"),
        QUOTIENT("182/125*x", "1/2 + x^2", "\"1/2\", \"3/4\"", "1/2",
                 "\"1/2\", \"7/10\", \"1\"", "1/40"),
        QUOTIENT("182/125*x", "1/2 + x", "\"1/2\", \"1\"", "1/2", "\"1/2\", \"7/10\", \"1\"",
                 "1/40"),
        SIGN("1 - f", ">", "0", "1", "\"0\", \"1/2\", \"1\""),           /* f(1) = 1          */
        SIGN("0.9 - f", ">=", "0", "1", "\"0\", \"1/2\", \"1\""),        /* false             */
        SIGN("1 - f", ">=", "0", "1", "\"0\", \"1/2\""),                 /* stops short       */
        SIGN("1 - f", ">=", "0", "1", "\"1/2\", \"1\""),                 /* starts late       */
        SIGN("0.9 - f", ">=", "0", "1", "\"0\", \"0\""),                 /* one point         */
        SIGN("0.9 - f", ">=", "0", "1", "\"0\", \"1/2\", \"2\", \"1\""), /* falls back        */
        SIGN("0.9 - f", ">=", "0", "1", ""),                             /* no box            */
        SIGN("1 - x", ">=", "0", "inf", ""),                             /* false             */
        SIGN("1", "<", "0", "1", "\"0\", \"1\""),                        /* no such relation  */
        IMAGE("[\"0\", \"1\"], [\"0\", \"0.99\"]", "\"0\", \"1\"", "\"0\", \"1/2\", \"1\""),
        IMAGE("[\"0\", \"1\"], [\"0\", \"1\"]", "\"0\", \"0.99\"", "\"0\", \"1/2\", \"1\""),
        IMAGE("[\"0\", \"1\"]", "\"0\", \"1\"", "\"0\", \"1/2\", \"1\""),
        OPTIMAL(TWELVE, "2/11", "\"2/11\", \"7/11\", \"1\"", "101/243"),
        OPTIMAL(TWELVE, "2/11", "\"2/11\", \"7/11\"", "100/243"),
        OPTIMAL(TWELVE, "3/11", "\"2/11\", \"7/11\", \"1\"", "100/243"),
        OPTIMAL(TWELVE, "2/11", "\"2/11\", \"1\", \"7/11\"", "100/243"),
        OPTIMAL("1 + " TWELVE, "2/11", "\"2/11\", \"7/11\", \"1\"", "1/243"),
        ("{\"kind\": \"point\", \"what\": \"w\", \"of\": \"f/x\", \"relation\": \"=\", \"x\": "
         "\"1\"}"),
        ("{\"kind\": \"point\", \"what\": \"w\", \"of\": \"g\", \"relation\": \"=\", \"x\": "
         "\"1\"}"),
        "{\"kind\": \"trust\", \"what\": \"w\"}",
        "{\"kind\": \"point\"}",
        "\"fact\"",
    };
    size_t i;

    for (i = 0; i < sizeof good / sizeof good[0]; i++)
        cr_expect(accepts(good[i]), "good %zu", i);
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect(!accepts(bad[i]), "bad %zu", i);
}

/* With the digest mended, what is accepted must still be true: here nothing tighter than f's
 * range. */
Test(checker, accepts_no_narrower_image_however_it_is_forged)
{
    char chain[160];
    char fact[512];
    int lo, hi;

    for (lo = -20; lo <= 20; lo++) {
        for (hi = -20; hi <= 20; hi++) {
            snprintf(chain, sizeof chain, "%s%d/1000", lo < 0 ? "-" : "", abs(lo));
            snprintf(
                fact, sizeof fact,
                "{\"kind\": \"image\", \"what\": \"w\", \"maps\": [\"f\"], \"chain\": [[\"0\", "
                "\"1\"], [\"%s\", \"%d/1000\"]], \"below\": [[\"0\", \"1/2\", \"1\"]], "
                "\"above\": [[\"0\", \"1/2\", \"1\"]], \"within\": [\"%s\", \"%d/1000\"]}",
                chain, 1000 + hi, chain, 1000 + hi);
            cr_expect(accepts(fact) == (lo <= 0 && hi >= 0), "%d %d", lo, hi);
        }
    }
}

/* What the certificate at hand claims, stated to the prover anew. */
static json_t *claimed;

static const char *text_of(json_t *map, const char *key)
{
    const char *text = json_string_value(json_object_get(map, key));

    return text ? text : "";
}

/* The words of a list, pairs as p/q. */
static char *words(json_t *list, char *out, size_t size)
{
    json_t *word;
    size_t i, used = 0;

    out[0] = '\0';
    json_array_foreach(list, i, word)
    {
        used += (size_t)snprintf(
            out + used, size - used, "%s%s%s%s", i ? " " : "",
            json_string_value(json_is_array(word) ? json_array_get(word, 0) : word),
            json_is_array(word) ? "/" : "",
            json_is_array(word) ? json_string_value(json_array_get(word, 1)) : "");
        cr_assert(used < size);
    }
    return out;
}

static void state(struct proof *proof, json_t *fact)
{
    const char *kind = text_of(fact, "kind"), *of = text_of(fact, "of"),
               *from = text_of(fact, "from"), *to = text_of(fact, "to");
    json_t *within = json_object_get(fact, "within"),
           *start = json_array_get(json_object_get(fact, "chain"), 0);
    char list[2000];

    if (!strcmp(kind, "identity"))
        proof_identity(proof, kind, text_of(fact, "left"), text_of(fact, "right"));
    else if (!strcmp(kind, "point"))
        proof_at(proof, kind, of, text_of(fact, "relation"), text_of(fact, "x"));
    else if (!strcmp(kind, "sign"))
        proof_sign(proof, kind, of, text_of(fact, "relation"), from, to);
    else if (!strcmp(kind, "root"))
        proof_root(proof, kind, of, from, to);
    else if (!strcmp(kind, "pointwise"))
        proof_pointwise(proof, kind, of, from, to);
    else if (!strcmp(kind, "optimal"))
        proof_optimal(proof, kind, of, text_of(fact, "over"), from, to,
                      words(json_object_get(fact, "points"), list, sizeof list),
                      text_of(fact, "least"));
    else
        (!strcmp(kind, "image") ? proof_image : proof_rational_image)(
            proof, kind, words(json_object_get(fact, "maps"), list, sizeof list),
            json_string_value(json_array_get(start, 0)),
            json_string_value(json_array_get(start, 1)),
            json_string_value(json_array_get(within, 0)),
            json_string_value(json_array_get(within, 1)));
}

static void prove_claimed(struct proof *proof, int twist)
{
    json_t *let = json_object_get(claimed, "let"), *facts = json_object_get(claimed, "facts"),
           *item;
    char names[200];
    size_t i;

    (void)twist;
    proof_variables(proof, words(json_object_get(claimed, "variables"), names, sizeof names));
    json_array_foreach(let, i, item)
        proof_let(proof, json_string_value(json_array_get(item, 0)),
                  json_string_value(json_array_get(item, 1)));
    json_array_foreach(facts, i, item) state(proof, item);
}

/* Does the prover prove what the certificate `text` claims? */
static bool is_true(const char *text)
{
    static const struct theorem theorem = {
        .id = "claimed", .statement = "", .prove = prove_claimed};
    struct theorem_result result;
    bool yes;

    claimed = json_loads(text, 0, NULL);
    cr_assert(claimed != NULL);
    yes = theorem_decide(&result, &theorem, NULL) == MC_OK && result.verdict == MC_PROVED;
    theorem_result_clear(&result);
    json_decref(claimed);
    return yes;
}

/* The definitions and one fact of a certificate, without prose: heap. */
static json_t *excerpt(json_t *certificate, size_t which)
{
    json_t *fact = json_deep_copy(json_array_get(json_object_get(certificate, "facts"), which));

    json_object_set_new(fact, "what", json_string(""));
    return json_pack("{s:s, s:s, s:s, s:O, s:O, s:[o]}", "schema", "muoncheck-certificate/1",
                     "theorem", "t", "statement", "", "variables",
                     json_object_get(certificate, "variables"), "let",
                     json_object_get(certificate, "let"), "facts", fact);
}

/* With another digit somewhere behind the schema's own, and a digest that is right: heap. */
static char *forgery(json_t *certificate, uint64_t *seed)
{
    char *body = json_dumps(certificate, JSON_INDENT(1)), *out;
    size_t length = strlen(body), size = length + 64, used;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    const char *at;
    char *start = strstr(body, "\"let\"");

    cr_assert(start != NULL);
    flip_digit(start, strlen(start), seed);
    body[length - 2] = '\0';
    out = malloc(size);
    cr_assert(out != NULL);
    snprintf(out, size, "%s,\n ", body);
    for (at = out; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    used = strlen(out);
    snprintf(out + used, size - used, "\"digest\": \"%016" PRIx64 "\"\n}\n", hash);
    free(body);
    return out;
}

/* One fact of one theorem after the other, whatever its kind, until all tries are spent. */
Test(checker, accepts_nothing_false_after_any_one_digit_is_forged, .timeout = 900)
{
    size_t tries = 0, accepted = 0, untrue = 0, i, k;
    uint64_t seed = 7;

    for (i = 0; tries < CORRUPTIONS; i = (i + 1) % theorem_count) {
        struct theorem_result result;
        json_t *certificate;
        cr_assert(theorem_decide(&result, theorems[i], NULL) == MC_OK && result.certificate);
        certificate = json_loads(result.certificate, 0, NULL);
        for (k = 0; k < result.facts && tries < CORRUPTIONS; k++, tries++) {
            json_t *one = excerpt(certificate, k);
            char *text = forgery(one, &seed);
            bool yes = certificate_check(text).accepted;
            accepted += yes;
            if (yes && !is_true(text)) {
                cr_log_error("%s", text);
                untrue++;
            }
            free(text);
            json_decref(one);
        }
        json_decref(certificate);
        theorem_result_clear(&result);
    }
    cr_expect(untrue == 0, "%zu of %zu accepted, of %zu", untrue, accepted, tries);
    cr_expect(accepted > 0 && accepted < tries, "%zu accepted", accepted);
}
