// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "product/memory.h"

/* Two large pages at least: one may be lost at the end. */
static const size_t LINE = 64, LARGE_PAGE = 1 << 21, LARGE = 1 << 22;

void *memory_new(size_t bytes)
{
    size_t unit = bytes < LARGE ? LINE : LARGE_PAGE;
    void *memory;

    if (bytes > SIZE_MAX - LARGE_PAGE)
        return NULL;
    memory = aligned_alloc(unit, (bytes / unit + 1) * unit);
#ifdef MADV_HUGEPAGE
    if (memory && bytes >= LARGE)
        (void)madvise(memory, bytes, MADV_HUGEPAGE);   /* advice: nothing depends on it */
#endif
    return memory;
}
