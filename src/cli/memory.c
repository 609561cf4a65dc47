// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/memory.h"
#include "generator/generator.h"
#include "muoncheck/spectrum.h"

/* The program itself: libraries, BLAS's buffers, the JSON. */
static const size_t PROGRAM_BYTES = 1 << 24;

enum { SPEC_LIMIT = 1 << 30 };

static const size_t MEBIBYTE = 1 << 20;

/* The first number of a file; `otherwise` where it has none ("max"). */
static size_t number_in(const char *path, size_t otherwise)
{
    FILE *file = fopen(path, "r");
    unsigned long long value;
    int read = file ? fscanf(file, "%llu", &value) : 0;

    if (file)
        fclose(file);
    return read == 1 ? (size_t)value : otherwise;
}

/* SIZE_MAX where there is no limit. */
static size_t left_in_control_group(void)
{
    size_t most = number_in("/sys/fs/cgroup/memory.max", SIZE_MAX);
    size_t used = number_in("/sys/fs/cgroup/memory.current", 0);

    return most == SIZE_MAX ? most : most > used ? most - used : 0;
}

/* 0 where the kernel does not say. */
static size_t left_on_machine(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    unsigned long long kibibytes = 0;
    char line[120];

    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "MemAvailable: %llu kB", &kibibytes) == 1)
            break;
    if (file)
        fclose(file);
    return (size_t)kibibytes * 1024;
}

size_t memory_available(void)
{
    size_t machine = left_on_machine(), group = left_in_control_group();

    if (!machine)
        return group == SIZE_MAX ? 0 : group;
    return machine < group ? machine : group;
}

enum mc_status memory_allows(const struct invocation *call, const char *what, size_t bytes,
                             struct mc_complaint *why)
{
    size_t limit = call->max_memory > 0 ? (size_t)call->max_memory << 20 : memory_available();
    size_t need = bytes > SIZE_MAX - PROGRAM_BYTES ? SIZE_MAX : bytes + PROGRAM_BYTES;
    size_t unit = need >> 40 ? MEBIBYTE << 20 : MEBIBYTE;

    if (!limit || need <= limit)
        return MC_OK;
    if (bytes == SIZE_MAX)
        return mc_complain(why, MC_BAD_INPUT, "%.80s is beyond what products can hold", what);
    return mc_complain(why, MC_BAD_INPUT, "%.80s needs up to %zu %s of memory, and %s %zu MiB",
                       what, (need - 1) / unit + 1, unit == MEBIBYTE ? "MiB" : "TiB",
                       call->max_memory > 0 ? "--max-memory allows" : "the machine has",
                       limit / MEBIBYTE);
}

enum mc_status memory_allows_svd(const struct invocation *call, slong rows, slong cols,
                                 slong digits, struct mc_complaint *why)
{
    slong bits = mc_bits_for_digits(digits);
    char what[80];

    snprintf(what, sizeof what, "the SVD of %ld x %ld to %ld digits", (long)rows, (long)cols,
             (long)digits);
    return memory_allows(call, what, mc_svd_bytes(rows, cols, bits, (int)call->jobs), why);
}

/* m and n as SPEC gives them, one where it gives neither; whether it is readable so far. */
static bool size_of_spec(slong *m, slong *n, const char *text)
{
    struct mc_complaint unheard;
    struct spec *spec = NULL;
    bool fine = spec_parse(&spec, text, &unheard) == MC_OK &&
                spec_integer(n, spec, "n", 1, 0, SPEC_LIMIT, &unheard) == MC_OK &&
                spec_integer(m, spec, "m", *n, 0, SPEC_LIMIT, &unheard) == MC_OK;

    if (fine && !spec_word(spec, "n", NULL))
        *n = *m;
    spec_free(spec);
    return fine;
}

enum mc_status memory_allows_spec(const struct invocation *call, const char *text, slong digits,
                                  struct mc_complaint *why)
{
    char what[80];
    slong m, n;

    if (!size_of_spec(&m, &n, text))
        return MC_OK;
    if (digits)
        return memory_allows_svd(call, m, n, digits, why);
    snprintf(what, sizeof what, "a matrix of %ld x %ld", (long)m, (long)n);
    return memory_allows(call, what, (size_t)(m * n) * sizeof(arb_struct), why);
}
