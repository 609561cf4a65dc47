// SPDX-License-Identifier: Apache-2.0
/*
 * Certified norms and spectra of the weights in a checkpoint, one at a time, and the bounds that
 * decoupled weight decay promises.
 *
 * With W+ = (1 - eta lambda) W - eta U and ||U||_2 <= update at every step,
 *
 *   ||W_k||_2 <= R + (1 - eta lambda)^k (||W_0||_2 - R),   R = update / lambda,
 *
 * by the triangle inequality; R is what the weights end in.  update = s c, where c bounds the
 * norm of the orthogonalised momentum and s is the optimizer's factor for an m x n matrix, as read
 * in the sources, each of which decays by 1 - eta lambda with the unadjusted eta:
 *
 *   keller     sqrt(max(1, m/n)), applied in bf16    KellerJordan/Muon, muon.py, 00ba60d:
 *              muon_update.  Of a filter that is flattened it takes m/n from the last two sides of
 *              the filter: 1 where they are equal, so that the bound holds; where they are not, it
 *              is for --update-bound to say.
 *   pytorch    sqrt(max(1, m/n)), applied to eta     pytorch/pytorch, torch/optim/_muon.py,
 *              098e03f: _adjust_lr, "original"; its "match_rms_adamw" is moonlight's
 *   moonlight  sqrt(max(m, n)) / 5, applied to eta   MoonshotAI/Moonlight, examples/toy_train.py,
 *              abaa96e: adjust_lr_for_muon; arXiv:2502.16982, (4)
 *   scion      sqrt(m/n), applied in bf16, and then the radius 1/lambda, in bf16 again
 *              LIONS-EPFL/scion, scion.py, fed3b0e: Spectral.lmo, Scion.step, whose lr is eta
 *              lambda and whose scale is 1/lambda; arXiv:2502.07529, table 3.  Of filters it
 *              divides by more than flattening does, so that the bound holds.
 *   exact      1
 *
 * c = 1.2023686052 for all but exact, which has 1: the maximum over [0, 1] of five steps of
 * (3.4445, -4.7750, 2.0315) in exact arithmetic, rounded up; in bf16 it is an assumption.
 */
#ifndef MUONCHECK_AUDIT_H
#define MUONCHECK_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include "arb.h"
#include "file.h"
#include "status.h"

/* A mapped .safetensors, .pt, .pth or .bin file, the files of an .index.json, or the matrices of
 * another format. */
struct mc_checkpoint;

/* A matrix of floats in it; a stack is one matrix a slice; no vectors, no integers. */
struct mc_weight {
    const char *name;
    const char *file;       /* path of the part where it lies; NULL: the checkpoint's own     */
    slong rows, cols;
    size_t bytes;           /* in its file                                                    */
    size_t memory;          /* bytes that its norms will need                                 */
    size_t values_memory;   /* ... and its singular values                                    */
    slong digits, tiny;     /* of its floats: u = 2^-digits, smallest normal number 2^tiny    */
};

/* `path` may be FILE:NAME.  Errors: those of mc_read_matrices; *out is then NULL. */
MC_MUST_CHECK enum mc_status mc_checkpoint_open(struct mc_checkpoint **out, const char *path,
                                                const struct mc_read_options *options,
                                                struct mc_complaint *why);
void mc_checkpoint_close(struct mc_checkpoint *checkpoint);

size_t mc_checkpoint_count(const struct mc_checkpoint *checkpoint);
const struct mc_weight *mc_checkpoint_weight(const struct mc_checkpoint *checkpoint, size_t i);

/* A text of __metadata__, or a value beside the tensors of a .pt; NULL where there is none. */
const char *mc_checkpoint_says(const struct mc_checkpoint *checkpoint, const char *key);

/*
 * How many of the singular values lie in (edge_(k+1), edge_k] times the largest, edge_0 = 1, with
 * ten bins a decade (the preferred numbers of ISO 3, R10) down to 10^-4 and a last one from there
 * to 0, which it holds.  Edges are exact, in millionths.
 */
enum { MC_SPECTRUM_BINS = 41, MC_SPECTRUM_UNIT = 1000000 };
slong mc_spectrum_edge(size_t k);   /* k <= MC_SPECTRUM_BINS */

struct mc_figures {
    arb_t spectral, frobenius;
    arb_t stable_rank;   /* ||W||_F^2 / ||W||_2^2; not finite where W = 0                     */
    bool has_values;     /* are the following known?                                          */
    arb_t nuclear;
    bool has_counts;     /* not where W = 0                                                   */
    slong least[MC_SPECTRUM_BINS];   /* certainly in the bin                                  */
    slong most[MC_SPECTRUM_BINS];    /* ... and those that may be                             */
};

void mc_figures_init(struct mc_figures *figures);   /* nothing is known */
void mc_figures_clear(struct mc_figures *figures);

/* stable_rank of spectral and frobenius. */
void mc_figures_set_stable_rank(struct mc_figures *figures);

/* The counts of `count` enclosures, descending. */
void mc_figures_count(struct mc_figures *figures, arb_srcptr sigma, slong count);

/*
 * The norms of W; relative width of ||W||_2 <= 10^-digits on MC_OK.  `values`: also what needs
 * singular values, certified in doubles, to about 10 digits of the largest.  Of a mapped tensor
 * nothing is copied but, without `values`, what is no float or double, and its pages are given
 * back.  Threads may call it at the same time.
 * Errors: MC_BAD_INPUT for NaN and infinities, by their place; MC_NO_RESOURCE; MC_NOT_DECIDED:
 * spectral contains the norm, wider, or has_values is false where they were wanted.
 */
MC_MUST_CHECK enum mc_status mc_checkpoint_figures(struct mc_figures *out,
                                                   const struct mc_checkpoint *checkpoint,
                                                   size_t i, slong digits, bool values,
                                                   struct mc_complaint *why);

/* NULL from the last on. */
const char *mc_convention_id(size_t i);

/*
 * out >= ||U||_2 for an m x n update, c < 0: the convention's own.  A factor applied in bf16
 * that is no power of two is rounded to fp32, so is the product, and then that to bf16: it moves U
 * by d s ||O||_F at most, d = 2^-8 + 2^-23 (nearest errs by u / (1 + u), which makes up for the
 * products of the three), and ||O||_F <= sqrt(r) c: out = s c (1 + d sqrt(r)).  scion's radius is
 * another such factor, whatever s: with both, s c (1 + (2 d + d^2) sqrt(r)).
 * Errors: MC_BAD_INPUT for an unknown convention.
 */
MC_MUST_CHECK enum mc_status mc_update_bound(arb_t out, const char *convention, slong m,
                                             slong n, const fmpq_t c, slong prec,
                                             struct mc_complaint *why);

/*
 * out >= ||W_k||_2 for any W_0 of norm `first` and k steps, roundings included: with u, t =
 * 4 2^tiny sqrt(mn) (k W and eta U rounded, flushed or not, then their difference),
 *   ||W+ - (1 - eta lambda) W + eta U||_F <= 4u B' + t,
 *   B = sqrt(r) max(first, R),   B' = (eta lambda B + t) / (eta lambda - 4u),
 * since B' bounds every ||W_j||_F; the geometric sum adds (4u B' + t) / (eta lambda).
 * Indeterminate unless 4u < eta lambda < 1.
 */
void mc_decay_bound(arb_t out, const arb_t first, const arb_t update, const arb_t eta,
                    const arb_t lambda, slong k, const struct mc_weight *weight, slong prec);

#endif
