// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <string.h>

#include "generator/generator.h"

Test(spec, bad_specs_are_refused_with_a_line_that_names_the_key)
{
    static const struct {
        const char *text, *named;
    } rows[] = {
        {"gausian:n=3", "'gausian'"}, {"", "no name"}, {":n=3", "no name"},
        {"gaussian:", "key=value"}, {"gaussian:n", "'n'"}, {"gaussian:n=", "n has no value"},
        {"gaussian:=3", "key=value"}, {"gaussian:n=3,", "key=value"},
        {"gaussian:n=3,,m=2", "key=value"},
        {"gaussian:q=3", "'q'"}, {"gaussian:n=3,n=4", "n is given twice"},
        {"gaussian:n=-1", "n=-1"}, {"gaussian:n=three", "n=three"}, {"gaussian:m=2.5", "m=2.5"},
        {"gaussian:n=16385", "n=16385"}, {"gaussian:n=99999999999999999999", "n=999"},
        {"gaussian:m=16384,n=16384", "m=16384, n=16384"}, {"minij:n=16384", "n=16384"},
        {"gaussian:n=0x10", "n=0x10"}, {"gaussian:n= 3", "blank"}, {"gaussian:n=3\n", "blank"},
        {"gaussian:seed=-1", "seed=-1"}, {"gaussian:seed=4294967296", "seed=4294967296"},
        {"gaussian:scale=1/0", "scale=1/0"}, {"gaussian:scale=nan", "scale=nan"},
        {"gaussian:scale=inf", "scale=inf"}, {"kahan:theta=pi", "theta=pi"},
        {"kahan:m=3", "'m'"}, {"rosser:n=8", "'n'"}, {"hadamard:n=12", "n=12"},
        {"prescribed:spectrum=geometrik", "spectrum=geometrik"}, {"graded:cond=0", "cond=0"},
        {"prescribed:cond=1/2", "cond=1/2"}, {"prescribed:cond=x", "cond=x"},
        {"prescribed:n=4,rank=5", "rank=5"}, {"prescribed:n=4,rank=-1", "rank=-1"},
        {"prescribed:n=2,spectrum=[1,2,3]", "spectrum"}, {"prescribed:spectrum=[1,-2]", "'-2'"},
        {"prescribed:spectrum=[1,,2]", "spectrum"}, {"prescribed:spectrum=[1,2", "spectrum"},
        {"prescribed:spectrum=1]", "spectrum"}, {"prescribed:spectrum=[[1]]", "spectrum"},
        {"prescribed:spectrum=[1]2", "spectrum"}, {"prescribed:spectrum=[1][2]", "spectrum"},
        {"prescribed:spectrum=[1,x]", "'x'"}, {"prescribed:spectrum=[1],rank=1", "rank"},
        {"prescribed:spectrum=[1],cond=9", "cond"}, {"prescribed:scale=-1", "scale=-1"},
        {"prescribed:spectrum=power-law,cond=9", "cond"}, {"rational-svd:n=129", "n=129"},
        {"orthogonal:m=129,n=1", "m=129"}, {"rotation:theta=1/2/3", "theta=1/2/3"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct mc_matrix A;
        struct mc_complaint why = {""};

        cr_expect(generate(&A, rows[i].text, &why) == MC_BAD_INPUT, "%s", rows[i].text);
        cr_expect(strstr(why.text, rows[i].named), "%s: %s", rows[i].text, why.text);
        cr_expect(!strchr(why.text, '\n'), "%s: more than a line", rows[i].text);
        cr_expect(!A.name && !A.rows && !A.cols, "%s: A is not empty", rows[i].text);
        mc_matrix_clear(&A);
    }
}
