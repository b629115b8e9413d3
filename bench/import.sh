#!/usr/bin/env bash
# Measures what importing the module adds to an empty PowerShell: bench/import.sh [PAIRS]
# Each pair starts one after the other, with and without, so that a busy machine slows both; bench/README.md says what the figures mean.
set -euo pipefail
cd "$(dirname "$0")/.."

pairs=${1:-15}
case $pairs in
  '' | *[!0-9]* | 0)
    echo "usage: bench/import.sh [PAIRS]" >&2
    exit 2
    ;;
esac
[ -e artifacts/TikTokBan/TikTokBan.psd1 ] || { echo "artifacts/TikTokBan isn't there: run pwsh -File build.ps1 first." >&2; exit 1; }

# The process tells its own largest resident memory at its end; a shell around it takes the time.
peak='(Select-String "VmHWM:\s+(\d+)" /proc/self/status).Matches[0].Groups[1].Value'
empty="\$null = 1; $peak"
import="Import-Module ./artifacts/TikTokBan; $peak"

run() {
  local start memory
  start=$(date +%s%N)
  memory=$(pwsh -NoProfile -NonInteractive -Command "$1")
  echo "$((($(date +%s%N) - start) / 1000)) $memory"
}

run "$empty" > /dev/null
run "$import" > /dev/null
for ((i = 0; i < pairs; i++)); do
  # Turn about, so that neither always follows the other.
  if ((i % 2)); then
    with=$(run "$import") without=$(run "$empty")
  else
    without=$(run "$empty") with=$(run "$import")
  fi
  echo "$without $with"
done | LC_ALL=C awk '
  function median(list, count,    i, j, held) {
    for (i = 2; i <= count; i++)
      for (j = i; j > 1 && list[j - 1] > list[j]; j--) { held = list[j]; list[j] = list[j - 1]; list[j - 1] = held }
    return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
  }
  { empty[NR] = $1 / 1000; time[NR] = ($3 - $1) / 1000; ratio[NR] = $3 / $1; bare[NR] = $2 / 1024; memory[NR] = ($4 - $2) / 1024 }
  END {
    printf "pairs                      %d\n", NR
    printf "empty pwsh                 %.0f ms, %.0f MB\n", median(empty, NR), median(bare, NR)
    printf "the import adds            %.0f ms, %.1f MB (medians of the differences)\n", median(time, NR), median(memory, NR)
    printf "with the import it takes   %.2f times as long\n", median(ratio, NR)
  }'
