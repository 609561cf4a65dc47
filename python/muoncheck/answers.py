# SPDX-License-Identifier: Apache-2.0
"""The three questions, and what their answers hold."""
import ctypes
import math
import typing
from fractions import Fraction

import numpy

from .arrays import each, view
from .library import CertifyQuestion, ToleranceQuestion, TruthQuestion, library

_BAD_INPUT, _NO_RESOURCE, _NOT_DECIDED = 1, 2, 3


class Enclosure(typing.NamedTuple):
    """The exact number lies in [lo, hi]."""
    lo: float
    hi: float


class Certified(typing.NamedTuple):
    """What certify found; the manual's `certify` defines the numbers."""
    verdict: str                  # on error <= max_error: proved, refuted, undecided
    decided: bool                 # the digits asked for, and the verdict, were reached
    rank: typing.Optional[int]
    spectral: Enclosure           # ||y - U S^p V^T||, to the nearest admissible one
    frobenius: Enclosure
    orthogonality: typing.Optional[Enclosure]
    residual: typing.Optional[Enclosure]
    psd_residual: typing.Optional[Enclosure]
    dual_gap: typing.Optional[Enclosure]
    bound_violation: typing.Optional[Enclosure]
    image_spectral: typing.Optional[Enclosure]           # y to the exact image x_T
    image_frobenius: typing.Optional[Enclosure]
    approximation_spectral: typing.Optional[Enclosure]   # x_T to the polar factor
    approximation_frobenius: typing.Optional[Enclosure]


class Truth(typing.NamedTuple):
    """What truth found."""
    transform: typing.Optional[numpy.ndarray]    # None where the rank is not decided and p = 0
    radius: typing.Optional[float]               # ||transform - U S^p V^T||_F <= radius
    sigma: numpy.ndarray                         # k x 2: lo, hi; descending
    rank: Enclosure
    spectral: Enclosure
    nuclear: Enclosure
    frobenius: Enclosure
    condition: typing.Optional[Enclosure]
    decided: bool                                # the digits asked for were reached


class Tolerance(typing.NamedTuple):
    """What tolerance found; None: nothing is proved."""
    steps: int
    approximation: typing.Optional[Enclosure]    # exact iterate to polar factor, spectral norm
    rounding_bound: typing.Optional[float]       # computed to exact iterate, Frobenius norm
    total: typing.Optional[float]                # of the two, spectral; None: no use either
    values: typing.Optional[Enclosure]           # where the singular values of the result lie
    probabilistic_bound: typing.Optional[float]  # rounding again, but for probability `failure`
    run_rounding: typing.Optional[Enclosure]     # of the emulated run on x: no bound of others
    agreeing: typing.Optional[int]               # entries of y that are those of that run


class _Answer:
    def __init__(self, pointer):
        if not pointer:
            raise MemoryError("muoncheck: memory is out")
        self.pointer = pointer

    def __enter__(self):
        status = library.muoncheck_status(self.pointer)
        if status in (_BAD_INPUT, _NO_RESOURCE):
            line = library.muoncheck_complaint(self.pointer).decode()
            self.__exit__()
            raise (ValueError if status == _BAD_INPUT else MemoryError)(line)
        self.decided = status != _NOT_DECIDED
        return self

    def __exit__(self, *_):
        library.muoncheck_free(self.pointer)

    def ends(self, field):
        count = library.muoncheck_count(self.pointer, field.encode())
        if count < 0:
            return None
        lo, hi = numpy.empty(count), numpy.empty(count)
        doubles = ctypes.POINTER(ctypes.c_double)
        library.muoncheck_enclosures(self.pointer, field.encode(), lo.ctypes.data_as(doubles),
                                     hi.ctypes.data_as(doubles))
        return lo, hi

    def enclosure(self, field):
        ends = self.ends(field)
        if ends is None or math.isinf(ends[0][0]) and math.isinf(ends[1][0]):
            return None
        return Enclosure(float(ends[0][0]), float(ends[1][0]))

    def upper(self, field):
        found = self.enclosure(field)
        return None if found is None or math.isinf(found.hi) else found.hi

    def integer(self, field):
        found = self.enclosure(field)
        return None if found is None else int(found.lo)

    def between(self, lo, hi):
        lo, hi = self.enclosure(lo), self.enclosure(hi)
        return None if lo is None or hi is None else Enclosure(lo.lo, hi.hi)


