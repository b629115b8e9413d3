#Requires -Version 5.1
#NOTES#
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param()
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$mark = #MARK#

foreach ($needed in 'Get-TenantAllowBlockListItems', 'Remove-TenantAllowBlockListItems', 'Get-TransportRule', 'Remove-TransportRule') {
    if (-not (Get-Command $needed -ErrorAction Ignore)) {
        throw "The cmdlet $needed is missing: run Connect-ExchangeOnline first, as somebody who may change the block list and the mail flow rules."
    }
}

# Only what carries the mark goes; entries and rules of others stay, even for the same senders.
foreach ($listType in 'Sender', 'Url') {
    foreach ($entry in @(Get-TenantAllowBlockListItems -ListType $listType -Block | Where-Object { "$($_.Notes)" -eq $mark } | ForEach-Object { $_.Value })) {
        if ($PSCmdlet.ShouldProcess($entry, "Remove from the tenant's block list of kind $listType")) {
            $null = Remove-TenantAllowBlockListItems -ListType $listType -Entries $entry
            [pscustomobject]@{ What = $entry; Outcome = 'Removed' }
        }
    }
}
foreach ($name in @(Get-TransportRule | Where-Object { "$($_.Comments)" -eq $mark } | ForEach-Object { $_.Name })) {
    if ($PSCmdlet.ShouldProcess($name, 'Remove the mail flow rule')) {
        Remove-TransportRule -Identity $name -Confirm:$false
        [pscustomobject]@{ What = $name; Outcome = 'Removed' }
    }
}
