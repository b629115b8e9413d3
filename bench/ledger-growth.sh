#!/usr/bin/env bash
# Adds daily scans to a ledger until it holds so many million exposures, and prints at each mark what adding and asking cost:
#   bench/ledger-growth.sh sqlite|postgres FOLDER [EXPOSURES-A-SCAN [MILLIONS...]]
# 100000 a scan and 1 10 unless told otherwise. Stop it with Ctrl+C; the same command goes on. PostgreSQL runs in FOLDER while
# the script does, and is kept there.
set -euo pipefail
cd "$(dirname "$0")/.."
engine=${1:?sqlite or postgres}
folder=$(realpath -m "${2:?a folder}")
cases=${3:-100000}
shift $(($# < 3 ? $# : 3))
marks=("$@")
((${#marks[@]})) || marks=(1 10)
dotnet build bench/TikTokBan.Benchmarks -c Release -v q --nologo
program=$(ls bench/TikTokBan.Benchmarks/bin/Release/*/TikTokBan.Benchmarks.dll)
case $engine in
  sqlite)
    mkdir -p "$folder"
    address=$folder/ledger.db
    ;;
  postgres)
    if [[ -d $folder/data ]]; then
      address=$(bash eng/postgres.sh again "$folder")
    else
      address=$(bash eng/postgres.sh start "$folder")
    fi
    trap 'bash eng/postgres.sh halt "$folder"' EXIT
    ;;
  *)
    echo "sqlite or postgres" >&2
    exit 2
    ;;
esac
status=0
dotnet "$program" ledger "$address" "$cases" "${marks[@]}" || status=$?
exit "$status"
