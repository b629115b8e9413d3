#Requires -Version 7.4
BeforeAll { Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force }

Describe 'Get-TikTokBlock' {
    It 'gets what is to be blocked' {
        $blocked = Get-TikTokBlock -AsOf 2026-11-22
        $blocked.Value | Should -Contain 'tiktok.com'
        $blocked.Blocked | Should -Not -Contain $false
    }

    It 'says why something is left out' {
        (Get-TikTokBlock -IncludeLeftOut | Where-Object Value -EQ 'tiktok.org').Reason | Should -BeLike '*two independent sources*'
    }

    It 'writes a list as text, for the applications that are named' {
        $list = Get-TikTokBlock -As Squid -Application capcut
        $list | Should -BeLike '*.capcut.com*'
        $list | Should -Not -BeLike '*.tiktok.com*'
    }

    It 'asks for nothing more where a ledger is named for all cmdlets at once' {
        $PSDefaultParameterValues = @{ '*-TikTok*:Ledger' = Join-Path $TestDrive 'ledger.db' }
        (Get-TikTokBlock).Value | Should -Contain 'tiktok.com'
        Get-TikTokBlock -As Hosts | Should -BeLike '*tiktok.com*'
    }

    It 'says what is wrong' {
        { Get-TikTokBlock -Application nosuch } | Should -Throw -ErrorId 'ApplicationNotFound,*'
    }
}

Describe 'Export-TikTokBlockList' {
    It 'writes nothing with -WhatIf' {
        Export-TikTokBlockList Rpz (Join-Path $TestDrive 'whatif.rpz') -WhatIf
        Join-Path $TestDrive 'whatif.rpz' | Should -Not -Exist
    }

    It 'writes the list and what belongs to it, relative to the shell' {
        Push-Location $TestDrive
        try { $files = Export-TikTokBlockList ChromeRegistry ./chrome.reg } finally { Pop-Location }
        $files.Name | Should -Be 'chrome.reg', 'chrome.undo.reg'
        { Export-TikTokBlockList ChromeRegistry (Join-Path $TestDrive 'chrome.reg') } | Should -Throw -ErrorId 'FileExists,*'
    }
}

Describe 'Test-TikTokBlockList' {
    It 'says whether a list has everything and nothing else' {
        $path = Join-Path $TestDrive 'squid.txt'
        $null = Export-TikTokBlockList Squid $path
        Test-TikTokBlockList Squid $path -Quiet | Should -BeTrue
        Add-Content $path '.akamaized.net'
        $findings = Get-Item $path | Test-TikTokBlockList Squid
        $findings.TooMuch.Name | Should -Be 'akamaized.net'
        $findings.IsGood | Should -BeFalse
    }
}

