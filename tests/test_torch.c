// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "muoncheck/audit.h"
#include "scratch.h"

TestSuite(torch, .init = scratch_make, .fini = scratch_remove);
TestSuite(shards, .init = scratch_make, .fini = scratch_remove);

#define STATE "tests/data/torch_state.pt"

/* Entry k in row-major order is (k - 5) / 8. */
static bool counts(const struct mc_matrix *A, slong rows, slong cols, slong first)
{
    bool fine = A->rows == rows && A->cols == cols;
    slong i, j;

    for (i = 0; i < rows && fine; i++)
        for (j = 0; j < cols && fine; j++)
            fine = entry_is(A, i, j, (double)(first + i * cols + j - 5) / 8);
    return fine;
}

static const struct mc_matrix *named(const struct mc_matrix_list *list, const char *name)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        if (!strcmp(list->items[i].name, name))
            return &list->items[i];
    cr_assert_fail("no tensor %s", name);
    return NULL;
}

Test(torch, reads_every_float_type_and_parameters_exactly)
{
    static const char *const names[] = {"double", "float", "half", "bf16", "parameter"};
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};
    char name[40];
    size_t i;

    cr_assert(mc_read_matrices(&list, source_path(STATE), NULL, &why) == MC_OK, "%s", why.text);
    cr_expect(list.count == 12);
    for (i = 0; i < 5; i++) {
        snprintf(name, sizeof name, "model.%s.weight", names[i]);
        cr_expect(counts(named(&list, name), 3, 4, 0), "%s", name);
    }
    cr_expect(counts(named(&list, "optimizer.state.0.momentum_buffer"), 6, 8, 0));
    mc_matrix_list_clear(&list);
}

Test(torch, reads_views_stacks_integers_and_booleans)
{
    const struct mc_matrix *transposed, *part;
    struct mc_matrix_list list;
    slong i, j;

    cr_assert(mc_read_matrices(&list, source_path(STATE), NULL, NULL) == MC_OK);
    transposed = named(&list, "model.transposed.weight");
    part = named(&list, "model.part.weight");
    cr_assert(transposed->rows == 3 && transposed->cols == 4 && part->rows == 3 &&
              part->cols == 4);
    for (i = 0; i < 3; i++)
        for (j = 0; j < 4; j++) {
            cr_expect(entry_is(transposed, i, j, (double)(3 * j + i - 5) / 8));
            cr_expect(entry_is(part, i, j, (double)(8 * (i + 1) + j + 2 - 5) / 8));
        }
    cr_expect(counts(named(&list, "model.stack.weight[1]"), 3, 4, 12));
    cr_expect(entry_is(named(&list, "model.bias"), 0, 2, 2));
    cr_expect(entry_is(named(&list, "model.mask"), 0, 0, 1));
    mc_matrix_list_clear(&list);
}

Test(torch, calls_a_lone_tensor_as_its_file)
{
    struct mc_matrix_list list;

    cr_assert(mc_read_matrices(&list, source_path("tests/data/torch_alone.pt"), NULL, NULL) ==
              MC_OK);
    cr_expect(list.count == 1 && !strcmp(list.items[0].name, "torch_alone"));
    cr_expect(counts(&list.items[0], 6, 8, 0));
    mc_matrix_list_clear(&list);
}

Test(torch, refuses_bare_pickles_and_complex_tensors_by_name)
{
    struct mc_matrix_list list;

    cr_expect(refused(source_path("tests/data/torch_legacy.pt"), "bare pickle"));
    cr_expect(refused(source_path("tests/data/torch_complex.pt"), "w: dtype C64"));
    cr_assert(mc_read_matrices(&list, source_path("tests/data/torch_complex.pt:v"), NULL,
                               NULL) == MC_OK);
    mc_matrix_list_clear(&list);
}

Test(torch, refuses_every_truncation)
{
    cr_expect(prefixes_accepted(source_path(STATE), "cut.pt") == 0);
}

/* Bytes that no reader looks at are padding, time stamps and the like; where a flipped byte is
 * read, a checksum or a check must see it, so that what is accepted has the same entries. */
