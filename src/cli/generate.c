// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/memory.h"
#include "generator/generator.h"
#include "muoncheck/file.h"

extern const struct command command_generate;

/* Far beyond the 53 bits of a double, so that rounding twice differs from rounding once in ties
 * alone. */
enum { ENCLOSING_BITS = 256 };

/* Every ball to the nearest double of its midpoint; how many of them were not that already. */
static enum mc_status round_to_double(slong *rounded, arb_mat_t A, struct mc_complaint *why)
{
    slong i, j;

    *rounded = 0;
    for (i = 0; i < arb_mat_nrows(A); i++) {
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arb_ptr a = arb_mat_entry(A, i, j);
            double nearest = arf_get_d(arb_midref(a), ARF_RND_NEAR);
            if (!isfinite(nearest))
                return mc_complain(why, MC_BAD_INPUT,
                                   "entry (%ld,%ld) does not fit in a double", i, j);
            *rounded += !arb_is_exact(a) || arf_cmp_d(arb_midref(a), nearest);
            arb_set_d(a, nearest);
        }
    }
    return MC_OK;
}

/* Makes the matrix and writes it; out: its shape and the number of entries that were rounded. */
static enum mc_status make_file(slong shape[2], slong *rounded, const char *text,
                                const char *path, const char **blame, struct mc_complaint *why)
{
    struct mc_matrix A = {0};
    enum mc_status status = generate(&A, text, why);
    arb_mat_t balls;

    *blame = text;
    if (status != MC_OK)
        return status;
    shape[0] = A.rows;
    shape[1] = A.cols;
    arb_mat_init(balls, A.rows, A.cols);
    mc_matrix_enclose(balls, &A, ENCLOSING_BITS);
    status = round_to_double(rounded, balls, why);
    if (status == MC_OK) {
        *blame = path;
        status = mc_write_matrix(path, A.name, balls, why);
    }
    arb_mat_clear(balls);
    mc_matrix_clear(&A);
    return status;
}

static int answer(const struct invocation *call, const char *text, const char *path,
                  const slong shape[2], slong rounded)
{
    if (call->json)
        return command_prints_json(
            call, json_pack("[{s:s, s:s, s:I, s:I, s:b, s:I}]", "tensor", text, "file", path,
                            "rows", (json_int_t)shape[0], "cols", (json_int_t)shape[1], "exact",
                            !rounded, "rounded", (json_int_t)rounded));
    if (!call->quiet)
        printf("%s: %ld x %ld\n", path, shape[0], shape[1]);
    return EXIT_AS_EXPECTED;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_generate, &why);
    const char *text = NULL, *path = NULL, *blame = NULL;
    slong shape[2] = {0}, rounded = 0;

    if (status == MC_OK) {
        text = arguments_positional(args, 0);
        path = arguments_option(args, "-o", 0);
        if (arguments_positional_count(args) != 1 || !path)
            status = mc_complain(&why, MC_BAD_INPUT, "one SPEC and -o FILE, please");
    }
    if (status == MC_OK) {
        blame = text;
        status = memory_allows_spec(call, text, 0, &why);
    }
    if (status == MC_OK)
        status = make_file(shape, &rounded, text, path, &blame, &why);
    arguments_free(args);
    if (status != MC_OK)
        return command_fails(call, blame, status, &why);
    if (rounded)
        fprintf(stderr, "muoncheck generate: %s: %ld of %ld entries rounded to the nearest double\n",
                path, rounded, shape[0] * shape[1]);
    return answer(call, text, path, shape, rounded);
}

static const struct option options[] = {
    {"-o", "FILE", "where to: .npy, .safetensors, .mtx or .csv"},
    {0},
};

const struct command command_generate = {
    .id = "generate",
    .usage = "generate SPEC -o FILE",
    .title = "write a test matrix to a file",
    .help = "SPEC is name:key=value,... as in 'muoncheck list generators'.  Files hold doubles: the\n"
            "entries are rounded to the nearest one, and a line on stderr says how many changed\n"
            "(\"exact\" is true in the JSON if none did).\n\n"
            "  muoncheck generate gaussian:m=64,n=32,seed=3 -o a.npy\n"
            "  muoncheck generate hilbert:n=12 -o hilbert.mtx",
    .options = options,
    .run = run,
};
