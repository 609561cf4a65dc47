#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_audit.py PROGRAM DATA: a real series audited, and faults planted in checkpoints."""
import csv
import fractions
import glob
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

PROGRAM, DATA = map(os.path.abspath, sys.argv[1:3])
ROOT = os.path.dirname(DATA)
SERIES = sorted(glob.glob(os.path.join(DATA, "tiny-gpt-muon", "step_*.safetensors")))


def run(*words):
    done = subprocess.run([PROGRAM, "audit", *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def audit(*words):
    code, out, err = run(*words, "--json")
    assert out, (words, code, err)
    results = json.loads(out)["results"]
    return (code, [r for r in results if "decay" not in r],
            {r["tensor"]: r["decay"] for r in results if "decay" in r})


def ends(enclosure):
    return float(enclosure["lo"]), float(enclosure["hi"])


def floats(values):
    return struct.pack(f"<{len(values)}f", *values)


def write(path, tensors, **metadata):
    header, at = {"__metadata__": metadata}, 0
    for name, (dtype, shape, data) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [at, at + len(data)]}
        at += len(data)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(t[2] for t in tensors.values()))


def real_series():
    """In whatever order the files are named, on however many threads: the same answer."""
    code, weights, decays = audit(*SERIES)
    assert code == 0 and len(weights) == 48 and len(decays) == 8, code
    assert {w["step"] for w in weights} == {0, 1, 2, 50, 100, 200}
    for w in weights:
        low, high = ends(w["spectral"])
        assert 0 < low <= high < low * 1.0001 and w["verdict"] == "proved", w
    for decay in decays.values():
        assert decay["verdict"] == "proved" and decay["pairs"] == 5
        assert 0.9 < ends(decay["worst"])[0] <= ends(decay["worst"])[1] < 1
    assert audit(*reversed(SERIES), "--jobs", "3") == (code, weights, decays)
    # A bound without the shape's factor, or of 1/lambda, is not what this run obeys.
    assert audit(*SERIES, "--convention", "exact")[0] == 1
    assert audit(*SERIES, "--bound", "1/2")[0] == 1
    # Updates that small would have let the weights decay faster than they did.
    code, _, decays = audit(*SERIES, "--update-bound", "1/100")
    assert code == 1 and "refuted" in {d["verdict"] for d in decays.values()}
    # A rate that drowns in the rounding of float32 leaves nothing to claim.
    assert {d["verdict"] for d in audit(*SERIES, "--lr", "1e-7")[2].values()} == {"undecided"}


def wrong_update(folder):
    """A weight that one step moved further than the optimizer can."""
    name, data = "w_{}.safetensors", [1, 0, 0, 1]
    for step, scale in ((1, 1), (2, 1.03)):
        write(os.path.join(folder, name.format(step)),
              {"w": ("F32", [2, 2], floats([scale * x for x in data]))},
              lr="0.02", weight_decay="0.5")
    paths = [os.path.join(folder, name.format(step)) for step in (1, 2)]
    code, weights, decays = audit(*paths)
    assert code == 1 and decays["w"]["verdict"] == "refuted", (code, decays)
    assert all(w["verdict"] == "proved" for w in weights)
    assert audit(paths[0])[0] == 0


def damage(folder):
    """NaN costs its tensor alone, and is named; vectors and integers are left out."""
    path = os.path.join(folder, "damaged.safetensors")
    write(path, {"bias": ("F32", [2], floats([1, 1])), "ids": ("I64", [1, 1], bytes(8)),
                 "good": ("F32", [1, 2], floats([3, 4])),
                 "bad": ("F32", [2, 2], floats([1, 2, 3, float("nan")])),
                 "half": ("BF16", [2, 1, 2], struct.pack("<4H", 0x3F80, 0, 0, 0x7F80)),
                 "odd": ("U8", [1], b"\0"), "shifted": ("F32", [1, 1], floats([2])),
                 "double": ("F64", [1, 1], struct.pack("<d", 7))})
    code, out, err = run(path, "--bound", "6", "--json")
    found = {r["tensor"]: r for r in json.loads(out)["results"]}
    assert code == 1 and list(found) == ["good", "bad", "half[0]", "half[1]", "shifted",
                                         "double"], (code, list(found))
    assert "bad: no finite number at row 2, column 2" in err and err.count("\n") == 2, err
    assert ends(found["good"]["spectral"])[0] <= 5 <= ends(found["good"]["spectral"])[1]
    assert found["bad"]["spectral"] is None and found["bad"]["verdict"] == "undecided"
    assert found["double"]["verdict"] == "refuted" and found["half[0]"]["verdict"] == "proved"
    assert ends(found["shifted"]["spectral"]) == (2, 2) or found["shifted"]["verdict"] == "proved"
    assert run(path, "--bound", "9")[0] == 2
    assert run(path + ":good", "--bound", "6")[0] == 0
    assert run(path + ":good", "--bound", "5")[0] in (0, 3)


