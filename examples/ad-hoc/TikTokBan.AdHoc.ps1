#Requires -Version 7.4
# For an administrator at a desk. Run it part by part: in an editor, select a part and press F8; in a console, paste it.
# Nothing in it changes a tenant: the one part that could, carries -WhatIf.

# %% 1 What I work with. Change these.
Import-Module TikTokBan
$exports ??= './exports'                      # a folder or zip of what the portals exported
$authority ??= "$exports/authority.yaml"      # the authority's profile
$tenant ??= 'agency.example'                  # its id, or one of its domains
$signIn ??= @{ Interactive = $true }          # or DeviceCode, or a certificate: Get-Help Connect-TikTokBan
$me ??= 'ada@agency.example'                  # who makes the plan; somebody else approves it
$out ??= './out'                              # lists, plans and reports; it will hold names
$ledger ??= "$out/ledger.db"
$null = New-Item $out -ItemType Directory -Force

# %% 2 Who has it, as the exports tell
$scan = Get-TikTokExposure -Exports $exports -Authority $authority -Ledger $ledger -AsScan
$scan.Exposures | Group-Object Verdict -NoElement | Sort-Object Count -Descending
$scan.Exposures | Where-Object Verdict -EQ Violation | Sort-Object Organisation, Application | Format-Table Application, Organisation, Confidence, LastSeen, Deadline

# %% 3 What can't be seen. No number above means anything without this.
"$($scan.Summary.DevicesUnseen) of $($scan.Summary.Devices) devices can't be seen by any source."
$scan.Coverage | Where-Object State -NE read | Format-Table Source, State, Problem -Wrap

# %% 4 One case, and what to find out about it
$case = $scan.Exposures | Where-Object Verdict -EQ Review | Select-Object -First 1
$case | Format-List Id, Application, Verdict, Reasons, Missing
$case.Evidence | Format-Table Source, Kind, Indicator, Value -Wrap

# %% 5 A list for the service desk. It names people: send it to nobody who needn't know.
$scan.Exposures | Where-Object Verdict -In Violation, RemoveBy |
    Select-Object Id, Application, Organisation, @{ n = 'Person'; e = { $_.Person.UserPrincipalName } }, @{ n = 'Device'; e = { $_.Device.Name } }, @{ n = 'Reason'; e = { $_.Reasons -join ' ' } } |
    Export-Csv "$out/cases.csv" -Encoding utf8BOM

# %% 6 The same of the tenant, with the registers that no tenant has
Connect-TikTokBan $tenant @signIn
Test-TikTokBanAccess | Where-Object State -NE Readable | Format-Table Source, State, Problem -Wrap
$scan = Get-TikTokExposure -Tenant $tenant -Exports "$exports/registers" -Authority $authority -Ledger $ledger -State "$out/state" -AsScan

# %% 7 A plan for one organisation. It does nothing; read it before you ask somebody to approve it.
$organisation ??= 'regions'
$plan = $scan.Exposures | Where-Object Organisation -EQ $organisation |
    New-TikTokRemovalPlan -Path "$out/plan.json" -Tenant (Get-TikTokBanContext $tenant).TenantId -Author $me -Authority $authority -Ledger $ledger
$plan.Rings | Format-Table Number, Devices
$plan.LeftOut | Group-Object Reason -NoElement

# %% 8 Approving, by somebody else, with a certificate where the profile demands it
$approver ??= 'bram@agency.example'
Approve-TikTokRemovalPlan "$out/plan.json" -As $approver -Authority $authority

# %% 9 What would be sent. Without -WhatIf it is sent, once you agree.
Invoke-TikTokRemoval "$out/plan.json" -Authority $authority -Ledger $ledger -WhatIf | Format-Table Ring, Kind, Target, Sentence -Wrap

# %% 10 The report, in numbers that name nobody
Export-BanReport -ScanId $scan.Summary.ScanId -Path "$out/report" -Authority $authority -Ledger $ledger -Language fr-nl
Test-BanReport "$out/report"

# %% 11 Leaving
Disconnect-TikTokBan
