// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the weights of QDWH.  For l in (0, 1), with d = (4 (1 - l^2) / l^4)^(1/3),
 *
 *   a = sqrt(1 + d) + sqrt(8 - 4 d + 8 (2 - l^2) / (l^2 sqrt(1 + d))) / 2,
 *   b = (a - 1)^2 / 4,  c = a + b - 1,  w+ = w (a + b w^2) / (1 + c w^2):
 *
 * [l, 1] goes into [l+, 1], l+ the image of l.  a is rounded to 128 bits, b and c are exact, so
 * that 1 is a fixed point; from l > 1 - 2^-64 on a = 3, b = 1, c = 3 (Halley).  Source:
 * Nakatsukasa, Bai and Gygi 2010, equation (3.5).
 */
#ifndef QDWH_H
#define QDWH_H

#include "muoncheck/iteration.h"

void qdwh_weights(fmpq_t a, fmpq_t b, fmpq_t c, const fmpq_t l);

#endif
