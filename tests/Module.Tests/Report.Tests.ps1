#Requires -Version 7.4
# The report of what a ledger holds, in its forms and details.

BeforeAll {
    $module = Resolve-Path (Join-Path $PSScriptRoot '../../artifacts/TikTokBan')
    Import-Module $module -Force
    $samples = Join-Path $PSScriptRoot '../../samples/authority'
    $ledger = Join-Path $TestDrive 'ledger.db'
    $scanned = @(Get-TikTokExposure $samples -AsOf 2026-11-16 -Ledger $ledger 6>$null 3>$null)
    $names = $scanned.Person.UserPrincipalName.Where({ $_ }) | Select-Object -Unique -First 20

    function Read-Report($folder) { Get-ChildItem $folder -Exclude *.xlsx, *.pdf | Get-Content -Raw | Out-String }
}

Describe 'Export-BanReport of a ledger' {
    It 'writes every form that needs no other program, and gives its files' {
        $files = Export-BanReport (Join-Path $TestDrive all) -Ledger $ledger -ScanId latest
        $files | ForEach-Object { $_ | Should -BeOfType System.IO.FileInfo }
        'report.html', 'report.json', 'report.xlsx', 'exposures.csv', 'rejected.csv', 'summary.md', 'manifest.json' | Should -BeIn $files.Name
        (Test-BanReport (Join-Path $TestDrive all) -Quiet) | Should -BeTrue
    }

    It 'gives the same bytes again' {
        $null = Export-BanReport (Join-Path $TestDrive one) -Ledger $ledger -ScanId latest -Language nl
        $null = Export-BanReport (Join-Path $TestDrive two) -Ledger $ledger -ScanId latest -Language nl
        (Get-ChildItem (Join-Path $TestDrive one) | Get-FileHash).Hash | Should -Be (Get-ChildItem (Join-Path $TestDrive two) | Get-FileHash).Hash
    }

    It 'writes the forms that are asked for, and takes away those of before' {
        $out = Join-Path $TestDrive some
        $null = Export-BanReport $out -Ledger $ledger -ScanId latest
        (Export-BanReport $out -Ledger $ledger -ScanId latest -Format Csv -Excel be).Name | Sort-Object | Should -Be 'exposures.csv', 'manifest.json', 'rejected.csv', 'report.json'
        (Get-ChildItem $out).Count | Should -Be 4
        Get-Content (Join-Path $out exposures.csv) -First 1 | Should -Match '^application;organisation;'
    }

    It 'has a bilingual edition' {
        $null = Export-BanReport (Join-Path $TestDrive both) -Ledger $ledger -ScanId latest -Language fr-nl -Format Html
        $page = Get-Content (Join-Path $TestDrive both/report.html) -Raw
        $page | Should -Match 'lang="fr"'
        $page | Should -Match 'lang="nl"'
    }

    It 'names people once that is agreed to' {
        $out = Join-Path $TestDrive named
        $null = Export-BanReport $out -Ledger $ledger -ScanId latest -Detail Named -Confirm:$false
        $text = Read-Report $out
        $names.Where({ -not $text.Contains($_) }) | Should -BeNullOrEmpty
    }

    It 'writes no names where nobody can be asked' {
        $out = Join-Path $TestDrive unasked
        $PSNativeCommandUseErrorActionPreference = $false
        $said = pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; Export-BanReport '$out' -Ledger '$ledger' -ScanId latest -Detail Named" 2>&1 | Out-String
        $said | Should -Match 'has to be agreed to'
        $out | Should -Not -Exist
    }

    It 'gives each person the same pseudonym every time, and no name' {
        $first, $second = 'first', 'second' | ForEach-Object {
            $null = Export-BanReport (Join-Path $TestDrive $_) -Ledger $ledger -ScanId latest -Detail Pseudonymised
            Read-Report (Join-Path $TestDrive $_)
        }
        $names.Where({ $first.Contains($_) }) | Should -BeNullOrEmpty
        $first | Should -Match '\bP-[0-9A-Z]{4}-[0-9A-Z]{4}'
        $second | Should -Be $first
    }

    It 'reports a selection of a scan that the ledger keeps, with names' {
        $out = Join-Path $TestDrive selection
        $null = $scanned | Where-Object Verdict -EQ Violation | Export-BanReport $out -Ledger $ledger -Detail Named -Confirm:$false
        $report = Get-Content (Join-Path $out report.json) -Raw | ConvertFrom-Json
        $report.exposures.Count | Should -Be $scanned.Where({ $_.Verdict -eq 'Violation' }).Count
        $report.scan.selectedFrom | Should -Be $scanned.Count
    }

    It 'refuses names of a scan that no ledger keeps' {
        $scan = Get-TikTokExposure $samples -AsOf 2026-11-15 -AsScan 6>$null 3>$null
        { Export-BanReport (Join-Path $TestDrive none) -Scan $scan -Ledger $ledger -Detail Named -Confirm:$false } | Should -Throw '*does not hold the scan*' -ErrorId 'ReportUnusable,*'
    }

    It 'finds the ledger that the scan was kept in' {
        $out = Join-Path $TestDrive kept
        $null = $scanned | Where-Object Verdict -EQ Violation | Export-BanReport $out -Detail Named -Confirm:$false
        Join-Path $out report.html | Should -Exist
    }

    It 'refuses a scan that is not there' {
        { Export-BanReport (Join-Path $TestDrive none) -Ledger $ledger -ScanId zzz } | Should -Throw '*no scan "zzz"*' -ErrorId 'ScanNotFound,*'
        { Export-BanReport (Join-Path $TestDrive none) -Ledger (Join-Path $TestDrive nowhere.db) -ScanId latest } | Should -Throw -ErrorId 'LedgerNotFound,*'
        Join-Path $TestDrive none | Should -Not -Exist
    }
}
