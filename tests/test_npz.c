// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "scratch.h"

TestSuite(npz, .init = scratch_make, .fini = scratch_remove);

static void check_pair(const char *path)
{
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};

    cr_assert(mc_read_matrices(&list, source_path(path), NULL, &why) == MC_OK, "%s", why.text);
    cr_assert(list.count == 2);
    cr_expect_str_eq(list.items[0].name, "weight");
    cr_expect_str_eq(list.items[1].name, "bias");
    cr_expect(list.items[0].rows == 3 && list.items[0].cols == 4);
    cr_expect(entry_is(&list.items[0], 2, 3, -1.5));
    cr_expect(list.items[1].cols == 40 && entry_is(&list.items[1], 0, 39, 0.25));
    mc_matrix_list_clear(&list);
}

Test(npz, reads_what_numpy_wrote_stored_and_deflated)
{
    check_pair("tests/data/numpy_stored.npz");
    check_pair("tests/data/numpy_deflated.npz");
}

Test(npz, reads_the_64_bit_extension)
{
    check_pair("tests/data/numpy_zip64.npz");
}

Test(npz, picks_one_array)
{
    struct mc_matrix_list list;

    cr_assert(mc_read_matrices(&list, source_path("tests/data/numpy_deflated.npz:bias"), NULL,
                               NULL) == MC_OK);
    cr_expect(list.count == 1 && !strcmp(list.items[0].name, "bias"));
    mc_matrix_list_clear(&list);
    cr_expect(refused(source_path("tests/data/numpy_deflated.npz:bia"), "no tensor 'bia'"));
}

Test(npz, refuses_every_truncation)
{
    cr_expect(prefixes_accepted(source_path("tests/data/numpy_stored.npz"), "cut.npz") == 0);
    cr_expect(prefixes_accepted(source_path("tests/data/numpy_deflated.npz"), "cut.npz") == 0);
    cr_expect(prefixes_accepted(source_path("tests/data/numpy_zip64.npz"), "cut.npz") == 0);
}

/* How many changes of one byte in the data of the first member go unnoticed. */
Test(npz, notices_every_changed_byte_of_the_data)
{
    char bytes[4096], before;
    struct mc_matrix_list list;
    size_t size, at, unnoticed = 0;
    FILE *in = fopen(source_path("tests/data/numpy_stored.npz"), "rb");

    cr_assert(in != NULL);
    size = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    cr_assert(size < sizeof bytes && size > 300);
    for (at = 64; at < 264; at++) {
        before = bytes[at];
        bytes[at] ^= 0x10;
        unnoticed +=
            mc_read_matrices(&list, scratch_file("c.npz", bytes, size), NULL, NULL) == MC_OK;
        mc_matrix_list_clear(&list);
        bytes[at] = before;
    }
    cr_expect(unnoticed == 0, "%zu", unnoticed);
}

Test(npz, refuses_what_is_no_archive_or_has_no_arrays)
{
    char nothing[22] = {'P', 'K', 5, 6};

    cr_expect(refused(scratch_text("n.npz", "this is not a zip archive, not at all"), "zip"));
    cr_expect(refused(scratch_file("n.npz", nothing, sizeof nothing), "no matrices"));
    nothing[10] = 1;
    cr_expect(refused(scratch_file("n.npz", nothing, sizeof nothing), "directory"));
}
