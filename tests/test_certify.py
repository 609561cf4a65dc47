#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_certify.py PROGRAM DATA: the real bf16 kernel's outputs certified, and faults planted in them."""
import json
import os
import struct
import subprocess
import sys
import tempfile

PROGRAM, DATA = map(os.path.abspath, sys.argv[1:3])
REAL = os.path.join(DATA, "tiny-gpt-muon", "orthogonalized_00100.safetensors")
NAME = "b.0.o.weight"


def run(*words):
    done = subprocess.run([PROGRAM, "certify", *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def certify(*words):
    code, out, err = run(*words, "--json")
    assert out, (words, code, err)
    return code, json.loads(out)["results"]


def ends(enclosure):
    return float(enclosure["lo"]), float(enclosure["hi"])


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    return {name: (h["dtype"], h["shape"], data[8 + size:][slice(*h["data_offsets"])])
            for name, h in header.items()}


def write(path, tensors):
    header, at = {}, 0
    for name, (dtype, shape, data) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [at, at + len(data)]}
        at += len(data)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(t[2] for t in tensors.values()))


def halves(data):
    return list(struct.unpack(f"<{len(data) // 2}H", data))


def packed(values):
    return struct.pack(f"<{len(values)}H", *values)


def number(pattern):
    return struct.unpack("<f", struct.pack("<I", pattern << 16))[0]


def floats(values):
    return struct.pack(f"<{len(values)}f", *values)


def real_kernel():
    """Every pair; the error splits into what the table and what the arithmetic explains."""
    code, results = certify(REAL, "--compare", "keller", "--steps", "5")
    assert code == 0 and len(results) == 8, code
    for r in results:
        low, high = ends(r["error"]["spectral"])
        assert 0.3 < low <= high < 1 and high - low < 1e-7, r["tensor"]
        assert ends(r["error"]["frobenius"])[1] >= low
        table = ends(r["compare"]["approximation"]["spectral"])
        arithmetic = ends(r["compare"]["error"]["spectral"])
        assert low <= table[1] + arithmetic[1], r["tensor"]
        assert arithmetic[1] < 0.21, r["tensor"]
    return results


def jobs_agree(results):
    """On one thread or several, in the order of the file."""
    for jobs in ("1", "3"):
        assert certify(REAL, "--compare", "keller", "--steps", "5", "--jobs", jobs)[1] == results


def bounds_decide(results):
    """A hair above the largest error and a hair below it."""
    worst = max(ends(r["error"]["spectral"])[1] for r in results)
    assert certify(REAL, "--max-error", repr(worst * 1.000001))[0] == 0
    code, refuted = certify(REAL, "--max-error", repr(worst * 0.999999))
    assert code == 1 and [r["verdict"] for r in refuted].count("refuted") == 1
    assert certify(REAL, "--max-error", repr(worst), "--norm", "frobenius")[0] == 1


def against_table(folder, tensors, output):
    """The distance of a changed output from the exact image, spectral norm."""
    path = os.path.join(folder, "changed.safetensors")
    write(path, {"in." + NAME: tensors["in." + NAME], "out." + NAME: output})
    _, results = certify(path, "--compare", "keller", "--steps", "5")
    return ends(results[0]["compare"]["error"]["spectral"]), results[0]


