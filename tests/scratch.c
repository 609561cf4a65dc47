// SPDX-License-Identifier: GPL-3.0-or-later
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"

static char folder[256];

void scratch_make(void)
{
    const char *parent = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/muoncheck-XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(folder))
        abort();
}

void scratch_remove(void)
{
    DIR *list = opendir(folder);
    struct dirent *entry;
    char path[1024];

    while (list && (entry = readdir(list))) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (unlink(path))
            (void)rmdir(path);
    }
    if (list)
        closedir(list);
    rmdir(folder);
}

const char *scratch_path(const char *name)
{
    static char paths[4][1024];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

const char *source_path(const char *name)
{
    static char path[1024];

    snprintf(path, sizeof path, SOURCE_ROOT "/%s", name);
    return path;
}

const char *scratch_file(const char *name, const void *bytes, size_t size)
{
    const char *path = scratch_path(name);
    FILE *out = fopen(path, "wb");

    if (!out || fwrite(bytes, 1, size, out) != size || fclose(out))
        abort();
    return path;
}

const char *scratch_text(const char *name, const char *text)
{
    return scratch_file(name, text, strlen(text));
}

/* head, then text, then data, as one file. */
static const char *join(const char *name, const void *head, size_t head_size, const char *text,
                        const void *data, size_t size)
{
    size_t length = strlen(text);
    char *all = malloc(head_size + length + size + 1);
    const char *path;

    memcpy(all, head, head_size);
    memcpy(all + head_size, text, length);
    if (size)
        memcpy(all + head_size + length, data, size);
    path = scratch_file(name, all, head_size + length + size);
    free(all);
    return path;
}

const char *scratch_npy(const char *name, const char *dictionary, const void *data, size_t size)
{
    unsigned char head[10] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    size_t length = strlen(dictionary);

    head[8] = (unsigned char)(length & 255);
    head[9] = (unsigned char)(length >> 8);
    return join(name, head, sizeof head, dictionary, data, size);
}

const char *scratch_safetensors(const char *name, const char *json, const void *data,
                                size_t size)
{
    size_t length = strlen(json), i;
    unsigned char head[8];

    for (i = 0; i < 8; i++)
        head[i] = (unsigned char)(length >> 8 * i);
    return join(name, head, sizeof head, json, data, size);
}

bool refused_with(const char *path, const struct mc_read_options *options,
                  enum mc_status status, const char *part)
{
    struct mc_matrix_list list = {0};
    struct mc_complaint why = {{0}};
    enum mc_status got = mc_read_matrices(&list, path, options, &why);
    bool as_told = got == status && !list.count && !list.items && strstr(why.text, part) &&
                   !strchr(why.text, '\n');

    if (!as_told)
        fprintf(stderr, "%s: status %d, %zu matrices, '%s' for '%s'\n", path, (int)got,
                list.count, why.text, part);
    mc_matrix_list_clear(&list);
    return as_told;
}

bool refused(const char *path, const char *part)
{
    return refused_with(path, NULL, MC_BAD_INPUT, part);
}

bool entry_is(const struct mc_matrix *A, slong i, slong j, double value)
{
    arb_srcptr x;

    if (A->kind != MC_DYADIC)
        return false;
    x = arb_mat_entry(A->dyadic, i, j);
    return arb_is_exact(x) && arf_cmp_d(arb_midref(x), value) == 0;
}

bool entry_is_fraction(const struct mc_matrix *A, slong i, slong j, slong p, ulong q)
{
    const fmpq *x;

    if (A->kind != MC_RATIONAL)
        return false;
    x = fmpq_mat_entry(A->rational, i, j);
    return fmpz_equal_si(fmpq_numref(x), p) && fmpz_equal_ui(fmpq_denref(x), q);
}

size_t prefixes_accepted(const char *path, const char *extension)
{
    struct mc_matrix_list list;
    size_t size, cut, accepted = 0;
    FILE *in = fopen(path, "rb");
    char *bytes = malloc(1 << 20);

    if (!in || !bytes)
        abort();
    size = fread(bytes, 1, 1 << 20, in);
    fclose(in);
    for (cut = 0; cut < size; cut++) {
        const char *part = scratch_file(extension, bytes, cut);

        accepted += mc_read_matrices(&list, part, NULL, NULL) != MC_BAD_INPUT;
        mc_matrix_list_clear(&list);
    }
    free(bytes);
    return accepted;
}
