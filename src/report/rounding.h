// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef REPORT_ROUNDING_H
#define REPORT_ROUNDING_H

#include <stdbool.h>

/* Does a one-thread dgemm of the BLAS in use obey fesetround?  Leaves rounding mode and number
 * of BLAS threads as they were; not to be called while another thread is in the BLAS. */
bool blas_obeys_rounding(void);

#endif
