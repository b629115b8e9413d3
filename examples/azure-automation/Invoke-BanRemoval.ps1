#Requires -Version 7.4
<#
.SYNOPSIS
    A runbook: carries one ring of an approved plan out, or looks some days later what that achieved.
.DESCRIPTION
    Give it an identity of its own, with the permissions to change things, and start it by hand or by a schedule once somebody has
    approved the plan. It never approves anything. Without an approval that counts, and a profile that demands signed ones, nothing
    is begun.

    Steps: fetch the plan, its approvals, the profile, the registers and the ledger from the store; refuse what is above the limits;
    carry the ring out, and put the journal into the store while it goes on. The job fails when an action failed.
.EXAMPLE
    ./Invoke-BanRemoval.ps1 -Tenant agency.example -Store https://agencyban.blob.core.windows.net/tiktokban -Plan plan-2026-11-16.json
.EXAMPLE
    ./Invoke-BanRemoval.ps1 -Tenant agency.example -Store https://agencyban.blob.core.windows.net/tiktokban -Plan plan-2026-11-16.json -Verify $true
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, HelpMessage = 'Id or a domain of the tenant.')]
    [string] $Tenant,

    [Parameter(Mandatory, HelpMessage = 'The container that outlasts the job: https://ACCOUNT.blob.core.windows.net/CONTAINER')]
    [uri] $Store,

    [Parameter(Mandatory, HelpMessage = 'The plan''s file in the store; its approvals lie beside it.')]
    [ValidatePattern('^[A-Za-z0-9-]{1,60}\.json$')]
    [string] $Plan,

    [Parameter(HelpMessage = 'The ring; the first unless you choose.')]
    [ValidateRange(1, 1000)]
    [int] $Ring = 1,

    [Parameter(HelpMessage = 'Carries nothing out, but looks in the tenant what became of each device, and writes that into the journal.')]
    [bool] $Verify,

    [Parameter(HelpMessage = 'A ring with more devices is refused, whoever approved it.')]
    [int] $MaxDevices = 50,

    [Parameter(HelpMessage = 'Failures after which nothing more is begun.')]
    [int] $MaxFailures = 3,

    [Parameter(HelpMessage = 'How often the journal is put into the store while the ring is carried out.')]
    [timespan] $JournalEvery = '00:00:30',

    [Parameter(HelpMessage = 'Takes approvals that no certificate signs: then whoever may write to the store may approve.')]
    [bool] $AllowUnsigned,

    [Parameter(HelpMessage = 'Client id of a user-assigned identity; without it, the account''s own.')]
    [string] $ClientId,

    [ValidateRange(0, 1440)]
    [double] $Minutes = 165,

    [Parameter(HelpMessage = 'Only says what would be sent, as -WhatIf does where a runbook can''t be given that.')]
    [bool] $Rehearse,

    [ValidateSet('Global', 'UsGov', 'DoD', 'China')]
    [string] $Cloud = 'Global',

    [string] $GraphEndpoint,

    [string] $DefenderEndpoint,

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
if ($DefenderEndpoint) { $reach.DefenderEndpoint = $DefenderEndpoint }

