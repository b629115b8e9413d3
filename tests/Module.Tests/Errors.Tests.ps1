#Requires -Version 7.4
# What the cmdlets say when something is wrong, what a script can rely on, and what goes on all the same.

BeforeAll {
    $module = Resolve-Path (Join-Path $PSScriptRoot '../../artifacts/TikTokBan')
    Import-Module $module -Force
    $ledger = Join-Path $TestDrive 'ledger.db'
    $hollow = (New-Item (Join-Path $TestDrive 'hollow') -ItemType Directory).FullName
    $terms = @{
        Directive = 'us-omb-m-23-13'; Kind = 'law-enforcement'; Approver = 'head'; ApprovedBy = 'Ada Ash'; Grantor = 'ada@agency.example'
        Motive = 'Open-source inquiries'; Documented = $true; Expires = [datetime]'9998-12-31'; Ledger = $ledger
    }
    function Get-Failure([scriptblock] $Do, [string] $Culture = 'en-US') {
        $before = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = $Culture
            $null = & $Do
        }
        catch { $_ }
        finally { [cultureinfo]::CurrentUICulture = $before }
    }
}

Describe 'An error' {
    It 'has an id, a category, what to do and where to read on' {
        $failure = Get-Failure { Get-TikTokExposure $hollow }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ExportUnusable,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
        $failure.ErrorDetails.Message | Should -BeExactly $failure.Exception.Message
        $failure.ErrorDetails.RecommendedAction | Should -BeLike 'Mend the line or the file*about_TikTokBan_Errors*'
        $failure.Exception.HelpLink | Should -Be 'docs/errors.md#exportunusable'
        $failure.Exception.Problem | Should -Be 'ExportUnusable'
    }

    It 'names what PowerShell calls a thing, and not what the console does' {
        $null = Grant-TikTokWaiver @terms -Holder di@agency.example
        $failure = Get-Failure { Export-BanReport (Join-Path $TestDrive 'report') -Ledger $ledger -ScanId zzz }
        $failure.ErrorDetails.Message | Should -BeLike '*list its scans with Get-TikTokScan, or ask for latest*'
    }

    It 'says in the language of the user interface what it means, before what the library says (<Culture>)' -ForEach @(
        @{ Culture = 'fr-BE'; Means = 'Une exportation*'; Do = 'Corrigez la ligne*' }
        @{ Culture = 'nl-BE'; Means = 'Een export*'; Do = 'Verbeter de regel*' }
        @{ Culture = 'de-DE'; Means = 'Ein Export*'; Do = 'Berichtigen Sie*' }
    ) {
        $failure = Get-Failure { Get-TikTokExposure $hollow } $Culture
        $failure.ErrorDetails.Message | Should -BeLike "$Means Nothing here is an export*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Do
        $failure.Exception.Message | Should -BeLike '*Nothing here is an export*'
    }

    It 'is in that language alone where the cmdlet itself says it' {
        $failure = Get-Failure { Get-TikTokExposure -Source mdm.inventory } 'fr-BE'
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $failure.ErrorDetails.Message | Should -BeLike "Cette session n'est connectée à aucun tenant*"
        $failure.ErrorDetails.Message | Should -Not -BeLike '*signed in*'
    }
}

