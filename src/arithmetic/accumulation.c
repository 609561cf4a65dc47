// SPDX-License-Identifier: Apache-2.0
/* The accumulation of a format, read from text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/arithmetic.h"

enum { MOST_WIDTH = 65536, ALIGNED_WIDTH = 64, ALIGNED_BITS = 40 };

/*
 * V100, A100: Fasi, Higham, Mikaitis and Pranesh, Numerical behavior of NVIDIA tensor cores,
 * PeerJ Computer Science 7:e330 (2021): blocks of 4, of 8, and of 4 for tf32; truncation; one
 * extra bit on A100.  H100: Li et al., FTTN (2024): blocks of 16, two extra bits.  cuBLAS in
 * fp32: one fused multiply-add after the other along k, as CUTLASS's kernels without tensor
 * cores do in their source; with split-K the parts are added.  Triton's tl.dot goes on from its
 * accumulator, so the size of its blocks does not show: fp32 in input_precision="ieee" is a
 * chain of fused multiply-adds, bf16 what the tensor core does.  None of these was run here.
 */
const struct mc_accumulation_name mc_accumulation_names[] = {
    {"cpu-loop", "fp32/sequential", "a loop over k in floats", true},
    {"cpu-loop-fma", "fp32/sequential/fused", "a loop over k in floats, contracted", true},
    {"avx512-bf16", "fp32/swapped/fused/flush",
     "VDPBF16PS: the bf16 products of oneDNN, and so of PyTorch, on CPUs that have it", true},
    {"cublas-fp32", "fp32/sequential/fused", "cuBLAS without tensor cores; CUTLASS's source",
     false},
    {"cublas-fp32-split-k4", "fp32/split4/fused", "the same with k in four parts", false},
    {"cublas-tf32-a100", "fp32/aligned4+1", "tf32 on A100; Fasi et al. 2021", false},
    {"tensor-core-v100", "fp32/aligned4+0", "fp16 on V100; Fasi et al. 2021", false},
    {"tensor-core-a100", "fp32/aligned8+1", "fp16 and bf16 on A100; Fasi et al. 2021", false},
    {"tensor-core-h100", "fp32/aligned16+2", "fp16 and bf16 on H100; Li et al. 2024, FTTN",
     false},
    {"triton-ieee", "fp32/sequential/fused", "tl.dot with input_precision=\"ieee\"", false},
    {"triton-bf16-h100", "fp32/aligned16+2", "tl.dot of bf16 on H100: its tensor core", false},
    {0},
};

static const struct {
    const char *name;
    enum mc_order order;
    bool has_width;
} orders[] = {
    {"sequential", MC_SEQUENTIAL, false}, {"swapped", MC_SWAPPED_PAIRS, false},
    {"pairwise", MC_PAIRWISE, false},     {"blocks", MC_BLOCKS, true},
    {"lanes", MC_LANES, true},            {"split", MC_SPLIT, true},
    {"aligned", MC_ALIGNED, true},
};

/* "blocks16", "aligned8+1" */
static bool read_order(struct mc_accumulation *sum, const char *word)
{
    size_t i, length;
    char *end;
    long width;

    for (i = 0; i < sizeof orders / sizeof *orders; i++) {
        length = strlen(orders[i].name);
        if (strncmp(word, orders[i].name, length) != 0)
            continue;
        sum->order = orders[i].order;
        if (!orders[i].has_width)
            return word[length] == 0;
        width = strtol(word + length, &end, 10);
        sum->width = (int)(width > 0 && width <= MOST_WIDTH ? width : 0);
        if (sum->order == MC_ALIGNED && *end == '+')
            sum->guard = (int)strtol(end + 1, &end, 10);
        return sum->width > 0 && *end == 0;
    }
    return false;
}

