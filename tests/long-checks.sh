#!/usr/bin/env bash
# The checks that take long: the same tests as in the suite with more seeds, more kills, more data (a million appointments) and more odd requests (100,000 over every endpoint).
# PREDICTOR_CHECK_SCALE multiplies the seeds and the data; 1 is what the suite does, 44 is a million appointments.
set -euo pipefail
cd "$(dirname "$0")/.."
export PREDICTOR_CHECK_SCALE="${PREDICTOR_CHECK_SCALE:-44}"
dotnet build Predictor.sln -c Release
exec dotnet test Predictor.sln -c Release --no-build --logger "console;verbosity=detailed" --filter "Category=Long" "$@"
