// SPDX-License-Identifier: GPL-3.0-or-later
/* muoncheck-recheck CERT...: accepts or rejects certificates; integers and rationals of GMP,
 * and nothing of the program that wrote them.  Exit 0: all accepted; 1: one rejected; 2:
 * unreadable. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificate.h"

enum { LARGEST_FILE = 64 << 20 };

/* Heap; NULL when it cannot be read. */
static char *file_text(const char *path)
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

int main(int argc, char **argv)
{
    int i, code = argc > 1 ? 0 : 2;

    if (argc < 2)
        fprintf(stderr, "usage: muoncheck-recheck CERT...\n");
    for (i = 1; i < argc; i++) {
        char *text = file_text(argv[i]);
        struct finding found;
        if (!text) {
            fprintf(stderr, "muoncheck-recheck: %s: cannot be read\n", argv[i]);
            code = 2;
            continue;
        }
        found = certificate_check(text);
        if (found.accepted)
            printf("accepted %s: %s, %zu facts\n", argv[i], found.theorem, found.facts);
        else
            printf("rejected %s: %s\n", argv[i], found.reason);
        code = !found.accepted && code == 0 ? 1 : code;
        free(text);
    }
    return code;
}
