// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <zlib.h>

#include "file/zip.h"

/* Matrices of numbers that were computed deflate to a half, sparse ones to a tenth; what is large
 * and unpacks to more than BOMB_RATIO times its size was made to fill the memory. */
enum { LOCAL_SIZE = 30, STORED = 0, DEFLATED = 8, BOMB_SIZE = 1 << 26, BOMB_RATIO = 200 };

static enum mc_status damaged(struct mc_complaint *why, const char *what)
{
    return mc_complain(why, MC_BAD_INPUT, "the zip archive is damaged: %s", what);
}

/* They begin behind the local header and its name and extra field. */
enum mc_status mc_zip_packed(struct mc_bytes *packed, const struct mc_zip_member *m,
                             const struct mc_bytes *b, struct mc_complaint *why)
{
    const uint8_t *local;
    size_t skip;

    if (b->size < LOCAL_SIZE || m->offset > b->size - LOCAL_SIZE)
        return damaged(why, "a member lies outside the file");
    local = b->at + m->offset;
    if (mc_bytes_little(local, 4) != 0x04034b50)
        return damaged(why, "a member's header is missing");
    skip = LOCAL_SIZE + mc_bytes_little(local + 26, 2) + mc_bytes_little(local + 28, 2);
    if (skip > b->size - m->offset || m->packed > b->size - m->offset - skip)
        return damaged(why, "a member is cut short");
    *packed = (struct mc_bytes){.at = local + skip, .size = m->packed};
    return MC_OK;
}

static uInt piece(size_t left)
{
    return left < (1u << 30) ? (uInt)left : 1u << 30;
}

/* Exactly `size` bytes out of exactly all packed ones? */
static bool inflate_all(uint8_t *out, size_t size, const struct mc_bytes *packed)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)packed->at, .next_out = out};
    size_t in_left = packed->size, out_left = size;
    int code;

    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    do {
        uInt in = z.avail_in = piece(in_left), room = z.avail_out = piece(out_left);

        code = inflate(&z, Z_NO_FLUSH);
        in_left -= in - z.avail_in;
        out_left -= room - z.avail_out;
    } while (code == Z_OK);
    inflateEnd(&z);
    return code == Z_STREAM_END && !in_left && !out_left;
}

bool mc_zip_intact(const struct mc_bytes *data, uint32_t crc)
{
    uLong sum = crc32(0, Z_NULL, 0);
    size_t at, count;

    for (at = 0; at < data->size; at += count) {
        count = piece(data->size - at);
        sum = crc32(sum, data->at + at, (uInt)count);
    }
    return sum == crc;
}

static enum mc_status unpack_deflated(struct mc_bytes *data, uint8_t **heap, size_t size,
                                      const struct mc_bytes *packed, struct mc_complaint *why)
{
    /* A deflated byte stands for at most 1032 (zlib's technical notes): claims of more lie. */
    if (size / 1032 > packed->size)
        return damaged(why, "a member claims to be larger than it can be");
    if (size > BOMB_SIZE && size / BOMB_RATIO > packed->size)
        return mc_complain(why, MC_BAD_INPUT, "unpacks to %zu times its size: a zip bomb",
                           size / (packed->size + 1));
    *heap = malloc(size ? size : 1);
    if (!*heap)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    *data = (struct mc_bytes){.at = *heap, .size = size};
    return inflate_all(*heap, size, packed) ? MC_OK : damaged(why, "a member does not unpack");
}

enum mc_status mc_zip_unpack(struct mc_bytes *data, uint8_t **heap,
                             const struct mc_zip_member *m, const struct mc_bytes *bytes,
                             struct mc_complaint *why)
{
    struct mc_bytes packed;
    enum mc_status status;

    *heap = NULL;
    *data = (struct mc_bytes){0};
    if (m->flags & 1)
        return mc_complain(why, MC_BAD_INPUT, "is encrypted");
    if (m->method != STORED && m->method != DEFLATED)
        return mc_complain(why, MC_BAD_INPUT, "zip method %u is not read", m->method);
    status = mc_zip_packed(&packed, m, bytes, why);
    if (status == MC_OK && m->method == DEFLATED)
        status = unpack_deflated(data, heap, m->size, &packed, why);
    else if (status == MC_OK && m->size != m->packed)
        status = damaged(why, "a stored member has two sizes");
    else if (status == MC_OK)
        *data = packed;
    if (status == MC_OK && !mc_zip_intact(data, m->crc))
        status = damaged(why, "a member's checksum is wrong");
    if (status != MC_OK) {
        free(*heap);
        *heap = NULL;
    }
    return status;
}
