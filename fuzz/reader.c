// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Feeds bytes to the reader of one FORMAT.  Whatever they are, the reader returns MC_OK with
 * matrices, or another status with none and a complaint of one line.
 */
#include <stdlib.h>
#include <string.h>

#include "file/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Enough for any small file; a claim of more must be refused, not tried. */
enum { MEMORY = 1 << 24 };

static void read_once(const struct mc_bytes *bytes, const char *wanted,
                      struct mc_read_options options)
{
    struct mc_matrix_list list = {0};
    struct mc_complaint why = {{0}};
    struct mc_reading r = {.bytes = *bytes,
                           .stem = "stem",
                           .wanted = wanted,
                           .options = options,
                           .memory = MEMORY,
                           .list = &list};
    enum mc_status status = mc_read_bytes(&r, mc_format_of(FORMAT, NULL), &why);

    if (status == MC_OK ? !list.count || why.text[0]
                        : list.count || list.items || !why.text[0] || strchr(why.text, '\n'))
        abort();
    mc_matrix_list_clear(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mc_bytes bytes = {data, size};

    if (!size)
        return 0;
    read_once(&bytes, NULL, (struct mc_read_options){.bf16 = true});
    read_once(&bytes, NULL, (struct mc_read_options){.flatten = true});
    read_once(&bytes, "w[1]", (struct mc_read_options){0});
    return 0;
}
