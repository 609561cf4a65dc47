// SPDX-License-Identifier: Apache-2.0
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "file/format.h"
#include "file/torch.h"

static void close_file(void *inside)
{
    struct torch_file *file = inside;
    size_t i;

    for (i = 0; i < file->name_count; i++)
        free(file->names[i]);
    free(file->names);
    free((void *)file->whole);
    free(file->prefix);
    mc_pickle_clear(&file->pickle);
    mc_zip_close(&file->zip);
    free(file);
}

/* The checksum of the storage: torch writes one, and it shows what the values cannot. */
static enum mc_status check(void *inside, const struct mc_member *m, struct mc_complaint *why)
{
    struct torch_file *file = inside;
    const struct mc_zip_member *member = m->place;
    _Atomic unsigned char *whole = &file->whole[member - file->zip.members];
    struct mc_bytes data;
    enum mc_status status = mc_zip_packed(&data, member, &file->bytes, why);

    if (status == MC_OK && !atomic_load(whole))
        atomic_store(whole, mc_zip_intact(&data, member->crc) ? 1 : 2);
    if (status == MC_OK && atomic_load(whole) == 2)
        status = mc_complain(why, MC_BAD_INPUT, "is damaged: the checksum of its bytes is wrong");
    return status;
}

/* PREFIX/, from the one member PREFIX/data.pkl. */
static enum mc_status find_pickle(struct torch_file *file, const struct mc_zip_member **pickle,
                                  struct mc_complaint *why)
{
    static const char ending[] = "/data.pkl";
    size_t i, length;

    for (i = 0; i < file->zip.count; i++) {
        const struct mc_zip_member *m = &file->zip.members[i];

        length = strlen(m->name);
        if (length < sizeof ending || strcmp(m->name + length - sizeof ending + 1, ending))
            continue;
        if (file->prefix)
            return mc_complain(why, MC_BAD_INPUT, "has two pickles");
        *pickle = m;
        file->prefix = strndup(m->name, length - strlen("data.pkl"));
        if (!file->prefix)
            return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    }
    if (!file->prefix || strlen(file->prefix) > 256)
        return mc_complain(why, MC_BAD_INPUT, "is no checkpoint: the archive has no data.pkl");
    return MC_OK;
}

/* PREFIX/byteorder says "little", or is not there (before torch 2.1). */
static enum mc_status check_byte_order(const struct torch_file *file, struct mc_complaint *why)
{
    const struct mc_zip_member *m;
    enum mc_status status;
    struct mc_bytes data;
    char name[300];

    strcpy(stpcpy(name, file->prefix), "byteorder");
    m = mc_zip_find(&file->zip, name);
    if (!m)
        return MC_OK;
    status = mc_zip_packed(&data, m, &file->bytes, why);
    if (status == MC_OK && (data.size != 6 || memcmp(data.at, "little", 6)))
        return mc_complain(why, MC_BAD_INPUT, "its byte order is not little-endian: not read");
    return status;
}

static enum mc_status read_pickle(struct torch_file *file, const struct mc_zip_member *member,
                                  struct mc_complaint *why)
{
    struct mc_bytes data;
    enum mc_status status = mc_zip_packed(&data, member, &file->bytes, why);

    if (status == MC_OK && (member->method || member->size != member->packed))
        return mc_complain(why, MC_BAD_INPUT, "its pickle is compressed: not read");
    if (status == MC_OK && !mc_zip_intact(&data, member->crc))
        return mc_complain(why, MC_BAD_INPUT, "is damaged: the checksum of its pickle is wrong");
    return status == MC_OK ? mc_pickle_read(&file->pickle, &data, why) : status;
}

static enum mc_status open_file(struct mc_container *c, struct torch_file *file,
                                const char *stem, struct mc_complaint *why)
{
    const struct mc_zip_member *pickle = NULL;
    enum mc_status status;

    if (file->bytes.size >= 2 && file->bytes.at[0] == 0x80)
        return mc_complain(why, MC_BAD_INPUT,
                           "is a bare pickle (torch before 1.6), not read: save it again");
    status = mc_zip_open(&file->zip, &file->bytes, why);
    if (status == MC_OK)
        status = find_pickle(file, &pickle, why);
    if (status == MC_OK)
        status = check_byte_order(file, why);
    if (status == MC_OK)
        status = read_pickle(file, pickle, why);
    if (status == MC_OK) {
        file->whole = calloc(file->zip.count, sizeof *file->whole);
        status = file->whole ? torch_walk(c, file, stem, why)
                             : mc_complain(why, MC_NO_RESOURCE, "out of memory");
    }
    mc_pickle_clear(&file->pickle);
    return status;
}

enum mc_status mc_torch_open(struct mc_container *c, const struct mc_reading *r,
                             struct mc_complaint *why)
{
    struct torch_file *file = calloc(1, sizeof *file);
    enum mc_status status;

    *c = (struct mc_container){0};
    if (!file)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    file->bytes = r->bytes;
    c->inside = file;
    c->close = close_file;
    c->check = check;
    status = open_file(c, file, r->stem, why);
    if (status != MC_OK)
        mc_container_close(c);
    return status;
}

const struct mc_format mc_format_bin = {".bin", .open = mc_torch_open};
const struct mc_format mc_format_pt = {".pt", .open = mc_torch_open};
const struct mc_format mc_format_pth = {".pth", .open = mc_torch_open};
