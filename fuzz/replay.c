// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs a fuzz target on the files named, where the compiler has no fuzzer of its own. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *in = fopen(path, "rb");
    uint8_t *data = malloc(1 << 20);
    size_t size;

    if (!in || !data) {
        perror(path);
        return 1;
    }
    size = fread(data, 1, 1 << 20, in);
    fclose(in);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

int main(int count, char **paths)
{
    int i, failed = 0;

    for (i = 1; i < count; i++)
        failed |= replay(paths[i]);
    return failed;
}
