#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_truth_certificates.py MUONCHECK RECHECK: what `truth -o` writes is accepted; a thousand flipped
characters in transforms, radii, certificates and inputs are rejected, or leave a statement that 60 digits
show to be true; forged certificates, each wrong in one place of the derivation, are rejected; and the least
radius that is accepted is that of recheck/truth.h, computed here in doubles.
"""
import json
import math
import os
import random
import re
import struct
import subprocess
import sys
import tempfile
from fractions import Fraction

MUONCHECK, RECHECK = sys.argv[1:3]
ROWS, COLS = 5, 3
ENTRIES = [[3, -1, 2], [0.5, 0.125, -7], [1, 1, 1], [-0.1, 2.5, 4], [6, -2, 0.3]]


def truth(folder, *words):
    subprocess.run([MUONCHECK, "truth", *words, "-o", folder, "--quiet"], check=True, stdout=-1)


def recheck(folder):
    """The exit code, and the word that each file's line begins with."""
    ran = subprocess.run([RECHECK, "--truth", folder], stdout=-1, stderr=-1, text=True, errors="replace")
    assert ran.returncode in (0, 1, 2, 3), ran
    lines = ran.stdout.splitlines()
    return ran.returncode, {re.sub(r"^no certificate for", "none", line).split()[1].rstrip(":"):
                            line.split()[0] for line in lines}


def write_npy(path, matrix):
    flat = [matrix[i][j] for j in range(COLS) for i in range(ROWS)]
    header = b"{'descr': '<f8', 'fortran_order': True, 'shape': (%d, %d), }" % (ROWS, COLS)
    header += b" " * (118 - len(header) - 1) + b"\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + header
                   + struct.pack("<%dd" % len(flat), *flat))


def read_matrix(path):
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".csv"):
        return [[Fraction(word) for word in line.split(",")] for line in data.decode().splitlines()]
    end = 10 + struct.unpack("<H", data[8:10])[0]
    flat = [Fraction(x) for x in struct.unpack("<%dd" % (ROWS * COLS), data[end:])]
    return [[flat[j * ROWS + i] for j in range(COLS)] for i in range(ROWS)]


def square_distance(A, B):
    return sum((x - y) ** 2 for r, s in zip(A, B) for x, y in zip(r, s))


def holds(folder, entry, sharp):
    """Is the statement true?  By decimals of 60 digits, whose own radius is below 10^-50."""
    exact = read_matrix(os.path.join(sharp, f"x.p-{entry['p'].replace('/', '_')}.csv"))
    said = read_matrix(os.path.join(folder, entry["file"]))
    return square_distance(said, exact) <= (Fraction(entry["radius_frobenius"]) + Fraction(1, 10**50)) ** 2


def flip(data, kind, dice):
    """One character of a file: a digit becomes another one, of a radius a smaller one; a bit of .npy."""
    if kind.endswith(".npy"):
        at = dice.randrange(len(data))
        return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1:]
    if kind == "manifest.json":
        spans = [m.span(1) for m in re.finditer(rb'"radius_frobenius": "([^"]*)"', data)]
        places = [at for low, high in spans for at in range(low, high) if data[at] in b"123456789"]
        at = dice.choice(places)
        return data[:at] + b"%d" % dice.randrange(int(data[at:at + 1])) + data[at + 1:]
    digits = b"0123456789abcdef" if kind.endswith(".svd") else b"0123456789"
    places = [at for at in range(len(data)) if data[at] in digits]
    at = dice.choice(places)
    other = dice.choice([d for d in digits if d != data[at]])
    return data[:at] + bytes([other]) + data[at + 1:]


def flips(folder, sharp, kinds, times):
    dice = random.Random(7)
    for kind in kinds:
        path = os.path.join(folder, kind)
        with open(path, "rb") as file:
            whole = file.read()
        rejected = 0
        for _ in range(times):
            with open(path, "wb") as file:
                file.write(flip(whole, kind, dice))
            code, said = recheck(folder)
            rejected += code != 0
            truth_of_flipped(folder, sharp, kind, said)
        with open(path, "wb") as file:
            file.write(whole)
        assert rejected, f"{kind}: no flip is rejected"
        print(f"{kind}: {rejected} of {times} flips rejected, the others true")


def truth_of_flipped(folder, sharp, kind, said):
    """Whatever is accepted is true, of the input as it now is."""
    if "accepted" not in said.values():
        return
    if kind == "x.input.npy":
        sharp = os.path.join(sharp, "flipped")
        truth(sharp, os.path.join(folder, kind), "--p", "0", "--p", "1/4", "--digits", "60")
        for name in os.listdir(sharp):
            os.replace(os.path.join(sharp, name), os.path.join(sharp, name.replace("x.input", "x")))
    with open(os.path.join(folder, "manifest.json")) as file:
        for entry in json.load(file)["files"]:
            if said[entry["file"]] == "accepted":
                assert holds(folder, entry, sharp), f"{kind}: false, but accepted: {entry}"


