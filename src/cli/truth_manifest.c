// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"
#include "file/read.h"
#include "file/sha256.h"

static enum mc_status input_digest(char *hex, const char *source, struct mc_complaint *why)
{
    char *path = strdup(source);
    const char *name;
    enum mc_status status;

    if (!path)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    status = mc_read_split(path, &name, why);
    if (status == MC_OK)
        status = mc_sha256_file(hex, path, why);
    free(path);
    return status;
}

/* The path under `key` without its folder, NULL where there is none. */
static const char *name_of(json_t *entry, const char *key)
{
    const char *path = json_string_value(json_object_get(entry, key));
    const char *slash = path ? strrchr(path, '/') : NULL;

    return slash ? slash + 1 : path;
}

/* One file of a transform; nothing where it was not written. */
static enum mc_status add_file(json_t *files, json_t *result, json_t *entry, const char *key,
                               const char *radius, struct mc_complaint *why)
{
    const char *path = json_string_value(json_object_get(entry, key));
    char hex[MC_SHA256_TEXT];
    enum mc_status status;

    if (!path)
        return MC_OK;
    status = mc_sha256_file(hex, path, why);
    if (status != MC_OK)
        return status;
    json_array_append_new(
        files, json_pack("{s:s, s:s, s:O, s:O, s:O, s:s?, s:s?, s:O?}", "file", name_of(entry, key),
                         "sha256", hex, "tensor", json_object_get(result, "tensor"), "p",
                         json_object_get(entry, "p"), "radius_frobenius",
                         json_object_get(entry, radius), "input", name_of(entry, "input"),
                         "certificate", name_of(entry, "certificate"), "uncertified",
                         json_object_get(entry, "uncertified")));
    return MC_OK;
}

/* {tensor, p} of the transforms that are undecided: new reference. */
static json_t *undecided(json_t *results)
{
    json_t *list = json_array(), *result, *entry;
    size_t i, k;

    json_array_foreach (results, i, result)
        json_array_foreach (json_object_get(result, "transforms"), k, entry)
            if (json_object_get(entry, "verdict"))
                json_array_append_new(
                    list, json_pack("{s:O, s:O}", "tensor", json_object_get(result, "tensor"), "p",
                                    json_object_get(entry, "p")));
    return list;
}

static enum mc_status add_files(json_t *files, json_t *results, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    json_t *result, *entry;
    size_t i, k;

    json_array_foreach (results, i, result) {
        json_array_foreach (json_object_get(result, "transforms"), k, entry) {
            status = add_file(files, result, entry, "file", "radius_frobenius", why);
            if (status == MC_OK)
                status = add_file(files, result, entry, "decimal_file",
                                  "decimal_radius_frobenius", why);
            if (status != MC_OK)
                return status;
        }
    }
    return status;
}

enum mc_status truth_manifest(const struct truth_task *task, json_t *results,
                              struct mc_complaint *why)
{
    size_t size = strlen(task->directory) + sizeof "/manifest.json";
    char hex[MC_SHA256_TEXT], *path = malloc(size);
    json_t *files = json_array(), *document;
    enum mc_status status = MC_OK;

    if (!path)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    snprintf(path, size, "%s/manifest.json", task->directory);
    if (!task->generated)
        status = input_digest(hex, task->source, why);
    if (status == MC_OK)
        status = add_files(files, results, why);
    document = json_pack("{s:s, s:I, s:{s:s, s:s?}, s:O, s:o}", "version", MUONCHECK_VERSION, "digits",
                         (json_int_t)task->digits, "input", "source", task->source, "sha256",
                         task->generated ? NULL : hex, "files", files, "undecided",
                         undecided(results));
    if (status == MC_OK && (!document || json_dump_file(document, path, JSON_INDENT(2))))
        status = mc_complain(why, MC_BAD_INPUT, "%.200s cannot be written", path);
    json_decref(document);
    json_decref(files);
    free(path);
    return status;
}
