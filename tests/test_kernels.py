#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_kernels.py PROGRAM DATA: outputs of kernels; who sees planted faults; the page."""
import html
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
from fractions import Fraction

import numpy

PROGRAM, DATA = map(os.path.abspath, sys.argv[1:3])
FOLDER = os.path.join(DATA, "kernels")
U = 2.0 ** -53
# Kernel, input: the faults that a tolerance sees.  keller itself is outside both.
ELEMENTWISE = {"polar-express o128": {"coefficient", "high-bit", "normalisation"},
               "polar-express log3": {"coefficient", "high-bit"}}
GRAM = {"polar-express o128": {"transposed-product", "normalisation"},
        "polar-express log3": {"high-bit"}}
# What stays below the bound of `tolerance`, for want of a right kernel beside it.
BELOW = {"keller o128": {"low-bit"}, "keller log3": {"low-bit"},
         "polar-express o128": {"low-bit"},
         "polar-express log3": {"missing-step", "transposed-product", "low-bit"}}


def run(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True,
                          env={**os.environ, "MUONCHECK_DATA": DATA})


def read(name):
    with open(os.path.join(FOLDER, name), "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    out = {}
    for key, h in json.loads(data[8:8 + size]).items():
        part = data[8 + size:][slice(*h["data_offsets"])]
        entries = (numpy.frombuffer(part, "<f4") if h["dtype"] == "F32" else
                   (numpy.frombuffer(part, "<u2").astype("<u4") << 16).view("<f4"))
        out[key] = entries.reshape(h["shape"])
    return out


def ends(enclosure):
    return float(enclosure["lo"]), float(enclosure["hi"])


def certify(inputs, file, x, y, *more):
    done = run("certify", "--input", f"{FOLDER}/{inputs}:in.{x}", "--output",
               f"{FOLDER}/{file}:out.{y}", "--json", *more)
    return json.loads(done.stdout)["results"][0] if done.returncode == 0 else done.stderr


def table_words(entry):
    name = entry["table"]
    return ["--compare", f"{FOLDER}/{name}" if name.endswith(".json") else name,
            "--steps", str(entry["steps"])]


def in_doubles(X, Y, rank, power):
    """||Y - U S^p V^T||_2 with zero between the kernels, and how far doubles may be off: the
    transform moves by at most 2/sigma_r^(1-p) times the error of the SVD, which is taken for at
    most (m + n)^2 u sigma_1; and the last norm by as much of its own size."""
    A, B = X.astype(float), Y.astype(float)
    left, s, right = numpy.linalg.svd(A, full_matrices=False)
    T = left[:, :rank] * s[:rank] ** power @ right[:rank]
    size = sum(A.shape) ** 2 * U
    error = numpy.linalg.norm(B - T, 2)
    moved = 2 * s[0] / s[rank - 1] ** (1 - power)
    return error, size * (moved + numpy.linalg.norm(B, 2) + numpy.linalg.norm(T, 2))


def true_errors(manifest):
    """Every output has an enclosure, of nine digits, that holds what doubles find."""
    inputs, refused = read("inputs.safetensors"), []
    for entry in manifest["kernels"]:
        outputs = read(entry["file"])
        for x in manifest["inputs"]:
            X, Y = inputs["in." + x], outputs["out." + x]
            r = certify("inputs.safetensors", entry["file"], x, x, "--p", entry["p"])
            if isinstance(r, str):
                assert "NaN" in r and numpy.isnan(Y).any(), r
                refused.append((entry["kernel"], entry["dtype"], x))
                continue
            low, high = ends(r["error"]["spectral"])
            assert high - low <= 1e-9 * (1 + high), (entry, x, low, high)
            power = float(Fraction(entry["p"]))
            found, slack = in_doubles(X, Y, r["rank"], power)
            assert low - slack <= found <= high + slack, (entry, x, low, found, high, slack)
            assert r["rank"] == (16 if x == "half-zero" else min(X.shape)), (x, r["rank"])
    assert refused == [("beyond-muon-half", "bf16", "log3"),
                       ("beyond-muon-half", "bf16", "log7")], refused


def elementwise(X, Y):
    """Within 0.1 of an fp32 SVD: NVIDIA Emerging-Optimizers.  No NaN is."""
    left, _, right = numpy.linalg.svd(X, full_matrices=False)
    return bool(abs(Y - left @ right).max() <= 0.1)


def gram(Y):
    """max |Y Y^T - I| <= 0.15: microsoft/dion, Polar Express."""
    G = Y @ Y.T if Y.shape[0] <= Y.shape[1] else Y.T @ Y
    return bool(abs(G - numpy.eye(len(G), dtype=Y.dtype)).max() <= 0.15)


def allowed(entry, n):
    words = table_words(entry)
    words[0] = "--table"
    done = run("tolerance", *words, "--dtype", "fp32", "--shape", f"{n}x{n}", "--search", "0",
               "--json")
    bound = json.loads(done.stdout)["results"][0]["rounding_bound"]
    return float(bound["hi"] if isinstance(bound, dict) else bound)


def planted(manifest):
    """[(kernel, input, fault, distance, apart, beyond, elementwise, gram)]: who sees what."""
    inputs, found = read("faults-inputs.safetensors"), []
    for entry in manifest["faulty"]:
        outputs = read(entry["file"])
        for x in entry["inputs"]:
            X, right = inputs["in." + x], None
            most = allowed(entry, len(X))
            for fault in entry["faults"]:
                Y = outputs[f"out.{x}.{fault}"]
                r = certify("faults-inputs.safetensors", entry["file"], x, f"{x}.{fault}",
                            *table_words(entry))
                assert not isinstance(r, str) or "NaN" in r, r
                low, high = ((float("inf"),) * 2 if isinstance(r, str) else
                             ends(r["compare"]["error"]["spectral"]))
                right = right or (low, high, elementwise(X, Y), gram(Y))
                found.append((entry["kernel"], x, fault, (low, high),
                              low > right[1] or high < right[0], low > most,
                              right[2] and not elementwise(X, Y), right[3] and not gram(Y)))
    return found


def the_table_is_the_kernels_own(manifest):
    """Nearby tables, without dividing the input by 1.01 or a step short, explain less."""
    others = {"keller": ["keller", "--steps", "4"],
              "polar-express": ["polar-express-safe", "--steps", "8"]}
    for entry in manifest["faulty"]:
        for x in entry["inputs"]:
            own, other = (
                ends(certify("faults-inputs.safetensors", entry["file"], x, x + ".none",
                             *words)["compare"]["error"]["spectral"])
                for words in (table_words(entry), ["--compare", *others[entry["kernel"]]]))
            assert own[1] < other[0], (entry["kernel"], x, own, other)


def decide(found):
    for kernel, x, fault, _, apart, beyond, by_entries, by_gram in found:
        group, is_fault = f"{kernel} {x}", fault != "none"
        assert apart == is_fault, (group, fault)
        assert beyond == (is_fault and fault not in BELOW[group]), (group, fault)
        assert by_entries == (fault in ELEMENTWISE.get(group, ())), (group, fault)
        assert by_gram == (fault in GRAM.get(group, ())), (group, fault)


def page_says_the_same(folder, manifest, found):
    """Every row of the page is what was found here; as many outputs as there are."""
    store, room = os.path.join(folder, "s"), os.path.join(folder, "page")
    run("verify", "psi-half-frobenius", "--store", store, "--witnesses", folder + "/w")
    done = run("report", "--store", store, "-o", room)
    assert done.returncode == 0, done.stderr
    with open(os.path.join(room, "index.html"), encoding="utf-8") as file:
        text = file.read()
    section = text[text.index("<h2>Kernels, and"):]
    plain, faults = section[:section.index("</section>")].split("<h3>Planted faults</h3>")
    cells = [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in row.split("</td>")]
             for row in re.findall("<tr><td.*</tr>", faults)]
    outputs = len(manifest["kernels"]) * len(manifest["inputs"])
    assert len(re.findall("<tr><td", plain)) == outputs
    assert len(cells) == len(found)
    for row, (kernel, x, fault, distance, *seen) in zip(cells, found):
        assert row[0].strip() == kernel and row[1] == x and row[2].startswith(fault), row
        told = ["✓ seen" in cell for cell in row[4:8]]
        assert told == seen, (row, seen)
        shown = [float(end) for end in re.findall(r"[\d.e+-]+(?=[,\]])", row[3])]
        assert (row[3].startswith("refused") or
                shown[0] <= distance[0] and distance[1] <= shown[1]), (row, distance)
    faulty = [f for f in found if f[2] != "none"]
    counts = [len(faulty)] + [sum(f[i] for f in faulty) for i in range(4, 8)]
    said = re.search("<p>Of .*?</p>", faults, re.S).group()
    assert [int(n) for n in re.findall(r"\d+", said)] == counts, (said, counts)


with open(os.path.join(FOLDER, "kernels.json")) as listing:
    kernels = json.load(listing)
true_errors(kernels)
table = planted(kernels)
the_table_is_the_kernels_own(kernels)
decide(table)
with tempfile.TemporaryDirectory() as place:
    page_says_the_same(place, kernels, table)
