#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh [test|bench|proofs]: installs what is missing to build and run muoncheck on Debian 12,
# with `test` to run its tests too, with `bench` the peers of its benchmarks, with `proofs` Coq and
# nothing else; says what, asks nothing.
set -eu

# libc6-dev: gcc only recommends it.
packages='gcc libc6-dev meson ninja-build pkg-config
    libflint-dev libflint-arb-dev libmpfr-dev libgmp-dev libopenblas-dev liblapacke-dev
    libgsl-dev libjansson-dev libsqlite3-dev zlib1g-dev libcriterion-dev gnuplot-nox
    python3-jsonschema python3-numpy'
# python3-jsonschema, python3-numpy: the build looks for them, as for criterion, to set up the
# tests.  python3-torch is used by one of them where it is installed.
# clang: the second compiler.  jq: reads the program's JSON.  chromium: opens the report.
test_packages='clang jq chromium'

# Peers that `muoncheck bench` calls, and their compiler (`ninja -C build peers`); sollya, an oracle
# of tests that are skipped without it.
bench_packages='g++ libeigen3-dev libmpfrc++-dev python3-mpmath python3-gmpy2 sollya'

# jq: reads certificates.  make: compiles in the order of what is required, in parallel.
proofs_packages='coq libcoq-bignums libcoq-interval libcoq-mathcomp-ssreflect
    libcoq-mathcomp-algebra libcoq-mathcomp-algebra-tactics libcoq-mathcomp-real-closed
    libcoq-mathcomp-analysis make jq'

if [ "${1:-}" = test ]; then
    packages="$packages $test_packages"
elif [ "${1:-}" = bench ]; then
    packages="$packages $bench_packages"
elif [ "${1:-}" = proofs ]; then
    packages=$proofs_packages
fi

missing=
for package in $packages; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || state=
    [ "$state" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo "install: nothing is missing"
    exit 0
fi

if ! command -v apt-get > /dev/null; then
    echo "install: no apt-get here; please install what Debian 12 calls$missing" >&2
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
        echo "install: neither root nor sudo; please install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

echo "install:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # a list of names
if ! { $as_root apt-get update &&
       $as_root env DEBIAN_FRONTEND=noninteractive \
           apt-get install -y --no-install-recommends $missing; } > "$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
