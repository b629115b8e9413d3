# Sourced by test.sh. Runs one kind of tests each and adds to passed, failed, skipped and notes.

counter() { grep -o "<Counters [^>]*" "$1" | grep -o " $2=\"[0-9]*\"" | tr -dc '0-9'; }

# The reasons of skipped tests, each once, with how many tests gave it.
skip_reasons() {
  tr -d '\r\n' <"$1" | sed 's/<UnitTestResult /\n&/g; s/<ResultSummary/\n&/g' | grep '^<UnitTestResult .*outcome="NotExecuted"' |
    sed -nE 's/.*<(Message|StdOut)>([^<]*)<.*/\2/p' | sort | uniq -c | sort -rn
}

# The names of tests that failed, each with the first line of what it says.
failed_tests() {
  tr -d '\r' <"$1" | tr '\n' '\001' | sed 's/<UnitTestResult /\n&/g; s/<ResultSummary/\n&/g' | grep '^<UnitTestResult .*outcome="Failed"' |
    sed -nE 's/.*testName="([^"]*)".*<Message>([^<\x01]*).*/\1: \2/p'
}

# What tests say of how much they tried, in the form "… N points tried …".
points_tried() { tr -d '\r' <"$1" | sed 's/<[^>]*>/\n&\n/g' | grep ' points tried' | sort -u; }

test_project() {
  dotnet test "$1" --configuration Release --no-build --nologo --verbosity quiet \
    --logger "trx;LogFileName=$(basename "$1" .csproj).trx" --results-directory "$results" --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none
}

run_dotnet_tests() {
  test_project "$1"
  count_dotnet_tests "$1" $?
}

# The largest project takes as long as all others together, so it runs beside them.
beside_pid=

start_beside() { test_project "$1" </dev/null >"$results/beside.log" 2>&1 & beside_pid=$!; }

collect_beside() {
  local status
  wait "$beside_pid"
  status=$?
  beside_pid=
  cat "$results/beside.log"
  count_dotnet_tests "$1" "$status"
}

count_dotnet_tests() {
  local name trx status=$2 total executed
  name=$(basename "$1" .csproj)
  trx="$results/$name.trx"
  if [[ ! -s $trx ]]; then
    note "$name left no results (exit status $status): counted as one failure"
    failed=$((failed + 1))
    return
  fi
  total=$(counter "$trx" total) executed=$(counter "$trx" executed)
  passed=$((passed + $(counter "$trx" passed)))
  failed=$((failed + $(counter "$trx" failed)))
  skipped=$((skipped + total - executed))
  points_tried "$trx"
  while read -r line; do note "$name skipped: $line"; done < <(skip_reasons "$trx")
  while read -r line; do note "FAILED $name: $line"; done < <(failed_tests "$trx")
  if ((total == 0)); then
    note "$name ran no test: counted as one failure"
    failed=$((failed + 1))
  elif ((status != 0 && $(counter "$trx" failed) == 0)); then
    note "$name ended with status $status although no test failed (did its host crash?): counted as one failure"
    failed=$((failed + 1))
  fi
}

# The cmdlets' tests mostly wait for quotas of a made-up tenant, so they run beside the others.
pester_pid=
pester_seconds=1200

start_pester_tests() {
  if ! command -v pwsh >/dev/null; then
    note "THE CMDLETS WERE NOT TESTED: pwsh (PowerShell 7.4 or later) is not on the path"
    return
  fi
  if ! pwsh -NoProfile -NonInteractive -Command 'exit [int](-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version -ge [version] "5.0" }))'; then
    note "THE CMDLETS WERE NOT TESTED: pwsh has no Pester 5 or later"
    return
  fi
  rm -f "$results/pester.txt"
  timeout "$pester_seconds" pwsh -NoProfile -NonInteractive -File eng/pester.ps1 -ResultFolder "$results" </dev/null >"$results/pester.log" 2>&1 &
  pester_pid=$!
}

collect_pester_tests() {
  local counts status=0
  [[ -n $pester_pid ]] || return
  wait "$pester_pid" || status=$?
  cat "$results/pester.log"
  if [[ ! -f $results/pester.txt ]] || ! read -r -a counts <"$results/pester.txt" || ((${#counts[@]} != 3)); then
    # timeout(1) ends with 124 what took too long.
    if ((status == 124)); then note "PESTER WAS ENDED after $((pester_seconds / 60)) minutes, before all cmdlets were tested: counted as one failure"
    else note "Pester left no results: counted as one failure"; fi
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + counts[0])) failed=$((failed + counts[1])) skipped=$((skipped + counts[2]))
  while read -r line; do note "cmdlets skipped: $line"; done <"$results/pester-skipped.txt"
  while read -r line; do note "FAILED $line"; done <"$results/pester-failed.txt"
}
