// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/read.h"

static bool exists(const char *path)
{
    struct stat about;

    return !stat(path, &about);
}

enum mc_status mc_read_split(char *path, const char **name, struct mc_complaint *why)
{
    char *colon;

    *name = NULL;
    if (exists(path))
        return MC_OK;
    for (colon = path + strlen(path); colon-- > path;) {
        if (*colon != ':')
            continue;
        *colon = '\0';
        if (exists(path)) {
            *name = colon + 1;
            return MC_OK;
        }
        *colon = ':';
    }
    return mc_complain(why, MC_BAD_INPUT, "there is no such file");
}

char *mc_read_stem(const char *path, const struct mc_format *format)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;

    return strndup(base, strlen(base) - strlen(format->extension));
}

/* Matrices cannot take more than the machine has. */
static size_t machine_memory(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

    return pages > 0 && page > 0 ? (size_t)pages * (size_t)page : SIZE_MAX;
}

static enum mc_status read_container(struct mc_reading *r, const struct mc_format *format,
                                     struct mc_complaint *why)
{
    struct mc_container c;
    enum mc_status status = format->open(&c, r, why);

    if (status == MC_OK)
        status = mc_container_read(r, &c, why);
    mc_container_close(&c);
    return status;
}

enum mc_status mc_read_bytes(struct mc_reading *r, const struct mc_format *format,
                             struct mc_complaint *why)
{
    enum mc_status status;

    status = format->open ? read_container(r, format, why) : format->read(r, why);
    if (status == MC_OK && !r->list->count)
        status = r->wanted ? mc_complain(why, MC_BAD_INPUT, "there is no tensor '%s' in it",
                                         mc_label(r->wanted).text)
                           : mc_complain(why, MC_BAD_INPUT, "there are no matrices in it");
    if (status != MC_OK)
        mc_matrix_list_clear(r->list);
    return status;
}

static enum mc_status read_file(struct mc_reading *r, const char *path,
                                struct mc_complaint *why)
{
    const struct mc_format *format = mc_format_of(path, why);
    enum mc_status status;
    char *stem;

    if (!format)
        return MC_BAD_INPUT;
    stem = mc_read_stem(path, format);
    if (!stem)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    r->path = path;
    r->stem = stem;
    status = mc_bytes_map(&r->bytes, path, why);
    if (status == MC_OK)
        status = mc_read_bytes(r, format, why);
    mc_bytes_unmap(&r->bytes);
    free(stem);
    return status;
}

enum mc_status mc_read_matrices(struct mc_matrix_list *list, const char *path,
                                const struct mc_read_options *options, struct mc_complaint *why)
{
    struct mc_reading r = {.list = list, .memory = machine_memory()};
    enum mc_status status;
    char *copy = strdup(path);

    *list = (struct mc_matrix_list){0};
    if (!copy)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    if (options)
        r.options = *options;
    status = mc_read_split(copy, &r.wanted, why);
    if (status == MC_OK)
        status = read_file(&r, copy, why);
    free(copy);
    return status;
}
