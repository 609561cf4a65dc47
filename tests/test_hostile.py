#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_hostile.py PROGRAM: files made to harm are refused by one line and exit 2, nothing of them
is executed, and the refusal costs under a second of CPU and under 100 MiB."""
import io
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = os.path.abspath(sys.argv[1])
MOST_SECONDS, MOST_KIB = 1.0, 100 * 1024
FLOATS = struct.pack("<6f", *range(6))


def text(s):
    return b"X" + struct.pack("<I", len(s)) + s.encode()


def number(n):
    data = n.to_bytes((n.bit_length() + 8) // 8, "little", signed=True)
    return b"\x8a" + bytes([len(data)]) + data


def tuple_of(*items):
    return b"(" + b"".join(items) + b"t"


def name(module, attribute):
    return b"c" + module.encode() + b"\n" + attribute.encode() + b"\n"


def tensor(shape, stride, count=6, offset=0, key="0", storage="FloatStorage"):
    stored = tuple_of(text("storage"), name("torch", storage), text(key), text("cpu"),
                      number(count)) + b"Q"
    return name("torch._utils", "_rebuild_tensor_v2") + tuple_of(
        stored, number(offset), tuple_of(*map(number, shape)), tuple_of(*map(number, stride)),
        b"\x89", name("collections", "OrderedDict") + b")R") + b"R"


def state(value):
    return b"\x80\x02}" + text("w") + value + b"s."


def archive(data_pkl, data=FLOATS, method=zipfile.ZIP_STORED, extra=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        z.writestr("a/data.pkl", data_pkl)
        z.writestr("a/data/0", data)
        for member, content in extra:
            z.writestr(member, content)
    return out.getvalue()


def safetensors(header, data=b""):
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw + data


def npy(shape, descr="<f4", data=b""):
    head = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
    head = head.ljust(118 - 1) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + data


def f32(shape, begin, end):
    return {"dtype": "F32", "shape": shape, "data_offsets": [begin, end]}


GOOD = tensor((2, 3), (3, 1))
PROOF = os.path.join(tempfile.gettempdir(), f"muoncheck_was_executed_{os.getpid()}")
CODE = name("os", "system") + tuple_of(text(f"touch {PROOF}")) + b"R"
BUILDS = name("builtins", "object") + b")\x81}" + text("x") + b"K\x01sb"
BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as _z:
    _z.writestr("w.npy", npy((64, 1 << 20), data=bytes(1 << 28)))

HOSTILE = {
    "code.pt": (archive(state(CODE)), "os.system"),
    "code_beside.pt": (archive(b"\x80\x02}" + text("w") + GOOD + b"s" + text("x") + CODE + b"s."),
                       "os.system"),
    "named.pt": (archive(b"\x80\x02}" + text("w") + GOOD + b"s" + text("x") +
                         name("os", "system") + b"s."), "os.system"),
    "code_dropped.pt": (archive(b"\x80\x02" + CODE + b"0}" + text("w") + GOOD + b"s."), "0x30"),
    "eval.pt": (archive(state(name("builtins", "eval") + tuple_of(text("1")) + b"R")),
                "builtins.eval"),
    "getattr.pt": (archive(state(name("builtins", "getattr") + b"q\x00" + b"0" + GOOD)), "0x30"),
    "stack_global.pt": (archive(state(text("os") + text("system") + b"\x93" +
                                      tuple_of(text("true")) + b"R")), "os.system"),
    "object.pt": (archive(state(BUILDS)), "builtins.object"),
    "inst.pt": (archive(state(b"(" + text("true") + b"ios\nsystem\n")), "0x69"),
    "state.pt": (archive(state(name("torch", "Size") + b")R}b")), "torch.Size"),
    "far.pt": (archive(state(tensor((2, 3), (3, 1), offset=1))), "within its storage"),
    "far_stride.pt": (archive(state(tensor((2, 3), (1 << 62, 1)))), "within its storage"),
    "expanded.pt": (archive(state(tensor((10**6, 10**6), (0, 0)))), "within its storage"),
    "huge.pt": (archive(state(tensor((10**18, 10**18), (1, 1)))), "too large"),
    "negative.pt": (archive(state(tensor((-2, 3), (3, 1)))), "shape or type"),
    "lying.pt": (archive(state(tensor((2, 3), (3, 1), count=10**18))), "storage claims"),
    "missing.pt": (archive(state(tensor((2, 3), (3, 1), key="../0"))), "missing"),
    "compressed.pt": (archive(state(GOOD), bytes(1 << 24), zipfile.ZIP_DEFLATED), "compressed"),
    "two.pt": (archive(state(GOOD), extra=[("b/data.pkl", state(GOOD))]), "two pickles"),
    "big_endian.pt": (archive(state(GOOD), extra=[("a/byteorder", b"big")]), "little-endian"),
    "itself.pt": (archive(b"\x80\x02]q\x00h\x00a."), "holds itself"),
    "laughs.pt": (archive(b"\x80\x02]q\x00" + b"".join(
        b"(" + b"h" + bytes([k]) + (b"h" + bytes([k])) * 9 + b"lq" + bytes([k + 1])
        for k in range(30)) + b"."), "holds itself"),
    "many.pt": (archive(b"\x80\x02(" + b"]" * (1 << 21) + b"t."), "more than"),
    "marks.pt": (archive(b"\x80\x02" + b"(" * (1 << 21)), "more than"),
    "recall.pt": (archive(b"\x80\x02Nq\x00" + b"h\x00" * (1 << 21)), "more than"),
    "memo.pt": (archive(b"\x80\x02Nr\xff\xff\xff\xff."), "numbers more"),
    "deep.pt": (archive(b"\x80\x02" + b"]" * 100000 + b"a" * 99999 + b"."), "too deep"),
    "empty.pt": (archive(b""), "cut short"),
    "shared.pt": (archive(b"\x80\x02}" + b"".join(
        text(f"w{k}") + tensor((1024, 256), (256, 1), 1 << 18) + b"s" for k in range(40)) + b".",
        bytes(1 << 20)), "times the file"),
    "bomb.npz": (BOMB.getvalue(), "zip bomb"),
    "lying.npz": (BOMB.getvalue().replace(struct.pack("<I", (1 << 28) + 128),
                                          struct.pack("<I", 0xfffffff0)), "larger than"),
    "huge.npy": (npy((10**18, 10**18)), "too large"),
    "long.safetensors": (struct.pack("<Q", 1 << 62) + b"{}", "cut short"),
    "deep.safetensors": (safetensors(b'{"w":' + b"[" * 1000000 + b"]" * 1000000 + b"}"), "JSON"),
    "overlap.safetensors": (safetensors({"a": f32([4], 0, 16), "b": f32([4], 8, 24)}, bytes(24)),
                            "others reach"),
    "far.safetensors": (safetensors({"a": f32([4], 2**62, 2**62 + 16)}, bytes(16)), "lie within"),
    "huge.safetensors": (safetensors({"a": f32([10**18, 10**18], 0, 16)}, bytes(16)), "too large"),
    "deep.index.json": (b'{"weight_map":' + b"[" * 1000000, "no index"),
    "itself.index.json": (b'{"weight_map":{"w":"itself.index.json"}}', "no file of tensors"),
}


def run(path):
    """Exit code, output, seconds of CPU and peak KiB of the program on one file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen([PROGRAM, "truth", path], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
    out, err = child.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return child.returncode, out, err, seconds


def peak(path):
    """Of this one file's process: the children's maximum only grows, so a fresh parent asks."""
    code = ("import resource,subprocess,sys;subprocess.run(sys.argv[1:],capture_output=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(subprocess.run([sys.executable, "-c", code, PROGRAM, "truth", path],
                              capture_output=True, text=True, check=True).stdout)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        control = os.path.join(folder, "control.pt")
        with open(control, "wb") as out:
            out.write(archive(state(GOOD)))
        assert run(control)[0] == 0, run(control)
        for label, (content, part) in HOSTILE.items():
            path = os.path.join(folder, label)
            with open(path, "wb") as out:
                out.write(content)
            code, _, err, seconds = run(path)
            kib = peak(path)
            fine = kib < MOST_KIB and seconds < MOST_SECONDS and not os.path.exists(PROOF)
            if not fine or code != 2 or part not in err or err.count("\n") != 1:
                failed += 1
                print(f"{label}: exit {code}, {seconds:.2f} s, {kib} KiB: {err.strip()[:200]}")
    print(f"{len(HOSTILE) - failed} refused as they must be, {failed} not")
    return failed > 0


sys.exit(main())
