// SPDX-License-Identifier: GPL-3.0-or-later
/* Lists of instances that several claims of one subject are decided on; they end with NULL. */
#ifndef SUBJECTS_H
#define SUBJECTS_H

/* What a gradient may be: square, wide, tall, clustered, deficient, real momenta and weights.
 */
extern const char *const subject_gradients[];
extern const char *const subject_gradients_full[];
/* Larger points of the nuclear norm. */
extern const char *const subject_nuclear_points_full[];
/* Full rank, for U S^p V^T. */
extern const char *const subject_power_points[];
/* Full rank, up to four small ones. */
extern const char *const subject_full_rank_points[];

#endif
