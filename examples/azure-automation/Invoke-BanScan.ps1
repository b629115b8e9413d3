#Requires -Version 7.4
<#
.SYNOPSIS
    A runbook: scans the tenant, keeps the scan, hands the report over in numbers and, where asked, plans a removal.
.DESCRIPTION
    Runs with the managed identity of an Automation account, needs nobody to answer anything, and may be restarted from its top at
    any moment: what a run has finished is in the store, and is neither done nor published again. It ends by itself before the
    service would end it. The job fails when something failed; a source that could not be read in full is a warning and is counted
    in the report.

    Nothing that this runbook writes to the job's log names a person or a device. The plan does, and lies in the store.
.PARAMETER Key
    Name of this run. A run of the same name is done once; the day in UTC unless you choose.
.EXAMPLE
    ./Invoke-BanScan.ps1 -Tenant agency.example -Store https://agencyban.blob.core.windows.net/tiktokban -Site https://agency.sharepoint.com/sites/council
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, HelpMessage = 'Id or a domain of the tenant.')]
    [string] $Tenant,

    [Parameter(Mandatory, HelpMessage = 'The container that outlasts the job: https://ACCOUNT.blob.core.windows.net/CONTAINER')]
    [uri] $Store,

    [Parameter(HelpMessage = 'SharePoint site for the report; without it the report stays in the store.')]
    [string] $Site,

    [Parameter(HelpMessage = 'Folder of the library that each report gets a folder in.')]
    [string] $Folder = 'TikTokBan',

    [Parameter(HelpMessage = 'Client id of a user-assigned identity; without it, the account''s own.')]
    [string] $ClientId,

    [Parameter(HelpMessage = 'Only these kinds of source, such as mdm.inventory.')]
    [string[]] $Source,

    [ValidateSet('en', 'fr', 'nl', 'de', 'fr-nl')]
    [string] $Language = 'en',

    [Parameter(HelpMessage = 'User principal name of whoever answers for a plan; without it, none is made.')]
    [string] $PlanAuthor,

    [Parameter(HelpMessage = 'Organisations that the plan is for; without it, all.')]
    [string[]] $PlanOrganisation,

    [Parameter(HelpMessage = 'Days that a plan may be old in what device management says; without it, the profile''s.')]
    [int] $PlanScanDays,

    [ValidatePattern('^[A-Za-z0-9-]{1,40}$')]
    [string] $Key = [datetimeoffset]::UtcNow.ToString('yyyy-MM-dd'),

    [ValidateRange(0, 1440)]
    [double] $Minutes = 165,

    [Parameter(HelpMessage = 'Only says what would be done, as -WhatIf does where a runbook can''t be given that.')]
    [bool] $Rehearse,

    [ValidateSet('Global', 'UsGov', 'DoD', 'China')]
    [string] $Cloud = 'Global',

    [string] $GraphEndpoint,

    [Parameter(HelpMessage = 'Id of this job; the service''s own where it gives one.')]
    [guid] $Job = $(if (Get-Variable PSPrivateMetadata -ErrorAction Ignore) { "$($PSPrivateMetadata.JobId)" } else { New-Guid })
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$until = [datetimeoffset]::UtcNow.AddMinutes($Minutes)
Import-Module TikTokBan.Runbook

$place = Open-BanStore -Uri $Store -ClientId $ClientId
$reach = @{ Tenant = $Tenant; Name = "$Job"; ManagedIdentity = $true; Cloud = $Cloud }
if ($ClientId) { $reach.ClientId = $ClientId }
if ($GraphEndpoint) { $reach.GraphEndpoint = $GraphEndpoint }

