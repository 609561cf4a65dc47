#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_install.sh EXAMPLE BUILD PREFIX CC...: installs into an empty folder, then compiles, links and
# runs EXAMPLE with what pkg-config says about the installed library, no more.
set -eu
example=$1 build=$2 prefix=$3
shift 3
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

meson install -C "$build" --no-rebuild --quiet --destdir "$stage"
pc=$(find "$stage" -name muoncheck.pc)
[ -n "$pc" ] || { echo "no muoncheck.pc was installed"; exit 1; }
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH

# The file speaks of the final place; here everything lies below $stage.
flags=$(pkg-config --define-variable=prefix="$stage$prefix" --cflags --libs muoncheck)
# shellcheck disable=SC2086 # flags are words
"$@" -std=gnu17 "$example" -o "$stage/example" $flags
"$stage/example"

if ldd "$stage/example" | grep -q libgsl; then
    echo "the core drags in GSL"
    exit 1
fi
"$stage$prefix/bin/muoncheck" --version

# Python finds the installed library where it is told.
MUONCHECK_LIBRARY=$(find "$stage" -name libmuoncheck-abi.so.1) \
    PYTHONPATH=$(dirname "$example")/../../python PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 -c 'import muoncheck; assert muoncheck.truth([[3.0]]).radius == 0'

# The peers of benchmarks are found where they are installed: one that says 42 is believed.
peer=$stage$prefix/$(cd "$stage$prefix" && find . -name mpmath_svd.py)
[ -f "$peer" ] || { echo "no mpmath_svd.py was installed"; exit 1; }
printf 'import sys\nsys.argv[1] == "--check" or print(42, 1)\n' > "$peer"
"$stage$prefix/bin/muoncheck" bench svd --size 4 --bits 64 --turns 1 | grep -q 'mpmath on gmpy2 .* 42 (42 '
