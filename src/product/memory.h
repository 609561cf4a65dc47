// SPDX-License-Identifier: Apache-2.0
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Room for `bytes`, on a cache line, for free(); what is large asks for large pages, since
 * products walk over many pages at a time.  NULL when memory is out. */
void *memory_new(size_t bytes);

#endif
