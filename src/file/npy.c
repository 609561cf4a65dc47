// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "file/format.h"
#include "file/npy.h"
#include "file/npy_header.h"

static const uint8_t magic[6] = {0x93, 'N', 'U', 'M', 'P', 'Y'};

/* Where the dictionary lies: text = the file's bytes from its first character to its last. */
static enum mc_status find_header(struct mc_bytes *text, const struct mc_bytes *bytes,
                                  struct mc_complaint *why)
{
    size_t length, start;

    if (bytes->size < 10 || memcmp(bytes->at, magic, sizeof magic))
        return mc_complain(why, MC_BAD_INPUT, "is not a .npy file: it does not begin as one");
    if (bytes->at[6] < 1 || bytes->at[6] > 3 || bytes->at[7] != 0)
        return mc_complain(why, MC_BAD_INPUT, ".npy version %d.%d is unknown", bytes->at[6],
                           bytes->at[7]);
    start = bytes->at[6] == 1 ? 10 : 12;
    length = mc_bytes_little(bytes->at + 8, start - 8 <= bytes->size - 8 ? start - 8 : 2);
    if (bytes->size < start || length > bytes->size - start)
        return mc_complain(why, MC_BAD_INPUT,
                           "is cut short: the .npy header claims %zu bytes, the file has %zu",
                           length, bytes->size);
    *text = (struct mc_bytes){.at = bytes->at + start, .size = length};
    return MC_OK;
}

static enum mc_status set_type(struct mc_tensor *t, const char *descr,
                               const struct mc_read_options *options, struct mc_complaint *why)
{
    char order = descr[0];

    if (order)
        t->dtype = mc_dtype_by_npy(descr + 1);
    if (!t->dtype || (order != '<' && order != '>' && order != '|') ||
        (order == '|' && t->dtype->size > 1 && descr[1] != 'V') ||
        (order == '>' && descr[1] == 'V'))
        return mc_complain(why, MC_BAD_INPUT, "%s: type '%s' is not read",
                           mc_label(t->name).text, mc_label(descr).text);
    if (descr[1] == 'V' && !options->bf16)
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: type '%s' is bfloat16 only where that is said (--bf16)",
                           mc_label(t->name).text, mc_label(descr).text);
    t->big_endian = order == '>';
    return MC_OK;
}

static enum mc_status set_data(struct mc_tensor *t, const struct mc_bytes *bytes,
                               const struct mc_bytes *text, struct mc_complaint *why)
{
    enum mc_status status;
    size_t elements, have;

    status = mc_tensor_elements(&elements, t, why);
    if (status != MC_OK)
        return status;
    t->data = text->at + text->size;
    have = (size_t)(bytes->at + bytes->size - t->data);
    if (elements * t->dtype->size > have)
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: is cut short: the header claims %zu bytes of data, not %zu",
                           mc_label(t->name).text, elements * t->dtype->size, have);
    if (elements * t->dtype->size < have)
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: there are %zu bytes of data, the header claims only %zu",
                           mc_label(t->name).text, have, elements * t->dtype->size);
    return MC_OK;
}

enum mc_status mc_npy_open(struct mc_tensor *t, const char *name, const struct mc_bytes *bytes,
                           const struct mc_read_options *options, struct mc_complaint *why)
{
    struct mc_npy_header header = {0};
    struct mc_bytes text = {0};
    enum mc_status status;

    *t = (struct mc_tensor){.name = name};
    status = find_header(&text, bytes, why);
    if (status == MC_OK)
        status = mc_npy_header_parse(&header, (const char *)text.at, text.size, why);
    if (status != MC_OK)
        return status;
    t->dimensions = header.dimensions;
    memcpy(t->shape, header.shape, sizeof t->shape);
    mc_tensor_set_strides(t, header.fortran);
    status = set_type(t, header.descr, options, why);
    return status == MC_OK ? set_data(t, bytes, &text, why) : status;
}

static enum mc_status read_npy(struct mc_reading *r, struct mc_complaint *why)
{
    enum mc_status status;
    struct mc_tensor t;

    status = mc_npy_open(&t, r->stem, &r->bytes, &r->options, why);
    return status == MC_OK ? mc_tensor_read(r, &t, why) : status;
}

static enum mc_status write_npy(FILE *out, const struct mc_doubles *A, struct mc_complaint *why)
{
    /* The data begin at a multiple of 64, as NumPy writes them. */
    uint8_t start[128];
    char text[128];
    int length;
    size_t i, j;

    length = snprintf(text, sizeof text,
                      "{'descr': '<f8', 'fortran_order': True, 'shape': (%zu, %zu), }", A->rows,
                      A->cols);
    memset(start, ' ', sizeof start);
    memcpy(start, magic, sizeof magic);
    start[6] = 1;
    start[7] = 0;
    mc_bytes_put_little(start + 8, sizeof start - 10, 2);
    memcpy(start + 10, text, (size_t)length);
    start[sizeof start - 1] = '\n';
    fwrite(start, 1, sizeof start, out);
    for (j = 0; j < A->cols; j++)
        for (i = 0; i < A->rows; i++)
            mc_write_double(out, A->at[i * A->cols + j]);
    return MC_OK;
}

const struct mc_format mc_format_npy = {".npy", .read = read_npy, .write = write_npy};