def forge(folder, X, U, V, S, F, p, radius, bits=60):
    """A folder that says F of X, by a certificate of rationals rounded to so many bits."""
    def integers(A):
        return "\n".join("%x" % round(x * 2**bits) for row in A for x in row)

    def table(name, A):
        with open(os.path.join(folder, name), "w") as file:
            file.writelines(",".join(str(Fraction(x)) for x in row) + "\n" for row in A)

    table("x.csv", X)
    table("f.csv", F)
    with open(os.path.join(folder, "x.svd"), "w") as file:
        file.write(f"muoncheck-svd/1 {len(X)} {len(X[0])} {len(S)} {bits} {bits}\n")
        file.write("\n".join(integers(A) for A in (U, V, [S]) if S) + "\n")
    with open(os.path.join(folder, "manifest.json"), "w") as file:
        json.dump({"files": [{"file": "f.csv", "p": p, "radius_frobenius": str(radius),
                              "input": "x.csv", "certificate": "x.svd"}], "undecided": []}, file)
    return recheck(folder)[1]["f.csv"]


def forgeries(folder):
    one, tiny, eps = [[1, 0], [0, 1]], Fraction(1, 2**50), Fraction(1, 2**20)
    tinier = Fraction(1, 2**100)
    stretched = [[1 + eps, 0], [0, 1 + eps]]
    c, s = Fraction(3, 5), Fraction(4, 5)
    turned = [[c, -s], [s, c]]
    small = [[1, 0], [0, tiny]]
    # X, U, V, S, F, p
    lies = {
        "U is not orthonormal": (one, stretched, one, [1 / (1 + eps)] * 2, stretched, "0"),
        "V is not orthonormal": (one, one, stretched, [1 / (1 + eps)] * 2, stretched, "0"),
        "S is not that of X": (one, one, one, [1 + eps] * 2, stretched, "2"),
        "the power is another": ([[2, 0], [0, 2]], one, one, [2, 2], [[2, 0], [0, 2]], "1/2"),
        "X is another": (turned, one, one, [1, 1], one, "0"),
        "a singular value is left out": ([[1, 0], [0, tinier]], [[1], [0]], [[1], [0]], [1], [[1, 0], [0, 0]], "0"),
        "a singular value is added": ([[1, 0], [0, 0]], one, one, [1, tiny], one, "0"),
        "S has a sign": (one, one, [[1, 0], [0, -1]], [1, -1], [[1, 0], [0, -1]], "0"),
        "small values turn": ([[1, 0], [tiny / 2, tiny]], one, one, [1, tiny], one, "0"),
        "small values move": (small, one, one, [1, tiny * 2], [[1, 0], [0, 2 * tiny]], "3/2"),
        "large values move": ([[1 + eps, 0], [0, 1]], one, one, [1, 1], one, "8"),
        "zero has a transform": ([[0, 0], [0, 0]], [[], []], [[], []], [], one, "0"),
    }
    for name, (X, U, V, S, F, p) in lies.items():
        assert forge(folder, X, U, V, S, F, p, "1e-18") == "rejected", name
    # Roots are rounded up, and the floor of one is not the root.
    below = Fraction(math.isqrt(2 << 128), 1 << 64)
    zero, two = [[0, 0], [0, 0]], Fraction(math.isqrt(2 << 250), 1 << 125)
    assert forge(folder, zero, [[], []], [[], []], [], [[1, 1], [0, 0]], "1", below) == "rejected"
    assert forge(folder, [[2]], [[1]], [[1]], [2], [[two]], "1/2", "0") == "rejected"
    # Nothing is wrong but what is said there: made right, each form is accepted.
    assert forge(folder, one, one, one, [1, 1], one, "0", "0") == "accepted"
    assert forge(folder, turned, turned, one, [1, 1], turned, "0", "1e-17", 80) == "accepted"
    assert forge(folder, small, one, one, [1, tiny], one, "0", "0") == "accepted"
    assert forge(folder, [[1, 0], [0, 0]], [[1], [0]], [[1], [0]], [1], [[1, 0], [0, 0]], "0", "0") == "accepted"
    assert forge(folder, [[4, 0], [0, 9]], one, one, [4, 9], [[8, 0], [0, 27]], "3/2", "0") == "accepted"
    assert forge(folder, [[0, 0], [0, 0]], [[], []], [[], []], [], [[0, 0], [0, 0]], "0", "0") == "accepted"


def product(U, D, V):
    return [[sum(u * d * v for u, d, v in zip(r, D, s)) for s in V] for r in U]


