// SPDX-License-Identifier: Apache-2.0
#ifndef POWER_H
#define POWER_H

#include "muoncheck/spectrum.h"

/* mc_transform_power for p = 0. */
enum mc_status polar_of_svd(arb_mat_t out, arb_t radius, const struct mc_svd *svd, slong prec);

#endif