Describe 'What is wrong with one input of several' {
    It 'lets the other reports be looked at' {
        $scan = Get-TikTokExposure (Join-Path $PSScriptRoot '../../samples/authority') -AsScan -WarningAction SilentlyContinue -InformationAction Ignore
        foreach ($name in 'one', 'three') { $null = Export-BanReport -Scan $scan -Path (Join-Path $TestDrive $name) }
        Set-Content (Join-Path $TestDrive 'two') 'no report'
        $results = 'one', 'two', 'three' | ForEach-Object { Join-Path $TestDrive $_ } | Test-BanReport -Quiet -ErrorAction SilentlyContinue -ErrorVariable wrong
        $results | Should -Be $true, $true
        $wrong.FullyQualifiedErrorId | Should -BeLike 'ReportUnusable,*'
        $wrong.TargetObject | Should -Be (Join-Path $TestDrive 'two')
    }

    It 'lets the other waivers be registered, tested and revoked' {
        $rows = @(
            [pscustomobject]@{ Id = 'W-1'; Holder = 'an@agency.example' }
            [pscustomobject]@{ Id = 'W-2'; Holder = 'ada@agency.example' }
            [pscustomobject]@{ Id = 'W-3'; Holder = 'bo@agency.example' }
        )
        ($rows | Grant-TikTokWaiver @terms -ErrorAction SilentlyContinue -ErrorVariable wrong).Id | Should -Be 'W-1', 'W-3'
        $wrong.FullyQualifiedErrorId | Should -BeLike 'WaiverRefused,*'

        'W-1', 'W-2', 'W-3' | Test-TikTokWaiver -Ledger $ledger -Quiet -ErrorAction SilentlyContinue -ErrorVariable wrong | Should -Be $true, $true
        $wrong.FullyQualifiedErrorId | Should -BeLike 'WaiverNotFound,*'

        ('W-1', 'W-2', 'W-3' | Revoke-TikTokWaiver -By ada@agency.example -Why 'Over' -Ledger $ledger -ErrorAction SilentlyContinue -ErrorVariable wrong).Id | Should -Be 'W-1', 'W-3'
        $wrong.FullyQualifiedErrorId | Should -BeLike 'WaiverNotFound,*'
    }

    It 'is the same for a ledger that is not there, whatever reads it: <Reads>' -ForEach @(
        @{ Reads = 'Get-TikTokScan'; Do = { Get-TikTokScan -Ledger $nowhere } }
        @{ Reads = 'Get-TikTokWaiver'; Do = { Get-TikTokWaiver -Ledger $nowhere } }
        @{ Reads = 'Test-TikTokWaiver'; Do = { Test-TikTokWaiver W-1 -Ledger $nowhere } }
        @{ Reads = 'Get-TikTokRemoval'; Do = { Get-TikTokRemoval -Ledger $nowhere } }
        @{ Reads = 'Backup-TikTokLedger'; Do = { Backup-TikTokLedger "$TestDrive/none.db" -Ledger $nowhere } }
        @{ Reads = 'Test-TikTokLedger'; Do = { Test-TikTokLedger -Ledger $nowhere } }
        @{ Reads = 'New-TikTokLedgerCheckpoint'; Do = { New-TikTokLedgerCheckpoint "$TestDrive/none.db" -Ledger $nowhere } }
        @{ Reads = 'Copy-TikTokLedger'; Do = { Copy-TikTokLedger "$TestDrive/none.db" -Ledger $nowhere } }
        @{ Reads = 'Get-TikTokLedgerSubject'; Do = { Get-TikTokLedgerSubject an@agency.example -As dpo@agency.example -Ledger $nowhere } }
        @{ Reads = 'Remove-TikTokLedgerSubject'; Do = { Remove-TikTokLedgerSubject an@agency.example -As dpo@agency.example -Ledger $nowhere -Confirm:$false } }
        @{ Reads = 'Clear-TikTokLedger'; Do = { Clear-TikTokLedger 365 -As dpo@agency.example -Ledger $nowhere -Confirm:$false } }
        @{ Reads = 'Get-TikTokTrend'; Do = { Get-TikTokTrend -Ledger $nowhere } }
    ) {
        $nowhere = Join-Path $TestDrive 'nope.db'
        $Do | Should -Throw -ErrorId 'LedgerNotFound,*'
        $nowhere, (Join-Path $TestDrive 'none.db') | Should -Not -Exist
    }

    It 'leaves a file that is empty as it is, and says that it is no ledger: <Reads>' -ForEach @(
        @{ Reads = 'Get-TikTokScan'; Do = { Get-TikTokScan -Ledger $hollow } }
        @{ Reads = 'Get-TikTokWaiver'; Do = { Get-TikTokWaiver -Ledger $hollow } }
        @{ Reads = 'Get-TikTokRemoval'; Do = { Get-TikTokRemoval -Ledger $hollow } }
        @{ Reads = 'Backup-TikTokLedger'; Do = { Backup-TikTokLedger "$TestDrive/none.db" -Ledger $hollow } }
        @{ Reads = 'Test-TikTokLedger'; Do = { Test-TikTokLedger -Ledger $hollow } }
        @{ Reads = 'New-TikTokLedgerCheckpoint'; Do = { New-TikTokLedgerCheckpoint "$TestDrive/none.db" -Ledger $hollow } }
        @{ Reads = 'Copy-TikTokLedger'; Do = { Copy-TikTokLedger "$TestDrive/none.db" -Ledger $hollow } }
        @{ Reads = 'Get-TikTokLedgerSubject'; Do = { Get-TikTokLedgerSubject an@agency.example -As dpo@agency.example -Ledger $hollow } }
        @{ Reads = 'Remove-TikTokLedgerSubject'; Do = { Remove-TikTokLedgerSubject an@agency.example -As dpo@agency.example -Ledger $hollow -Confirm:$false } }
        @{ Reads = 'Clear-TikTokLedger'; Do = { Clear-TikTokLedger 365 -As dpo@agency.example -Ledger $hollow -Confirm:$false } }
        @{ Reads = 'Get-TikTokTrend'; Do = { Get-TikTokTrend -Ledger $hollow } }
    ) {
        $hollow = Join-Path $TestDrive "$(New-Guid).db"
        $null = New-Item $hollow
        $Do | Should -Throw -ErrorId 'LedgerUnusable,*'
        (Get-Item $hollow).Length | Should -Be 0
        Join-Path $TestDrive 'none.db' | Should -Not -Exist
    }

    It 'is an error for each plan that nobody began' {
        $null = Grant-TikTokWaiver @terms -Holder cy@agency.example
        Get-TikTokRemoval p-0000000000000000, p-1111111111111111 -Ledger $ledger -ErrorAction SilentlyContinue -ErrorVariable wrong | Should -BeNullOrEmpty
        $wrong.Count | Should -Be 2
        $wrong[1].FullyQualifiedErrorId | Should -BeLike 'PlanNotFound,*'
    }

    It 'lets the other block lists be checked' {
        $lists = 1..2 | ForEach-Object { Join-Path $TestDrive "hosts$_" }
        $null = $lists | ForEach-Object { Export-TikTokBlockList Hosts $_ }
        $all = $lists[0], $TestDrive, $lists[1]
        Test-TikTokBlockList Hosts $all -Quiet -ErrorAction SilentlyContinue -ErrorVariable wrong | Should -Be $true, $true
        $wrong.Count | Should -Be 1
    }

    It 'ends the pipeline where it is to' {
        { 'W-9', 'W-1' | Test-TikTokWaiver -Ledger $ledger -ErrorAction Stop } | Should -Throw -ErrorId 'WaiverNotFound,*'
    }
}

Describe 'A refusal to act' {
    It 'ends the command' {
        { Invoke-TikTokRemoval (Join-Path $TestDrive 'none.json') -Ledger $ledger -Confirm:$false } | Should -Throw -ErrorId 'NotConnected,*'
        { Undo-TikTokRemoval latest -Ledger $ledger -Confirm:$false } | Should -Throw -ErrorId 'NotConnected,*'
    }
}
