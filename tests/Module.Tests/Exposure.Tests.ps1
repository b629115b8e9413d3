#Requires -Version 7.4
# The main way through, as an administrator types it.

BeforeAll {
    $module = Resolve-Path (Join-Path $PSScriptRoot '../../artifacts/TikTokBan')
    Import-Module $module -Force
    $samples = Join-Path $PSScriptRoot '../../samples/authority'
    $scanned = @(Get-TikTokExposure -Exports $samples -AsOf 2026-11-16 -InformationAction Ignore -WarningAction Ignore)
}

Describe 'Get-TikTokExposure' {
    It 'finds what the made-up authority has' {
        $scanned.Count | Should -BeGreaterThan 50
        $scanned.Verdict | Should -Contain 'Violation'
        $scanned[0].Verdict | Should -Be 'Violation'
        $scanned.Where({ $_.Verdict -eq 'Violation' -and $_.Device.Facts.Payer.Purchase -eq 'None' -and $_.Device.Facts.Payer.Subscription -eq 'None' -and $_.Device.Facts.Payer.Use -eq 'None' }) | Should -BeNullOrEmpty
    }

    It 'gives the same ids every time' {
        (Get-TikTokExposure $samples -AsOf 2026-11-16 6>$null 3>$null).Id | Should -Be $scanned.Id
    }

    It 'says in a sentence what was found and what can not be seen' {
        $null = Get-TikTokExposure $samples -AsOf 2026-11-16 -InformationVariable said 6>$null 3>$null
        "$said" | Should -Match 'Scan .+ cases on .+ devices; .+ can''t be seen'
    }

    It 'warns of a source that was not read in full' {
        $users = 1..20000 | ForEach-Object { "{ `"id`": `"11111111-1111-1111-1111-$('{0:D12}' -f $_)`", `"userPrincipalName`": `"an$_@example.example`", `"displayName`": `"An`" }" }
        Set-Content (Join-Path $TestDrive users.json) "{ `"value`": [ $($users -join ",`n"), { `"id`": "
        $null = Get-TikTokExposure $TestDrive -Directive be-federal-716 -WarningVariable warned 6>$null 3>$null
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike 'Not read in full: users.json*'
    }

    It 'writes the scan whole when asked, coverage included' {
        $scan = Get-TikTokExposure $samples -AsOf 2026-11-16 -AsScan 6>$null 3>$null
        $scan.Coverage.Count | Should -BeGreaterThan 10
        $scan.Exposures.Count | Should -Be $scanned.Count
        $scan | Out-String | Should -Match 'Devices +: \d+, \d+ unseen'
    }

    It 'takes paths relative to the location of the shell' {
        Push-Location $samples
        try { (Get-TikTokExposure . -AsOf 2026-11-16 6>$null 3>$null).Count | Should -Be $scanned.Count }
        finally { Pop-Location }
    }

    It 'says what is wrong with its input' {
        { Get-TikTokExposure (Join-Path $TestDrive none) } | Should -Throw -ErrorId 'PathNotFound,*'
        { Get-TikTokExposure $samples -Authority $samples } | Should -Throw '*this is a folder*' -ErrorId 'ProfileUnusable,*'
        { Get-TikTokExposure $samples -Directive no-such-directive } | Should -Throw '*no-such-directive*' -ErrorId 'DirectiveNotFound,*'
        { Get-TikTokExposure env: } | Should -Throw -ErrorId 'ArgumentUnusable,*'
    }

    It 'tells an id that nothing has from one of which nothing was found' {
        $quiet = @{ AsOf = '2026-11-16'; InformationAction = 'Ignore'; WarningAction = 'Ignore'; ErrorAction = 'SilentlyContinue' }
        Get-TikTokExposure $samples -Organisation nope @quiet -ErrorVariable wrong | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -BeLike 'OrganisationNotFound,*'
        $wrong.TargetObject | Should -Be 'nope'
        Get-TikTokExposure $samples -Application nope @quiet -ErrorVariable wrong | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -BeLike 'ApplicationNotFound,*'

        $known = (Get-CoveredApplication).Id
        $absent = $known | Where-Object { $_ -notin $scanned.Application } | Select-Object -First 1
        Get-TikTokExposure $samples -Application $absent.ToUpperInvariant() -Organisation 'nope*' @quiet -ErrorVariable wrong | Should -BeNullOrEmpty
        $wrong | Should -BeNullOrEmpty
        @(Get-TikTokExposure $samples -Organisation REGIONS, nope @quiet -ErrorVariable wrong).Count | Should -BeGreaterThan 0
        $wrong.Count | Should -Be 1
    }

    It 'keeps the scan in a ledger when one is named' {
        $null = Get-TikTokExposure $samples -AsOf 2026-11-16 -Ledger (Join-Path $TestDrive ledger.db) 6>$null 3>$null
        Join-Path $TestDrive ledger.db | Should -Exist
    }

    It 'shows a table and a list' {
        $scanned | Select-Object -First 1 | Out-String -Width 200 | Should -Match 'Verdict\s+Application\s+Device\s+Person'
        $scanned | Select-Object -First 1 | Format-List | Out-String -Width 300 | Should -Match 'Basis\s+:'
    }

    It 'completes directives' {
        (TabExpansion2 'Get-TikTokExposure . -Directive be-fed').CompletionMatches.CompletionText | Should -Contain 'be-federal-716'
    }
}

Describe 'Export-BanReport' {
    It 'reports what came down the pipeline' {
        $out = Join-Path $TestDrive 'violations'
        $files = Get-TikTokExposure $samples -AsOf 2026-11-16 6>$null 3>$null | Where-Object Verdict -EQ Violation | Export-BanReport -Path $out
        $files.Name | Should -Contain 'report.html'
        $report = Get-Content (Join-Path $out 'report.json') -Raw | ConvertFrom-Json
        $report.headline.exposures | Should -Be $scanned.Where({ $_.Verdict -eq 'Violation' }).Count
        $report.scan.selectedFrom | Should -Be $scanned.Count
        $report.scan.directiveTitle | Should -Match '716'
    }

    It 'reports nothing found beside its coverage' {
        $out = Join-Path $TestDrive 'nothing'
        $scanned | Where-Object { $false } | Export-BanReport $out | Should -Not -BeNullOrEmpty
    }

    It 'names nobody unless it is to' {
        $scanned | Export-BanReport (Join-Path $TestDrive aggregate) | Should -Not -BeNullOrEmpty
        $names = $scanned.Person.UserPrincipalName.Where({ $_ }) | Select-Object -Unique -First 20
        $text = Get-ChildItem (Join-Path $TestDrive aggregate) | Get-Content -Raw | Out-String
        $names.Where({ $text.Contains($_) }) | Should -BeNullOrEmpty
    }

    It 'writes nothing under -WhatIf' {
        $scanned | Export-BanReport (Join-Path $TestDrive whatif) -WhatIf
        Join-Path $TestDrive whatif | Should -Not -Exist
    }

    It 'refuses exposures of two scans' {
        $other = Get-TikTokExposure $samples -AsOf 2023-01-01 6>$null 3>$null | Select-Object -First 1
        { $scanned[0], $other | Export-BanReport (Join-Path $TestDrive two) } | Should -Throw '*not all of one scan*' -ErrorId 'ScanUnusable,*'
    }

    It 'takes a whole scan' {
        $scan = Get-TikTokExposure $samples -AsOf 2026-11-16 -AsScan 6>$null 3>$null
        (Export-BanReport -Scan $scan -Path (Join-Path $TestDrive whole)).Name | Should -Contain 'report.html'
    }

    It 'refuses exposures whose scan this runspace does not know' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$module, `$exposures, `$out) Import-Module `$module; `$exposures | Export-BanReport `$out").AddArgument($module).AddArgument($scanned).AddArgument((Join-Path $TestDrive other))
            $null = $shell.Invoke()
            "$($shell.Streams.Error)" | Should -BeLike '*No scan was made in this session*'
            Join-Path $TestDrive other | Should -Not -Exist
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Waivers of the user''s own ledger' {
    BeforeAll {
        $saved = $env:XDG_DATA_HOME, $env:LOCALAPPDATA, $env:TIKTOKBAN_LEDGER
    }

    AfterAll {
        $env:XDG_DATA_HOME, $env:LOCALAPPDATA, $env:TIKTOKBAN_LEDGER = $saved
    }

    It 'count in a scan that is not kept, and a ledger that the surroundings name keeps scans' -Skip:(-not $IsLinux) {
        $env:XDG_DATA_HOME = Join-Path $TestDrive 'own'
        $env:TIKTOKBAN_LEDGER = $null
        $samples = Resolve-Path (Join-Path $PSScriptRoot '../../samples/authority')
        $quiet = @{ AsOf = '2026-11-16'; InformationAction = 'Ignore'; WarningAction = 'Ignore' }
        $one = Get-TikTokExposure $samples @quiet | Where-Object { $_.Verdict -eq 'Violation' -and $_.Person.UserPrincipalName } | Select-Object -First 1

        $null = Grant-TikTokWaiver -Directive be-federal-716 -Holder $one.Person.UserPrincipalName -Kind operational -Approver head -ApprovedBy 'Ada Ash' -Grantor ada@agency.example -Motive 'A mission.' -ValidFrom 2026-11-01 -Expires 2026-12-31 -Application tiktok -WithoutEffect -InformationAction Ignore -WarningAction Ignore
        $again = Get-TikTokExposure $samples @quiet | Where-Object Id -EQ $one.Id
        $again.Verdict | Should -Be 'Review' -Because 'the directive knows no exception, and somebody gave one'
        Get-TikTokScan | Should -BeNullOrEmpty -Because 'the scan was not to be kept'

        $env:TIKTOKBAN_LEDGER = Join-Path $TestDrive 'named.db'
        $null = Get-TikTokExposure $samples @quiet
        @(Get-TikTokScan).Count | Should -Be 1
        $env:TIKTOKBAN_LEDGER | Should -Exist
    }
}