Describe 'The script for Exchange Online' {
    BeforeAll {
        $script = Join-Path $TestDrive 'mail.ps1'
        $undo = Join-Path $TestDrive 'mail.undo.ps1'
        $null = Export-TikTokBlockList ExchangeScript $script -Force

        # Stands in for the service: what it holds, and how often it was written to.
        function global:Get-TenantAllowBlockListItems($ListType, [switch] $Block, [switch] $Allow) {
            $global:Exchange.Entries | Where-Object { $_.ListType -eq $ListType -and $_.Action -eq ($Allow ? 'Allow' : 'Block') }
        }
        function global:New-TenantAllowBlockListItems($ListType, [switch] $Block, [string[]] $Entries, [switch] $NoExpiration, $Notes) {
            $global:Exchange.Writes++
            foreach ($value in $Entries) { $global:Exchange.Entries += [pscustomobject]@{ ListType = $ListType; Action = 'Block'; Value = $value; Notes = $Notes } }
        }
        function global:Remove-TenantAllowBlockListItems($ListType, [string[]] $Entries) {
            $global:Exchange.Writes++
            $global:Exchange.Entries = @($global:Exchange.Entries | Where-Object { $_.ListType -ne $ListType -or $_.Value -notin $Entries })
        }
        function global:Get-TransportRule { $global:Exchange.Rules }
        function global:New-TransportRule($Name, $SenderDomainIs, $FromAddressMatchesPatterns, $SenderAddressLocation, $Quarantine, $Mode, $Comments, [switch] $Confirm) {
            $global:Exchange.Writes++
            $global:Exchange.Rules += [pscustomobject]@{
                Name = $Name; SenderDomainIs = $SenderDomainIs; FromAddressMatchesPatterns = $FromAddressMatchesPatterns
                SenderAddressLocation = $SenderAddressLocation; Quarantine = $Quarantine; Mode = $Mode; Comments = $Comments; State = 'Enabled'
            }
        }
        function global:Set-TransportRule($Identity, $SenderDomainIs, $FromAddressMatchesPatterns, $SenderAddressLocation, $Quarantine, $Mode, $Comments, [switch] $Confirm) {
            $global:Exchange.Writes++
            $rule = $global:Exchange.Rules | Where-Object Name -EQ $Identity
            $rule.SenderDomainIs = $SenderDomainIs; $rule.FromAddressMatchesPatterns = $FromAddressMatchesPatterns; $rule.Quarantine = $Quarantine; $rule.Mode = $Mode
        }
        function global:Enable-TransportRule($Identity, [switch] $Confirm) { $global:Exchange.Writes++; ($global:Exchange.Rules | Where-Object Name -EQ $Identity).State = 'Enabled' }
        function global:Remove-TransportRule($Identity, [switch] $Confirm) { $global:Exchange.Writes++; $global:Exchange.Rules = @($global:Exchange.Rules | Where-Object Name -NE $Identity) }
    }

    BeforeEach {
        $global:Exchange = @{
            Writes  = 0
            Entries = @([pscustomobject]@{ ListType = 'Sender'; Action = 'Block'; Value = 'spam.example'; Notes = 'ours' })
            Rules   = @([pscustomobject]@{ Name = 'Ours'; SenderDomainIs = @('spam.example'); FromAddressMatchesPatterns = $null; Quarantine = $true; Mode = 'Enforce'; Comments = 'ours'; State = 'Enabled' })
        }
    }

    AfterAll {
        Remove-Item function:*-TenantAllowBlockListItems, function:*-TransportRule
        Remove-Variable Exchange -Scope Global
    }

    It 'changes nothing with -WhatIf' {
        (& $script -WhatIf).Outcome | Sort-Object -Unique | Should -Be 'Skipped'
        $global:Exchange.Writes | Should -Be 0
    }

    It 'holds back the confirmed senders, once' {
        (& $script -Confirm:$false).Outcome | Sort-Object -Unique | Should -Be 'Done'
        $global:Exchange.Entries.Value | Should -Be 'spam.example', 'account.tiktok.com', 'notification@service.tiktok.com'
        $global:Exchange.Rules.Count | Should -Be 3
        $global:Exchange.Rules[1].SenderDomainIs | Should -Be 'account.tiktok.com'
        'notification@service.tiktok.com' | Should -Match $global:Exchange.Rules[2].FromAddressMatchesPatterns[0]
        'xnotification@service.tiktok.com' | Should -Not -Match $global:Exchange.Rules[2].FromAddressMatchesPatterns[0]
        $writes = $global:Exchange.Writes
        (& $script -Confirm:$false).Outcome | Sort-Object -Unique | Should -Be 'AlreadyDone'
        $global:Exchange.Writes | Should -Be $writes
    }

    It 'mends a rule that somebody changed, and removes one of an earlier list' {
        $null = & $script -Confirm:$false
        $global:Exchange.Rules[1].State = 'Disabled'
        $global:Exchange.Rules[2].FromAddressMatchesPatterns = @('other')
        $global:Exchange.Rules += [pscustomobject]@{ Name = 'TikTokBan be-federal-716: domains 2'; SenderDomainIs = @('old.example'); FromAddressMatchesPatterns = $null; Quarantine = $true; Mode = 'Enforce'; Comments = 'TikTokBan be-federal-716'; State = 'Enabled' }
        (& $script -Confirm:$false).Outcome | Sort-Object -Unique | Should -Be 'AlreadyDone', 'Done', 'Removed'
        $global:Exchange.Rules.Count | Should -Be 3
        $global:Exchange.Rules.State | Should -Be 'Enabled', 'Enabled', 'Enabled'
    }

    It 'is undone to what was there, and the links with it' {
        $null = & $script -Links -Confirm:$false
        @($global:Exchange.Entries | Where-Object ListType -EQ 'Url').Count | Should -BeGreaterThan 20
        (& $undo -WhatIf).Count | Should -Be 0
        $null = & $undo -Confirm:$false
        $global:Exchange.Entries.Value | Should -Be 'spam.example'
        $global:Exchange.Rules.Name | Should -Be 'Ours'
    }

    It 'refuses what the tenant allows, a full list and a rule of others, before it changes anything' {
        $global:Exchange.Entries += [pscustomobject]@{ ListType = 'Sender'; Action = 'Allow'; Value = 'account.tiktok.com'; Notes = '' }
        { & $script -Confirm:$false } | Should -Throw '*allows what is to be blocked: account.tiktok.com*'
        $global:Exchange.Entries = @(1..499 | ForEach-Object { [pscustomobject]@{ ListType = 'Sender'; Action = 'Block'; Value = "$_.example"; Notes = '' } })
        { & $script -Confirm:$false } | Should -Throw '*exceed 500*'
        $global:Exchange.Entries = @()
        $global:Exchange.Rules[0].Name = 'TikTokBan be-federal-716: domains 1'
        { & $script -Confirm:$false } | Should -Throw '*did not make*'
        $global:Exchange.Writes | Should -Be 0
    }

    It 'says what is missing outside of a session' {
        pwsh -NoProfile -NonInteractive -Command "try { & '$script' -WhatIf } catch { `$_.Exception.Message }" | Should -BeLike '*Connect-ExchangeOnline first*'
    }
}
