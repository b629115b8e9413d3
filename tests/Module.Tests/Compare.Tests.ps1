#Requires -Version 7.4
# Scans of a ledger: listed, and compared case by case.

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force
    $samples = Join-Path $root 'samples/authority'
    $ledger = Join-Path $TestDrive 'ledger.db'
    $quiet = @{ InformationAction = 'Ignore'; WarningAction = 'Ignore' }

    # The second scan goes without what Intune exported.
    $less = Join-Path $TestDrive 'less'
    Copy-Item $samples $less -Recurse
    Remove-Item (Join-Path $less 'intune') -Recurse
    $before = Get-TikTokExposure $samples -AsOf 2026-11-16 -Ledger $ledger -AsScan @quiet
    $after = Get-TikTokExposure $less -AsOf 2026-11-16 -Ledger $ledger -AsScan @quiet
}

Describe 'Get-TikTokScan' {
    It 'lists the scans of a ledger, the last one first' {
        (Get-TikTokScan -Ledger $ledger).Id | Should -Be $after.Summary.ScanId, $before.Summary.ScanId
        (Get-TikTokScan latest -Ledger $ledger).Id | Should -Be $after.Summary.ScanId
    }

    It 'finds one by the beginning of its id or by a pattern, and says of one that is not there' {
        (Get-TikTokScan $before.Summary.ScanId.Substring(0, 9) -Ledger $ledger).Id | Should -Be $before.Summary.ScanId
        @('s-*', $before.Summary.ScanId | Get-TikTokScan -Ledger $ledger).Count | Should -Be 3
        $null = Get-TikTokScan nowhere -Ledger $ledger -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'ScanNotFound,*'
    }

    It 'says that a ledger that was named is not there, and makes none' {
        { Get-TikTokScan -Ledger (Join-Path $TestDrive 'nowhere.db') } | Should -Throw '*no ledger here*'
        Join-Path $TestDrive 'nowhere.db' | Should -Not -Exist
    }
}

Describe 'Compare-TikTokExposure' {
    It 'compares the last scan with the one before, and calls nothing solved that it could not see' {
        $changes = Compare-TikTokExposure -Ledger $ledger -WarningVariable doubts @quiet
        $changes.Change | Sort-Object -Unique | Should -Not -Contain 'Solved'
        $changes.Where({ $_.Change -eq 'Unseen' }).SourcesNotRead | Should -Contain 'mdm.inventory'
        Compare-TikTokExposure -Ledger $ledger -InformationAction Ignore 3>&1 | Out-String | Should -BeLike '*mdm.devices was read to its end then and is not now*'
    }

    It 'takes a scan by id, as a line of the ledger, or whole: <_>' -ForEach 'id', 'line', 'whole' {
        $first, $second = switch ($_) {
            id { $before.Summary.ScanId, $after.Summary.ScanId }
            line { (Get-TikTokScan $before.Summary.ScanId -Ledger $ledger), (Get-TikTokScan latest -Ledger $ledger) }
            whole { $before, $after }
        }
        $from = $_ -eq 'whole' ? @{} : @{ Ledger = $ledger }
        (Compare-TikTokExposure $first $second @from @quiet).Id | Should -Be (Compare-TikTokExposure -Ledger $ledger @quiet).Id
        ($second | Compare-TikTokExposure -Reference $first @from @quiet).Id | Should -Be (Compare-TikTokExposure -Ledger $ledger @quiet).Id
    }

    It 'writes the kinds of change that are asked for' {
        (Compare-TikTokExposure $before $before -Change Same @quiet).Count | Should -Be $before.Exposures.Count
        Compare-TikTokExposure $before $before @quiet | Should -BeNullOrEmpty
        $back = Compare-TikTokExposure $after $before -Change New @quiet
        $back.Change | Sort-Object -Unique | Should -Be 'New'
        $back[0].Exposure.Verdict | Should -Be 'Violation'
    }

    It 'says which scan is missing' {
        { Compare-TikTokExposure nowhere -Ledger $ledger @quiet } | Should -Throw '*no scan "nowhere"*'
        { Compare-TikTokExposure -Difference $before.Summary.ScanId -Ledger (Join-Path $TestDrive 'nowhere.db') } | Should -Throw '*no ledger here*'
    }
}
