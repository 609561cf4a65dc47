// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/envelope.h"
#include "report/rounding.h"

#if defined(__clang__)
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

/* "model name : X" of the first processor; "unknown" where the kernel does not say. */
static void read_cpu(char *name, size_t size)
{
    FILE *file = fopen("/proc/cpuinfo", "r");
    char line[256];

    snprintf(name, size, "unknown");
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, "model name", 10) && strchr(line, ':')) {
            line[strcspn(line, "\n")] = '\0';
            snprintf(name, size, "%s",
                     strchr(line, ':') + 1 + strspn(strchr(line, ':') + 1, " "));
            break;
        }
    if (file)
        fclose(file);
}

/* From FLINT 3 on Arb is a part of FLINT. */
static const char *arb_version_text(void)
{
#if __FLINT_RELEASE >= 30000
    return FLINT_VERSION;
#else
    return arb_version;
#endif
}

/* JSON integers end at 2^63 - 1 here; a larger seed is a string of digits. */
static json_t *seed_json(unsigned long long seed)
{
    char text[32];

    if (seed <= INT64_MAX)
        return json_integer((json_int_t)seed);
    snprintf(text, sizeof text, "%llu", seed);
    return json_string(text);
}

json_t *json_context(unsigned long long seed, const char *started)
{
    char cpu[256];

    read_cpu(cpu, sizeof cpu);
    return json_pack(
        "{s:s, s:s, s:s, s:s?, s:i, s:s, s:o, s:s, s:s, s:s, s:s, s:s}", "cpu", cpu, "blas",
        openblas_get_config(), "blas_kernel", openblas_get_corename(), "openblas_coretype",
        getenv("OPENBLAS_CORETYPE"), "threads",
        openblas_get_num_threads(), "rounding_self_test",
        blas_obeys_rounding() ? "ok" : "ignored", "seed", seed_json(seed), "compiler",
        COMPILER, "started", started, "arb", arb_version_text(), "flint", FLINT_VERSION, "mpfr",
        mpfr_get_version());
}
