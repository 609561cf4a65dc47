// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificate.h"
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
             "\"statement\": \"s\",\n \"let\": [%s],\n \"facts\": [%s],\n ",
             let, facts);
    for (at = out; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    used = strlen(out);
    snprintf(out + used, size - used, "\"digest\": \"%016" PRIx64 "\"\n}\n", hash);
    return out;
}

static bool accepts(const char *fact)
{
    char *text = forged("[\"f\", \"(3*x - x^3)/2\"]", fact);
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
#define OPTIMAL(of, from, points, least)                                                       \
    "{\"kind\": \"optimal\", \"what\": \"w\", \"of\": \"" of "\", \"from\": \"" from           \
    "\", \"to\": \"1\", \"points\": [" points "], \"least\": \"" least "\"}"
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
    };
    static const char *const bad[] = {
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
