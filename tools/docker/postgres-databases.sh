#!/usr/bin/env bash
# On the first start: a database and a role a service, each of which can reach its own database alone.
set -euo pipefail

own() {
  psql --quiet --set=ON_ERROR_STOP=1 --username=postgres --set=role="$1" --set=database="$2" --set=password="$3" <<'SQL'
create role :"role" login password :'password';
create database :"database" owner :"role";
revoke all on database :"database" from public;
SQL
}

own hub huren_hub "$HUB_PASSWORD"
own risk huren_risk "$RISK_PASSWORD"
own issuer_a huren_issuer_a "$ISSUER_A_PASSWORD"
own issuer_b huren_issuer_b "$ISSUER_B_PASSWORD"
