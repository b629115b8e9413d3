#Requires -Version 7.4
# A plan is made from what came down the pipeline and is approved by somebody else; nothing is done to any device.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force
    $samples = Join-Path $PSScriptRoot '../../samples/authority'
    $scanned = @(Get-TikTokExposure -Exports $samples -AsOf 2026-11-16 -InformationAction Ignore -WarningAction Ignore)
    $usual = @{
        Tenant = '71600000-0000-4000-8000-000000000001'; Author = 'ada@agency.example'; Authority = Join-Path $samples 'authority.yaml'; ScanDays = 30000
        WarningAction = 'SilentlyContinue'
    }
}

Describe 'New-TikTokRemovalPlan' {
    BeforeEach { $path = Join-Path $TestDrive "$(New-Guid).json" }

    It 'plans for what comes down the pipeline and for nothing else' {
        $plan = $scanned | Where-Object Organisation -EQ regions | New-TikTokRemovalPlan -Path $path @usual
        $path | Should -Exist
        $plan.Path | Should -Be $path
        $plan.Devices.Organisation | Sort-Object -Unique | Should -Be 'regions'
        @($plan.Rings)[0].Canary | Should -BeTrue
        $plan | Out-String | Should -Match 'LeftOut'
    }

    It 'plans nothing, writes no file and says so when a filter lets nothing through' {
        $scanned | Where-Object Organisation -EQ nowhere | New-TikTokRemovalPlan -Path $path @usual -WarningVariable said | Should -BeNullOrEmpty
        $path | Should -Not -Exist
        "$said" | Should -BeLike '*nothing was planned*'
    }

    It 'refuses what exceeds the limits, and writes nothing' {
        { $scanned | New-TikTokRemovalPlan -Path $path @usual } | Should -Throw '*50 are allowed*' -ErrorId 'PlanOverLimits,*'
        $path | Should -Not -Exist
    }

    It 'takes the profile that the scan used and no other' {
        $other = @{} + $usual
        $other.Remove('Authority')
        { $scanned | Where-Object Organisation -EQ regions | New-TikTokRemovalPlan -Path $path @other } | Should -Throw '*another authority profile*'
    }

    It 'writes nothing with -WhatIf, and nothing over a file without -Force' {
        $scanned | Where-Object Organisation -EQ regions | New-TikTokRemovalPlan -Path $path @usual -WhatIf | Should -BeNullOrEmpty
        $path | Should -Not -Exist
        Set-Content $path 'mine'
        { $scanned | Where-Object Organisation -EQ regions | New-TikTokRemovalPlan -Path $path @usual } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content $path | Should -Be 'mine'
        ($scanned | Where-Object Organisation -EQ regions | New-TikTokRemovalPlan -Path $path @usual -Force).Path | Should -Be $path
    }
}

Describe 'Approve-TikTokRemovalPlan' {
    It 'approves a plan from the pipeline, by somebody else than its author' {
        $path = Join-Path $TestDrive 'plan.json'
        $plan = $scanned | Where-Object Organisation -EQ regions | New-TikTokRemovalPlan -Path $path @usual
        { $plan | Approve-TikTokRemovalPlan -As 'SMTP:ADA@agency.example' } | Should -Throw '*four eyes*' -ErrorId 'ApprovalRefused,*'
        $approval = $plan | Approve-TikTokRemovalPlan -As bram@agency.example -Comment 'Seen'
        $approval.PlanHash | Should -Be $plan.Hash
        $approval.Path | Should -Exist
        { $plan | Approve-TikTokRemovalPlan -As bram@agency.example } | Should -Throw -ErrorId 'FileExists,*'

        (Get-Content $path -Raw).Replace('"ring": 2', '"ring": 1') | Set-Content $path
        { Approve-TikTokRemovalPlan $path -As carla@agency.example } | Should -Throw '*changed after it was made*'
    }
}