static bool read_words(struct mc_accumulation *sum, const char *text)
{
    char copy[64], *at = copy, *word;
    bool first = true, fine = true, ordered = false;

    if (strlen(text) >= sizeof copy)
        return false;
    strcpy(copy, text);
    while (fine && (word = strsep(&at, "/"))) {
        if (first)
            fine = (sum->type = mc_format_find(word)) != NULL;
        else if (strcmp(word, "fused") == 0)
            sum->fused = true;
        else if (strcmp(word, "flush") == 0)
            sum->flush = true;
        else
            fine = !ordered && read_order(sum, word), ordered = true;
        first = false;
    }
    return fine;
}

/* What no loop here can do, and what is no model of anything. */
static const char *objection(const struct mc_accumulation *sum, const struct mc_arithmetic *to)
{
    const struct mc_format *type = sum->type, *format = to->format;
    bool wide = type->precision > 24;

    if (type->precision < format->precision || type->emin > format->emin ||
        type->largest < format->largest)
        return "the sums' type does not hold the format";
    if (wide && sum->flush)
        return "fp64 does not flush";
    if (wide && to->rounding > MC_DOWNWARD)
        return "sums in fp64 round to nearest, toward zero, up or down";
    if (sum->order == MC_ALIGNED && (sum->width > ALIGNED_WIDTH || sum->guard < 0 ||
                                     type->precision + sum->guard > ALIGNED_BITS || sum->fused))
        return "aligned sums take 64 products and 40 bits at most, and are fused as they are";
    return NULL;
}

enum mc_status mc_arithmetic_accumulate(struct mc_arithmetic *format, const char *text,
                                        struct mc_complaint *why)
{
    struct mc_accumulation sum = {0};
    struct mc_arithmetic out = *format;
    const char *model = text, *wrong;
    size_t i;

    for (i = 0; mc_accumulation_names[i].name; i++)
        if (strcmp(text, mc_accumulation_names[i].name) == 0)
            model = mc_accumulation_names[i].text;
    if (!read_words(&sum, model))
        return mc_complain(why, MC_BAD_INPUT, "'%.60s' is no accumulation: TYPE[/ORDER][/fused]"
                           "[/flush], or a kernel", text);
    out.format = format->format ? format->format
                 : format->rules == &mc_rules_fp64 ? mc_format_find("fp64") : NULL;
    if (!out.format)
        return mc_complain(why, MC_BAD_INPUT, "%s has no accumulation", format->name);
    wrong = objection(&sum, &out);
    if (wrong)
        return mc_complain(why, MC_BAD_INPUT, "%s by %.60s: %s", format->name, text, wrong);
    out.rules = &mc_rules_emulated;
    out.sum = sum;
    snprintf(out.name, sizeof out.name, "%s by %.40s", out.format->name, text);
    *format = out;
    return MC_OK;
}

enum mc_status mc_arithmetic_round_by(struct mc_arithmetic *format, const char *text,
                                      struct mc_stream *stream, struct mc_complaint *why)
{
    static const char *const names[] = {"nearest", "zero", "up", "down", "away", "stochastic"};
    struct mc_arithmetic out = *format;
    const char *wrong;
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names && strcmp(text, names[i]); i++)
        ;
    if (i == sizeof names / sizeof *names)
        return mc_complain(why, MC_BAD_INPUT, "'%.60s' is no rounding: nearest, zero, up, "
                           "down, away, stochastic", text);
    out.rounding = (enum mc_rounding)i;
    if (out.rounding == MC_NEAREST && out.rules != &mc_rules_emulated)
        return MC_OK;
    if (out.rules != &mc_rules_emulated)
        return mc_complain(why, MC_BAD_INPUT, "%s rounds to nearest; with an accumulation fp64 "
                           "can be told how to round", format->name);
    wrong = objection(&out.sum, &out);
    if (!wrong && out.rounding == MC_STOCHASTIC && !stream)
        wrong = "stochastic rounding wants a stream";
    if (wrong)
        return mc_complain(why, MC_BAD_INPUT, "%s, %s: %s", format->name, text, wrong);
    out.stream = stream;
    snprintf(out.name, sizeof out.name, "%.60s, %s", format->name, text);
    *format = out;
    return MC_OK;
}
