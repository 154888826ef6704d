#!/usr/bin/env bash
# Trains ours, xgboost and scikit-learn on the same table, in turns, and prints what each takes as a share of what scikit-learn takes. LightGBM takes part where
# Python finds it.
# Usage: tests/benchmarks.sh [ROWS [THREADS [REPEATS]]]; 200,000 rows, 2 threads and 5 repeats where nothing is said.
# Of several runs the least counts: others who use the machine can only make a run slower. By the clock it should be quiet; processor seconds bear some company.
set -euo pipefail
cd "$(dirname "$0")/.."
rows="${1:-200000}" threads="${2:-2}" repeats="${3:-5}"
here=tests/Predictor.Trees.Benchmarks
python=/usr/bin/python3
if ! "$python" -c 'import sklearn, xgboost' 2>/dev/null; then
  echo "tests/benchmarks.sh: python3-xgboost or python3-sklearn is missing; install them and run again." >&2
  exit 1
fi

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
dotnet build "$here" -c Release -v quiet >&2
"$python" "$here/make_table.py" "$folder" "$rows"
others="xgboost scikit-learn"
if "$python" -c 'import lightgbm' 2>/dev/null; then others="lightgbm $others"; fi
for ((i = 0; i < repeats; i++)); do
  for model in trees additive; do
    dotnet "$here/bin/Release/net10.0/Predictor.Trees.Benchmarks.dll" "$model" "$folder/train.csv" "$folder/test.csv" "$threads" | tee -a "$folder/lines" >&2
  done
  for other in $others; do
    "$python" "$here/train_others.py" "$other" "$folder/train.csv" "$folder/test.csv" "$threads" | tee -a "$folder/lines" >&2
  done
done

echo
echo "$rows rows, $threads threads, best of $repeats"
echo
echo '| | seconds | of scikit-learn | processor seconds | of scikit-learn | MB over the table | AUC |'
echo '|---|---|---|---|---|---|---|'
awk -v names="predictor-trees predictor-additive $others" '
  { for (i = 2; i < NF; i += 2) value[$i] = $(i + 1)
    if (!($1 in seconds) || value["seconds"] < seconds[$1]) seconds[$1] = value["seconds"]
    if (!($1 in cpu) || value["cpu"] < cpu[$1]) cpu[$1] = value["cpu"]
    if (!($1 in memory) || value["memory"] < memory[$1]) memory[$1] = value["memory"]
    auc[$1] = value["auc"] }
  END { count = split(names, name, " ")
    for (i = 1; i <= count; i++) { n = name[i]
      printf "| %s | %.2f | %.2f | %.2f | %.2f | %.0f | %s |\n", n, seconds[n], seconds[n] / seconds["scikit-learn"], cpu[n], cpu[n] / cpu["scikit-learn"], memory[n], auc[n] } }' "$folder/lines"
