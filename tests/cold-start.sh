#!/usr/bin/env bash
# From the start of the process to the first score, in milliseconds, for a folder that 'dotnet publish' wrote: least and median of several starts.
# Usage: tests/cold-start.sh FOLDER [STARTS] [PORT]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?Usage: tests/cold-start.sh FOLDER [STARTS] [PORT]}
starts=${2:-7}
port=${3:-5099}
times=()
for _ in $(seq "$starts"); do
  begin=$(date +%s%N)
  dotnet "$folder/Predictor.Api.dll" --development --urls "http://127.0.0.1:$port" --Logging:LogLevel:Default Warning &
  service=$!
  trap 'kill "$service" 2>/dev/null || true' EXIT
  until curl -sf -o /dev/null "http://127.0.0.1:$port/v1/risk-scores" -H 'Content-Type: application/json' -d @src/Predictor.Api/Description/Examples/score-request.json; do
    kill -0 "$service" || { echo "tests/cold-start.sh: the service ended before it answered." >&2; exit 1; }
    sleep 0.01
  done
  times+=($((($(date +%s%N) - begin) / 1000000)))
  kill "$service"
  wait "$service" || true
done
sorted=($(printf '%s\n' "${times[@]}" | sort -n))
echo "least ${sorted[0]} ms, median ${sorted[$((starts / 2))]} ms of $starts starts"
