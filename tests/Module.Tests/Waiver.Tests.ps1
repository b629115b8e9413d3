#Requires -Version 7.4
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force

    function Grant([hashtable] $Change = @{}) {
        $usual = @{
            Directive = 'us-omb-m-23-13'; Holder = 'an@agency.example'; Kind = 'law-enforcement'; Approver = 'head'; ApprovedBy = 'Ada Ash'
            Grantor = 'ada@agency.example'; Motive = 'Open-source inquiries'; Documented = $true; Expires = [datetime]'9998-12-31'; Ledger = $ledger
        }
        foreach ($name in $Change.Keys) { $usual[$name] = $Change[$name] }
        Grant-TikTokWaiver @usual
    }
}

Describe 'Waivers' {
    BeforeEach { $ledger = Join-Path $TestDrive "$(New-Guid).db" }

    It 'are granted, got, tested and revoked' {
        $granted = Grant @{ Condition = @{ wifi = $false; singlePurpose = $true } }
        $granted.State | Should -Be 'Valid'
        $granted.Conditions['wifi'] | Should -BeFalse
        (Get-TikTokWaiver -Ledger $ledger).Id | Should -Be $granted.Id
        $granted | Test-TikTokWaiver -Ledger $ledger -Quiet | Should -BeTrue
        (Get-TikTokWaiver -Ledger $ledger | Test-TikTokWaiver -Ledger $ledger).Exception | Should -Be 'mission-critical'

        ($granted | Revoke-TikTokWaiver -By ada@agency.example -Why 'Over' -Ledger $ledger).State | Should -Be 'Revoked'
        Test-TikTokWaiver $granted.Id -Ledger $ledger -Quiet | Should -BeFalse
        Get-TikTokWaiver -State Valid -Ledger $ledger | Should -BeNullOrEmpty
        { Revoke-TikTokWaiver $granted.Id -By ada -Why again -Ledger $ledger -ErrorAction Stop } | Should -Throw -ErrorId 'WaiverRefused,*'
    }

    It 'need four eyes' {
        { Grant @{ Grantor = 'SMTP:AN@agency.example'; ErrorAction = 'Stop' } } | Should -Throw '*four eyes*' -ErrorId 'WaiverRefused,*'
        Test-Path $ledger | Should -BeFalse
    }

    It 'are registered without effect only when one insists' {
        { Grant @{ Directive = 'be-federal-716'; ErrorAction = 'Stop' } } | Should -Throw '*Review*'
        $granted = Grant @{ Directive = 'be-federal-716'; WithoutEffect = $true; WarningVariable = 'warned'; WarningAction = 'SilentlyContinue' }
        (Test-TikTokWaiver $granted.Id -Ledger $ledger).Answer | Should -Be 'Review'
    }

    It 'warn of what they lack' {
        $granted = Grant @{ Documented = $false } 3>&1
        $granted | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | Out-String | Should -Match 'Motives of the waiver on file'
    }

    It 'do nothing with -WhatIf' {
        Grant @{ WhatIf = $true } | Should -BeNullOrEmpty
        Test-Path $ledger | Should -BeFalse
    }

    It 'can be described and tested before they are granted' {
        $described = @{ Directive = 'us-omb-m-23-13'; Kind = 'law-enforcement'; Approver = 'other'; Documented = $true; Expires = [datetime]'2027-01-31'; AsOf = [datetime]'2026-11-16' }
        $result = Test-TikTokWaiver @described
        $result.Exempts | Should -BeFalse
        $result.Exceptions[0].Lacks.Path | Should -Be 'waiver.approver'
        { Test-TikTokWaiver @described -Condition @{ wifi = 'perhaps' } -ErrorAction Stop } | Should -Throw '*neither $true nor $false*'
    }

    It 'write an error for each id that is not there' {
        $null = Grant
        Get-TikTokWaiver nosuch -Ledger $ledger -ErrorAction SilentlyContinue -ErrorVariable missing | Should -BeNullOrEmpty
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'WaiverNotFound,*'
        (Get-TikTokWaiver 'WL-*' -Ledger $ledger).Count | Should -Be 1
    }

    It 'complete kinds and show a table' {
        (TabExpansion2 'Test-TikTokWaiver -Kind law').CompletionMatches.CompletionText | Should -Contain 'law-enforcement'
        Grant | Out-String -Width 200 | Should -Match 'Id\s+State\s+Holder\s+Device'
    }
}

Describe 'Directives' {
    It 'are listed and explained' {
        (Get-BanDirective).Count | Should -BeGreaterThan 30
        (Get-BanDirective be-federal-716).Title('nl') | Should -Match 'verbod'
        (Get-BanDirective 'us-*').Id | Should -Contain 'us-omb-m-23-13'
        Get-BanDirective nosuch -ErrorAction SilentlyContinue -ErrorVariable missing | Should -BeNullOrEmpty
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'DirectiveNotFound,*'
    }

    It 'of one''s own are tested, with line and column' {
        $own = Join-Path $TestDrive 'own.yaml'
        Copy-Item (Get-BanDirective be-federal-716).Path $own
        (Get-Content $own -Raw) -replace 'id: be-federal-716', 'id: agency-716' | Set-Content $own
        Test-BanDirective $own -Quiet | Should -BeTrue
        Test-BanDirective $own | Should -BeNullOrEmpty
        (Get-Content $own -Raw) -replace 'binding: binding', 'binding: sometimes' | Set-Content $own
        $problem = Get-Item $own | Test-BanDirective
        $problem.Line | Should -BeGreaterThan 1
        $problem.Message | Should -Match "'binding' must be one of"
        Test-BanDirective $own -Quiet | Should -BeFalse
    }
}