def conventions(folder):
    """The factor of each, for 16 x 4."""
    path = os.path.join(folder, "tall.safetensors")
    write(path, {"w": ("F32", [16, 4], bytes(256))})
    for name, bound in (("keller", 2), ("pytorch", 2), ("moonlight", 0.8), 
                        ("scion", 2 * (1 + (2**-8 + 2**-23) * 2)), ("exact", 1)):
        _, weights, _ = audit(path, "--convention", name, "--update-bound", "1",
                              "--weight-decay", "1/2")
        low, high = ends(weights[0]["bound"])
        assert low <= 2 * bound <= high < low + 1e-9, (name, weights)
        assert ends(weights[0]["spectral"]) == (0, 0) and weights[0]["verdict"] == "proved"
    assert audit(path)[1][0]["verdict"] is None


def refuses(folder):
    broken = os.path.join(folder, "broken.safetensors")
    with open(SERIES[0], "rb") as file, open(broken, "wb") as out:
        out.write(file.read()[:5000])
    for words in ([], [broken], [SERIES[0], "--bound", "0"], [SERIES[0], "--convention", "adam"],
                  [SERIES[0] + ":none"], [os.path.join(folder, "absent.safetensors")]):
        code, out, err = run(*words)
        assert code == 2 and not out and err.count("\n") == 1, (words, code, err)
    code, weights, _ = audit(SERIES[0], broken, SERIES[1])
    assert code == 2 and len(weights) == 16, code


def peak(*words):
    """Bytes that were resident at most, here (until the program starts) or there."""
    process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return 1024 * os.wait4(process.pid, 0)[2].ru_maxrss


def streams(folder):
    """Beside what an idle program takes, no more than three times one large tensor, of whatever
    type and shape."""
    path = os.path.join(folder, "large.safetensors")
    for dtype, size, rows, cols in (("F32", 4, 2560, 2560), ("BF16", 2, 3584, 3584),
                                    ("BF16", 2, 3584, 3592), ("BF16", 2, 3592, 3584)):
        header = json.dumps({"w": {"dtype": dtype, "shape": [rows, cols],
                                   "data_offsets": [0, size * rows * cols]}})
        line = [floats([(j * j % 8191 - 4095) / 4096])[4 - size:] for j in range(2 * cols)]
        with open(path, "wb") as file:
            file.write(struct.pack("<Q", len(header)) + header.encode())
            for i in range(rows):
                file.write(b"".join(line[i % cols:i % cols + cols]))
        used = peak("audit", path, "--jobs", "1") - peak("--version")
        assert used <= 3 * size * rows * cols, (dtype, rows, cols, used / (size * rows * cols))


