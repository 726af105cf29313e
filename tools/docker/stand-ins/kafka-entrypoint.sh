#!/usr/bin/env bash
# KAFKA_SOME_NAME becomes some.name of server.properties; CLUSTER_ID formats the storage, as apache/kafka does it.
set -euo pipefail
properties=/opt/kafka/config/server.properties
run=(java ${KAFKA_HEAP_OPTS:-} -cp '/opt/kafka/libs/*')

env | grep '^KAFKA_' | grep -v '^KAFKA_HEAP_OPTS=' | while IFS='=' read -r name value; do
  key=${name#KAFKA_}
  key=${key,,}
  echo "${key//_/.}=$value"
done > "$properties"
"${run[@]}" kafka.tools.StorageTool format --ignore-formatted --cluster-id "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" --config "$properties"
exec "${run[@]}" kafka.Kafka "$properties"
