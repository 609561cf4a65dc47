// SPDX-License-Identifier: Apache-2.0
/*
 * The one place that knows where Arb's headers live: Arb up to 2.23 installs them at the top,
 * FLINT 3 and later under flint/.
 */
#ifndef MUONCHECK_ARB_H
#define MUONCHECK_ARB_H

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#include <flint/arb_mat.h>
#else
#include <arb.h>
#include <arb_mat.h>
#endif
#include <flint/fmpq.h>
#include <flint/fmpq_mat.h>

#endif
