// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <fenv.h>

#include "report/envelope.h"
#include "report/rounding.h"

Test(context, leaves_the_rounding_mode_as_it_was)
{
    fesetround(FE_UPWARD);
    (void)blas_obeys_rounding();
    cr_expect(fegetround() == FE_UPWARD);
    fesetround(FE_TONEAREST);
}
