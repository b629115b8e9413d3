#Requires -Version 7.4
# A removal in a tenant that answers on this machine: shown, carried out, looked at, taken back.

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force
    $samples = Join-Path $root 'samples/authority'
    $authority = Join-Path $samples 'authority.yaml'

    # Starts a made-up tenant; its first lines say where it answers and where its token lies.
    function Start-Tenant {
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in @((Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0', '--unlimited')) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $true
        $start.WorkingDirectory = $root
        $process = [Diagnostics.Process]::Start($start)
        $said = ''
        while ($said -notmatch '(?m)^.* scan .*--client-secret-file (\S+)') {
            $line = $process.StandardOutput.ReadLine()
            if ($null -eq $line) { throw "The made-up tenant did not start: $said" }
            $said += "$line`n"
        }
        $null = $said -match '--tenant (\S+) --graph-endpoint (\S+).*? --token-file (\S+)'
        @{ Process = $process; Id = $Matches[1]; Endpoint = $Matches[2]; Token = Get-Content $Matches[3] -Raw }
    }

    # The sample's own register of waivers has a line that can't be read, and a line that can't be read may be an exception.
    $registers = (New-Item -ItemType Directory (Join-Path $TestDrive 'registers')).FullName
    Get-ChildItem (Join-Path $samples 'registers') -File | ForEach-Object {
        Get-Content $_ | Where-Object { $_ -notmatch 'because' } | Set-Content (Join-Path $registers $_.Name)
    }

    $tenant = Start-Tenant
    $ledger = Join-Path $TestDrive 'ledger.db'

    # A session asks Intune for no more reports in a minute than it bears; a new one need not wait for the last.
    function Connect-Anew { Connect-TikTokBan $tenant.Id -AccessToken (ConvertTo-SecureString $tenant.Token -AsPlainText -Force) -GraphEndpoint $tenant.Endpoint 6>$null }
    Connect-Anew
    $found = Get-TikTokExposure -Authority $authority -Ledger $ledger -InformationAction Ignore -WarningAction Ignore
    $chosen = $found | Where-Object { $_.Organisation -eq 'regions' }
    $usual = @{ Authority = $authority; Ledger = $ledger; InformationAction = 'Ignore'; WarningAction = 'SilentlyContinue' }
}

AfterAll {
    Disconnect-TikTokBan
    if ($tenant) { $tenant.Process.Kill(); $tenant.Process.WaitForExit() }
}

Describe 'A plan from a file' {
    BeforeAll {
        $path = Join-Path $TestDrive 'plan.json'
        $plan = $chosen | New-TikTokRemovalPlan -Path $path -Tenant $tenant.Id -Author ada@agency.example -Authority $authority -ScanDays 30000 -Ledger $ledger -WarningAction SilentlyContinue
    }

    It 'is not carried out before it is approved' {
        { Invoke-TikTokRemoval $path @usual -Confirm:$false } | Should -Throw '*needs 1 approval*' -ErrorId 'PlanNotApproved,*'
        { Invoke-TikTokRemoval $path @usual -Confirm } | Should -Throw '*needs 1 approval*' -Because 'nobody is asked to agree to what is refused'
        $null = $plan | Approve-TikTokRemovalPlan -As bram@agency.example
    }

    It 'is told apart from an id where an id will not do, and from what is neither' {
        { Approve-TikTokRemovalPlan latest -As bram@agency.example } | Should -Throw "*takes the plan's file*"
        { Invoke-TikTokRemoval nosuchid @usual -Confirm:$false } | Should -Throw "There is neither a file 'nosuchid'*"
        { Invoke-TikTokRemoval $TestDrive @usual -Confirm:$false } | Should -Throw '*this is a folder*'
    }

    It 'shows with -WhatIf what it would send, and begins nothing' {
        $shown = Invoke-TikTokRemoval $path @usual -WhatIf
        $shown.Requests.Method | Should -Contain 'POST'
        $shown.Outcome | Should -Not -Contain 'Done'
        ($shown | Out-String) | Should -Match '/v1.0/groups'
        Get-TikTokRemoval -Ledger $ledger | Should -BeNullOrEmpty
    }

    It 'warns first, with -WhatIf, of an approval that is missing, and tells nothing as done' {
        $bare = Join-Path $TestDrive 'bare.json'
        Copy-Item $path $bare
        $looking = @{ Authority = $authority; Ledger = $ledger; InformationAction = 'Ignore'; WarningAction = 'Continue' }
        $all = @(Invoke-TikTokRemoval $bare @looking -WhatIf 3>&1)
        $all[0] | Should -BeOfType [System.Management.Automation.WarningRecord]
        "$($all[0])" | Should -BeLike '*needs 1 approval*'
        @($all | Where-Object { "$_" -like '*needs 1 approval*' }).Count | Should -Be 1
        $sent = $all | Where-Object { $_.Requests }
        $sent | Should -Not -BeNullOrEmpty
        $sent.Sentence | ForEach-Object { $_ | Should -BeLike '* would be *' }
    }

    It 'is carried out one ring at a time' {
        $done = $plan | Invoke-TikTokRemoval @usual -Registers $registers -Confirm:$false
        $done.Ring | Sort-Object -Unique | Should -Be 1
        $done.Outcome | Should -Contain 'Done'
        $done.Outcome | Should -Not -Contain 'Failed'
        (Get-TikTokRemoval latest -Ledger $ledger).Rings[0].State | Should -Be 'Done'
        $plan | Invoke-TikTokRemoval @usual -Registers $registers -Confirm:$false | Should -BeNullOrEmpty
    }

    It 'says where approvals come from when it is named by its id, and which rings there are before that' {
        { Invoke-TikTokRemoval latest @usual -Ring 2 -Confirm:$false } | Should -Throw '*(-Approval)*' -ErrorId 'PlanNotApproved,*'
        { Invoke-TikTokRemoval latest @usual -Ring 9 -Confirm:$false } | Should -Throw '*has no ring 9*' -ErrorId 'ArgumentUnusable,*'
    }

    It 'goes on with its id, and all rings at once' {
        $done = Invoke-TikTokRemoval $plan.Id @usual -Approval "$TestDrive/plan.bram@agency.example.approval.json" -AllRings -Confirm:$false
        $done.Ring | Sort-Object -Unique | Should -Not -Contain 1
        $done.Outcome | Should -Not -Contain 'Failed'
    }

    It 'is looked at, device by device' {
        Connect-Anew
        $seen = Test-TikTokRemoval latest @usual
        $seen.Count | Should -BeGreaterThan 0
        $seen.Device | Sort-Object -Unique | ForEach-Object { $plan.Devices.Id | Should -Contain $_ }
        ($seen | Out-String) | Should -Match 'Sentence'
        (Get-TikTokRemoval latest -Ledger $ledger).Seen.Count | Should -Be $seen.Count
    }

    It 'is taken back, and not carried out again' {
        $back = Undo-TikTokRemoval latest -Ledger $ledger -InformationAction Ignore -Confirm:$false
        $back.Outcome | Should -Contain 'Done'
        $back.Outcome | Should -Not -Contain 'Failed'
        $taken = Get-TikTokRemoval $plan.Id -Ledger $ledger
        $taken.TakenBack | Should -Be 'Yes'
        $taken.State | Should -Be 'TakenBack'
        ($taken | Out-String) | Should -Match 'Actions +: \d+: Done \d+'
        { Invoke-TikTokRemoval $path @usual -Confirm:$false } | Should -Throw '*taken back*'
    }
}

Describe 'Straight from exposures' {
    It 'wants to know who acts where an application is signed in' {
        { $chosen | Invoke-TikTokRemoval @usual -Confirm:$false } | Should -Throw '*with -As*' -ErrorId 'ArgumentUnusable,*'
    }

    It 'shows what it would do, and does nothing' {
        $shown = $chosen | Invoke-TikTokRemoval @usual -As ada@agency.example -WhatIf
        $shown.Requests.Method | Should -Contain 'POST'
    }

    It 'does nothing for an empty pipeline, and says so' {
        @() | Invoke-TikTokRemoval -Authority $authority -Ledger $ledger -As ada@agency.example -Canary 1 -Confirm:$false -WarningAction SilentlyContinue -WarningVariable said | Should -BeNullOrEmpty
        "$said" | Should -BeLike '*nothing was planned*'
    }

    It 'plans and carries out the first ring once it is agreed to' {
        $own = Join-Path $TestDrive 'implicit.db'
        $done = $chosen | Invoke-TikTokRemoval @usual -As ada@agency.example -Registers $registers -Confirm:$false
        $done.Outcome | Should -Contain 'Done'
        $done.Ring | Sort-Object -Unique | Should -Be 1
        Invoke-TikTokRemoval latest @usual -Confirm:$false | Should -BeNullOrEmpty
        $next = Invoke-TikTokRemoval latest @usual -Ring 2 -Confirm:$false
        $next.Ring | Sort-Object -Unique | Should -Be 2
        { Undo-TikTokRemoval latest -Ledger $own -Confirm:$false } | Should -Throw -ErrorId 'LedgerNotFound,*'
        $null = Undo-TikTokRemoval latest -Ledger $ledger -InformationAction Ignore -Confirm:$false
    }

    It 'is refused where the authority demands approvals' {
        $strict = Join-Path $TestDrive 'strict.yaml'
        Set-Content $strict ((Get-Content $authority -Raw) + "`napproval:`n  approvals: 1`n")
        $under = Get-TikTokExposure -Exports $samples -Authority $strict -InformationAction Ignore -WarningAction Ignore | Where-Object { $_.Organisation -eq 'regions' }
        { $under | Invoke-TikTokRemoval -As ada@agency.example -Authority $strict -Ledger $ledger -Confirm:$false } | Should -Throw '*demands approvals*'
    }
}

Describe 'What cannot be' {
    BeforeAll {
        $other = $chosen | New-TikTokRemovalPlan -Path (Join-Path $TestDrive 'other.json') -Tenant $tenant.Id -Author carla@agency.example -Authority $authority -ScanDays 30000 -Ledger $ledger -WarningAction SilentlyContinue
        $null = $other | Approve-TikTokRemovalPlan -As bram@agency.example
    }

    It '<Name> is one sentence' -ForEach @(
        @{ Name = 'a file that is not there'; Id = 'FileUnusable'; Do = { Invoke-TikTokRemoval (Join-Path $TestDrive 'none.json') -Ledger $ledger -Confirm:$false } }
        @{ Name = 'an id that nobody began'; Id = 'PlanNotFound'; Do = { Undo-TikTokRemoval p-0000000000000000 -Ledger $ledger -Confirm:$false } }
        @{ Name = 'a ring that the plan has not'; Id = 'ArgumentUnusable'; Do = { Invoke-TikTokRemoval $other.Path -Authority $authority -Ledger $ledger -Ring 99 -Confirm:$false } }
    ) {
        $Do | Should -Throw -ErrorId "$Id,*"
    }

    It 'no session is one sentence' {
        $held = Get-TikTokBanContext
        $held | Should -Not -BeNullOrEmpty
        { Test-TikTokRemoval latest -Ledger $ledger -Tenant nowhere.example } | Should -Throw -ErrorId 'NotConnected,*'
    }
}
