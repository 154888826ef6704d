#!/usr/bin/env bash
# How good the built-in trees are, set beside xgboost trained on ten times the data, the logistic engine and the true risk.
# Simulates three clinics of different seeds: one to learn from, one of ten times its size for xgboost, and one whose clients nobody has seen.
# About 20 GB of memory are not needed, but 10 are, and 5 GB of disk; half an hour on two cores.
#
#   tests/compare/ten_times.sh [FOLDER]
#
# FOLDER keeps what was simulated and trained; what stands there is not made anew. By default it is a folder that is removed in the end.
# EPISODES (20000), TIMES (10), PRESET (psychotherapy), SEED (1) and the libraries' WITH (xgboost; or "xgboost sklearn") come from the environment.
set -euo pipefail
cd "$(dirname "$0")/../.."
episodes="${EPISODES:-20000}" times="${TIMES:-10}" preset="${PRESET:-psychotherapy}" seed="${SEED:-1}" with="${WITH:-xgboost}"

if ! /usr/bin/python3 -c 'import pandas, sklearn, xgboost' 2>/dev/null; then
  echo "tests/compare/ten_times.sh: python3-pandas, python3-sklearn or python3-xgboost is missing; install them and run again." >&2
  exit 1
fi

if [ $# -gt 0 ]; then
  folder="$1"
  mkdir -p "$folder"
else
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
fi

dotnet build src/Predictor.Training -c Release >&2
predictor=src/Predictor.Training/bin/Release/net10.0/predictor
simulate() { [ -e "$folder/$1/episodes.csv" ] || "$predictor" simulate --preset "$preset" --out "$folder/$1" "${@:2}" >&2; }
features() { [ -e "$folder/$1.csv" ] || "$predictor" features --data "$folder/$1" --out "$folder/$1.csv" >&2; }

simulate own --episodes "$episodes" --seed "$seed" --no-truth
simulate large --episodes "$((episodes * times))" --seed "$((seed + 11))" --no-truth
simulate unseen --episodes "$episodes" --seed "$((seed + 12))"
features large
features unseen
for engine in trees logistic; do
  "$predictor" train --data "$folder/own" --engine "$engine" --out "$folder/$engine" >&2
  "$predictor" evaluate --data "$folder/unseen" --model "$folder/$engine" --truth "$folder/unseen/truth/landmarks.csv" --json > "$folder/$engine.json"
done
/usr/bin/python3 tests/compare/ten_times.py "$folder" $with
