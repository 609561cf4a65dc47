// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "claim/instance.h"
#include "report/kernel_batch.h"

static enum mc_status bad_manifest(struct mc_complaint *why)
{
    return mc_complain(why, MC_BAD_INPUT, "kernels/kernels.json is not what it should be");
}

static enum mc_status look_at_kernel(struct kernel_outputs *out, json_t *entry,
                                     struct mc_complaint *why)
{
    const json_t *inputs = json_object_get(out->manifest, "inputs");
    struct kernel_batch *batch = kernel_batch_new();
    const char *p;
    enum mc_status status = batch ? MC_OK : MC_NO_RESOURCE;

    if (batch && json_unpack(entry, "{s:s, s:s, s:s, s:s}", "kernel", &batch->kernel,
                             "dtype", &batch->dtype, "file", &batch->file, "p", &p))
        status = bad_manifest(why);
    if (status == MC_OK) {
        batch->inputs = "inputs.safetensors";
        status = mc_rational_parse(batch->options.p, p, why);
    }
    for (size_t i = 0; i < json_array_size(inputs) && status == MC_OK; i++) {
        struct kernel_output *next = &out->plain[out->plain_count++];

        next->input = json_string_value(json_array_get(inputs, i));
        status = next->input ? kernel_batch_look(next, batch, why) : bad_manifest(why);
    }
    kernel_batch_free(batch);
    return status;
}

/* The faults of a kernel on one input; the first is none. */
static enum mc_status look_at_faults(struct kernel_outputs *out,
                                     const struct kernel_batch *batch, const char *input,
                                     const json_t *faults, struct mc_complaint *why)
{
    const struct kernel_output *right = &out->planted[out->planted_count];
    enum mc_status status = MC_OK;

    for (size_t i = 0; i < json_array_size(faults) && status == MC_OK; i++) {
        struct kernel_output *next = &out->planted[out->planted_count++];

        next->input = input;
        next->fault = json_string_value(json_array_get(faults, i));
        next->right = right;
        status = input && next->fault ? kernel_batch_look(next, batch, why) : bad_manifest(why);
        if (status == MC_OK && next == right)
            status = kernel_batch_allow(next, batch, why);
        next->allowed = right->allowed;
    }
    return status;
}

static enum mc_status look_at_faulty(struct kernel_outputs *out, json_t *entry,
                                     struct mc_complaint *why)
{
    struct kernel_batch *batch = kernel_batch_new();
    json_t *inputs = NULL, *faults = NULL;
    const char *table;
    json_int_t steps;
    enum mc_status status = batch ? MC_OK : MC_NO_RESOURCE;

    if (batch && json_unpack(entry, "{s:s, s:s, s:s, s:I, s:o, s:o}", "kernel",
                             &batch->kernel, "file", &batch->file, "table", &table, "steps",
                             &steps, "inputs", &inputs, "faults", &faults))
        status = bad_manifest(why);
    if (status == MC_OK) {
        batch->inputs = "faults-inputs.safetensors";
        batch->dtype = "fp32";
        batch->options.steps = (slong)steps;
        status = kernel_batch_read_table(batch, table, why);
    }
    for (size_t i = 0; i < json_array_size(inputs) && status == MC_OK; i++)
        status = look_at_faults(out, batch, json_string_value(json_array_get(inputs, i)),
                                faults, why);
    kernel_batch_free(batch);
    return status;
}

/* As many as the entries of the list have inputs, and faults of each. */
static size_t count_planted(const json_t *list)
{
    size_t count = 0, i;
    json_t *entry;

    json_array_foreach(list, i, entry)
        count += json_array_size(json_object_get(entry, "inputs")) *
                 json_array_size(json_object_get(entry, "faults"));
    return count;
}

static struct kernel_output *outputs_new(size_t count)
{
    struct kernel_output *outputs = calloc(count + 1, sizeof *outputs);

    for (size_t i = 0; outputs && i < count; i++)
        mc_certified_init(&outputs[i].found);
    return outputs;
}

static enum mc_status read_manifest(struct kernel_outputs *out, struct mc_complaint *why)
{
    json_error_t error;
    char *path;

    if (asprintf(&path, "%s/kernels/kernels.json", data_directory()) < 0)
        return MC_NO_RESOURCE;
    out->manifest = json_load_file(path, 0, &error);
    free(path);
    return out->manifest ? MC_OK : bad_manifest(why);
}

enum mc_status kernel_outputs_init(struct kernel_outputs *out, struct mc_complaint *why)
{
    const json_t *kernels, *faulty;
    enum mc_status status;
    size_t i;

    *out = (struct kernel_outputs){0};
    status = read_manifest(out, why);
    if (status != MC_OK)
        return status;
    kernels = json_object_get(out->manifest, "kernels");
    faulty = json_object_get(out->manifest, "faulty");
    out->plain_room = json_array_size(kernels) *
                      json_array_size(json_object_get(out->manifest, "inputs"));
    out->planted_room = count_planted(faulty);
    out->plain = outputs_new(out->plain_room);
    out->planted = outputs_new(out->planted_room);
    if (!out->plain || !out->planted)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < json_array_size(kernels) && status == MC_OK; i++)
        status = look_at_kernel(out, json_array_get(kernels, i), why);
    for (i = 0; i < json_array_size(faulty) && status == MC_OK; i++)
        status = look_at_faulty(out, json_array_get(faulty, i), why);
    return status;
}

void kernel_outputs_clear(struct kernel_outputs *out)
{
    for (size_t i = 0; out->plain && i < out->plain_room; i++)
        mc_certified_clear(&out->plain[i].found);
    for (size_t i = 0; out->planted && i < out->planted_room; i++)
        mc_certified_clear(&out->planted[i].found);
    free(out->plain);
    free(out->planted);
    json_decref(out->manifest);
    *out = (struct kernel_outputs){0};
}

bool kernel_fault_is_apart(const struct kernel_output *fault)
{
    return fault->status != MC_OK ||
           !arb_overlaps(fault->found.image_spectral, fault->right->found.image_spectral);
}

bool kernel_fault_is_beyond(const struct kernel_output *fault)
{
    bool beyond = fault->status != MC_OK;
    arb_t most;

    arb_init(most);
    arb_set_d(most, fault->allowed);
    beyond = beyond || arb_gt(fault->found.image_spectral, most);
    arb_clear(most);
    return beyond;
}