def defect(U):
    columns = list(zip(*U))
    unit = [[int(i == j) for j in range(len(columns))] for i in range(len(columns))]
    return math.sqrt(square_distance(product(columns, [1] * len(U), columns), unit))


def root_in_bound(folder):
    """x = 2, s = 2 + e: the bound is 4 / 2^J + (g + 1) / 2^J e / (s - e), g the floor of 2^J sqrt(s), J = 125."""
    e = Fraction(1, 2**50)
    g = math.isqrt((2 + e).numerator * 2**250 // (2 + e).denominator)
    total = Fraction(4, 2**125) + Fraction(g + 1, 2**125) / 2 * e
    said = [forge(folder, [[2]], [[1]], [[1]], [2 + e], [[Fraction(g, 2**125)]], "1/2", radius)
            for radius in (total - e / 2**126, total)]
    assert said == ["rejected", "accepted"], said


def sharpness(folder, S):
    U, V = [[1.01, 0.003], [0.002, 0.99], [0.004, -0.003]], [[0.995, 0.002], [-0.001, 1.01]]
    E = [[0.001, 0], [-0.002, 0.003], [0, 0.001]]
    X = [[x + e for x, e in zip(r, s)] for r, s in zip(product(U, S, V), E)]
    turn = defect(U) * (1 + defect(V)) + defect(V)
    d = math.sqrt(square_distance(X, product(U, S, V))) + max(S) * turn
    low, high = min(S) - d, max(S) + d
    for p in (0, 0.5, 3):
        F = [[x + e for x, e in zip(r, s)] for r, s in zip(product(U, [s**p for s in S], V), E)]
        steepest = min(S)**p / low if p <= 1 else p * high ** (p - 1)
        total = math.sqrt(square_distance(F, product(U, [s**p for s in S], V))) + max(S)**p * turn + steepest * d
        said = [forge(folder, X, U, V, S, F, str(Fraction(p)), Fraction(total * (1 + k * 1e-9))) for k in (-1, 1)]
        assert said == ["rejected", "accepted"], f"p = {p}: {said} at {total}"


def accepted(folder, *words, code=0):
    truth(folder, *words, "--p", "0", "--p", "1/2", "--p", "123/1000", "--p", "1", "--p", "3")
    assert recheck(folder)[0] == code, words


def main():
    for words in (["--matrix", "hilbert:n=6"], ["--matrix", "rosser", "--digits", "3"],
                  ["--matrix", "near-underflow:m=4,n=3,seed=1"], ["--matrix", "near-overflow:m=4,n=3,seed=1"],
                  ["--matrix", "zero:m=2,n=3"], ["--matrix", "hadamard:n=8", "--digits", "100"],
                  ["--matrix", "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]"],
                  ["--matrix", "graded:m=9,n=12,seed=1,cond=1e40"]):
        with tempfile.TemporaryDirectory() as folder:
            accepted(folder, *words)
    for words in (["--matrix", "kahan:n=4,theta=1.2"], ["--matrix", "hilbert:n=3", "--p", "1/5000"],
                  ["--matrix", "identity:m=0,n=3"],
                  ["--matrix", "hilbert:n=16", "--digits", "3", "--max-bits", "100"]):
        with tempfile.TemporaryDirectory() as folder:
            accepted(folder, *words, code=3)
    with tempfile.TemporaryDirectory() as folder:
        assert recheck(folder)[0] == 2
        words = ["--matrix", "kahan:n=60,theta=0.1", "--max-bits", "64", "--p", "0", "-o", folder]
        assert subprocess.run([MUONCHECK, "truth", *words], stdout=-1, stderr=-1).returncode == 3
        with open(os.path.join(folder, "manifest.json")) as file:
            assert json.load(file)["undecided"] == [{"tensor": "kahan:n=60,theta=0.1", "p": "0"}]
        assert recheck(folder)[0] == 3, "nothing to check is not accepted"
        forgeries(folder)
        sharpness(folder, [0.25, 1.0])
        sharpness(folder, [1.0, 0.25])
        root_in_bound(folder)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as sharp:
        path = os.path.join(folder, "x.npy")
        write_npy(path, ENTRIES)
        truth(folder, path, "--p", "0", "--p", "1/4", "--digits", "12")
        truth(sharp, path, "--p", "0", "--p", "1/4", "--digits", "60")
        os.mkdir(os.path.join(sharp, "flipped"))
        assert recheck(folder)[0] == 0
        flips(folder, sharp, ["x.p-0.npy", "x.p-1_4.csv", "manifest.json", "x.svd", "x.input.npy"], 200)
        said = subprocess.run([MUONCHECK, "recheck", "--truth", folder, "--json"], check=True, stdout=-1)
        assert [r["verdict"] for r in json.loads(said.stdout)["results"]] == ["proved"] * 4


main()