# What is done within the time that there is, in a runspace of its own.
$work = {
    param($Place, $Reach, $Folder, $Options)
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    Import-Module TikTokBan, TikTokBan.Runbook

    $key = $Options.Key
    $record = (Receive-BanRecord -Store $Place -Name "run-$key.json") ?? [ordered]@{ key = $key; stage = 'begun'; problems = @() }
    if ($record.stage -eq 'published' -or ($record.stage -eq 'reported' -and -not $Options.Site)) { return [pscustomobject] $record }
    function Save-Stage([string] $Stage) {
        $record.stage = $Stage
        Send-BanRecord -Store $Place -Name "run-$key.json" -Record $record
    }

    $ledger = Join-Path $Folder 'ledger.db'
    $state = Join-Path $Folder 'state'
    $report = Join-Path $Folder 'report'
    $authority = Join-Path $Folder 'authority.yaml'
    $registers = Join-Path $Folder 'registers'
    $null = Receive-BanFile -Store $Place -Name 'ledger.db' -Path $ledger
    $profiled = (Receive-BanFile -Store $Place -Name 'authority.yaml' -Path $authority) ? @{ Authority = $authority } : @{}

    $session = Connect-TikTokBan @Reach -PassThru
    try {
        if ($record.stage -eq 'begun') {
            $asked = @{ Session = $session; Ledger = $ledger; State = $state } + $profiled
            $null = Receive-BanFolder -Store $Place -Name 'state.zip' -Path $state
            if (Receive-BanFolder -Store $Place -Name 'registers.zip' -Path $registers) { $asked.Exports = $registers }
            if ($Options.Source) { $asked.Source = $Options.Source }
            # Warnings of rows quote them, and the job's log is no place for that; those of whole sources and files are passed on.
            $scan = Get-TikTokExposure @asked -AsScan -WarningAction SilentlyContinue -WarningVariable warned
            $warned.Where({ "$_" -cmatch '^Not ' }).ForEach({ Write-Warning "$_" })
            $record.scan = $scan.Summary.ScanId
            $record.cases = $scan.Summary.Exposures
            $record.devices = $scan.Summary.Devices
            $record.unseen = $scan.Summary.DevicesUnseen
            $record.incomplete = @($scan.Coverage.Where({ $_.State -in 'partial', 'failed' }).ForEach({ $_.Source }))

            # A plan is made of a scan that the session still holds, so before the scan counts as done. That none could be made
            # must not keep the report back.
            if ($Options.PlanAuthor) {
                try {
                    $plan = Join-Path $Folder "plan-$key.json"
                    $planning = @{ Path = $plan; Tenant = $session.TenantId; Author = $Options.PlanAuthor; Ledger = $ledger } + $profiled
                    if ($Options.PlanScanDays) { $planning.ScanDays = $Options.PlanScanDays }
                    $chosen = $scan.Exposures.Where({ -not $Options.PlanOrganisation -or $_.Organisation -in $Options.PlanOrganisation })
                    $made = $chosen | New-TikTokRemovalPlan @planning -Force -Confirm:$false
                    $record.planned = if ($made) { $made.Devices.Count } else { 0 }
                    if ($record.planned) {
                        Send-BanFile -Store $Place -Name "plan-$key.json" -Path $plan
                        $record.plan = "plan-$key.json"
                    }
                }
                catch {
                    $record.problems += "No plan was made: $($_.Exception.Message)"
                }
            }

            # The ledger first: a run that is cut off between the two scans again, and no scan is told of that isn't kept.
            if (Test-Path $state) { Send-BanFolder -Store $Place -Name 'state.zip' -Path $state }
            Send-BanFile -Store $Place -Name 'ledger.db' -Path $ledger
            Save-Stage scanned
        }

        if ($record.stage -eq 'scanned') {
            $null = Export-BanReport -ScanId $record.scan -Path $report -Ledger $ledger -Language $Options.Language @profiled -Confirm:$false
            # Kept as it is: written anew it would be other bytes, and half of it may lie in the library already.
            Send-BanFolder -Store $Place -Name "report-$key.zip" -Path $report
            Send-BanFile -Store $Place -Name 'ledger.db' -Path $ledger
            Save-Stage reported
        }

        if ($record.stage -eq 'reported' -and $Options.Site) {
            if (-not (Test-Path $report)) { $null = Receive-BanFolder -Store $Place -Name "report-$key.zip" -Path $report }
            $published = Publish-BanReport $report -Site $Options.Site -Folder "$($Options.Folder)/$key" -Session $session -Ledger $ledger -Confirm:$false -WarningAction Continue
            $record.problems += @($published.Findings)
            $record.report = $published.WebUrl
            Save-Stage published
        }
    }
    finally { $session | Disconnect-TikTokBan }
    [pscustomobject] $record
}

if ($Rehearse) { $WhatIfPreference = $true }
if (-not $PSCmdlet.ShouldProcess("$Tenant, run $Key", 'Scan, report and hand over')) {
    # What can be asked beforehand: whether the store answers, and what of the tenant may be read.
    Import-Module TikTokBan
    $record = Receive-BanRecord -Store $place -Name "run-$Key.json"
    Write-Output "Run $Key has come to: $($record ? $record.stage : 'nothing yet')."
    $session = Connect-TikTokBan @reach -PassThru
    try {
        $asked = $Source ? @{ Source = $Source } : @{}
        $session | Test-TikTokBanAccess @asked -InformationAction Ignore | Where-Object { $_.Hinders([bool] $Source) } | Select-Object Source, State, MissingApplication
        if ($Site) { $session | Test-TikTokBanAccess -For Publish -Source publish.files -InformationAction Ignore | Where-Object State -NE Readable | Select-Object Source, State, MissingApplication }
    }
    finally { $session | Disconnect-TikTokBan }
    return
}

Enter-BanRun -Store $place -Job $Job -AbandonedAfter ([timespan]::FromMinutes([Math]::Max(210, $Minutes + 45)))
$working = [IO.Directory]::CreateTempSubdirectory('tiktokban-').FullName
try {
    $options = @{ Key = $Key; Source = $Source; Language = $Language; Site = $Site; Folder = $Folder; PlanAuthor = $PlanAuthor; PlanOrganisation = $PlanOrganisation; PlanScanDays = $PlanScanDays }
    $result = Invoke-BanWork -Work $work -Argument @{ Place = $place; Reach = $reach; Folder = $working; Options = $options } -Until $until
}
finally {
    # It holds names, and a sandbox may serve others next.
    Remove-Item -LiteralPath $working -Recurse -Force -ErrorAction Continue -WhatIf:$false -Confirm:$false
    Exit-BanRun -Store $place
}

$result
if ($result.problems) { throw "Run $Key is done, but: $($result.problems -join ' ')" }
