#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install_peers.sh BUILT LIBEXECDIR: run by `meson install`; installs the peers of benchmarks that
# `ninja peers` has built in the folder BUILT, if any.
set -eu
built=$1
to=$MESON_INSTALL_DESTDIR_PREFIX/$2/muoncheck
if [ -x "$built/eigen_svd" ]; then
    mkdir -p "$to"
    cp "$built/eigen_svd" "$to/eigen_svd"
fi
