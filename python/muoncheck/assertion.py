# SPDX-License-Identifier: Apache-2.0
"""The assertion for a test of a kernel."""
from fractions import Fraction

import numpy

from .answers import certify, tolerance
from .arrays import each, view
from .library import accumulations

_MORE_DIGITS = 20
_ADVICE = """
  To decide, give accumulate=..., the order of your kernel's sums (`muoncheck list accumulations`): its
  run is then compared bit by bit.  Or give max_rounding=..., the largest ||y - exact iterate||_F that
  your test allows: no bound is proved here that y = 0 would not pass, so that it is yours to choose."""


def _said(number):
    return "none" if number is None else f"[{number.lo:.6g}, {number.hi:.6g}]"


class _Question:
    def __init__(self, x, y, table, steps, dtype, accumulate):
        self.x, self.y, self.table, self.steps, self.dtype = x, y, table, steps, dtype
        self.shape = view(x, "x")[1].shape
        self.models = accumulations() + ["fp32"] if accumulate is None else [accumulate]
        self.found = certify(x, y, table=table, steps=steps)
        self.bounds = tolerance(table, self.shape, steps=steps, dtype=dtype, accumulate=accumulate)
        self.runs = []          # (accumulation, entries that agree, rounding of the run)

    def is_off_by_at_most(self, allowed):
        """True, False, or None."""
        for digits in (None, _MORE_DIGITS):
            if digits:
                self.found = certify(self.x, self.y, table=self.table, steps=self.steps,
                                     digits=digits)
            off = self.found.image_frobenius
            if off is not None and off.hi <= allowed:
                return True
            if off is not None and off.lo > allowed:
                return False
        return None

    def tells_zero(self, allowed):
        """Does the bound refuse y = 0?"""
        size = certify(self.x, numpy.zeros(self.shape), table=self.table,
                       steps=self.steps).image_frobenius
        return size is not None and size.lo > allowed

    def is_reproduced(self):
        for model in self.models:
            try:
                run = tolerance(self.table, self.shape, steps=self.steps, dtype=self.dtype,
                                accumulate=model, x=self.x, y=self.y)
            except ValueError:
                if len(self.models) == 1:
                    raise
                continue        # a type that does not hold this format
            self.runs.append((model, run.agreeing, run.run_rounding))
            if run.agreeing == self.shape[0] * self.shape[1]:
                return True
        return False

    def report(self, head, allowed):
        found, count = self.found, self.shape[0] * self.shape[1]
        lines = [head, f"  {self.shape[0]} x {self.shape[1]}, {self.steps} steps of {self.table} "
                 f"in {self.dtype}, rank of x {found.rank}",
                 f"  ||y - exact iterate||_F      {_said(found.image_frobenius)}",
                 f"  allowed                      {allowed}",
                 f"  ||y - exact iterate||_2      {_said(found.image_spectral)}",
                 f"  ||exact iterate - polar||_2  {_said(found.approximation_spectral)}",
                 f"  ||y - polar||_2              {_said(found.spectral)}",
                 f"  orthogonality                {_said(found.orthogonality)}",
                 f"  dual gap                     {_said(found.dual_gap)}"]
        width = max((len(model) for model, _, _ in self.runs), default=0)
        lines += [f"  emulated, sums {model:{width}} {agreeing} of {count} entries agree, its rounding "
                  f"{_said(rounding)}" for model, agreeing, rounding in self.runs]
        return "\n".join(lines)


def assert_orthogonalized(x, y, table="keller", steps=5, dtype="bf16", *, accumulate=None,
                          max_rounding=None):
    """Fails unless y is shown to be what `steps` steps of `table` make of x, but for rounding; of
    stacks, unless each matrix is.

    With E = ||y - exact iterate||_F, enclosed, it passes where one of these holds:

      E <= max_rounding, where you give one: a tolerance of your own;
      E <= the bound proved for every matrix of the shape, in `dtype` with sums as `accumulate`
        says, where that bound is below the norm of the exact iterate;
      y is, bit by bit, the emulated run in `dtype`, with sums as `accumulate` says, or without it as
        any that muoncheck knows by name (`muoncheck list accumulations`) or fp32 in sequence.

    E beyond a bound that applies is an error of the kernel.  Else nothing is shown, and it fails too:
    for keller in bf16 no bound is proved (the manual says why), so pass the order of your sums, or
    max_rounding.  Bounds and runs speak of x times a power of two, with a norm in [1, 2); a kernel
    sees no difference but for underflow and an epsilon that it adds to the norm.  Factors that
    depend on the shape are not part of y.
    """
    if each(lambda a, b: assert_orthogonalized(a, b, table, steps, dtype, accumulate=accumulate,
                                               max_rounding=max_rounding), x, y) is not None:
        return
    question = _Question(x, y, table, steps, dtype, accumulate)
    if max_rounding is not None:
        allowed, whose = Fraction(max_rounding), "as the test says"
    else:
        allowed, whose = question.bounds.rounding_bound, "proved for every matrix of the shape"
    fine = None if allowed is None else question.is_off_by_at_most(allowed)
    said = "nothing is proved" if allowed is None else f"{float(allowed):.6g}, {whose}"
    if fine is False:
        raise AssertionError(question.report("y is not the iterate of x", said))
    if max_rounding is None and fine and not question.tells_zero(allowed):
        fine, said = None, said + ", but would let y = 0 pass"
    if fine or max_rounding is None and question.is_reproduced():
        return
    raise AssertionError(question.report("y is not shown to be the iterate of x", said)
                         + (_ADVICE if max_rounding is None else ""))
