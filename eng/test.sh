#!/usr/bin/env bash
# Builds everything and runs every test: bash eng/test.sh
# Needs the .NET SDK; uses pwsh with Pester, a Chromium and PostgreSQL where they are found.
# The last line is "N passed, N failed, N skipped"; the exit status is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 POWERSHELL_TELEMETRY_OPTOUT=1
# Most of these programs end before a profile of theirs could gain anything, and taking it costs.
export DOTNET_TieredPGO=0

results=artifacts/tests
passed=0 failed=0 skipped=0
notes=()
rm -rf "$results" && mkdir -p "$results"

say() { printf '\n== %s\n' "$*"; }
note() { notes+=("$*"); printf '!! %s\n' "$*"; }

finish() {
  if ((${#notes[@]})); then
    say "what failed, and what did not run"
    printf '  %s\n' "${notes[@]}"
  fi
  ((passed + failed > 0)) || failed=1
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
  exit
}

# A step without which the rest means nothing.
must() {
  "$@" && return
  printf 'FAILED: %s\n' "$*"
  failed=$((failed + 1))
  finish
}

. eng/test-packages.sh
. eng/test-results.sh
. eng/test-postgres.sh

# Whatever happens, nothing that was started here outlives this.
at_exit() {
  [[ -z $pester_pid ]] || kill "$pester_pid" 2>/dev/null
  [[ -z $beside_pid ]] || kill "$beside_pid" 2>/dev/null
  stop_postgres
}
trap at_exit EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "packages of the system"
install_system_packages

say "packages of npm"
install_node_packages

say "restore and build, warnings are errors"
must dotnet restore TikTokBan.slnx --verbosity quiet
must dotnet build TikTokBan.slnx --configuration Release --no-restore --verbosity quiet -warnaserror

say "formatting"
must dotnet format whitespace . --folder --verify-no-changes --exclude samples artifacts

say "PostgreSQL"
start_postgres

start_pester_tests
largest=tests/Lib.Tests/TikTokBan.Tests.csproj
start_beside "$largest"
for project in tests/*.Tests/*.csproj; do
  [[ $project != "$largest" ]] || continue
  say "$project"
  run_dotnet_tests "$project"
done
say "$largest"
collect_beside "$largest"

say "cmdlets (Pester)"
collect_pester_tests
finish