$work = {
    param($Place, $Reach, $Folder, $Options)
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    Import-Module TikTokBan, TikTokBan.Runbook

    $ledger = Join-Path $Folder 'ledger.db'
    $plan = Join-Path $Folder $Options.Plan
    $authority = Join-Path $Folder 'authority.yaml'
    $registers = Join-Path $Folder 'registers'
    if (-not (Receive-BanFile -Store $Place -Name $Options.Plan -Path $plan)) { throw "The store has no $($Options.Plan)." }
    if (-not (Receive-BanFile -Store $Place -Name 'ledger.db' -Path $ledger)) { throw 'The store has no ledger.db, in which waivers and journals stand.' }
    if (-not (Receive-BanFile -Store $Place -Name 'authority.yaml' -Path $authority)) { throw 'The store has no authority.yaml, which says who may approve and whom to leave alone.' }
    $carrying = @{ Path = $plan; Authority = $authority; Ledger = $ledger; Ring = $Options.Ring; MaxFailures = $Options.MaxFailures }
    if ($Options.Verify) {
        $session = Connect-TikTokBan @Reach -PassThru
        try { $states = @(Test-TikTokRemoval $plan -Session $session -Authority $authority -Ledger $ledger -InformationAction Ignore -WarningAction Ignore | Group-Object State) }
        finally { $session | Disconnect-TikTokBan }
        if (-not $Options.Rehearse) { Send-BanFile -Store $Place -Name 'ledger.db' -Path $ledger }
        $seen = [ordered]@{}
        $states.ForEach({ $seen[$_.Name] = $_.Count })
        return [pscustomobject]@{ plan = $Options.Plan; seen = $seen; problems = @() }
    }
    if (Receive-BanFolder -Store $Place -Name 'registers.zip' -Path $registers) { $carrying.Registers = $registers }

    # Who may write to the store could write an approval, so only a signature tells who approved.
    if (-not $Options.AllowUnsigned -and (Get-Content -LiteralPath $authority -Raw) -notmatch '(?m)^approval:[^\S\n]*\n(?:[ \t]+.*\n|\s*\n)*?[ \t]+signed:[ \t]*true\b') {
        throw 'The profile does not demand signed approvals (approval: signed: true, with the approvers'' certificates); write it there, or start with AllowUnsigned.'
    }
    $beside = $Options.Plan -replace '\.json$', '.'
    $approvals = @(Get-BanFile -Store $Place -Prefix $beside | Where-Object { $_ -like '*.approval.json' })
    if (-not $approvals) { throw "Nobody has approved $($Options.Plan): the store has no $($beside)*.approval.json." }
    foreach ($name in $approvals) { $null = Receive-BanFile -Store $Place -Name $name -Path (Join-Path $Folder ([IO.Path]::GetFileName($name))) }

    $asked = Get-Content -LiteralPath $plan -Raw | ConvertFrom-Json
    $devices = @($asked.devices.Where({ $_.ring -eq $Options.Ring })).Count
    if ($devices -gt $Options.MaxDevices) { throw "Ring $($Options.Ring) holds $devices devices, and this runbook takes $($Options.MaxDevices) at most." }

    $session = Connect-TikTokBan @Reach -PassThru
    try {
        $carrying.Session = $session
        if ($Options.Rehearse) {
            $shown = @(Invoke-TikTokRemoval @carrying -WhatIf)
            return [pscustomobject]@{ plan = $asked.id; ring = $Options.Ring; devices = $devices; actions = $shown.Count; requests = @($shown.Requests).Count; problems = @() }
        }

        # The mark says that a journal is under way here. A run that finds one was cut off, or follows one that was.
        $mark = "under-way-$($asked.id).json"
        if ($under = Receive-BanRecord -Store $Place -Name $mark) {
            Write-Warning "Job $($under.job) was cut off at this plan; its journal in the store is of $($under.journal). What it did after that is found again by its name and not done twice, but may be left behind by an undo: look with Test-TikTokRemoval."
        }
        $said = @{ job = $Options.Job; plan = $asked.id; ring = $Options.Ring; journal = [datetimeoffset]::UtcNow.ToString('o') }
        Send-BanRecord -Store $Place -Name $mark -Record $said

        $outcomes = @{}
        $copied = [datetimeoffset]::UtcNow
        try {
            # Errors name what was acted on, and the job's log is no place for that: they are counted here and stand in the journal.
            Invoke-TikTokRemoval @carrying -Confirm:$false -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -InformationAction SilentlyContinue | ForEach-Object {
                $outcomes["$($_.Outcome)"] = 1 + $outcomes["$($_.Outcome)"]
                if ([datetimeoffset]::UtcNow - $copied -ge $Options.Interval) {
                    $copy = Join-Path $Folder 'copy.db'
                    Backup-TikTokLedger -Path $copy -Ledger $ledger -Force -Confirm:$false
                    Send-BanFile -Store $Place -Name 'ledger.db' -Path $copy
                    $copied = [datetimeoffset]::UtcNow
                    $said.journal = $copied.ToString('o')
                    Send-BanRecord -Store $Place -Name $mark -Record $said
                }
            }
        }
        finally {
            # Whatever ended it, the time limit among it: the journal goes into the store, and once it is there no mark is needed.
            Send-BanFile -Store $Place -Name 'ledger.db' -Path $ledger
            Remove-BanFile -Store $Place -Name $mark
        }

        $bad = [int] $outcomes['Failed'] + [int] $outcomes['Unknown']
        [pscustomobject]@{
            plan = $asked.id; ring = $Options.Ring; devices = $devices; outcomes = $outcomes
            problems = @(if ($bad) { "$bad actions failed or have no known outcome; Get-TikTokRemoval says which, and another run goes on from there." })
        }
    }
    finally { $session | Disconnect-TikTokBan }
}

$isRehearsal = $Rehearse -or -not $PSCmdlet.ShouldProcess("$Tenant, $Plan", ($Verify ? 'Look what it achieved' : "Carry ring $Ring out"))
if (-not $isRehearsal) { Enter-BanRun -Store $place -Job $Job -AbandonedAfter ([timespan]::FromMinutes([Math]::Max(210, $Minutes + 45))) }
$working = [IO.Directory]::CreateTempSubdirectory('tiktokban-').FullName
try {
    $options = @{ Plan = $Plan; Ring = $Ring; MaxDevices = $MaxDevices; MaxFailures = $MaxFailures; Verify = $Verify; AllowUnsigned = $AllowUnsigned; Rehearse = $isRehearsal; Job = "$Job"; Interval = $JournalEvery }
    $result = Invoke-BanWork -Work $work -Argument @{ Place = $place; Reach = $reach; Folder = $working; Options = $options } -Until $until
}
finally {
    # It holds names, and a sandbox may serve others next.
    Remove-Item -LiteralPath $working -Recurse -Force -ErrorAction Continue -WhatIf:$false -Confirm:$false
    Exit-BanRun -Store $place
}

$result
if ($result.problems) { throw "Ring $Ring of $Plan was carried out, but: $($result.problems -join ' ')" }
