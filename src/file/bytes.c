// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/bytes.h"

/* Is it a file with bytes in it?  Folders, pipes and devices have none that can be mapped. */
static enum mc_status measure(size_t *size, int descriptor, struct mc_complaint *why)
{
    struct stat about;

    if (fstat(descriptor, &about))
        return mc_complain(why, MC_BAD_INPUT, "cannot be read: %s", strerror(errno));
    if (S_ISDIR(about.st_mode))
        return mc_complain(why, MC_BAD_INPUT, "is a directory");
    if (!S_ISREG(about.st_mode))
        return mc_complain(why, MC_BAD_INPUT, "is not a regular file");
    if (about.st_size <= 0)
        return mc_complain(why, MC_BAD_INPUT, "is empty");
    *size = (size_t)about.st_size;
    return MC_OK;
}

static enum mc_status map(struct mc_bytes *bytes, int descriptor, struct mc_complaint *why)
{
    enum mc_status status;
    size_t size = 0;
    void *at;

    status = measure(&size, descriptor, why);
    if (status != MC_OK)
        return status;
    at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (at == MAP_FAILED)
        return mc_complain(why, MC_NO_RESOURCE, "cannot be mapped: %s", strerror(errno));
    *bytes = (struct mc_bytes){.at = at, .size = size};
    return MC_OK;
}

static int none_left(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOMEM;
}

enum mc_status mc_bytes_map(struct mc_bytes *bytes, const char *path, struct mc_complaint *why)
{
    enum mc_status status;
    int descriptor;

    *bytes = (struct mc_bytes){0};
    /* O_NONBLOCK: a pipe without a writer would wait for ever. */
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return mc_complain(why, none_left(errno) ? MC_NO_RESOURCE : MC_BAD_INPUT,
                           "cannot be opened: %s", strerror(errno));
    status = map(bytes, descriptor, why);
    close(descriptor);
    return status;
}

void mc_bytes_unmap(struct mc_bytes *bytes)
{
    if (bytes->at)
        munmap((void *)(uintptr_t)bytes->at, bytes->size);
    *bytes = (struct mc_bytes){0};
}

uint64_t mc_bytes_little(const uint8_t *at, size_t count)
{
    uint64_t value = 0;

    while (count--)
        value = value << 8 | at[count];
    return value;
}

void mc_bytes_put_little(uint8_t *at, uint64_t value, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}
