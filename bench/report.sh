#!/usr/bin/env bash
# Writes reports of many cases, each kind in a process of its own: bench/report.sh [CASES]
set -euo pipefail
cd "$(dirname "$0")/.."
cases=${1:-100000}
dotnet build bench/TikTokBan.Benchmarks -c Release -v q --nologo
program=$(ls bench/TikTokBan.Benchmarks/bin/Release/*/TikTokBan.Benchmarks.dll)
for what in none named+json named+csv named+html named+xlsx named+markdown named+csv+html+xlsx+markdown aggregate+csv+html+xlsx+markdown+pdf named+pdf; do
  dotnet "$program" report "$what" "$cases"
done
