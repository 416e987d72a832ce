#!/bin/sh
# Builds the image by the Dockerfile where no registry of images is reached: its two bases are made of Debian's own packages, as
# far as the Dockerfile uses them. Needs root, buildah, debootstrap and npm. Usage: build.sh <folder for the bases> <name of the image>
set -eu
work=$1
image=$2
suite=trixie
mkdir -p "$work"

# What node:24-trixie-slim is to the first stage: a small Debian with Node and npm.
if [ ! -d "$work/$suite" ]; then
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/$suite.part"
  mv "$work/$suite.part" "$work/$suite"
fi
install -D -m 755 node_modules/node/bin/node "$work/$suite/usr/local/bin/node"
mkdir -p "$work/$suite/usr/local/lib/node_modules"
npm=$(readlink -f "$(command -v npm)")
cp -a "${npm%/bin/*}" "$work/$suite/usr/local/lib/node_modules/"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$work/$suite/usr/local/bin/npm"

# What gcr.io/distroless/cc-debian13:nonroot is to the second: the C and C++ libraries, certificates, zones, and a user without rights.
if [ ! -d "$work/base" ]; then
  mkdir -p "$work/base.part/usr/bin" "$work/base.part/usr/lib64" "$work/base.part/etc" "$work/base.part/tmp" "$work/base.part/home/nonroot"
  for link in bin lib lib64; do
    mkdir -p "$work/base.part/usr/$link"
    ln -s "usr/$link" "$work/base.part/$link"
  done
  for package in libc6 libgcc-s1 libstdc++6; do
    grep -E '\.so|/ld-' "$work/$suite/var/lib/dpkg/info/$package:amd64.list" | while read -r file; do
      mkdir -p "$work/base.part$(dirname "$file")"
      cp -a "$work/$suite$file" "$work/base.part$file"
    done
  done
  cp -a "$work/$suite/etc/ssl" "$work/base.part/etc/" 2>/dev/null || :
  printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$work/base.part/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$work/base.part/etc/group"
  chmod 1777 "$work/base.part/tmp"
  mv "$work/base.part" "$work/base"
fi

of() {
  container=$(buildah from scratch)
  buildah copy -q "$container" "$1" / >/dev/null
  [ -z "${3:-}" ] || buildah config --env "$3" "$container"
  buildah commit -q "$container" "$2" >/dev/null
  buildah rm "$container" >/dev/null
}
buildah inspect "localhost/standin-build" >/dev/null 2>&1 || \
  of "$work/$suite" localhost/standin-build "${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=$NODE_EXTRA_CA_CERTS}"
buildah inspect "localhost/standin-base" >/dev/null 2>&1 || of "$work/base" localhost/standin-base

# How packages are reached from here is this machine's business: it is lent, and does not get into the image.
lent=""
for file in "$HOME/.npmrc" /etc/npmrc /usr/etc/npmrc ${NODE_EXTRA_CA_CERTS:-}; do
  [ ! -f "$file" ] || lent="$lent --volume $file:$file:ro"
done
# shellcheck disable=SC2086 # words on purpose
buildah bud --layers --isolation chroot --network host --format docker $lent \
  --build-arg BUILD=localhost/standin-build --build-arg BASE=localhost/standin-base -t "$image" .
