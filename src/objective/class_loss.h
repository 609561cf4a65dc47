// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The cross entropy of k + 1 classes, the last of which has logit 0:
 *   loss = log(1 + sum exp z_r) - z_y,   slope_r = exp z_r / (1 + sum exp z) - [r = y],
 * z_y = 0 for the last class; and what follows from the features alone.
 */
#ifndef CLASS_LOSS_H
#define CLASS_LOSS_H

#include "objective/objective.h"

/* Adds the loss to `total`; slope (k numbers) = its gradient.  Enclosures. */
void class_loss(arb_t total, arb_ptr slope, arb_srcptr z, slong k, slong label, slong prec);

/* The label of sample i. */
slong label_of(const struct objective_data *data, slong i);

/* Adds the samples' losses, and to `gradient` (NULL: not wanted) their gradients. */
typedef void class_pass(arb_t loss, arb_mat_struct *gradient, const struct objective_data *data,
                        const arb_mat_t X, slong prec);

/* The mean over the samples of what a pass adds up, and its gradient. */
void class_mean(arb_t out, class_pass *pass, const struct objective_data *data,
                const arb_mat_t X, slong prec);
void class_mean_gradient(arb_mat_t out, class_pass *pass, const struct objective_data *data,
                         const arb_mat_t X, slong prec);

/* spectral = ||A||_F^2 / N, frobenius = ||A||^2 / N, entry = sum ||a_i||_1^2 / N. */
void features_constants(struct objective_constants *out, const struct objective_data *data,
                        slong prec);

#endif
