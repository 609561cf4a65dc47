#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_python.py ROOT LIBRARY: the package `muoncheck` of python/ against numpy, exact rationals, a real
kernel's outputs and, where it is installed, torch."""
import json
import math
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
from fractions import Fraction

ROOT = pathlib.Path(sys.argv[1])
os.environ["MUONCHECK_LIBRARY"] = sys.argv[2]
sys.path.insert(0, str(ROOT / "python"))
sys.dont_write_bytecode = True

import numpy  # noqa: E402
import muoncheck  # noqa: E402

REAL = ROOT / "data" / "tiny-gpt-muon" / "orthogonalized_00100.safetensors"


def real_pair(name):
    """Momentum (fp32) and what the kernel returned, as the bits of bf16 and as fp32."""
    data = REAL.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])

    def bits(key, dtype):
        start, end = header[key]["data_offsets"]
        return numpy.frombuffer(data[8 + size:][start:end], dtype).reshape(header[key]["shape"])

    y = bits("out." + name, "<u2")
    return bits("in." + name, "<f4"), y, (y.astype("<u4") << 16).view("<f4")


def raises(kind, pattern, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as error:
        assert re.search(pattern, str(error)), f"{pattern!r} is not in: {error}"
        return str(error)
    raise AssertionError(f"no {kind.__name__}: {pattern}")


def test_truth_encloses_a_spectrum_known_exactly():
    found = muoncheck.truth(numpy.array([[3.0, 0.0], [4.0, 5.0]]), p=1)
    for (lo, hi), square in zip(found.sigma, (45, 5)):
        assert Fraction(lo) ** 2 < square < Fraction(hi) ** 2, (lo, hi)
        assert hi - lo <= 2 * numpy.spacing(lo)
    assert Fraction(found.frobenius.lo) ** 2 < 50 < Fraction(found.frobenius.hi) ** 2
    assert found.rank == (2, 2) and found.decided
    assert (found.transform == [[3, 0], [4, 5]]).all() and found.radius == 0


def test_the_radius_of_a_transform_holds_and_is_no_wider_than_rounding():
    # [3 0; 4 5] = P H; its polar factor is [2 -1; 1 2] / sqrt(5).
    found = muoncheck.truth(numpy.array([[3.0, 0.0], [4.0, 5.0]]))
    root = Fraction(math.isqrt(10**60 // 5), 10**30)      # of 1/5, within 10^-30
    square = sum((Fraction(float(t)) - c * root) ** 2
                 for t, c in zip(found.transform.ravel(), (2, -1, 1, 2)))
    assert square <= (Fraction(found.radius) + Fraction(4, 10**30)) ** 2
    assert found.radius <= 2 * 2.0**-53, found.radius
    assert muoncheck.truth(numpy.ones((3, 2))).rank == (1, 1)


def test_strides_and_types_are_read_in_place():
    x = numpy.arange(1, 25, dtype=numpy.float32).reshape(4, 6) ** 2
    spectral = muoncheck.truth(x).spectral
    for same in (x.T, x[::-1], x[:, ::-1], numpy.asfortranarray(x), x.astype(numpy.float64),
                 x.astype(numpy.int64), x.astype(numpy.float16)):
        assert muoncheck.truth(same).spectral == spectral
    part = muoncheck.truth(x[::2, 1::2])
    assert part.spectral == muoncheck.truth(x[::2, 1::2].copy()).spectral != spectral
    assert muoncheck.truth(numpy.zeros((0, 3))).sigma.shape == (0, 2)


def test_certify_decides_at_the_edge():
    x = numpy.array([[3.0, 0.0], [4.0, 5.0]])
    y = muoncheck.truth(x).transform + numpy.array([[2.0**-20, 0], [0, 0]])
    assert muoncheck.certify(x, y, max_error="1/1000000").verdict == "proved"
    assert muoncheck.certify(x, y, max_error=Fraction(9, 10**7)).verdict == "refuted"
    assert muoncheck.certify(x, y).verdict == "undecided"
    found = muoncheck.certify(x, y, digits=12)
    assert found.spectral.lo <= 2.0**-20 * (1 + 1e-9) and found.spectral.hi >= 2.0**-20 * (1 - 1e-9)
    assert found.rank == 2 and found.image_spectral is None
    assert muoncheck.certify(x, x, p=1).frobenius == (0, 0)


def test_tolerance_says_what_the_program_says():
    found = muoncheck.tolerance("newton-schulz-5", (64, 128), dtype="fp32",
                                accumulate="fp32/blocks32", sigma_min="1/100")
    assert found.steps == 12 and found.rounding_bound > 0
    assert found.total >= found.approximation.lo + found.rounding_bound
    assert found.values.lo <= 1 <= found.values.hi
    none = muoncheck.tolerance("keller", (64, 64))
    assert none.rounding_bound is None and none.total is None and none.values is None


def test_a_real_kernel_passes_and_planted_faults_fail():
    x, _, y = real_pair("b.0.o.weight")
    muoncheck.assert_orthogonalized(x, y, table="keller", steps=5, dtype="bf16")
    muoncheck.assert_orthogonalized(x, y, accumulate="avx512-bf16")
    wrong = y.copy()
    wrong[3, 4] = -wrong[3, 4]
    said = raises(AssertionError, "not shown", muoncheck.assert_orthogonalized, x, wrong)
    assert "avx512-bf16 4095 of 4096 entries agree" in " ".join(said.split()), said
    raises(AssertionError, "would let y = 0 pass", muoncheck.assert_orthogonalized, x, y, steps=4)
    raises(AssertionError, "not shown", muoncheck.assert_orthogonalized, x, y.T)
    raises(AssertionError, "not shown", muoncheck.assert_orthogonalized, x, 0 * y)
    muoncheck.assert_orthogonalized(x, y, accumulate="fp32/pairwise", max_rounding="0.44")
    raises(AssertionError, "y is not the iterate.*\n.*\n.*\n *allowed *0.43, as the test says",
           muoncheck.assert_orthogonalized, x, y, max_rounding="0.43")


def polynomial(x, rows):
    for a, b, c in rows:
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def test_a_proved_bound_decides_where_there_is_one():
    x = numpy.random.default_rng(1).standard_normal((16, 24))
    y = polynomial(x / numpy.linalg.norm(x), 5 * [(3.4445, -4.775, 2.0315)])
    muoncheck.assert_orthogonalized(x, y, dtype="fp32")
    muoncheck.assert_orthogonalized(x, y, dtype="fp64")
    coefficient = polynomial(x / numpy.linalg.norm(x), 5 * [(3.4445, -4.775, 2.0316)])
    said = raises(AssertionError, "y is not the iterate of x", muoncheck.assert_orthogonalized, x,
                  coefficient, dtype="fp64")
    assert "proved for every matrix of the shape" in said
    raises(AssertionError, "y is not", muoncheck.assert_orthogonalized, x, 0 * y, dtype="fp32")


def test_a_bound_that_would_let_zero_pass_shows_nothing():
    from muoncheck.assertion import _Question

    x, _, y = real_pair("b.0.o.weight")
    question = _Question(x, y, "keller", 5, "bf16", None)
    assert question.tells_zero(6.5) and not question.tells_zero(7.5)


def test_unusable_input_raises_with_the_librarys_line():
    x = numpy.eye(3)
    for value, word in ((numpy.nan, "NaN"), (numpy.inf, "an infinity")):
        bad = x.copy()
        bad[1, 2] = value
        raises(ValueError, f"x: row 2, column 3: {word}", muoncheck.truth, bad)
        raises(ValueError, f"y: row 2, column 3: {word}", muoncheck.certify, x, bad)
    raises(ValueError, "two dimensions, please, not 1", muoncheck.truth, numpy.zeros(2))
    raises(ValueError, "3 x 3", muoncheck.certify, x, numpy.eye(4))
    raises(ValueError, "x: entries of type complex128", muoncheck.truth, x * 1j)
    raises(ValueError, "x: little-endian", muoncheck.truth, x.astype(">f8"))
    raises(ValueError, "p -1: must not be negative", muoncheck.truth, x, p=-1)
    raises(ValueError, "^p a half: ", muoncheck.truth, x, p="a half")
    raises(ValueError, "bf17", muoncheck.tolerance, "keller", (3, 3), dtype="bf17")
    raises(ValueError, "bf17", muoncheck.assert_orthogonalized, x, x, dtype="bf17")
    raises(ValueError, "^table keler: no table has this id", muoncheck.certify, x, x, table="keler")
    raises(ValueError, "spectral or frobenius", muoncheck.certify, x, x, norm="nuclear")
    raises(ValueError, "finite", muoncheck.certify, x, x, max_error=float("nan"))
    raises(ValueError, "1/sqrt", muoncheck.tolerance, "keller", (3, 3), sigma_min=1)


def test_stacks_are_answered_matrix_by_matrix():
    x, _, y = real_pair("b.0.o.weight")
    xs, ys = numpy.stack([x, 2 * x])[:, None], numpy.stack([y, y])[:, None]
    assert muoncheck.certify(xs, ys, max_error="1") == [
        muoncheck.certify(a, y, max_error="1") for a in (x, 2 * x)]
    one, two = muoncheck.truth(xs)
    assert (one.transform == muoncheck.truth(x).transform).all() and two.spectral.lo > one.spectral.hi
    muoncheck.assert_orthogonalized(xs, ys)
    ys[1, 0, 3, 4] *= -1
    said = raises(AssertionError, r"^\[1,0\] y is not shown", muoncheck.assert_orthogonalized, xs, ys)
    assert "give max_rounding" in said and "4095 of 4096" in said
    raises(ValueError, "stacks of one shape", muoncheck.certify, xs, ys[0])
    raises(ValueError, "stacks of one shape", muoncheck.certify, xs, ys[0, 0])
    ys[1, 0, 1, 1] = numpy.nan
    raises(ValueError, r"^\[1,0\] y: row 2, column 2: NaN", muoncheck.certify, xs, ys)
    assert muoncheck.truth(numpy.zeros((0, 2, 2))) == []


class Speaks:
    """Nothing but DLPack."""
    def __init__(self, x, fails=False):
        self.x, self.fails = x, fails

    def __dlpack__(self, **words):
        if self.fails:
            raise BufferError("no such type")
        return self.x.__dlpack__(**words)

    def __dlpack_device__(self):
        return self.x.__dlpack_device__()


class SpeaksBoth(Speaks):
    def __array__(self, *_):
        return self.x


def test_dlpack_is_read_in_place():
    x = numpy.arange(1, 25, dtype=numpy.float32).reshape(4, 6) ** 2
    spectral = muoncheck.truth(x).spectral
    assert muoncheck.truth(Speaks(x)).spectral == spectral
    assert muoncheck.truth(Speaks(x.T)).spectral == spectral
    assert [t.spectral for t in muoncheck.truth(Speaks(numpy.stack([x, x])))] == [spectral] * 2
    assert muoncheck.truth(SpeaksBoth(x, fails=True)).spectral == spectral
    from muoncheck import arrays
    assert arrays.view(Speaks(x), "x")[0].data == x.ctypes.data


def test_fp8_is_what_its_bits_say():
    """Every finite pattern of both types, as the program reads them from a file; torch 1.13 and
    numpy have no such type, so the bytes are handed over under its name."""
    from muoncheck import arrays

    program = ROOT / "build" / "src" / "cli" / "muoncheck"
    for dtype, name, limit in (("float8_e4m3fn", "F8_E4M3", 0x7F), ("float8_e5m2", "F8_E5M2", 0x7C)):
        bits = numpy.arange(256, dtype=numpy.uint8).reshape(16, 16)
        bits = numpy.where((bits & 0x7F) < limit, bits, 0).astype(numpy.uint8)
        original, arrays._as_numpy = arrays._as_numpy, lambda matrix: (matrix, dtype)
        try:
            found = muoncheck.truth(bits, p=1)
        finally:
            arrays._as_numpy = original
        exponent, fraction = (4, 3) if dtype == "float8_e4m3fn" else (5, 2)
        bias = 2 ** (exponent - 1) - 1
        for got, pattern in zip(found.transform.ravel(), bits.ravel()):
            e, f = int(pattern) >> fraction & 2 ** exponent - 1, int(pattern) & 2 ** fraction - 1
            value = (f + (2 ** fraction if e else 0)) * 2.0 ** (max(e, 1) - bias - fraction)
            assert got == (-value if pattern & 0x80 else value), (dtype, pattern, got)
        with tempfile.TemporaryDirectory() as folder:
            header = json.dumps({"x": {"dtype": name, "shape": [16, 16],
                                       "data_offsets": [0, 256]}}).encode()
            path = pathlib.Path(folder, "x.safetensors")
            path.write_bytes(struct.pack("<Q", len(header)) + header + bits.tobytes())
            if program.exists():
                done = subprocess.run([program, "truth", path, "--json"], capture_output=True)
                norms = json.loads(done.stdout)["results"][0]["norms"]
                assert found.spectral.lo <= float(norms["spectral"]["hi"]) * (1 + 2.0**-52)
                assert found.spectral.hi >= float(norms["spectral"]["lo"]) * (1 - 2.0**-52)


def test_a_missing_library_is_named():
    path = dict(os.environ, MUONCHECK_LIBRARY="/nowhere/x.so", PYTHONPATH=str(ROOT / "python"))
    done = subprocess.run([sys.executable, "-c", "import muoncheck"], env=path, text=True,
                          capture_output=True)
    assert done.returncode and "ImportError" in done.stderr and "/nowhere/x.so" in done.stderr


def test_torch_tensors_are_taken_as_they_are():
    try:
        import torch
    except ImportError:
        print("skipped: python3-torch is not installed")
        return
    x, bits, _ = real_pair("b.0.o.weight")
    y = torch.from_numpy(bits.view(numpy.int16).copy()).view(torch.bfloat16)
    muoncheck.assert_orthogonalized(torch.from_numpy(x.copy()), y)
    strided = torch.from_numpy(numpy.repeat(x, 2, axis=1))[:, ::2]
    muoncheck.assert_orthogonalized(strided, y.requires_grad_())
    raises(AssertionError, "not shown", muoncheck.assert_orthogonalized, torch.from_numpy(x.copy()),
           -y)
    # A caller that flushes subnormals changes no answer, and keeps its setting.
    tiny = numpy.array([[3.0, 0.0], [4.0, 5.0]]) * 2.0**-1074
    before = muoncheck.truth(tiny, p=1)
    if torch.set_flush_denormal(True):
        after = muoncheck.truth(tiny, p=1)
        flushed = float(torch.tensor([2.0**-1030], dtype=torch.float64)[0] * 0.5) == 0
        torch.set_flush_denormal(False)
        assert flushed, "the caller's environment was not restored"
        assert after.spectral == before.spectral and after.spectral.lo > 0
        assert (after.transform == before.transform).all()


def test_the_readmes_example_runs_in_a_fresh_environment():
    example = re.search("```python\n(.*?)```", (ROOT / "README.md").read_text(), re.S).group(1)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", "--without-pip",
                        folder + "/env"], check=True)
        done = subprocess.run([folder + "/env/bin/python", "-c", example], text=True, cwd=folder,
                              env=dict(os.environ, PYTHONPATH=str(ROOT / "python")),
                              capture_output=True)
    assert not done.returncode, done.stderr
    radius, verdict, bound = done.stdout.split()
    assert verdict == "refuted" and 0 < float(radius) < 1e-14 and 0 < float(bound) < 1e-6, done.stdout


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    assert len(tests) >= 10
    for name, test in tests:
        print(name, flush=True)
        test()


main()
