#Requires -Version 7.4
# What parameters take: days, yes and no, what other cmdlets write, paths; and what the Tab key offers. No tenant is asked.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force
    $samples = Join-Path $PSScriptRoot '../../samples/authority'
    $work = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "ban $(New-Guid)") -ItemType Directory).FullName
    $ledger = Join-Path $work 'ledger.db'
    $quiet = @{ WarningAction = 'Ignore'; InformationAction = 'Ignore' }
    $usual = @{ Directive = 'us-omb-m-23-13'; Kind = 'law-enforcement'; Approver = 'head'; ApprovedBy = 'Ada Ash'; Grantor = 'ada@agency.example'; Motive = 'Inquiries'; Ledger = $ledger; WarningAction = 'Ignore' }
    $scan = Get-TikTokExposure $samples -AsOf 2026-11-16 -Ledger $ledger -AsScan @quiet
    function Complete([string] $Line) { (TabExpansion2 $Line).CompletionMatches.CompletionText }
}

AfterAll { Remove-Item $work -Recurse -Force }

Describe 'A day' {
    It 'is <Given>' -ForEach @(
        @{ Given = '2099-03-04'; Day = '2099-03-04' }
        @{ Given = [datetime] '2099-03-04T23:59:00'; Day = '2099-03-04' }
        @{ Given = [datetimeoffset] '2099-03-04T23:59:00+02:00'; Day = '2099-03-04' }
        @{ Given = [dateonly]::new(2099, 3, 4); Day = '2099-03-04' }
        @{ Given = '2099-03-04T12:00:00Z'; Day = '2099-03-04' }
        @{ Given = 'tomorrow'; Day = [datetime]::Today.AddDays(1).ToString('yyyy-MM-dd') }
        @{ Given = 'Today'; Day = [datetime]::Today.ToString('yyyy-MM-dd') }
    ) {
        (Grant-TikTokWaiver @usual -Holder an@agency.example -Expires $Given -WhatIf -PassThru 6>$null).Expires.ToString('yyyy-MM-dd') | Should -Be $Day
    }

    It 'is not <_>' -ForEach '03/04/2099', '4 March 2099', 'soon', '2099-13-01', 20990304 {
        { Grant-TikTokWaiver @usual -Holder an@agency.example -Expires $_ -WhatIf } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}

Describe 'A table' {
    It 'says yes, no and nothing' {
        $rows = @'
Holder,Expires,Documented,Blanket,Condition,Evidence
an@agency.example,2099-01-31,yes,0,singlePurpose=true; wifi=false,
bo@agency.example,2099-01-31,,False,,file 7
'@ | ConvertFrom-Csv
        $granted = $rows | Grant-TikTokWaiver @usual -WhatIf -PassThru
        $granted.Documented | Should -Be $true, $true
        $granted[0].Blanket | Should -BeFalse
        $granted[0].Conditions['wifi'] | Should -BeFalse
        $granted[0].Evidence | Should -BeNullOrEmpty
        $granted[1].Evidence | Should -Be 'file 7'
    }

    It 'with a wrong row is registered but for that row' {
        $own = Join-Path $work 'rows.db'
        $rows = 'Holder,Expires,Documented', 'an@agency.example,2099-01-31,yes', 'ada@agency.example,2099-01-31,yes', 'bo@agency.example,2099-01-31,perhaps', 'cy@agency.example,2099-01-31,yes' | ConvertFrom-Csv
        $rows | Grant-TikTokWaiver @usual -Ledger:$own -ErrorAction SilentlyContinue -ErrorVariable wrong | Should -HaveCount 2
        @($wrong).Count | Should -BeGreaterOrEqual 2
        (Get-TikTokWaiver -Ledger $own).Holder | Should -Be an@agency.example, cy@agency.example
    }
}

Describe 'What other cmdlets write' {
    It 'is taken where an id is asked for' {
        (Get-TikTokBlock -Application (Get-CoveredApplication tiktok) -Directive (Get-BanDirective be-federal-716)).Count | Should -BeGreaterThan 10
        (Get-CoveredApplication tiktok | Get-CoveredApplication).Id | Should -Be tiktok
        ($scan.Exposures[0] | Get-CoveredApplication).Id | Should -Be $scan.Exposures[0].Application
        { Get-CoveredApplication (Get-Item $samples) } | Should -Throw
    }

    It 'is bound in a pipeline to what it is' {
        (Get-BanDirective be-federal-716, eu-commission-* | Select-Object -First 2 | Get-TikTokExposure -Exports $samples -AsScan @quiet).Summary.Directive | Select-Object -First 1 | Should -Be be-federal-716
        (Get-Item $samples | Get-TikTokExposure -AsScan @quiet).Summary.Directive | Should -Be be-federal-716
    }

    It 'is a directive of one''s own by its file' {
        $own = Join-Path $work 'own.yaml'
        (Get-Content (Get-BanDirective be-federal-716).Path -Raw) -replace 'id: be-federal-716', 'id: agency-716' | Set-Content $own
        (Get-BanDirective agency-716 -Path "$work/*.yaml" | Get-TikTokExposure -Exports $samples -AsScan @quiet).Summary.Directive | Should -Be agency-716
        (Get-TikTokExposure $samples -Directive (Get-Item $own) -AsScan @quiet).Summary.Directive | Should -Be agency-716
    }

    It 'goes from the scan to the approval, and names the plan for what carries it out' {
        $plan = @{ Tenant = '71600000-0000-4000-8000-000000000001'; Author = 'ada@agency.example'; Authority = "$samples/authority.yaml"; ScanDays = 30000; Ledger = $ledger; WarningAction = 'Ignore' }
        $approval = Get-TikTokScan latest -Ledger $ledger | New-TikTokRemovalPlan "$work/plan.json" -Organisation regions @plan | Approve-TikTokRemovalPlan -As bram@agency.example
        $approval.PlanPath | Should -Be (Join-Path $work plan.json)
        ($approval | Get-TikTokRemoval -Ledger $ledger).Plan | Should -Be $approval.Plan
    }

    It 'is filtered without losing the whole' {
        $some = Get-TikTokExposure $samples -AsOf 2026-11-16 -Organisation regions, ict -Application 'tiktok*' -Verdict Violation -AsScan @quiet
        $some.Summary.SelectedFrom | Should -Be $scan.Exposures.Count
        $some.Exposures.Organisation | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn regions, ict }
        $some.Exposures.Verdict | Sort-Object -Unique | Should -Be Violation
        $some.Coverage.Count | Should -Be $scan.Coverage.Count
    }
}

