#!/usr/bin/env bash
# Makes docs/report.png: the report of a run against the reference endpoint with one fault switched on, as the README shows it.
# Needs the .NET 10 SDK and Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=$(mktemp -d)
KVV_RUN_DIRECTORY="$runs" KVV_REFERENCE_FAULTS="${1:-tc-markers-in-content}" dotnet test Kvv.Conformance.sln || true
run=$(find "$runs" -mindepth 1 -maxdepth 1 -type d | head -n 1)
chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 --window-size=1280,1000 \
  --screenshot="$PWD/docs/report.png" "file://$run/report.html"
