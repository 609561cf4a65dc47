#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made numpy_*.npy and numpy_*.npz here, with NumPy 1.24.2: python3 make_numpy.py"""
import io
import zipfile
import numpy as np

def counting(*shape):
    n = int(np.prod(shape))
    i = np.arange(n)
    return ((i + 1) / 8 * np.where(i % 2, -1, 1)).reshape(shape)

def save(name, array, version=None):
    with open(f'numpy_{name}.npy', 'wb') as out:
        np.lib.format.write_array(out, array, version=version)

A = counting(3, 4)
for name, dtype in dict(f2='<f2', f4='<f4', f8='<f8', f8_big='>f8', f4_big='>f4',
                        f2_big='>f2').items():
    save(name, A.astype(dtype))
save('f8_fortran', np.asfortranarray(A))
save('f4_fortran_big', np.asfortranarray(A.astype('>f4')))
save('f8_version2', A, (2, 0))
save('f8_version3', A, (3, 0))
for name, dtype in dict(i1='i1', i2_big='>i2', i4='<i4', i8='<i8').items():
    save(name, np.arange(-3, 3).reshape(2, 3).astype(dtype))
save('stack', counting(2, 3, 4, 5))
save('stack_fortran', np.asfortranarray(counting(2, 3, 4, 5)))

pair = dict(weight=A, bias=np.full(40, 0.25))
np.savez('numpy_stored.npz', **pair)
np.savez_compressed('numpy_deflated.npz', **pair)

# With a tiny limit Python writes the 64-bit records that large archives have.
zipfile.ZIP64_LIMIT = 10
zipfile.ZIP_FILECOUNT_LIMIT = 1
with zipfile.ZipFile('numpy_zip64.npz', 'w', zipfile.ZIP_DEFLATED) as out:
    for name, array in pair.items():
        text = io.BytesIO()
        np.save(text, array)
        out.writestr(name + '.npy', text.getvalue())