def resumes(folder):
    """Ended in the middle, the journal's last line torn: the same answer; a changed file is
    looked at again."""
    path, journal = os.path.join(folder, "big.safetensors"), os.path.join(folder, "journal")
    random.seed(1)
    tensors = {f"w{k}": ("F32", [200, 300], floats([random.gauss(0, 1) for _ in range(60000)]))
               for k in range(12)}
    write(path, tensors)
    fresh = audit(path, "--bound", "32")
    child = subprocess.Popen([PROGRAM, "audit", path, "--bound", "32", "--resume", journal],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None and not (os.path.exists(journal) and
                                        os.path.getsize(journal) > 500):
        time.sleep(0.001)
    child.kill()
    child.wait()
    with open(journal) as file:
        lines = [line for line in file if line.strip()]
    assert len(lines) >= 2, lines
    with open(journal, "w") as file:
        file.write("".join(lines[:-1]) + lines[-1][:40])
    assert audit(path, "--bound", "32", "--resume", journal) == fresh
    # What stands there is taken: a norm of another tensor's shows.
    with open(journal) as file:
        entries = [json.loads(line) for line in file if line.startswith("{") and line[-2] == "}"]
    entries[0]["spectral"], entries[1]["spectral"] = entries[1]["spectral"], entries[0]["spectral"]
    with open(journal, "w") as file:
        file.write(lines[0] + "".join(json.dumps(entry) + "\n" for entry in entries))
    assert audit(path, "--bound", "32", "--resume", journal)[1] != fresh[1]
    os.utime(path, (1, 1))
    assert audit(path, "--bound", "32", "--resume", journal) == fresh
    with open(path, "rb") as file:
        before = file.read()
    for other in (folder, path):
        code, out, err = run(path, "--resume", other)
        assert code == 2 and not out and "--resume" in err and err.count("\n") == 1, err
    with open(path, "rb") as file:
        assert file.read() == before, "a checkpoint named as journal was written to"


def parts(folder):
    """Two files and their index: what one file would say."""
    tensors = {"a": ("F32", [1, 2], floats([3, 4])), "b": ("F32", [2, 1], floats([6, 8]))}
    for name in tensors:
        write(os.path.join(folder, f"part_{name}.safetensors"), {name: tensors[name]})
    index = os.path.join(folder, "model.safetensors.index.json")
    with open(index, "w") as file:
        json.dump({"metadata": {"total_size": 16}, "weight_map": {
            name: f"part_{name}.safetensors" for name in tensors}}, file)
    code, weights, _ = audit(index, "--bound", "7")
    assert code == 1 and [(w["tensor"], w["verdict"]) for w in weights] == [
        ("a", "proved"), ("b", "refuted")], weights


def damaged_archive(folder):
    """A flipped bit that leaves a finite number: only the checksum can tell, of one storage."""
    with open(os.path.join(ROOT, "tests", "data", "torch_state.pt"), "rb") as file:
        data = bytearray(file.read())
    at = data.index(floats([(k - 5) / 8 for k in range(12)]))
    data[at] ^= 1
    path = os.path.join(folder, "flipped.pt")
    with open(path, "wb") as file:
        file.write(data)
    code, out, err = run(path, "--bound", "100", "--json")
    found = {r["tensor"]: r["verdict"] for r in json.loads(out)["results"]}
    bad = [name for name, verdict in found.items() if verdict == "undecided"]
    assert code == 2 and len(bad) == 1 and len(found) == 10, found
    assert f"{bad[0]}: is damaged: the checksum" in err and err.count("\n") == 1, err


def unknown_type():
    """A matrix of complex numbers is no weight that was looked at: it must not pass unsaid."""
    code, out, err = run(os.path.join(ROOT, "tests", "data", "torch_complex.pt"), "--bound", "30",
                         "--json")
    found = {r["tensor"]: r["verdict"] for r in json.loads(out)["results"]}
    assert code == 2 and found == {"w": "undecided", "v": "proved"}, (code, found)
    assert err == "muoncheck audit: w: dtype C64 is not read\n", err


def inside(number, enclosure):
    """Does the decimal number lie in the enclosure, widened by its own last digits?"""
    low, high = (fractions.Fraction(enclosure[end]) for end in ("lo", "hi"))
    return low - abs(low) / 10**25 <= fractions.Fraction(number) <= high + abs(high) / 10**25


def counts_of(sigma, edges):
    """Exact values in bins (edge below, edge]; the last one has 0."""
    found = [0] * (len(edges) - 1)
    for value in sigma:
        ratio = value / sigma[0]
        found[next((k for k in range(len(found)) if ratio > edges[k + 1]), len(found) - 1)] += 1
    return found


def truth_of(path):
    """Singular values and nuclear norm to 30 digits, by another way."""
    done = subprocess.run([PROGRAM, "truth", path, "--json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)["results"][0]
    return ([fractions.Fraction(s["lo"]) for s in result["sigma"]],
            fractions.Fraction(result["norms"]["nuclear"]["lo"]),
            fractions.Fraction(result["norms"]["frobenius"]["lo"]))


def spectra_of_training():
    """Of trained weights, what `truth` says in balls."""
    code, weights, _ = audit(SERIES[-1], "--spectrum")
    assert code == 0 and len(weights) == 8
    for w in weights:
        sigma, nuclear, frobenius = truth_of(f"{SERIES[-1]}:{w['tensor']}")
        h = w["histogram"]
        assert h["least"] == h["most"] == counts_of(sigma, list(map(fractions.Fraction, h["edges"])))
        assert inside(nuclear, w["nuclear"]) and inside((frobenius / sigma[0])**2, w["stable_rank"])
        assert not inside(nuclear * (1 + fractions.Fraction(1, 10**9)), w["nuclear"])
        low, high = ends(w["stable_rank"])
        assert high < 1.001 * low
    # The same stable ranks without; the rest is not asked for.
    for plain, w in zip(audit(SERIES[-1])[1], weights):
        assert plain["stable_rank"] == w["stable_rank"]
        assert plain["nuclear"] is None and plain["histogram"] is None


def known_spectra(folder):
    """Diagonals, on an edge or off it; a reflection; a stack; zero; NaN."""
    path, values = os.path.join(folder, "known.safetensors"), [1000, 999, 800, 700, 100, 1, 0.03125]
    diagonal = [values[i] if i == j else 0 for i in range(7) for j in range(9)]
    # I - 2 v v^T / 16, v_i = +-1: orthogonal, all singular values 16 times this 1.
    signs = [1, -1, 1, 1, -1, 1, -1, -1, 1, 1, 1, -1, 1, -1, 1, 1]
    mirror = [(16 if i == j else 0) - 2 * signs[i] * signs[j] for i in range(16) for j in range(16)]
    write(path, {"diagonal": ("F32", [7, 9], floats(diagonal)),
                 "mirror": ("BF16", [16, 16], b"".join(floats([x])[2:] for x in mirror)),
                 "zero": ("F32", [3, 2], bytes(24)),
                 "stack": ("F32", [2, 1, 2], floats([3, 4, 0, 0])),
                 "nan": ("F32", [1, 2], floats([1, float("nan")]))})
    code, weights, _ = audit(path, "--spectrum")
    found = {w["tensor"]: w for w in weights}
    assert code == 2 and found["nan"]["nuclear"] is None and found["nan"]["stable_rank"] is None
    w = found["diagonal"]
    assert inside(fractions.Fraction(sum(values)), w["nuclear"])
    assert inside(fractions.Fraction(sum(x * x for x in values)) / 10**6, w["stable_rank"])
    edges, least, most = (w["histogram"][key] for key in ("edges", "least", "most"))
    exact = counts_of(list(map(fractions.Fraction, values)), list(map(fractions.Fraction, edges)))
    assert all(l <= x <= m for l, x, m in zip(least, exact, most)) and exact[0] == 2
    # 800/1000 is on an edge, and 100 and 1 are: each may be on either side of it.
    assert sum(m - l for l, m in zip(least, most)) == 6 and sum(least) == 4, (least, most)
    w = found["mirror"]
    assert inside(256, w["nuclear"]) and inside(16, w["stable_rank"])
    assert w["histogram"]["least"][0] == 16 and sum(w["histogram"]["most"]) == 16
    w = found["zero"]
    assert w["stable_rank"] is None and w["histogram"] is None and ends(w["nuclear"]) == (0, 0)
    assert found["stack[0]"]["histogram"]["least"][0] == 1 and found["stack[1]"]["histogram"] is None
    assert inside(5, found["stack[0]"]["nuclear"]) and inside(1, found["stack[0]"]["stable_rank"])


def tables_and_plots(folder):
    """What JSON says, as a table; a plot; a journal that keeps the spectra."""
    path, journal = os.path.join(folder, "known.safetensors"), os.path.join(folder, "values")
    table, picture = os.path.join(folder, "audit.csv"), os.path.join(folder, "audit.svg")
    code, fresh, _ = audit(path, "--spectrum", "--bound", "5", "--csv", table, "--plot", picture)
    with open(table, newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["tensor"] for r in rows] == [w["tensor"] for w in fresh]
    for row, w in zip(rows, fresh):
        for key in ("spectral", "stable_rank", "nuclear", "bound"):
            assert [row[f"{key}_lo"], row[f"{key}_hi"]] == (
                [w[key]["lo"], w[key]["hi"]] if w[key] else ["", ""]), row
        assert row["verdict"] == w["verdict"]
        h = w["histogram"]
        assert [row["0.8..1_least"], row["0..0.0001_most"]] == (
            [str(h["least"][0]), str(h["most"][-1])] if h else ["", ""])
    with open(picture) as file:
        text = file.read()
    assert "<svg" in text and "diagonal" in text and "stack[0]" in text and "zero" not in text
    assert audit(path, "--spectrum", "--bound", "5", "--resume", journal)[:2] == (code, fresh)
    assert audit(path, "--spectrum", "--bound", "5", "--resume", journal)[:2] == (code, fresh)
    # Figures without spectra do not stand for those with.
    other = os.path.join(folder, "norms")
    assert audit(path, "--resume", other)[1][0]["nuclear"] is None
    assert audit(path, "--spectrum", "--bound", "5", "--resume", other)[:2] == (code, fresh)
    for words in (["--plot", picture], ["--csv", os.path.join(folder, "none", "x.csv")],
                  ["--spectrum", "--plot", os.path.join(folder, "none", "x.svg")]):
        code, out, err = run(path, *words)
        assert code == 2 and words[-2] in err and err.count("\n") == 1, (words, code, err)


with tempfile.TemporaryDirectory() as room:
    streams(room)
    spectra_of_training()
    known_spectra(room)
    tables_and_plots(room)
    real_series()
    wrong_update(room)
    damage(room)
    conventions(room)
    refuses(room)
    resumes(room)
    parts(room)
    damaged_archive(room)
    unknown_type()
