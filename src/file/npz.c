// SPDX-License-Identifier: Apache-2.0
/* NumPy's archive of arrays: a zip file with one NAME.npy for each. */
#include <stdlib.h>
#include <string.h>

#include "file/format.h"
#include "file/npy.h"
#include "file/zip.h"

/* A complaint about the archive does not know which array it was. */
static void name_array(struct mc_complaint *why, const char *name)
{
    struct mc_complaint bare;

    if (!why || !strncmp(why->text, mc_label(name).text, strlen(mc_label(name).text)))
        return;
    bare = *why;
    (void)mc_complain(why, MC_BAD_INPUT, "%s: %.170s", mc_label(name).text, bare.text);
}

static enum mc_status read_array(struct mc_reading *r, const struct mc_zip_member *member,
                                 const char *name, struct mc_complaint *why)
{
    enum mc_status status;
    struct mc_bytes data;
    struct mc_tensor t;
    uint8_t *heap = NULL;

    status = mc_reading_reserve(r, member->method ? member->size : 0, 1, why);
    if (status != MC_OK)
        return status;
    status = mc_zip_unpack(&data, &heap, member, &r->bytes, why);
    if (status == MC_OK)
        status = mc_npy_open(&t, name, &data, &r->options, why);
    if (status == MC_OK)
        status = mc_tensor_read(r, &t, why);
    free(heap);
    r->memory += member->method ? member->size : 0;
    if (status == MC_BAD_INPUT)
        name_array(why, name);
    return status;
}

/* Members that are no arrays are passed over, as NumPy does when asked for arrays. */
static enum mc_status read_member(struct mc_reading *r, struct mc_zip_member *member,
                                  struct mc_complaint *why)
{
    size_t length = strlen(member->name);

    if (length < 4 || strcmp(member->name + length - 4, ".npy"))
        return MC_OK;
    member->name[length - 4] = '\0';
    if (!mc_reading_may_want(r, member->name))
        return MC_OK;
    return read_array(r, member, member->name, why);
}

static enum mc_status read_npz(struct mc_reading *r, struct mc_complaint *why)
{
    enum mc_status status;
    struct mc_zip zip;
    size_t i;

    status = mc_zip_open(&zip, &r->bytes, why);
    for (i = 0; i < zip.count && status == MC_OK; i++)
        status = read_member(r, &zip.members[i], why);
    mc_zip_close(&zip);
    return status;
}

const struct mc_format mc_format_npz = {".npz", .read = read_npz};
