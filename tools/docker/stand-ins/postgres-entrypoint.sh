#!/usr/bin/env bash
# POSTGRES_PASSWORD, PGDATA and /docker-entrypoint-initdb.d as the official image has them.
set -euo pipefail
if [[ ! -s "$PGDATA/PG_VERSION" ]]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  printf '%s' "${POSTGRES_PASSWORD:?is required}" > /tmp/password
  initdb --username=postgres --pwfile=/tmp/password --auth-host=scram-sha-256 --auth-local=trust --encoding=UTF8 --locale=C
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  postgres -c listen_addresses= -c unix_socket_directories=/var/run/postgresql &
  server=$!
  until pg_isready --quiet --host=/var/run/postgresql; do sleep 0.1; done
  export PGHOST=/var/run/postgresql PGUSER=postgres
  for script in /docker-entrypoint-initdb.d/*.sh; do
    if [[ -f "$script" ]]; then bash "$script"; fi
  done
  kill -INT "$server"
  wait "$server"
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
