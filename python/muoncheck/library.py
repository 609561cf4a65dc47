# SPDX-License-Identifier: Apache-2.0
"""The shared library and its C types; include/muoncheck/abi.h says what they mean."""
import ctypes
import os
import pathlib

ABI = 1
NAME = f"libmuoncheck-abi.so.{ABI}"

c_text, c_int = ctypes.c_char_p, ctypes.c_int64


class Array(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("dtype", c_text), ("rows", c_int), ("cols", c_int),
                ("row_stride", c_int), ("col_stride", c_int)]


class CertifyQuestion(ctypes.Structure):
    _fields_ = [("x", ctypes.POINTER(Array)), ("y", ctypes.POINTER(Array)), ("p", c_text),
                ("max_error", c_text), ("norm", c_text), ("table", c_text), ("steps", c_int),
                ("digits", c_int), ("max_bits", c_int)]


class TruthQuestion(ctypes.Structure):
    _fields_ = [("x", ctypes.POINTER(Array)), ("p", c_text), ("digits", c_int),
                ("max_bits", c_int)]


class ToleranceQuestion(ctypes.Structure):
    _fields_ = [("table", c_text), ("dtype", c_text), ("accumulate", c_text),
                ("sigma_min", c_text), ("failure", c_text), ("steps", c_int), ("rows", c_int),
                ("cols", c_int), ("x", ctypes.POINTER(Array)), ("y", ctypes.POINTER(Array))]


def _places():
    """MUONCHECK_LIBRARY alone where it is set; else the build folder that this file lies beside,
    then what the loader finds."""
    chosen = os.environ.get("MUONCHECK_LIBRARY")
    if chosen:
        return [chosen]
    root = pathlib.Path(__file__).resolve().parents[2]
    built = root / "build" / "src" / "abi" / NAME
    return ([str(built)] if built.exists() else []) + [NAME, f"/usr/local/lib/{NAME}"] + [
        str(path) for path in sorted(pathlib.Path("/usr/local/lib").glob(f"*-linux-gnu/{NAME}"))]


def _load():
    complaints = []
    for place in _places():
        try:
            return ctypes.CDLL(place)
        except OSError as error:
            complaints.append(str(error))
    raise ImportError(f"no {NAME}: build muoncheck, install it, or set MUONCHECK_LIBRARY to its "
                      "path\n  " + "\n  ".join(complaints))


def _declare(library):
    doubles = ctypes.POINTER(ctypes.c_double)
    types = {
        "abi": (ctypes.c_int, []),
        "version": (c_text, []),
        "free": (None, [ctypes.c_void_p]),
        "status": (ctypes.c_int, [ctypes.c_void_p]),
        "complaint": (c_text, [ctypes.c_void_p]),
        "verdict": (c_text, [ctypes.c_void_p]),
        "count": (c_int, [ctypes.c_void_p, c_text]),
        "enclosures": (c_int, [ctypes.c_void_p, c_text, doubles, doubles]),
        "certify": (ctypes.c_void_p, [ctypes.POINTER(CertifyQuestion)]),
        "truth": (ctypes.c_void_p, [ctypes.POINTER(TruthQuestion)]),
        "tolerance": (ctypes.c_void_p, [ctypes.POINTER(ToleranceQuestion)]),
        "accumulation": (c_text, [c_int]),
    }
    for name, (result, arguments) in types.items():
        function = getattr(library, "muoncheck_" + name)
        function.restype, function.argtypes = result, arguments
    if library.muoncheck_abi() != ABI:
        raise ImportError(f"{library._name} speaks ABI {library.muoncheck_abi()}, not {ABI}")
    return library


library = _declare(_load())


def version():
    """The version of the library."""
    return library.muoncheck_version().decode()


def accumulations():
    """The orders of sums that have a name."""
    names, name = [], library.muoncheck_accumulation(0)
    while name:
        names.append(name.decode())
        name = library.muoncheck_accumulation(len(names))
    return names