Describe 'Paths' {
    BeforeAll {
        $odd = Join-Path $work 'own [1].yaml'
        (Get-Content (Get-BanDirective be-federal-716).Path -Raw) -replace 'id: be-federal-716', 'id: agency-1' | Set-Content -LiteralPath $odd
    }

    It 'may hold wildcards, or stand as they are' {
        Test-BanDirective "$work/own*.yaml" -Quiet | Should -Not -BeNullOrEmpty
        Test-BanDirective -LiteralPath $odd -Quiet | Should -BeTrue
        Get-Item -LiteralPath $odd | Test-BanDirective -Quiet | Should -BeTrue
        Test-BanDirective $odd -Quiet -ErrorAction SilentlyContinue | Should -BeNullOrEmpty -Because 'its brackets are a wildcard'
    }

    It 'are those of the shell, not of the process' {
        Push-Location $work
        try { Test-BanDirective -LiteralPath './own [1].yaml' -Quiet | Should -BeTrue }
        finally { Pop-Location }
        $null = New-PSDrive Ban FileSystem $work
        try { Test-BanDirective -LiteralPath 'Ban:/own [1].yaml' -Quiet | Should -BeTrue }
        finally { Remove-PSDrive Ban }
    }

    It 'that nothing has are an error each, and the others are gone on with' {
        Test-BanDirective "$work/none.yaml", "$work/no*ne.yaml", nodrive:/x, "$work/own*.yaml", env:PATH -Quiet -ErrorAction SilentlyContinue -ErrorVariable missing | Should -Not -BeNullOrEmpty
        $missing.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Should -Be PathNotFound, PathNotFound, PathNotFound, ArgumentUnusable
        $missing[0].TargetObject | Should -Be "$work/none.yaml"
    }
}