Test(torch, accepts_no_changed_entry)
{
    struct mc_matrix_list list;
    char bytes[8192];
    size_t size, at, accepted = 0;
    FILE *in = fopen(source_path(STATE), "rb");

    cr_assert(in);
    size = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    for (at = 0; at < size; at++) {
        bytes[at] = (char)(bytes[at] ^ 0x10);
        if (mc_read_matrices(&list, scratch_file("flip.pt", bytes, size), NULL, NULL) == MC_OK) {
            cr_expect(counts(named(&list, "model.float.weight"), 3, 4, 0), "byte %zu", at);
            accepted++;
        }
        mc_matrix_list_clear(&list);
        bytes[at] = (char)(bytes[at] ^ 0x10);
    }
    cr_expect(accepted < size / 2, "%zu of %zu", accepted, size);
}

/* A view's norm must be that of the entries it shows: the transposed one's as a matrix of the
 * list, whose own norm goes another way. */
Test(torch, audits_views_as_what_they_show)
{
    struct mc_checkpoint *c;
    size_t i, views = 0;
    arb_t norm;

    cr_assert(mc_checkpoint_open(&c, source_path(STATE), NULL, NULL) == MC_OK);
    cr_expect_str_eq(mc_checkpoint_says(c, "step"), "100");
    cr_expect_str_eq(mc_checkpoint_says(c, "name"), "a run");
    arb_init(norm);
    for (i = 0; i < mc_checkpoint_count(c); i++) {
        const char *name = mc_checkpoint_weight(c, i)->name;
        struct mc_matrix_list one;
        struct mc_figures figures;
        arb_t frobenius;
        char path[512];

        if (!strstr(name, "transposed") && !strstr(name, "part"))
            continue;
        snprintf(path, sizeof path, "%s:%s", source_path(STATE), name);
        cr_assert(mc_read_matrices(&one, path, NULL, NULL) == MC_OK);
        mc_figures_init(&figures);
        cr_assert(mc_checkpoint_figures(&figures, c, i, 6, false, NULL) == MC_OK);
        arb_set(norm, figures.spectral);
        arb_init(frobenius);
        arb_mat_frobenius_norm(frobenius, one.items[0].dyadic, 64);
        cr_expect(arb_overlaps(figures.frobenius, frobenius));
        mc_figures_clear(&figures);
        /* Rank 2: ||A||_F / sqrt(2) <= ||A||_2 <= ||A||_F. */
        cr_expect(arb_le(norm, frobenius));
        arb_mul_2exp_si(norm, norm, 1);
        cr_expect(arb_gt(norm, frobenius));
        arb_clear(frobenius);
        mc_matrix_list_clear(&one);
        views++;
    }
    cr_expect(views == 2);
    arb_clear(norm);
    mc_checkpoint_close(c);
}

Test(shards, reads_the_tensors_of_all_files_and_refuses_what_the_index_does_not_say)
{
    static const char *const data = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xf0\x3f";
    struct mc_matrix_list list;
    const char *index;

    scratch_safetensors("a.safetensors",
                        "{\"u\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]}}",
                        data, 16);
    scratch_safetensors("b.safetensors",
                        "{\"v\":{\"dtype\":\"F64\",\"shape\":[2,1],\"data_offsets\":[0,16]}}",
                        data, 16);
    index = scratch_text("m.safetensors.index.json",
                         "{\"metadata\":{\"total_size\":32},\"weight_map\":"
                         "{\"v\":\"b.safetensors\",\"u\":\"a.safetensors\"}}");
    cr_assert(mc_read_matrices(&list, index, NULL, NULL) == MC_OK);
    cr_expect(list.count == 2 && entry_is(named(&list, "u"), 0, 1, 1));
    mc_matrix_list_clear(&list);
    cr_expect(refused(scratch_text("o.index.json", "{\"weight_map\":{\"u\":\"b.safetensors\"}}"),
                      "v: lies in b.safetensors, but not by the index"));
    cr_expect(refused(scratch_text("p.index.json", "{\"weight_map\":{\"v\":\"b.safetensors\","
                                                   "\"w\":\"b.safetensors\"}}"),
                      "1 tensors of the index are not in its files"));
    cr_expect(refused(scratch_text("q.index.json", "{\"weight_map\":{\"v\":\"../b.safetensors\"}}"),
                      "no file of tensors beside the index"));
    cr_expect(refused(scratch_text("r.index.json", "{\"weight_map\":{\"v\":\"c.safetensors\"}}"),
                      "c.safetensors"));
    cr_expect(refused(scratch_text("s.index.json", "[[["), "is no index"));
}
