#Requires -Version 5.1
#NOTES#
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # What holds the mail back: the tenant's block list, mail flow rules, or both.
    [ValidateSet('BlockList', 'Rule')]
    [string[]] $Using = @('BlockList', 'Rule'),

    # Block entries that the tenant may hold: 500; 1000 with Defender for Office 365 plan 1; 10000 with plan 2.
    [ValidateSet(500, 1000, 10000)]
    [int] $EntryLimit = 500,

    # Quarantines every mail that holds a link to a blocked domain, press reviews included.
    [switch] $Links
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$mark = #MARK#
$senders = @(#SENDERS#)
$addresses = @(#LINKS#)
$rules = @(#RULES#)

foreach ($needed in 'Get-TenantAllowBlockListItems', 'New-TenantAllowBlockListItems', 'Get-TransportRule', 'New-TransportRule', 'Set-TransportRule', 'Enable-TransportRule', 'Remove-TransportRule') {
    if (-not (Get-Command $needed -ErrorAction Ignore)) {
        throw "The cmdlet $needed is missing: run Connect-ExchangeOnline first, as somebody who may change the block list and the mail flow rules."
    }
}

function Write-Outcome([string] $What, [string] $Outcome) { [pscustomobject]@{ What = $What; Outcome = $Outcome } }

function Get-BlockedValue([string] $ListType) { Get-TenantAllowBlockListItems -ListType $ListType -Block | ForEach-Object { $_.Value } }

function Assert-Entry([string] $ListType, [string[]] $Wanted) {
    $allowed = @(Get-TenantAllowBlockListItems -ListType $ListType -Allow | ForEach-Object { $_.Value } | Where-Object { $_ -in $Wanted })
    if ($allowed) {
        throw "The tenant allows what is to be blocked: $($allowed -join ', '). Take this off the allow list first, or leave it out here."
    }
    $blocked = @(Get-BlockedValue $ListType)
    $missing = @($Wanted | Where-Object { $_ -notin $blocked })
    if ($blocked.Count + $missing.Count -gt $EntryLimit) {
        throw "The block list holds $($blocked.Count) entries of kind $ListType; with $($missing.Count) more it would exceed $EntryLimit. Remove entries, or say -EntryLimit 1000 or 10000 where the tenant's plan allows that."
    }
}

function Add-Entry([string] $ListType, [string[]] $Wanted) {
    $blocked = @(Get-BlockedValue $ListType)
    foreach ($entry in $Wanted) {
        if ($entry -in $blocked) {
            Write-Outcome $entry 'AlreadyDone'
        }
        elseif ($PSCmdlet.ShouldProcess($entry, "Add to the tenant's block list of kind $ListType")) {
            $null = New-TenantAllowBlockListItems -ListType $ListType -Block -Entries $entry -NoExpiration -Notes $mark
            Write-Outcome $entry 'Done'
        }
        else {
            Write-Outcome $entry 'Skipped'
        }
    }
}

function Test-Same($Rule, [hashtable] $Wanted) {
    foreach ($condition in 'SenderDomainIs', 'FromAddressMatchesPatterns') {
        $there = @(@($Rule.$condition) | Where-Object { $_ } | ForEach-Object { "$_" } | Sort-Object)
        $needed = @(@($Wanted[$condition]) | Where-Object { $_ } | Sort-Object)
        if (($there -join "`n") -ne ($needed -join "`n")) { return $false }
    }
    return "$($Rule.State)" -eq 'Enabled' -and "$($Rule.Mode)" -eq 'Enforce' -and [bool] $Rule.Quarantine
}

function Set-Rule([hashtable] $Wanted) {
    $arguments = $Wanted.Clone()
    $arguments.Quarantine = $true
    $arguments.SenderAddressLocation = 'HeaderOrEnvelope'
    $arguments.Mode = 'Enforce'
    $arguments.Comments = $mark
    $there = @(Get-TransportRule | Where-Object { $_.Name -eq $Wanted.Name })
    if ($there -and (Test-Same $there[0] $Wanted)) {
        Write-Outcome $Wanted.Name 'AlreadyDone'
    }
    elseif (-not $PSCmdlet.ShouldProcess($Wanted.Name, 'Quarantine the mail of these senders by a mail flow rule')) {
        Write-Outcome $Wanted.Name 'Skipped'
    }
    elseif ($there) {
        $arguments.Remove('Name')
        Set-TransportRule -Identity $Wanted.Name @arguments -Confirm:$false
        if ("$($there[0].State)" -ne 'Enabled') { Enable-TransportRule -Identity $Wanted.Name -Confirm:$false }
        Write-Outcome $Wanted.Name 'Done'
    }
    else {
        $null = New-TransportRule @arguments -Confirm:$false
        Write-Outcome $Wanted.Name 'Done'
    }
}

# All that could be in the way is looked for before anything is changed.
if ('BlockList' -in $Using) { Assert-Entry Sender $senders }
if ($Links) { Assert-Entry Url $addresses }
if ('Rule' -in $Using) {
    $foreign = @(Get-TransportRule | Where-Object { $_.Name -in $rules.Name -and "$($_.Comments)" -ne $mark } | ForEach-Object { $_.Name })
    if ($foreign) { throw "There are mail flow rules of these names that this script did not make: $($foreign -join ', '). Rename them first." }
}

if ('BlockList' -in $Using) { Add-Entry Sender $senders }
if ($Links) { Add-Entry Url $addresses }
if ('Rule' -in $Using) {
    foreach ($rule in $rules) { Set-Rule $rule }
    $stale = @(Get-TransportRule | Where-Object { "$($_.Comments)" -eq $mark -and $_.Name -notin $rules.Name })
    foreach ($rule in $stale) {
        if ($PSCmdlet.ShouldProcess($rule.Name, 'Remove a mail flow rule of an earlier list')) {
            Remove-TransportRule -Identity $rule.Name -Confirm:$false
            Write-Outcome $rule.Name 'Removed'
        }
    }
}
