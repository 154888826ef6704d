#!/usr/bin/env bash
# The checks that take long: the same tests as in the suite with more seeds, more kills, more data (a million appointments) and more odd requests (100,000 over every
# endpoint), and a look at a report in a browser.
# PREDICTOR_CHECK_SCALE multiplies the seeds and the data; 1 is what the suite does, 44 is a million appointments.
set -euo pipefail
cd "$(dirname "$0")/.."
export PREDICTOR_CHECK_SCALE="${PREDICTOR_CHECK_SCALE:-44}"
dotnet build Predictor.sln -c Release

# A report is looked at in a browser, on a desk and on a phone. Chromium is some 80 MB to fetch, which is why this is no part of tests/run.sh.
if ! command -v chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
  else
    echo "tests/long-checks.sh: chromium is missing; install it and run again." >&2
    exit 1
  fi
fi
(cd tests/report-page && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error)
dotnet run -c Release --no-build --project src/Predictor.Training -- evaluate --model models/demo --data data-samples/clinic --report report.html >/dev/null
CHROMIUM="$(command -v chromium)" node tests/report-page/check.mjs report.html

exec dotnet test Predictor.sln -c Release --no-build --logger "console;verbosity=detailed" --filter "Category=Long" "$@"
