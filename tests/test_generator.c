// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "generator/generator.h"

static struct mc_matrix made(const char *text)
{
    struct mc_complaint why = {""};
    struct mc_matrix A;

    cr_assert(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
    return A;
}

static bool same_matrix(const struct mc_matrix *A, const struct mc_matrix *B, slong prec)
{
    arb_mat_t a, b;
    bool same;

    arb_mat_init(a, A->rows, A->cols);
    arb_mat_init(b, B->rows, B->cols);
    mc_matrix_enclose(a, A, prec);
    mc_matrix_enclose(b, B, prec);
    same = A->kind == B->kind && A->rows == B->rows && A->cols == B->cols &&
           arb_mat_equal(a, b);
    arb_mat_clear(a);
    arb_mat_clear(b);
    return same;
}

Test(generator, registry_is_sorted_and_has_at_least_twelve)
{
    size_t i;

    cr_expect(generator_count >= 12, "only %zu", generator_count);
    for (i = 1; i < generator_count; i++)
        cr_expect(strcmp(generators[i - 1]->id, generators[i]->id) < 0, "%s",
                  generators[i]->id);
}

Test(generator, every_example_is_made_and_is_the_same_twice)
{
    size_t i;

    for (i = 0; i < generator_count; i++) {
        const struct generator *g = generators[i];
        struct mc_matrix A = made(g->example), B = made(g->example);

        cr_expect_str_eq(A.name, g->example);
        cr_expect(!strncmp(g->example, g->id, strlen(g->id)), "%s", g->id);
        cr_expect(*g->title && *g->source, "%s says nothing of itself", g->id);
        cr_expect(A.rows > 0 && A.cols > 0, "%s", g->id);
        cr_expect(same_matrix(&A, &B, 128), "%s differs", g->id);
        mc_matrix_clear(&A);
        mc_matrix_clear(&B);
    }
}

/* Every radius is at most 2^(4-prec) times the largest entry: working precisions exceed prec by
 * more than the bits that a sum of m + n products can lose. */
static bool radii_are_small(const arb_mat_t a, slong prec)
{
    slong i, j;
    bool small = true;
    mag_t largest, x;

    mag_init(largest);
    mag_init(x);
    for (i = 0; i < arb_mat_nrows(a); i++)
        for (j = 0; j < arb_mat_ncols(a); j++) {
            arb_get_mag(x, arb_mat_entry(a, i, j));
            mag_max(largest, largest, x);
        }
    mag_mul_2exp_si(largest, largest, 4 - prec);
    for (i = 0; i < arb_mat_nrows(a); i++)
        for (j = 0; j < arb_mat_ncols(a); j++)
            small &= mag_cmp(arb_radref(arb_mat_entry(a, i, j)), largest) <= 0;
    mag_clear(largest);
    mag_clear(x);
    return small;
}

static void expect_enclosures_agree(const char *text)
{
    struct mc_matrix A = made(text);
    arb_mat_t coarse, fine;

    arb_mat_init(coarse, A.rows, A.cols);
    arb_mat_init(fine, A.rows, A.cols);
    mc_matrix_enclose(coarse, &A, 64);
    mc_matrix_enclose(fine, &A, 256);
    cr_expect(arb_mat_overlaps(coarse, fine), "%s: enclosures are apart", text);
    cr_expect(radii_are_small(coarse, 64), "%s: wide at 64 bits", text);
    cr_expect(radii_are_small(fine, 256), "%s: wide at 256 bits", text);
    arb_mat_clear(coarse);
    arb_mat_clear(fine);
    mc_matrix_clear(&A);
}

Test(generator, enclosures_at_64_and_256_bits_agree_and_are_narrow)
{
    static const char *const more[] = {
        "kahan:n=100,theta=1/100", "kahan:n=3,theta=1000000", "rotation:theta=1e30,scale=1/3",
        "prescribed:m=40,n=17,spectrum=log-uniform,cond=1e300",
        "prescribed:m=3,n=3,spectrum=gamma,scale=1/3", "diagonal:spectrum=two-then-tail",
        "prescribed:n=33,spectrum=two-then-tail", "kahan:n=0", "prescribed:n=0,spectrum=gamma",
    };
    size_t i;

    for (i = 0; i < generator_count; i++)
        expect_enclosures_agree(generators[i]->example);
    for (i = 0; i < sizeof more / sizeof more[0]; i++)
        expect_enclosures_agree(more[i]);
}

Test(generator, every_generator_takes_every_key_it_reads_and_no_other)
{
    static const char *const keys[] = {"m=4", "n=4", "seed=7", "rank=2", "cond=10",
                                       "spectrum=geometric", "scale=3/7", "theta=1/2", "p=1"};
    size_t i, k;

    for (i = 0; i < generator_count; i++)
        for (k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            char text[128], key[16], listed[64], wanted[32];
            struct mc_matrix A;
            struct mc_complaint why = {""};

            snprintf(text, sizeof text, "%s:%s", generators[i]->id, keys[k]);
            snprintf(key, sizeof key, "%.*s", (int)strcspn(keys[k], "="), keys[k]);
            snprintf(listed, sizeof listed, " %s ", generators[i]->keys);
            snprintf(wanted, sizeof wanted, " %s ", key);
            if (strstr(listed, wanted)) {
                cr_expect(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
                mc_matrix_clear(&A);
            } else {
                cr_expect(generate(&A, text, &why) == MC_BAD_INPUT, "%s", text);
                cr_expect(strstr(why.text, key), "%s: %s", text, why.text);
            }
        }
}

Test(generator, sizes_of_zero_and_one_are_ordinary)
{
    static const char *const specs[] = {
        "gaussian:m=0,n=5", "hilbert:m=3,n=0", "ones:m=0,n=0", "prescribed:m=0,n=4",
        "orthogonal:n=0", "graded:m=0,n=2", "rational-svd:n=0", "diagonal:m=4,n=0",
        "hadamard:n=0", "prescribed:n=1", "orthogonal:n=1", "graded:n=1",
        "rational-svd:m=1,n=4", "near-overflow:n=1", "lauchli:n=0", "minij:n=1", "kahan:n=1",
        "rank-one-plus-noise:m=0,n=3", "rational-svd:spectrum=[]", "near-underflow:n=0",
    };
    size_t i;

    for (i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        struct mc_matrix A = made(specs[i]);
        mc_matrix_clear(&A);
    }
}

Test(generator, one_size_alone_makes_a_square)
{
    struct mc_matrix A = made("gaussian:m=3"), B = made("rational-svd:spectrum=[3,2,1]");

    cr_expect(A.rows == 3 && A.cols == 3);
    cr_expect(B.rows == 3 && B.cols == 3);
    mc_matrix_clear(&A);
    mc_matrix_clear(&B);
}
