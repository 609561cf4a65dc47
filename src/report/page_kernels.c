// SPDX-License-Identifier: GPL-3.0-or-later
/* Outputs of kernels: their true errors beside the tests of two projects, and which test sees a
 * planted fault. */
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/page.h"

enum { DIGITS = 4 };

/* A test with a tolerance: what it measures, and what a project allows. */
enum { ELEMENTWISE, GRAM, TESTS };
#define ELEMENTWISE_NAME "|Y − SVD| ≤ 0.1"
#define GRAM_NAME "|YYᵀ − I| ≤ 0.15"
static const char *const test_names[TESTS] = {ELEMENTWISE_NAME, GRAM_NAME};

static float measured(const struct kernel_output *output, int test)
{
    return test == ELEMENTWISE ? output->tests.elementwise : output->tests.gram;
}

static bool passes(const struct kernel_output *output, int test)
{
    return measured(output, test) <=
           (test == ELEMENTWISE ? ELEMENTWISE_TOLERANCE : GRAM_TOLERANCE);
}

static void write_enclosure(FILE *out, const char *label, const arb_t x)
{
    char *lo = NULL, *hi = NULL;

    fprintf(out, "<td data-label=\"%s\">", label);
    if (mc_enclosure_text(&lo, &hi, x, DIGITS) == MC_OK)
        fprintf(out, "[%s, %s]", lo, hi);
    fputs("</td>", out);
    free(lo);
    free(hi);
}

static void write_names(FILE *out, const struct kernel_output *output, const char *last)
{
    fputs("<tr><td class=\"title\"><code>", out);
    write_escaped(out, output->kernel);
    fputs("</code> ", out);
    write_escaped(out, last ? "" : output->dtype);
    fputs("</td><td data-label=\"Input\">", out);
    write_escaped(out, output->input);
    if (last) {
        fputs("</td><td data-label=\"Fault\">", out);
        write_escaped(out, strcmp(last, "none") ? last : "none: the right kernel");
    }
    fputs("</td>", out);
}

static void write_refusal(FILE *out, const char *label, const struct kernel_output *output)
{
    fprintf(out, "<td data-label=\"%s\">refused: ", label);
    write_escaped(out, output->why.text);
    fputs("</td>", out);
}

static void write_plain(FILE *out, const struct kernel_output *output)
{
    write_names(out, output, NULL);
    if (output->status == MC_OK)
        write_enclosure(out, "Error", output->found.spectral);
    else
        write_refusal(out, "Error", output);
    for (int test = 0; test < TESTS; test++) {
        fprintf(out, "<td data-label=\"%s\">", test_names[test]);
        if (!output->polar)
            fputs("not for this power", out);
        else if (output->status != MC_OK)
            fputs("✗ fails", out);
        else
            fputs(passes(output, test) ? "✓ passes, " : "✗ fails, ", out);
        if (output->polar && output->status == MC_OK)
            page_write_number(out, (double)measured(output, test), 3);
        fputs("</td>", out);
    }
    fputs("</tr>\n", out);
}

static const char *verdict(bool seen)
{
    return seen ? "✓ seen" : "✗ missed";
}

/* A test that fails the right kernel says nothing of a fault. */
static void write_test(FILE *out, const struct kernel_output *fault, int test)
{
    fprintf(out, "<td data-label=\"%s\">", test_names[test]);
    if (fault == fault->right)
        fputs(passes(fault, test) ? "passes" : "✗ fails it", out);
    else if (!passes(fault->right, test))
        fputs("fails the right one", out);
    else
        fputs(verdict(!passes(fault, test)), out);
    if (fault->status == MC_OK) {
        fputs(", ", out);
        page_write_number(out, (double)measured(fault, test), 3);
    }
    fputs("</td>", out);
}

static void write_planted(FILE *out, const struct kernel_output *fault)
{
    bool right = fault == fault->right;

    write_names(out, fault, fault->fault);
    if (fault->status == MC_OK)
        write_enclosure(out, "Distance", fault->found.image_spectral);
    else
        write_refusal(out, "Distance", fault);
    fprintf(out, "<td data-label=\"Apart from the right\">%s</td>",
            right ? "" : verdict(kernel_fault_is_apart(fault)));
    fputs("<td data-label=\"Above the bound\">", out);
    if (right) {
        fputs(kernel_fault_is_beyond(fault) ? "✗ above " : "within ", out);
        page_write_number(out, fault->allowed, 4);
    } else {
        fputs(verdict(kernel_fault_is_beyond(fault)), out);
    }
    fputs("</td>", out);
    for (int test = 0; test < TESTS; test++)
        write_test(out, fault, test);
    fputs("</tr>\n", out);
}

