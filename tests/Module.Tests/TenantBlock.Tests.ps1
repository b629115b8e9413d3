#Requires -Version 7.4
# Blocks in a tenant that answers on this machine: planned, carried out, seen and taken back; Exchange Online is played.

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in (Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0', '--unlimited') { $start.ArgumentList.Add($argument) }
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
    Connect-TikTokBan $Matches[1] -AccessToken (ConvertTo-SecureString (Get-Content $Matches[3] -Raw) -AsPlainText -Force) -GraphEndpoint $Matches[2] 6>$null
    $usual = @{ As = 'ada@agency.example'; Ledger = Join-Path $TestDrive 'ledger.db'; WarningAction = 'SilentlyContinue'; InformationAction = 'Ignore' }

    # Before it is played, the session has no cmdlets of it.
    $alone = try { Enable-TikTokBlock Exchange @usual -Confirm:$false } catch { $_ }
    $null = Enable-TikTokBlock Entra, Exchange -Author ada@agency.example -Ledger $usual.Ledger -InformationAction Ignore -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue

    # Stands in for Exchange Online.
    $global:Played = @{ Entries = @(); Rules = @() }
    function global:Get-TenantAllowBlockListItems($ListType, [switch] $Block, [switch] $Allow) { if ($Block) { $global:Played.Entries | Where-Object ListType -EQ $ListType } }
    function global:New-TenantAllowBlockListItems($ListType, [switch] $Block, [string[]] $Entries, [switch] $NoExpiration, $Notes) { $global:Played.Entries += [pscustomobject]@{ ListType = $ListType; Value = $Entries[0]; Notes = $Notes } }
    function global:Remove-TenantAllowBlockListItems($ListType, [string[]] $Entries) { $global:Played.Entries = @($global:Played.Entries | Where-Object Value -NotIn $Entries) }
    function global:Get-TransportRule { $global:Played.Rules }
    function global:New-TransportRule($Name, $SenderDomainIs, $FromAddressMatchesPatterns, $SenderAddressLocation, $Quarantine, $Mode, $Comments, [switch] $Confirm) { $global:Played.Rules += [pscustomobject]@{ Name = $Name; SenderDomainIs = $SenderDomainIs; FromAddressMatchesPatterns = $FromAddressMatchesPatterns; Quarantine = $Quarantine; Mode = $Mode; Comments = $Comments; State = 'Enabled' } }
    function global:Set-TransportRule { }
    function global:Enable-TransportRule { }
    function global:Remove-TransportRule($Identity, [switch] $Confirm) { $global:Played.Rules = @($global:Played.Rules | Where-Object Name -NE $Identity) }
}

AfterAll {
    Disconnect-TikTokBan
    if ($process) { $process.Kill(); $process.WaitForExit() }
    Remove-Item function:*-TenantAllowBlockListItems, function:*-TransportRule
    Remove-Variable Played -Scope Global
}

Describe 'Enable-TikTokBlock' {
    It 'writes a plan for somebody to approve, the script beside it, and changes nothing' {
        $path = Join-Path $TestDrive 'block.json'
        $plan = Enable-TikTokBlock Entra, Exchange -PlanPath $path @usual -Confirm:$false
        $plan.Path | Should -Be $path
        $plan.Purpose | Should -Be 'Block'
        (Get-FileHash (Join-Path $TestDrive 'block.exchange.ps1')).Hash | Should -Be $plan.Block.Exchange.Sha256
        $plan | Out-String | Should -Match 'Blocks\s*:\s*entra, exchange'
        $plan | Out-String | Should -Match 'Reaches\s*:\s*everybody in the tenant'
        $global:Played.Entries | Should -BeNullOrEmpty
        ($plan | Approve-TikTokRemovalPlan -As bram@agency.example).PlanHash | Should -Be $plan.Hash
    }

    It 'says what mail needs before anything is asked' {
        $alone.FullyQualifiedErrorId | Should -BeLike 'ProgramMissing,*'
        "$alone" | Should -BeLike '*Connect-ExchangeOnline*'
        "$($warned[0])" | Should -BeLike 'Mail is not held back.*Connect-ExchangeOnline*'
    }

    It 'gives nothing to all devices, and names what is wrong' {
        { Enable-TikTokBlock Intune @usual -Confirm:$false } | Should -Throw '*Nothing is given to all devices*' -ErrorId 'ArgumentUnusable,*'
        { Enable-TikTokBlock Intune -Group nobody @usual -Confirm:$false } | Should -Throw "*no group 'nobody'*"
    }

    It 'shows requests with -WhatIf, sends none, and then puts an application there switched off, once' {
        $app = '716a0000-0000-4000-8000-00000000abcd'
        $shown = @(Enable-TikTokBlock Entra, Exchange -EntraApplication $app @usual -WhatIf)
        $shown[0].Requests.Body | Should -Be "{`"appId`":`"$app`",`"accountEnabled`":false}"
        $global:Played.Entries | Should -BeNullOrEmpty

        $done = @(Enable-TikTokBlock Entra, Exchange -EntraApplication $app @usual -Confirm:$false)
        $done[0].Outcome | Should -Be 'Done'
        @($done | Where-Object { $_.What }).Outcome | Sort-Object -Unique | Should -Be 'Done'
        $global:Played.Entries.Count | Should -BeGreaterThan 0

        $standing = Get-TikTokBlock -InForce -Ledger $usual.Ledger -WarningAction SilentlyContinue | Where-Object Part -EQ Entra
        $standing.InForce | Should -BeTrue
        $standing.Detail | Should -Be 'switched off'

        $undone = @(Disable-TikTokBlock latest @usual -Confirm:$false)
        $undone[0].Outcome | Should -Be 'Done'
        $global:Played.Entries | Should -BeNullOrEmpty
        $global:Played.Rules | Should -BeNullOrEmpty
        Get-TikTokBlock -InForce -Ledger $usual.Ledger -WarningAction SilentlyContinue | Where-Object Part -EQ Entra | Should -BeNullOrEmpty
    }
}
