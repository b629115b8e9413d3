#!/usr/bin/env bash
# Measures a scan of a large set of exports; bench/README.md says what the figures mean.
set -euo pipefail

cd "$(dirname "$0")/.."

only_inventory=no
if [ "${1:-}" = "--inventory" ]; then
  only_inventory=yes
  shift
fi
rows=${1:-5000000}
case $rows in
  '' | *[!0-9]*)
    echo "usage: bench/throughput.sh [--inventory] [ROWS]" >&2
    exit 2
    ;;
esac

set_folder=artifacts/bench/$rows
exports=$set_folder/authority

# The mark is written last: a set whose making was interrupted is made again.
if [ ! -e "$set_folder/complete" ]; then
  rm -rf "$set_folder"
  dotnet run --project bench/Generator -c Release -- --scale big --inventory-rows "$rows" --out "$exports"
  touch "$set_folder/complete"
fi
inventory=$(echo "$exports"/intune/AppInvRawData_*.csv)

if [ "$only_inventory" = yes ]; then
  exports=$set_folder/inventory-only
  mkdir -p "$exports"
  ln -f "$inventory" "$exports/"
fi

dotnet build src/Cli -c Release -v q --nologo
cli=$(ls src/Cli/bin/Release/*/TikTokBan.Cli.dll)

nanoseconds() { date +%s%N; }

cat "$inventory" > /dev/null

start=$(nanoseconds)
lines=$(LC_ALL=C grep -ci tiktok "$inventory")
grep_time=$(($(nanoseconds) - start))

mkdir -p artifacts/bench
out=artifacts/bench/scan.ndjson
log=artifacts/bench/scan.log
status=0
start=$(nanoseconds)
dotnet "$cli" scan --exports "$exports" --as-of 2026-11-16 --format ndjson > "$out" 2> "$log" &
scan=$!
peak=0
# The kernel keeps the high-water mark itself; the last reading before the end is it.
while kill -0 "$scan" 2> /dev/null; do
  now=$(awk '/^VmHWM/ { print $2 }' "/proc/$scan/status" 2> /dev/null || true)
  if [ -n "$now" ]; then peak=$now; fi
  sleep 0.05
done
wait "$scan" || status=$?
scan_time=$(($(nanoseconds) - start))

# 3 and 4 are findings and coverage, not failures.
case $status in
  0 | 3 | 4) ;;
  *)
    echo "The scan failed with status $status:" >&2
    tail -n 20 "$log" >&2
    exit 1
    ;;
esac

LC_ALL=C awk -v rows="$rows" -v size="$(wc -c < "$inventory")" -v scan="$scan_time" -v grep="$grep_time" \
  -v peak="$peak" -v lines="$lines" -v exposures="$(wc -l < "$out")" -v status="$status" 'BEGIN {
    scan /= 1e9
    grep /= 1e9
    printf "inventory            %d rows, %.2f GB\n", rows, size / 1e9
    printf "grep -ci tiktok      %.2f s, %d lines\n", grep, lines
    printf "scan                 %.2f s, status %d, %d lines of output\n", scan, status, exposures
    printf "rows per second      %.0f\n", rows / scan
    printf "megabytes per second %.0f\n", size / 1e6 / scan
    printf "peak memory          %.0f MB\n", peak / 1024
    printf "ratio to grep        %.2f\n", scan / grep
  }'
