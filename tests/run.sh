#!/usr/bin/env bash
# All tests, from a fresh clone: sets up what they need, checks formatting, builds with warnings as errors, runs every test project.
set -euo pipefail
cd "$(dirname "$0")/.."

# The README's commands are run as printed, and one of them is curl.
if ! command -v curl >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq curl
  else
    echo "tests/run.sh: curl is missing; install it and run again." >&2
    exit 1
  fi
fi

# The trees are compared with xgboost and scikit-learn, as the system packages them for its own Python.
if ! /usr/bin/python3 -c 'import sklearn, xgboost' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-xgboost python3-sklearn
  else
    echo "tests/run.sh: python3-xgboost or python3-sklearn is missing; install them and run again." >&2
    exit 1
  fi
fi

# The notebooks are run as a reader would run them.
if ! /usr/bin/python3 -c 'import nbclient, ipykernel, pandas, matplotlib' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-nbclient python3-ipykernel python3-pandas python3-matplotlib
  else
    echo "tests/run.sh: python3-nbclient, python3-ipykernel, python3-pandas or python3-matplotlib is missing; install them and run again." >&2
    exit 1
  fi
fi

# Which pages may call is seen by a browser, the smallest of Debian's.
if ! command -v chromium-headless-shell >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell
  else
    echo "tests/run.sh: chromium-headless-shell is missing; install it and run again." >&2
    exit 1
  fi
fi

# Models written as ONNX are scored with ONNX Runtime. Its scripts would fetch parts for graphics cards, which nothing here uses.
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm
  else
    echo "tests/run.sh: node or npm is missing; install Node.js 18 or newer and run again." >&2
    exit 1
  fi
fi
# Resources in FHIR are validated with two libraries for Node; the description of the API is linted, and a client made from it.
for folder in tests/onnxruntime tests/fhir-validators tests/openapi; do
  if ! (cd "$folder" && npm ls --silent) >/dev/null 2>&1; then
    (cd "$folder" && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error)
  fi
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet restore Predictor.sln
dotnet format Predictor.sln --no-restore --verify-no-changes
dotnet build Predictor.sln -c Release --no-restore
dotnet test Predictor.sln -c Release --no-build "$@"
PREDICTOR_BUILT=1 /usr/bin/python3 tests/notebooks/execute.py

# The same from C#, as a file that is a program.
retrained="$(mktemp -d)"
dotnet run -c Release notebooks/retrain.cs -- data-samples/clinic "$retrained/model" logistic
rm -rf "$retrained"

# ML.NET's engines are no part of the solution; where their packages cannot be had, the script says that they were not tested.
engines=0
bash tests/microsoftml.sh || engines=$?
if [ "$engines" != 0 ] && [ "$engines" != 3 ]; then exit "$engines"; fi
