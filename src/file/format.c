// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "file/format.h"

/* A double has at most 767 significant decimals; the first 17 are not counted before %g drops the
 * zeros at their end. */
enum { EXACT_DIGITS = 767, SHORT_DIGITS = 17 };

const struct mc_format *mc_format_of(const char *path, struct mc_complaint *why)
{
    static const struct mc_format *const formats[] = {
        &mc_format_npy, &mc_format_npz, &mc_format_safetensors, &mc_format_shards,
        &mc_format_pt,  &mc_format_pth, &mc_format_bin,         &mc_format_mtx,
        &mc_format_csv,
    };
    size_t i, length = strlen(path), ending;

    for (i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        ending = strlen(formats[i]->extension);
        if (length >= ending && !strcasecmp(path + length - ending, formats[i]->extension))
            return formats[i];
    }
    (void)mc_complain(why, MC_BAD_INPUT,
                      "is none of .npy, .npz, .safetensors, .pt, .pth, .bin, .index.json, "
                      ".mtx and .csv by its name");
    return NULL;
}

void mc_write_double(FILE *out, double value)
{
    uint8_t bytes[8];
    uint64_t pattern;

    memcpy(&pattern, &value, sizeof pattern);
    mc_bytes_put_little(bytes, pattern, sizeof bytes);
    fwrite(bytes, 1, sizeof bytes, out);
}

void mc_write_decimal(FILE *out, double value)
{
    char text[EXACT_DIGITS + 32];
    int digits = EXACT_DIGITS, i;

    snprintf(text, sizeof text, "%.*e", EXACT_DIGITS - 1, value);
    for (i = (int)(strchr(text, 'e') - text); digits > SHORT_DIGITS && text[i - 1] == '0'; i--)
        digits--;
    snprintf(text, sizeof text, "%.*g", digits, value);
    /* A locale may have put another sign where the point belongs. */
    for (i = 0; text[i]; i++)
        putc(strchr("0123456789+-e", text[i]) ? text[i] : '.', out);
}
