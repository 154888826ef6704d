#!/usr/bin/env bash
# The tests of ML.NET's engines, which are built on request: their packages are not on every feed. Arguments go to 'dotnet restore', such as --source URL.
# Exit 3 and a line that says so where the packages cannot be had: then nothing was tested.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
project=tests/Predictor.MicrosoftML.Tests
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ! dotnet restore "$project" -p:MicrosoftML=true "$@" >"$log" 2>&1; then
  # NU1101 to NU1103: no such package, or not in a version that would do.
  if grep -qE 'NU110[123].*Microsoft\.(ML|Data\.Analysis)' "$log"; then
    echo "tests/microsoftml.sh: the tests of ML.NET's engines were NOT RUN: no feed has Microsoft.ML, Microsoft.ML.FastTree and Microsoft.Data.Analysis in the versions of Directory.Packages.props." >&2
    exit 3
  fi
  cat "$log" >&2
  exit 1
fi
dotnet format src/Predictor.MicrosoftML/Predictor.MicrosoftML.csproj --no-restore --verify-no-changes
dotnet build "$project" -c Release --no-restore -p:MicrosoftML=true
dotnet test "$project" -c Release --no-build -p:MicrosoftML=true
