// SPDX-License-Identifier: GPL-3.0-or-later
/* muoncheck-recheck CERT..., or --truth DIR: accepts or rejects certificates of theorems, and the
 * transforms that `truth -o DIR` wrote; integers and rationals of GMP, and nothing of the program
 * that wrote them.  Exit 0: all accepted; 1: one rejected; 2: unreadable; 3: a transform without a
 * certificate. */
#define _GNU_SOURCE   /* program_invocation_short_name */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificate.h"
#include "file_text.h"
#include "truth.h"

int main(int argc, char **argv)
{
    int i, code = argc > 1 ? 0 : 2;

    if (argc < 2)
        fprintf(stderr, "usage: muoncheck-recheck CERT... | --truth DIR\n");
    if (argc == 3 && !strcmp(argv[1], "--truth"))
        return truth_check(argv[2]);
    for (i = 1; i < argc; i++) {
        char *text = file_text(argv[i]);
        struct finding found;
        if (!text) {
            fprintf(stderr, "%s: %s: cannot be read\n", program_invocation_short_name, argv[i]);
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
