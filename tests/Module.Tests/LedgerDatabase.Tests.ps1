#Requires -Version 7.4
# The cmdlets over a ledger in PostgreSQL: what they do there as in a file.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force
    . (Join-Path $PSScriptRoot 'Support/LedgerSamples.ps1')
    $missing = $env:TIKTOKBAN_TEST_POSTGRES ? $null : 'TIKTOKBAN_TEST_POSTGRES names no PostgreSQL server to test with'
    $quiet = @{ WarningAction = 'Ignore'; InformationAction = 'Ignore' }
    $dpo = @{ As = 'dpo@agency.example' }
    $work = (New-Item (Join-Path ([IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory).FullName
    $file = Join-Path $work 'ledger.db'
    if (-not $missing) {
        $database = New-LedgerDatabase
        $ledger = $database.Ledger
        New-WaiverLedger $file
        $checkpoint = New-TikTokLedgerCheckpoint "$work/kept.json" -Ledger $file @quiet
    }
}

AfterAll {
    Remove-LedgerDatabase $database
    Remove-Item $work -Recurse -Force
}

Describe 'A ledger in PostgreSQL' {
    BeforeEach { if ($missing) { Set-ItResult -Skipped -Because $missing } }

    It 'is copied from a file, whole, and checkpoints hold on' {
        Copy-TikTokLedger $ledger -Ledger $file -WhatIf | Should -BeNullOrEmpty
        (Test-TikTokLedger -Ledger $ledger @quiet).Events | Should -Be 0
        $copied = Copy-TikTokLedger $ledger -Ledger $file @quiet
        $copied.IsWhole | Should -BeTrue
        $copied.Head | Should -Be (Get-Digest $file)
        $copied | ConvertTo-Json -Depth 5 | Should -Not -Match 'only-for-tests' -Because 'a password is nobody else''s'
        $check = $checkpoint | Test-TikTokLedger -Ledger $ledger @quiet
        $check.IsWhole | Should -BeTrue
        $check.Ledger | Should -Not -Match 'only-for-tests'
        { Copy-TikTokLedger $ledger -Ledger $file @quiet } | Should -Throw -ErrorId 'LedgerUnusable,*'
    }

    It 'gives a checkpoint, which the next verification is held against' {
        $made = New-TikTokLedgerCheckpoint "$work/database.json" -Ledger $ledger @quiet
        $made.Size | Should -BeGreaterThan $checkpoint.Size
        $made | Test-TikTokLedger -Ledger $ledger -Quiet | Should -BeTrue
    }

    It 'keeps scans and tells their numbers' {
        $scan = Get-TikTokExposure (Join-Path $PSScriptRoot '../../samples/authority') -AsOf 2026-11-16 -AsScan -Ledger $ledger @quiet
        $row = Get-TikTokTrend Month -Ledger $ledger
        $row.ScanId, $row.Exposures | Should -Be $scan.Summary.ScanId, $scan.Exposures.Count
        (@(Get-TikTokTrend Month Application -Ledger $ledger) | Measure-Object KeyExposures -Sum).Sum | Should -Be $scan.Exposures.Count
    }

    It 'tells what it holds of a person' {
        (Get-TikTokLedgerSubject bo@agency.example @dpo -Ledger $ledger | Where-Object EventKind -EQ waiver).Content.holder | Should -Be 'bo@agency.example'
        Get-TikTokLedgerSubject nobody@agency.example @dpo -Ledger $ledger @quiet | Should -BeNullOrEmpty
    }

    It 'forgets a person, says what the server may still hold, and verifies' {
        $before = Get-Digest $ledger
        (Remove-TikTokLedgerSubject bo@agency.example @dpo -Ledger $ledger -WhatIf -PassThru).Waivers | Should -Be 'W-2'
        Get-Digest $ledger | Should -Be $before
        $done = 'bo@agency.example', 'nobody@agency.example' | Remove-TikTokLedgerSubject @dpo -Ledger $ledger -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable wrong -WarningVariable warned -WarningAction SilentlyContinue
        $done.IsErased | Should -BeTrue
        $wrong.FullyQualifiedErrorId | Should -BeLike 'SubjectNotFound,*'
        $done.Remaining | Should -BeLike '*VACUUM FULL*'
        "$warned" | Should -BeLike '*VACUUM FULL*'
        $checkpoint | Test-TikTokLedger -Ledger $ledger -Quiet | Should -BeTrue
    }

    It 'has nothing to let go while all of it is young' {
        (Clear-TikTokLedger 30 @dpo -Ledger $ledger -WhatIf -PassThru).Keys | Should -Be 0
        (Clear-TikTokLedger 30 @dpo -Ledger $ledger -Confirm:$false).IsErased | Should -BeFalse
    }

    It 'is copied back into a file' {
        $copied = Copy-TikTokLedger "$work/back.db" -Ledger $ledger @quiet
        $copied.IsWhole | Should -BeTrue
        $checkpoint | Test-TikTokLedger -Ledger "$work/back.db" -Quiet | Should -BeTrue
    }

    It 'says what is wrong with an authority, a login or a server that is not there: <Wrong>' -ForEach @(
        @{ Wrong = 'authority'; Change = { $ledger -replace 'north', 'nowhere' } }
        @{ Wrong = 'login'; Change = { $ledger -replace 'only-for-tests', 'forgotten' } }
        @{ Wrong = 'server'; Change = { $ledger -replace ':\d+/', ':1/' } }
    ) {
        $other = & $Change
        foreach ($do in { Test-TikTokLedger -Ledger $other }, { Get-TikTokTrend -Ledger $other }, { Remove-TikTokLedgerSubject bo@agency.example @dpo -Ledger $other -Confirm:$false }) {
            $failure = $null
            try { $null = & $do } catch { $failure = $_ }
            $failure.FullyQualifiedErrorId | Should -Match '^Ledger(Unusable|NotFound),'
            "$failure" | Should -Not -Match 'only-for-tests|forgotten'
        }
    }
}