def planted_faults(folder):
    """Each fault moves the output away from the image, and certainly so."""
    tensors = read(REAL)
    dtype, (m, n), data = tensors["out." + NAME]
    out = halves(data)
    honest = against_table(folder, tensors, (dtype, [m, n], data))[0]
    scaled = floats([1.5 * number(x) for x in out])
    flipped = [x ^ 0x8000 if i % n == 3 else x for i, x in enumerate(out)]
    turned = [out[j * n + i] for i in range(m) for j in range(n)]
    faults = {"scaled": ("F32", [m, n], scaled), "column": (dtype, [m, n], packed(flipped)),
              "turned": (dtype, [m, n], packed(turned))}
    for name, fault in faults.items():
        low, _ = against_table(folder, tensors, fault)[0]
        assert low > honest[1] + 0.1, (name, low, honest)
    # Turned back, nothing is wrong.
    path = os.path.join(folder, "turned.safetensors")
    write(path, {"in." + NAME: tensors["in." + NAME], "out." + NAME: faults["turned"]})
    code, again = certify(path, "--compare", "keller", "--steps", "5", "--transposed")
    assert code == 0 and ends(again[0]["compare"]["error"]["spectral"]) == honest
    # One bit: the last of one mantissa moves an enclosure of 10 digits.
    bit = [x ^ 1 if i == 77 else x for i, x in enumerate(out)]
    moved, result = against_table(folder, tensors, (dtype, [m, n], packed(bit)))
    assert moved[0] > honest[1] or moved[1] < honest[0], (moved, honest)
    # The wrong coefficients, and a missing step.
    for words in (["ns5", "--steps", "5"], ["keller", "--steps", "4"]):
        _, wrong = certify(path, "--transposed", "--compare", *words)
        assert ends(wrong[0]["compare"]["error"]["spectral"])[0] > honest[1] + 0.1, words


def sets_of_values(folder):
    """Rank deficient and zero inputs: the distance from the set, to 9 digits."""
    def pair(x, y, shape):
        path = os.path.join(folder, "pair.safetensors")
        write(path, {"in.a": ("F32", shape, floats(x)), "out.a": ("F32", shape, floats(y))})
        return certify(path, "--max-error", "0", "--max-bits", "256")
    for c, distance in ((0, 0), (0.5, 0), (-1, 0), (3, 2)):
        _, r = pair([2, 0, 0, 0, 0, 0], [1, 0, 0, c, 0, 0], [3, 2])
        assert r[0]["rank"] == 1
        for norm in "spectral", "frobenius":
            low, high = ends(r[0]["error"][norm])
            assert low <= distance <= high and high - low < 4e-9, (c, norm, low, high)
    code, r = pair([2, 0, 0, 0], [1, 0, 0.25, 0], [2, 2])
    assert code == 1 and r[0]["verdict"] == "refuted"
    code, r = pair([0] * 6, [0] * 6, [2, 3])
    assert code == 0 and r[0]["rank"] == 0 and r[0]["residual"] is None, r
    code, r = pair([0] * 4, [0.5, 0.5, 0.5, 0.5], [2, 2])
    assert r[0]["error"]["frobenius"]["lo"] == "0", r


def low_formats(folder):
    """E4M3 holds 1 as 0x38: the identity is its own polar factor."""
    path = os.path.join(folder, "low.safetensors")
    eye = bytes(0x38 if i % 4 == 0 else 0 for i in range(9))
    write(path, {"in.a": ("F8_E4M3", [3, 3], eye), "out.a": ("F8_E4M3", [3, 3], eye),
                 "in.s": ("F32", [2, 1, 2], floats([3, 4, 0, 2])),
                 "out.s": ("F32", [2, 1, 2], floats([0.5, 0.75, 0, 1]))})
    code, r = certify(path, "--max-error", "0.2")
    assert code == 0 and [x["tensor"] for x in r] == ["a", "s[0]", "s[1]"], (code, r)


def refuses(folder):
    """Usage and input, in one line each."""
    path = os.path.join(folder, "lone.safetensors")
    write(path, {"in.a": ("F32", [1, 1], floats([1])), "b": ("F32", [2, 1], floats([1, 1]))})
    for words in ([path], [], ["--input", path + ":in.a", "--output", path + ":b"],
                  [REAL, "--max-error", "-1"], [REAL, "--norm", "nuclear"], [REAL, "--steps", "3"],
                  [REAL, "--compare", "none"], [REAL, "--p", "-1"]):
        code, out, err = run(*words)
        assert code == 2 and not out and err.count("\n") == 1, (words, code, err)


with tempfile.TemporaryDirectory() as room:
    found = real_kernel()
    jobs_agree(found)
    bounds_decide(found)
    planted_faults(room)
    sets_of_values(room)
    low_formats(room)
    refuses(room)
