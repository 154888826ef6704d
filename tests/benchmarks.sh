#!/usr/bin/env bash
# Trains ours, xgboost and scikit-learn on the same table, in turns, and prints what each takes as a share of what scikit-learn takes.
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
for ((i = 0; i < repeats; i++)); do
  dotnet "$here/bin/Release/net10.0/Predictor.Trees.Benchmarks.dll" train "$folder/train.csv" "$folder/test.csv" "$threads" | tee -a "$folder/lines" >&2
  for other in xgboost scikit-learn; do
    "$python" "$here/train_others.py" "$other" "$folder/train.csv" "$folder/test.csv" "$threads" | tee -a "$folder/lines" >&2
  done
done

echo
echo "$rows rows, $threads threads, best of $repeats"
echo
echo '| | seconds | of scikit-learn | processor seconds | of scikit-learn | AUC |'
echo '|---|---|---|---|---|---|'
awk '
  { for (i = 2; i < NF; i += 2) value[$i] = $(i + 1)
    if ($1 == "predictor") value["seconds"] = value["binning"] + value["training"]
    if (!($1 in seconds) || value["seconds"] < seconds[$1]) seconds[$1] = value["seconds"]
    if (!($1 in cpu) || value["cpu"] < cpu[$1]) cpu[$1] = value["cpu"]
    auc[$1] = value["auc"] }
  END { split("predictor xgboost scikit-learn", names, " ")
    for (i = 1; i <= 3; i++) { n = names[i]
      printf "| %s | %.2f | %.2f | %.2f | %.2f | %s |\n", n, seconds[n], seconds[n] / seconds["scikit-learn"], cpu[n], cpu[n] / cpu["scikit-learn"], auc[n] } }' "$folder/lines"
