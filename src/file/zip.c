// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/reading.h"
#include "file/zip.h"

enum { END_SIZE = 22, LOCATOR_SIZE = 20, END64_SIZE = 56, ENTRY_SIZE = 46 };

struct directory {
    uint64_t offset, size, count;
};

static enum mc_status damaged(struct mc_complaint *why, const char *what)
{
    return mc_complain(why, MC_BAD_INPUT, "the zip archive is damaged: %s", what);
}

static bool signature(const uint8_t *at, char third, char fourth)
{
    return at[0] == 'P' && at[1] == 'K' && at[2] == third && at[3] == fourth;
}

/* The 64-bit end record, to which a locator just before the 32-bit one points. */
static bool find_directory64(struct directory *d, const struct mc_bytes *b, size_t end)
{
    const uint8_t *locator = b->at + end - LOCATOR_SIZE, *record;
    uint64_t at;

    if (end < LOCATOR_SIZE + END64_SIZE || !signature(locator, 6, 7))
        return false;
    at = mc_bytes_little(locator + 8, 8);
    if (at > end - LOCATOR_SIZE - END64_SIZE || !signature(b->at + at, 6, 6))
        return false;
    record = b->at + at;
    *d = (struct directory){.count = mc_bytes_little(record + 32, 8),
                            .size = mc_bytes_little(record + 40, 8),
                            .offset = mc_bytes_little(record + 48, 8)};
    return true;
}

/* The end record is the last one whose comment ends where the file ends. */
static enum mc_status find_directory(struct directory *d, const struct mc_bytes *b,
                                     struct mc_complaint *why)
{
    size_t comment, end = 0;
    bool found = false;

    for (comment = 0; comment <= 0xffff && comment + END_SIZE <= b->size && !found; comment++) {
        end = b->size - END_SIZE - comment;
        found = signature(b->at + end, 5, 6) && mc_bytes_little(b->at + end + 20, 2) == comment;
    }
    if (!found)
        return damaged(why, "it has no end record (cut short, or no zip archive)");
    *d = (struct directory){.count = mc_bytes_little(b->at + end + 10, 2),
                            .size = mc_bytes_little(b->at + end + 12, 4),
                            .offset = mc_bytes_little(b->at + end + 16, 4)};
    if ((d->count == 0xffff || d->size == 0xffffffff || d->offset == 0xffffffff) &&
        !find_directory64(d, b, end))
        return damaged(why, "its 64-bit end record is missing");
    if (d->offset > end || d->size > end - d->offset || d->count > d->size / ENTRY_SIZE)
        return damaged(why, "its directory does not lie within the file");
    return MC_OK;
}

/* Sizes that do not fit 32 bits stand in extra field 1, just those, in this order. */
static bool widen(struct mc_zip_member *m, const uint8_t *extra, size_t length)
{
    uint64_t *fields[] = {&m->size, &m->packed, &m->offset};
    size_t i, at = 4, field;

    if (m->size != 0xffffffff && m->packed != 0xffffffff && m->offset != 0xffffffff)
        return true;
    while (length >= 4 && mc_bytes_little(extra, 2) != 1) {
        field = mc_bytes_little(extra + 2, 2) + 4;
        if (field > length)
            return false;
        extra += field;
        length -= field;
    }
    if (length < 4 || mc_bytes_little(extra + 2, 2) + 4 > length)
        return false;
    for (i = 0; i < 3; i++)
        if (*fields[i] == 0xffffffff) {
            if (at + 8 > mc_bytes_little(extra + 2, 2) + 4)
                return false;
            *fields[i] = mc_bytes_little(extra + at, 8);
            at += 8;
        }
    return true;
}

/* One entry of the directory; *at moves on to the next. */
static enum mc_status read_entry(struct mc_zip_member *m, const uint8_t **at,
                                 const uint8_t *end, struct mc_complaint *why)
{
    const uint8_t *e = *at;
    size_t name, extra, comment;

    if (end - e < ENTRY_SIZE || !signature(e, 1, 2))
        return damaged(why, "an entry of its directory is missing");
    name = mc_bytes_little(e + 28, 2);
    extra = mc_bytes_little(e + 30, 2);
    comment = mc_bytes_little(e + 32, 2);
    if ((size_t)(end - e) - ENTRY_SIZE < name + extra + comment)
        return damaged(why, "an entry of its directory is cut short");
    *m = (struct mc_zip_member){.flags = (unsigned)mc_bytes_little(e + 8, 2),
                                .method = (unsigned)mc_bytes_little(e + 10, 2),
                                .crc = (uint32_t)mc_bytes_little(e + 16, 4),
                                .packed = mc_bytes_little(e + 20, 4),
                                .size = mc_bytes_little(e + 24, 4),
                                .offset = mc_bytes_little(e + 42, 4)};
    if (memchr(e + ENTRY_SIZE, '\0', name) || !widen(m, e + ENTRY_SIZE + name, extra))
        return damaged(why, "an entry of its directory makes no sense");
    m->name = strndup((const char *)e + ENTRY_SIZE, name);
    *at = e + ENTRY_SIZE + name + extra + comment;
    return m->name ? MC_OK : mc_complain(why, MC_NO_RESOURCE, "out of memory");
}

static int by_name(const void *a, const void *b)
{
    const struct mc_zip_member *const *x = a, *const *y = b;

    return strcmp((*x)->name, (*y)->name);
}

static enum mc_status sort(struct mc_zip *zip, struct mc_complaint *why)
{
    size_t i;

    zip->sorted = calloc(zip->count, sizeof(struct mc_zip_member *));
    if (!zip->sorted)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    for (i = 0; i < zip->count; i++)
        zip->sorted[i] = &zip->members[i];
    qsort(zip->sorted, zip->count, sizeof(struct mc_zip_member *), by_name);
    for (i = 1; i < zip->count; i++)
        if (!strcmp(zip->sorted[i - 1]->name, zip->sorted[i]->name))
            return mc_complain(why, MC_BAD_INPUT, "%s: the name stands there twice",
                               mc_label(zip->sorted[i]->name).text);
    return MC_OK;
}

const struct mc_zip_member *mc_zip_find(const struct mc_zip *zip, const char *name)
{
    struct mc_zip_member key = {.name = (char *)(uintptr_t)name}, *wanted = &key;
    const struct mc_zip_member **found;

    if (!zip->count)
        return NULL;
    found = bsearch(&wanted, zip->sorted, zip->count, sizeof(struct mc_zip_member *), by_name);
    return found ? *found : NULL;
}

enum mc_status mc_zip_open(struct mc_zip *zip, const struct mc_bytes *bytes,
                           struct mc_complaint *why)
{
    enum mc_status status;
    const uint8_t *at, *end;
    struct directory d = {0};

    *zip = (struct mc_zip){0};
    status = find_directory(&d, bytes, why);
    if (status != MC_OK || !d.count)
        return status;
    zip->members = calloc(d.count, sizeof *zip->members);
    if (!zip->members)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    at = bytes->at + d.offset;
    end = at + d.size;
    while (status == MC_OK && zip->count < d.count) {
        status = read_entry(&zip->members[zip->count], &at, end, why);
        if (status == MC_OK)
            zip->count++;
    }
    if (status == MC_OK)
        status = sort(zip, why);
    if (status != MC_OK)
        mc_zip_close(zip);
    return status;
}

void mc_zip_close(struct mc_zip *zip)
{
    size_t i;

    for (i = 0; i < zip->count; i++)
        free(zip->members[i].name);
    free(zip->members);
    free(zip->sorted);
    *zip = (struct mc_zip){0};
}
