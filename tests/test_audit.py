#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_audit.py PROGRAM DATA: a real series audited, and faults planted in checkpoints."""
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
    for name, bound in (("keller", 2), ("pytorch", 2), ("moonlight", 0.8), ("scion", 2),
                        ("exact", 1)):
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
    """Beside what an idle program takes, no more than three times one large tensor."""
    n = 2560
    path = os.path.join(folder, "large.safetensors")
    header = json.dumps({"w": {"dtype": "F32", "shape": [n, n], "data_offsets": [0, 4 * n * n]}})
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(header)) + header.encode())
        for i in range(n):
            file.write(floats([(i * j * j % 8191 - 4095) / 4096 for j in range(n)]))
    used = peak("audit", path, "--jobs", "1") - peak("--version")
    assert used <= 3 * 4 * n * n, used / (4 * n * n)


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


with tempfile.TemporaryDirectory() as room:
    streams(room)
    real_series()
    wrong_update(room)
    damage(room)
    conventions(room)
    refuses(room)
    resumes(room)
    parts(room)
    damaged_archive(room)
    unknown_type()
