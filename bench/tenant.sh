#!/usr/bin/env bash
# Measures the reading of a made-up tenant's inventory beside a bare download of the same files; bench/README.md says what the figures mean.
set -euo pipefail

cd "$(dirname "$0")/.."

order=mixed
if [ "${1:-}" = --device-order ]; then
  order=device
  shift
fi
rows=${1:-10000000}
devices=${2:-100000}
rounds=${3:-3}
for number in "$rows" "$devices" "$rounds"; do
  case $number in
    '' | *[!0-9]*)
      echo "usage: bench/tenant.sh [--device-order] [ROWS [DEVICES [ROUNDS]]]" >&2
      exit 2
      ;;
  esac
done

dotnet build tests/Tenant -c Release -v q --nologo
dotnet build bench/TikTokBan.Benchmarks -c Release -v q --nologo
tenant=$(ls tests/Tenant/bin/Release/*/TikTokBan.Tenant.dll)
reader=$(ls bench/TikTokBan.Benchmarks/bin/Release/*/TikTokBan.Benchmarks.dll)

mkdir -p artifacts/bench
said=artifacts/bench/tenant.log
dotnet "$tenant" --port 0 --people "$((devices * 4 / 5))" --devices "$devices" --inventory-rows "$rows" --inventory-order "$order" > "$said" 2> artifacts/bench/tenant-errors.log &
server=$!
token=
# It leaves its files behind when it is not asked by Ctrl+C, which a script can't do to what runs in the background.
trap 'kill -KILL "$server" 2> /dev/null || true; if [ -n "$token" ]; then rm -rf "$(dirname "$token")"; fi' EXIT
until grep -q -- 'access --tenant' "$said"; do
  kill -0 "$server" || exit 1
  sleep 1
done
id=$(sed -n 's/.*--tenant \([^ ]*\).*/\1/p' "$said" | head -n 1)
endpoint=$(sed -n 's/.*--graph-endpoint \([^ ]*\).*/\1/p' "$said" | head -n 1)
token=$(sed -n 's/.*--token-file \([^ ]*\).*/\1/p' "$said" | head -n 1)

measure() { dotnet "$reader" tenant "$1" "$endpoint/" "$id" "$token"; }

measure "$rounds"
measure 0
