#Requires -Version 7.4
# A report handed over to a made-up tenant, as an administrator does it.

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force

    function Start-Tenant {
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in (Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0') { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $true
        $start.WorkingDirectory = $root
        $process = [Diagnostics.Process]::Start($start)
        $said = ''
        while ($said -notmatch '(?m)^.* scan .*--client-secret-file (\S+)') {
            $line = $process.StandardOutput.ReadLine()
            if ($null -eq $line) { throw "The made-up tenant did not start: $said" }
            $said += "$line`n"
        }
        $null = $said -match '--tenant (\S+) --graph-endpoint (\S+) --token-file (\S+)'
        @{ Process = $process; Id = $Matches[1]; Endpoint = $Matches[2]; Token = Get-Content $Matches[3] -Raw }
    }

    function New-Report([string] $Detail = 'aggregate') {
        $folder = New-Item (Join-Path $TestDrive (New-Guid)) -ItemType Directory
        Set-Content (Join-Path $folder 'report.json') "{`"detail`":`"$Detail`",`"scan`":{`"authority`":`"Agency`",`"asOf`":`"2026-11-16`"}}" -NoNewline
        Set-Content (Join-Path $folder 'report.html') '<!doctype html>' -NoNewline
        $folder.FullName
    }

    $tenant = Start-Tenant
    Connect-TikTokBan $tenant.Id -AccessToken (ConvertTo-SecureString $tenant.Token -AsPlainText -Force) -GraphEndpoint $tenant.Endpoint 6>$null
    $site = 'https://agency716.sharepoint.com/sites/council'
}

AfterAll {
    Disconnect-TikTokBan
    if ($tenant) { $tenant.Process.Kill(); $tenant.Process.WaitForExit() }
}

Describe 'Publish-BanReport' {
    BeforeEach {
        $ledger = Join-Path $TestDrive "$(New-Guid)/ledger.db"
        $null = New-Item (Split-Path $ledger) -ItemType Directory
        $place = @{ Site = $site; Folder = "t/$(New-Guid)"; Ledger = $ledger }
    }

    It 'puts a report in numbers there without a question, once' {
        $report = New-Report
        $published = Publish-BanReport $report @place
        $published.IsWhole | Should -BeTrue
        $published.Files.State | Should -Be Uploaded, Uploaded
        $published.WebUrl | Should -Be "$site/Shared%20Documents/$($place.Folder)"
        (Publish-BanReport $report @place).Files.State | Should -Be AlreadyThere, AlreadyThere
        $published | Out-String -Width 200 | Should -Match 'Whole\s+Files\s+Sent\s+WebUrl'
    }

    It 'does nothing with -WhatIf' {
        $report = New-Report
        Publish-BanReport $report @place -WhatIf | Should -BeNullOrEmpty
        (Publish-BanReport $report @place).Files.State | Should -Be Uploaded, Uploaded
    }

    It 'takes a word of its own for a report that tells of people' {
        $report = New-Report named
        { Publish-BanReport $report @place } | Should -Throw '*-AllowPersonalData*' -ErrorId 'ConsentMissing,*'
        (Publish-BanReport $report @place -AllowPersonalData -Confirm:$false).IsAggregate | Should -BeFalse
    }

    It 'asks before it hands over a report that tells of people' {
        # Where nobody can be asked, nothing is handed over.
        $report = New-Report named
        $said = pwsh -NoProfile -NonInteractive -Command @"
            Import-Module '$(Join-Path $root 'artifacts/TikTokBan')'
            Connect-TikTokBan $($tenant.Id) -AccessToken (ConvertTo-SecureString '$($tenant.Token)' -AsPlainText -Force) -GraphEndpoint $($tenant.Endpoint) 6>`$null
            try { Publish-BanReport '$report' -Site $site -Folder '$($place.Folder)' -Ledger '$ledger' -AllowPersonalData } catch { "stopped: `$(`$_.Exception.Message)" }
"@
        "$said" | Should -Match 'stopped:'
        (Publish-BanReport $report @place -AllowPersonalData -Confirm:$false).Files.State | Should -Be Uploaded, Uploaded
    }

    It 'refuses with one sentence what is no report, no site or no library' {
        { Publish-BanReport $TestDrive @place } | Should -Throw -ErrorId 'ReportUnusable,*'
        $report = New-Report
        { Publish-BanReport $report -Site "$site-nowhere" -Ledger $ledger } | Should -Throw '*There is no site*' -ErrorId 'HandoverUnusable,*'
        { Publish-BanReport $report @place -Library Archive } | Should -Throw '*it has Documents, Reports*' -ErrorId 'HandoverUnusable,*'
        { Publish-BanReport $report @place -MailDraftTo council@state.example } | Should -Throw '*-Mailbox*' -ErrorId 'HandoverUnusable,*'
    }
}

Describe 'The register of waivers as a list' {
    It 'goes there and into another ledger' {
        $ledger = Join-Path $TestDrive "$(New-Guid).db"
        $other = Join-Path $TestDrive "$(New-Guid).db"
        $list = "Waivers $(New-Guid)"
        $null = Grant-TikTokWaiver us-omb-m-23-13 -Holder an@agency.example -Kind law-enforcement -Approver head -ApprovedBy 'Ada Ash' -Grantor ada@agency.example -Motive Inquiries -Documented $true -Expires 9998-12-31 -Ledger $ledger

        (Export-TikTokWaiver -Site $site -List $list -Ledger $ledger).State | Should -Be Added
        (Export-TikTokWaiver -Site $site -List $list -Ledger $ledger).State | Should -Be Unchanged
        (Import-TikTokWaiver -Site $site -List $list -Ledger $other -WhatIf).State | Should -Be Left
        $imported = Import-TikTokWaiver -Site $site -List $list -Ledger $other -Confirm:$false
        $imported.State | Should -Be Registered
        (Get-TikTokWaiver -Ledger $other).Id | Should -Be (Get-TikTokWaiver -Ledger $ledger).Id
        (Import-TikTokWaiver -Site $site -List $list -Ledger $other).State | Should -Be AlreadyRegistered
    }

    It 'is told apart from other lists' {
        { Import-TikTokWaiver -Site $site -List Nowhere -Ledger (Join-Path $TestDrive 'x.db') } | Should -Throw "*has no list 'Nowhere'*" -ErrorId 'HandoverUnusable,*'
    }
}

Describe 'Test-TikTokBanAccess -For Publish' {
    It 'looks at what handing over needs alone' {
        $found = Test-TikTokBanAccess -For Publish 6>$null
        $found.Source | Should -Be publish.files, publish.waivers, publish.mail
        $found.State | Should -Be Readable, Readable, Readable
    }
}
