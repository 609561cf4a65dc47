// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/format.h"
#include "file/safetensors.h"

/* The header's JSON: heap, NULL when the name is no UTF-8 or memory is out. */
static char *header_text(const struct mc_doubles *A)
{
    json_t *header = json_pack("{s:{s:s,s:[I,I],s:[I,I]}}", A->name, "dtype", "F64", "shape",
                               (json_int_t)A->rows, (json_int_t)A->cols, "data_offsets",
                               (json_int_t)0, (json_int_t)(8 * A->rows * A->cols));
    char *text = header ? json_dumps(header, JSON_COMPACT) : NULL;

    json_decref(header);
    return text;
}

static enum mc_status write_safetensors(FILE *out, const struct mc_doubles *A,
                                        struct mc_complaint *why)
{
    size_t i, length, padded;
    uint8_t start[8];
    char *text;

    text = strcmp(A->name, "__metadata__") ? header_text(A) : NULL;
    if (!text)
        return mc_complain(why, MC_BAD_INPUT, "'%s' cannot be a tensor's name",
                           mc_label(A->name).text);
    length = strlen(text);
    padded = (length + 7) / 8 * 8;
    mc_bytes_put_little(start, padded, sizeof start);
    fwrite(start, 1, sizeof start, out);
    fprintf(out, "%s%*s", text, (int)(padded - length), "");
    free(text);
    for (i = 0; i < A->rows * A->cols; i++)
        mc_write_double(out, A->at[i]);
    return MC_OK;
}

const struct mc_format mc_format_safetensors = {
    ".safetensors", .open = mc_safetensors_open, .write = write_safetensors};