/* What each way of looking sees, of all faults. */
static void write_count(FILE *out, const struct kernel_outputs *kernels)
{
    size_t faults = 0, apart = 0, beyond = 0, seen[TESTS] = {0};
    size_t asked[TESTS] = {0};   /* faults in a kernel that passes without them */

    for (size_t i = 0; i < kernels->planted_count; i++) {
        const struct kernel_output *fault = &kernels->planted[i];

        if (fault == fault->right)
            continue;
        faults++;
        apart += kernel_fault_is_apart(fault);
        beyond += kernel_fault_is_beyond(fault);
        for (int test = 0; test < TESTS; test++) {
            asked[test] += passes(fault->right, test);
            seen[test] += passes(fault->right, test) && !passes(fault, test);
        }
    }
    fprintf(out, "<p>Of %zu planted faults <code>certify --compare</code> tells %zu from the "
                 "right kernel, and %zu without it, by the bound of <code>tolerance</code> "
                 "alone. In kernels that pass it when they are right, the elementwise test "
                 "sees %zu of %zu, that of the Gram matrix %zu of %zu.</p>\n",
            faults, apart, beyond, seen[ELEMENTWISE], asked[ELEMENTWISE], seen[GRAM],
            asked[GRAM]);
}

static void write_head(FILE *out, const char *const *titles, size_t count)
{
    fputs("<div class=\"scroll\"><table class=\"catalogue\"><thead><tr>", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "<th scope=\"col\">%s</th>", titles[i]);
    fputs("</tr></thead><tbody>\n", out);
}

static void write_faults(FILE *out, const struct kernel_outputs *kernels)
{
    static const char *const titles[] = {
        "Kernel, fp32", "Input", "Fault", "Distance from the exact image",
        "Apart from the right", "Above the bound", ELEMENTWISE_NAME, GRAM_NAME};

    fputs("<h3>Planted faults</h3>\n", out);
    write_count(out, kernels);
    fputs("<p>Seen: the enclosed distance from the exact image of the input under the kernel’s "
          "own table lies apart from that of the right kernel; or, without one, above what "
          "rounding may do, which is proved for fp32 sums in sequence (the BLAS has an order "
          "of its own, so this is a yardstick here); or a test that the right kernel passes "
          "fails.</p>\n", out);
    write_head(out, titles, sizeof titles / sizeof *titles);
    for (size_t i = 0; i < kernels->planted_count; i++)
        write_planted(out, &kernels->planted[i]);
    fputs("</tbody></table></div>\n", out);
}

void page_write_kernels(FILE *out, const struct report *report)
{
    static const char *const titles[] = {"Kernel", "Input", "True error, spectral norm",
                                         ELEMENTWISE_NAME, GRAM_NAME};
    const struct kernel_outputs *kernels = report->kernels;

    if (!kernels)
        return;
    fputs("<section><h2>Kernels, and the tolerances that projects use</h2>\n"
          "<p>Stored outputs of nine kernels (<code>data/kernels</code>), re-implemented from "
          "published sources and recurrences in PyTorch, on momenta of a real training run (o, qkv) "
          "and on prescribed spectra. The error is the distance from U Sᵖ Vᵀ of the fp32 input, "
          "enclosed; at less than full rank from the set of all polar factors. Beside it two "
          "tests in fp32, which projects run on inputs of their own: every entry within 0.1 of "
          "an fp32 SVD’s (NVIDIA Emerging-Optimizers), and every entry of YYᵀ − I within 0.15 "
          "(microsoft/dion, for Polar Express).</p>\n<details><summary>the outputs</summary>\n",
          out);
    write_head(out, titles, sizeof titles / sizeof *titles);
    for (size_t i = 0; i < kernels->plain_count; i++)
        write_plain(out, &kernels->plain[i]);
    fputs("</tbody></table></div></details>\n", out);
    write_faults(out, kernels);
    fputs("</section>\n", out);
}
