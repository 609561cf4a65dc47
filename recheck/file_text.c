// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file_text.h"

enum { LARGEST_FILE = 64 << 20 };

char *file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL, *more;
    size_t size = 0, room = 1 << 16, got = 1;

    while (file && got && room <= LARGEST_FILE && (more = realloc(text, room + 1))) {
        text = more;
        got = fread(text + size, 1, room - size, file);
        size += got;
        room *= size == room ? 2 : 1;
    }
    if (file)
        fclose(file);
    if (text)
        text[size] = '\0';
    if (text && strlen(text) == size && !got)
        return text;
    free(text);
    return NULL;
}
