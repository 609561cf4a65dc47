// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "claim/witness.h"
#include "cli/verification.h"
#include "report/envelope.h"

enum { SIDE_DIGITS = 20 };

static json_t *replay_json(const struct replay *replay)
{
    return json_pack("{s:s, s:s?, s:s, s:s, s:s, s:b, s:o, s:o, s:I}", "claim", replay->claim,
                     "control", replay->control, "instance", replay->instance, "what",
                     replay->what, "verdict", mc_verdict_name(replay->verdict), "reproduces",
                     (int)(replay->verdict == MC_REFUTED), "lhs",
                     json_enclosure(replay->lhs, SIDE_DIGITS), "rhs",
                     json_enclosure(replay->rhs, SIDE_DIGITS), "bits",
                     (json_int_t)replay->bits);
}

static void print_side(const json_t *result, const char *name)
{
    const json_t *side = json_object_get(result, name);

    printf("%-10s[%s, %s]\n", name, json_string_value(json_object_get(side, "lo")),
           json_string_value(json_object_get(side, "hi")));
}

static void print_replay(const struct replay *replay, const json_t *result)
{
    bool reproduces = replay->verdict == MC_REFUTED;

    printf("claim     %s\n", replay->claim);
    if (replay->control)
        printf("control   %s\n", replay->control);
    printf("instance  %s\nentry     %s\n", replay->instance, replay->what);
    if (reproduces) {
        print_side(result, "lhs");
        print_side(result, "rhs");
    }
    printf("%s at %ld bits\n", reproduces ? "reproduces: refuted" : "does NOT reproduce",
           (long)replay->bits);
}

static int answer(const struct invocation *call, const struct replay *replay)
{
    json_t *result = replay_json(replay);
    int code = EXIT_AS_EXPECTED;

    if (call->json)
        code = command_prints_json(call, result ? json_pack("[o]", result) : NULL);
    else
        print_replay(replay, result);
    if (!call->json)
        json_decref(result);
    if (code != EXIT_AS_EXPECTED)
        return code;
    return replay->verdict == MC_REFUTED ? EXIT_AS_EXPECTED : EXIT_NOT_AS_EXPECTED;
}

int replay_witness(const struct invocation *call, const char *path)
{
    struct replay replay;
    struct mc_complaint why = {{0}};
    enum mc_status status = witness_replay(&replay, path, &why);
    int code = status == MC_OK ? answer(call, &replay)
                               : command_fails(call, path, status, &why);

    replay_clear(&replay);
    return code;
}
