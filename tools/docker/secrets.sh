#!/usr/bin/env bash
# Prints fresh secrets for docker-compose.yml, as an .env file: tools/docker/secrets.sh > .env
set -euo pipefail
# Its owner's alone: whoever redirects has made the file by now, so a umask here is too late.
if [[ -f /dev/stdout ]]; then chmod 600 /dev/stdout; fi
for name in HUREN_SECRET OPERATORS_TOKEN POSTGRES_PASSWORD HUB_PASSWORD RISK_PASSWORD ISSUER_A_PASSWORD ISSUER_B_PASSWORD; do
  echo "$name=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')"
done
# The registrar's pair of keys on the SM2 curve.
"$(dirname "${BASH_SOURCE[0]}")/registrar.mjs"
