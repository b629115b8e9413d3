#!/usr/bin/env bash
# Scans and reports 100,000 devices in a PowerShell that may use little memory: bench/memory.sh [--tenant] [LIMIT_MB [ROWS]]
# --tenant reads them from the made-up tenant instead of exports. Needs artifacts/TikTokBan (build.ps1) and the right to make a
# control group; bench/README.md says what the figures mean.
set -euo pipefail
cd "$(dirname "$0")/.."

tenant=no
if [ "${1:-}" = --tenant ]; then
  tenant=yes
  shift
fi
limit=${1:-400}
rows=${2:-5000000}
for number in "$limit" "$rows"; do
  case $number in
    '' | *[!0-9]*)
      echo "usage: bench/memory.sh [--tenant] [LIMIT_MB [ROWS]]" >&2
      exit 2
      ;;
  esac
done
[ -e artifacts/TikTokBan/TikTokBan.psd1 ] || { echo "artifacts/TikTokBan isn't there: run pwsh -File build.ps1 first." >&2; exit 1; }

exports=artifacts/bench/$rows/authority
if [ ! -e "artifacts/bench/$rows/complete" ]; then
  rm -rf "artifacts/bench/$rows"
  dotnet run --project bench/Generator -c Release -- --scale big --inventory-rows "$rows" --out "$exports"
  touch "artifacts/bench/$rows/complete"
fi

work=$(mktemp -d)
server='' token='' group=''
finish() {
  # The tenant ends as it is told to; that is no news.
  if [ -n "$server" ]; then
    kill -KILL "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
  fi
  if [ -n "$token" ]; then rm -rf "$(dirname "$token")"; fi
  if [ -n "$group" ]; then rmdir "$group" 2> /dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

# Version 2 of control groups has all controllers in one tree, version 1 a tree for memory alone.
bytes=$((limit * 1024 * 1024))
for candidate in "/sys/fs/cgroup/tiktokban-$$ memory.max" "/sys/fs/cgroup/memory/tiktokban-$$ memory.limit_in_bytes"; do
  read -r folder file <<< "$candidate"
  mkdir "$folder" 2> /dev/null || continue
  if [ -e "$folder/$file" ] && echo "$bytes" 2> /dev/null > "$folder/$file"; then
    group=$folder
    break
  fi
  rmdir "$folder"
done
if [ -n "$group" ]; then
  echo "limit                $limit MB, by $group"
else
  echo "limit                none: this machine lets nobody make a control group here; the peak is what is shown"
fi

where="-Exports '$exports' -AsOf 2026-11-16"
if [ "$tenant" = yes ]; then
  dotnet publish tests/Tenant --configuration Release --output artifacts/tenant --nologo --verbosity quiet
  dotnet artifacts/tenant/TikTokBan.Tenant.dll --port 0 --people 80000 --devices 100000 --inventory-rows "$rows" --inventory-order mixed > "$work/said" 2> "$work/errors" &
  server=$!
  until grep -q -- 'access --tenant' "$work/said"; do
    kill -0 "$server" || exit 1
    sleep 1
  done
  read -r id endpoint token < <(sed -nE 's/.*--tenant ([^ ]+) --graph-endpoint ([^ ]+) --token-file ([^ ]+).*/\1 \2 \3/p' "$work/said" | head -n 1)
  where="-Authority '$exports/authority.yaml'"
fi

cat > "$work/measure.ps1" << SCRIPT
\$ErrorActionPreference = 'Stop'
function Show([string] \$What) {
    \$of = @{}
    foreach (\$line in Select-String '^(VmHWM|VmRSS):\s+(\d+)' /proc/self/status) { \$of[\$line.Matches[0].Groups[1].Value] = [long] \$line.Matches[0].Groups[2].Value / 1024 }
    '{0,-20} {1,7:n1} s   {2,4:n0} MB   peak so far {3,4:n0} MB' -f \$What, \$watch.Elapsed.TotalSeconds, \$of.VmRSS, \$of.VmHWM
    \$watch.Restart()
}
\$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module ./artifacts/TikTokBan
Show 'import'
if ('$token') { Connect-TikTokBan '${id:-}' -AccessToken (ConvertTo-SecureString (Get-Content '$token' -Raw) -AsPlainText -Force) -GraphEndpoint '${endpoint:-}' 6> \$null }
\$cases = (Get-TikTokExposure $where -Ledger '$work/ledger.db' -InformationVariable said 3> \$null 6> \$null | Measure-Object).Count
Show "scan, \$cases cases"
\$null = Export-BanReport '$work/report' -ScanId latest -Ledger '$work/ledger.db'
Show 'report'
"\$said"
SCRIPT

# It enters the group itself before it becomes PowerShell, so that nothing of it is outside.
export group work
bash -c 'if [ -n "$group" ]; then echo $$ > "$group/cgroup.procs"; fi; exec pwsh -NoProfile -NonInteractive -File "$work/measure.ps1"'
if [ -n "$group" ]; then
  killed=$(cat "$group/memory.oom_control" "$group/memory.events" 2> /dev/null | sed -n 's/^oom_kill //p' || true)
  echo "killed for memory    ${killed:-0} times"
fi