def _exact(number):
    """The text of an exact number: decimals as they stand, anything else as a fraction."""
    if number is None:
        return None
    if isinstance(number, numpy.floating):
        number = float(number)
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError(f"{number} is not a finite number")
    return (number if isinstance(number, str) else str(Fraction(number))).encode()


def _text(word):
    return None if word is None else str(word).encode()


def certify(x, y, p=0, *, max_error=None, norm="spectral", table=None, steps=None, digits=None,
            max_bits=None):
    """How far y is from U S^p V^T of x; with max_error, whether it is that near.  Of stacks (more
    than two dimensions, the last two being a matrix's) a list of answers, in order."""
    answers = each(lambda a, b: certify(a, b, p, max_error=max_error, norm=norm, table=table,
                                        steps=steps, digits=digits, max_bits=max_bits), x, y)
    if answers is not None:
        return answers
    (x, keep_x), (y, keep_y) = view(x, "x"), view(y, "y")
    question = CertifyQuestion(ctypes.pointer(x), ctypes.pointer(y), _exact(p), _exact(max_error),
                               _text(norm), _text(table), -1 if steps is None else steps,
                               digits or 0, max_bits or 0)
    with _Answer(library.muoncheck_certify(ctypes.byref(question))) as answer:
        rank = answer.integer("rank")
        return Certified(library.muoncheck_verdict(answer.pointer).decode(), answer.decided,
                         None if rank < 0 else rank,
                         *(answer.enclosure(name) for name in Certified._fields[3:]))


def truth(x, p=0, *, digits=None, max_bits=None):
    """The spectrum of x and its transform U S^p V^T, to `digits` digits (20); of a stack a list."""
    answers = each(lambda a: truth(a, p, digits=digits, max_bits=max_bits), x)
    if answers is not None:
        return answers
    x, keep = view(x, "x")
    question = TruthQuestion(ctypes.pointer(x), _exact(p), digits or 0, max_bits or 0)
    with _Answer(library.muoncheck_truth(ctypes.byref(question))) as answer:
        entries = answer.ends("transform")
        return Truth(None if entries is None else entries[0].reshape(keep.shape),
                     answer.upper("radius"), numpy.stack(answer.ends("sigma"), axis=1),
                     Enclosure(answer.integer("rank_lo"), answer.integer("rank_hi")),
                     *(answer.enclosure(name) for name in Truth._fields[4:8]), answer.decided)


def tolerance(table, shape, *, steps=None, dtype="bf16", accumulate=None, sigma_min=0,
              failure="1/1000", x=None, y=None):
    """What theory allows a kernel to be off; with x and y, also the emulated run beside y."""
    (x, keep_x), (y, keep_y) = ((None, None) if matrix is None else view(matrix, name)
                                for matrix, name in ((x, "x"), (y, "y")))
    if len(shape) != 2:
        raise ValueError(f"shape {tuple(shape)}: (rows, columns), please")
    rows, cols = shape
    question = ToleranceQuestion(_text(table), _text(dtype), _text(accumulate),
                                 _exact(sigma_min), _exact(failure),
                                 -1 if steps is None else steps, rows, cols,
                                 *(array and ctypes.pointer(array) for array in (x, y)))
    with _Answer(library.muoncheck_tolerance(ctypes.byref(question))) as answer:
        return Tolerance(answer.integer("steps"), answer.enclosure("approximation"),
                         answer.upper("rounding_bound"), answer.upper("total"),
                         answer.between("values_lo", "values_hi"),
                         answer.upper("probabilistic_bound"), answer.enclosure("run_rounding"),
                         answer.integer("agreeing"))
