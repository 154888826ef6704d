#!/usr/bin/env bash
# From the start of the process to the first score after SIGKILL under load, in milliseconds, for a folder that 'dotnet publish' wrote: least and median of several kills.
# The load is a batch that never ends; the trail grows with each kill.
# Usage: tests/restart.sh FOLDER [KILLS] [PORT]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?Usage: tests/restart.sh FOLDER [KILLS] [PORT]}
kills=${2:-5}
port=${3:-5098}
work=$(mktemp -d)
service=
trap 'kill -9 $service 2>/dev/null || true; rm -rf "$work"' EXIT
example=src/Predictor.Api/Description/Examples/score-request.json
tr -d '\n' < "$example" | awk '{ for (i = 0; i < 1000; i++) print }' > "$work/lines"

start() {
  dotnet "$folder/Predictor.Api.dll" --development --urls "http://127.0.0.1:$port" --Audit:Folder "$work/audit" --Logging:LogLevel:Default Warning 2> "$work/told" &
  service=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/v1/risk-scores" -H 'Content-Type: application/json' -d "@$example"; do
    kill -0 "$service" || { echo "tests/restart.sh: the service ended before it answered." >&2; cat "$work/told" >&2; exit 1; }
    sleep 0.01
  done
}

start
times=()
for _ in $(seq "$kills"); do
  { while cat "$work/lines" 2>/dev/null; do :; done; } | curl -s -N -o /dev/null -T - -X POST "http://127.0.0.1:$port/v1/risk-scores/batch?explain=none" -H 'Content-Type: application/x-ndjson' &
  load=$!
  sleep 4
  begin=$(date +%s%N)
  kill -9 "$service"
  wait "$service" 2>/dev/null || true
  wait "$load" 2>/dev/null || true
  start
  times+=($((($(date +%s%N) - begin) / 1000000)))
done
records=$(cat "$work"/audit/trail/segment-*.jsonl | tr -d '\0' | wc -l)
sorted=($(printf '%s\n' "${times[@]}" | sort -n))
echo "least ${sorted[0]} ms, median ${sorted[$((kills / 2))]} ms of $kills kills; $records records in the trail"