Describe 'The Tab key' {
    BeforeAll {
        $null = Grant-TikTokWaiver @usual -Id W-7 -Holder an@agency.example -Documented yes -Expires 2099-01-31
        $id = (Get-TikTokScan -Ledger $ledger)[0].Id
        $named = "-Ledger '$ledger'"
    }

    It 'offers <Offers> for <Line>' -ForEach @(
        @{ Line = 'Get-BanDirective be-fed'; Offers = 'be-federal-716' }
        @{ Line = 'Get-TikTokExposure . -Application tiktok-l'; Offers = 'tiktok-lite' }
        @{ Line = 'Get-TikTokExposure -Source directory.g'; Offers = 'directory.groups' }
        @{ Line = 'Grant-TikTokWaiver -Approver h'; Offers = 'head' }
        @{ Line = 'Export-BanReport x -Language fr-'; Offers = 'fr-nl' }
        @{ Line = 'Export-BanReport x -Format J'; Offers = 'Json' }
        @{ Line = 'Get-TikTokBlock -As Ho'; Offers = 'Hosts' }
        @{ Line = 'Get-TikTokExposure . -Verdict Vio'; Offers = 'Violation' }
    ) {
        Complete $Line | Should -Contain $Offers
    }

    It 'offers scans and waivers of the ledger that is named' {
        Complete "Export-BanReport x $named -ScanId " | Should -Contain $id
        Complete "Export-BanReport x $named -ScanId " | Should -Contain 'latest'
        Complete "Compare-TikTokExposure $named -Reference s-" | Should -Contain $id
        Complete "Revoke-TikTokWaiver $named -Id w" | Should -Be W-7
    }

    It 'offers organisations of the profile, of the exports, and of the ledger' {
        Complete "Get-TikTokExposure '$samples' -Organisation reg" | Should -Be regions
        Complete "Get-TikTokExposure -Authority '$samples/authority.yaml' -Organisation reg" | Should -Be regions
        Complete "New-TikTokRemovalPlan $named -ScanId latest -Organisation reg" | Should -Be regions
    }

    It 'knows the caller''s defaults' {
        $global:PSDefaultParameterValues = @{ '*-TikTok*:Ledger' = $ledger }
        try { Complete 'Revoke-TikTokWaiver -Id ' | Should -Be W-7 }
        finally { $global:PSDefaultParameterValues = @{} }
    }

    It 'offers plans that were begun, and files' {
        Set-Content (Join-Path $work 'a plan.json') '{}'
        Complete "Get-TikTokRemoval -Path '$work/a" | Should -Be "'$(Join-Path $work 'a plan.json')'"
    }

    It 'offers nothing, and says nothing, where nothing can be known' {
        $before = $Error.Count
        foreach ($line in 'Revoke-TikTokWaiver -Ledger nowhere://x -Id ', "Revoke-TikTokWaiver -Ledger '$work' -Id ", "Export-BanReport x -Ledger '$work/own.yaml' -ScanId ", 'Get-TikTokExposure -Tenant ') {
            Complete $line | Should -BeNullOrEmpty -Because $line
        }
        $Error.Count | Should -Be $before
    }

    It 'changes nothing' {
        $before = (Get-ChildItem $work -File).ForEach({ "$($_.Name) $((Get-FileHash -LiteralPath $_.FullName).Hash)" })
        $null = Complete "Export-BanReport x $named -ScanId "
        $null = Complete "Revoke-TikTokWaiver -Ledger '$work/other.db' -Id "
        (Get-ChildItem $work -File).ForEach({ "$($_.Name) $((Get-FileHash -LiteralPath $_.FullName).Hash)" }) | Should -Be $before
    }
}
