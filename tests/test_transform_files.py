#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_transform_files.py MUONCHECK: both files of a transform lie within the radius that is said of
them.  Exact rationals only: H is symmetric positive definite, so B = H^(1/2) is checked by B^2 = H.
If ||B - H^(1/2)||_F <= r then ||B^2 - H||_F <= 2 r ||H^(1/2)||_2 + r^2, and ||H^(1/2)||_2 <= s
for any s with s^2 >= ||H||_F.
"""
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from fractions import Fraction

N = 4
HILBERT = [[Fraction(1, i + j + 1) for j in range(N)] for i in range(N)]


def read_csv(path):
    with open(path) as lines:
        return [[Fraction(word) for word in line.split(",")] for line in lines]


def read_npy(path):
    with open(path, "rb") as file:
        data = file.read()
    end = 10 + struct.unpack("<H", data[8:10])[0]
    header = eval(data[10:end], {"__builtins__": {}})  # a dict literal, of our own program
    flat = [Fraction(x) for x in struct.unpack("<%dd" % (N * N), data[end:])]
    assert header["descr"] == "<f8" and header["shape"] == (N, N), header
    step = (1, N) if header["fortran_order"] else (N, 1)
    return [[flat[i * step[0] + j * step[1]] for j in range(N)] for i in range(N)]


def within(B, radius):
    square = [[sum(B[i][k] * B[k][j] for k in range(N)) for j in range(N)] for i in range(N)]
    error = sum((square[i][j] - HILBERT[i][j]) ** 2 for i in range(N) for j in range(N))
    root_bound = Fraction(13, 10)  # ||H||_F <= 1.69: trace(H^2) < 2.3 for n = 4
    assert sum(h * h for row in HILBERT for h in row) <= root_bound**4
    return error <= (2 * radius * root_bound + radius**2) ** 2


def transform(muoncheck, folder, digits):
    words = ["truth", "--matrix", f"hilbert:n={N}", "--p", "1/2", "-o", folder, "--json"]
    out = subprocess.run([muoncheck, *words, "--digits", str(digits)], check=True, stdout=-1)
    return json.loads(out.stdout)["results"][0]["transforms"][0]


def manifest(muoncheck, folder):
    """Digests are hashlib's, of sizes around the ends of SHA-256's blocks of 64 bytes; radii those of the
    result; a spec has no digest."""
    for rows in (6, 7, 11, 12, 13, 14, 40):
        path = os.path.join(folder, "x.csv")
        with open(path, "w") as file:
            file.write("\n".join("1,%d,3" % (row * row) for row in range(rows)))
        out = subprocess.run([muoncheck, "truth", path, "--p", "1/2", "-o", folder, "--json"],
                             check=True, stdout=-1)
        entry = json.loads(out.stdout)["results"][0]["transforms"][0]
        with open(os.path.join(folder, "manifest.json")) as file:
            said = json.load(file)
        assert said["input"] == {"source": path, "sha256": digest(path)}, said
        assert [f["radius_frobenius"] for f in said["files"]] == [
            entry["radius_frobenius"], entry["decimal_radius_frobenius"]]
        for f in said["files"]:
            assert f["sha256"] == digest(os.path.join(folder, f["file"])), f
    transform(muoncheck, folder, 5)
    with open(os.path.join(folder, "manifest.json")) as file:
        assert json.load(file)["input"] == {"source": f"hilbert:n={N}", "sha256": None}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def main():
    with tempfile.TemporaryDirectory() as folder:
        manifest(sys.argv[1], folder)
    for digits in (5, 30, 200):
        with tempfile.TemporaryDirectory() as folder:
            entry = transform(sys.argv[1], folder, digits)
            said = Fraction(entry["decimal_radius_frobenius"])
            assert said <= Fraction(2, 10**digits), "the radius is wider than asked for"
            assert within(read_csv(entry["decimal_file"]), said), "decimals outside the radius"
            said = Fraction(entry["radius_frobenius"])
            assert said <= Fraction(1, 10**min(digits, 15)), "doubles are wider than rounding"
            assert within(read_npy(entry["file"]), said), "doubles outside the radius"
            B = read_csv(entry["decimal_file"])
            B[0][0] += 100 * Fraction(entry["decimal_radius_frobenius"])
            assert not within(B, Fraction(entry["decimal_radius_frobenius"])), "no control"


main()
