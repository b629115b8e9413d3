#Requires -Version 7.4
# How what the cmdlets write is shown: in 120 columns, in 80, and where nothing can show colours.

BeforeDiscovery {
    # What must be readable in 80 columns; everything else may give way.
    $essential = @{
        'TikTokBan.Exposures.Exposure'                          = 'Verdict', 'Application', 'Device', 'Person'
        'TikTokBan.Exposures.Comparison.ExposureChange'         = 'Change', 'Verdict', 'Application', 'Device', 'Person'
        'TikTokBan.Exposures.ScanResult'                        = 'Scan', 'AsOf', 'Verdicts'
        'TikTokBan.Ledger.StoredScan'                           = 'Id', 'AsOf', 'Exposures', 'Violations', 'Finished'
        'TikTokBan.Cmdlets.LedgerCheckResult'                   = 'Whole', 'Events', 'Parts', 'Findings', 'Ledger'
        'TikTokBan.Ledger.Chain.ChainFinding'                   = 'Flaw', 'Event', 'Sentence'
        'TikTokBan.Ledger.Chain.Checkpoint'                     = 'Size', 'At', 'Signed', 'Path'
        'TikTokBan.Cmdlets.LedgerCopyResult'                    = 'Whole', 'Events', 'Rows', 'Destination'
        'TikTokBan.Ledger.Moving.MovedTable'                    = 'Table', 'Rows', 'Sum'
        'TikTokBan.Cmdlets.LedgerErasure'                       = 'Erased', 'Event', 'Keys', 'Parts', 'Months'
        'TikTokBan.Cmdlets.LedgerSubjectItem'                   = 'Kind', 'At', 'About'
        'TikTokBan.Cmdlets.TrendRow#By'                         = 'Begins', 'Key', 'KeyExposures', 'KeyViolations', 'Directive'
        'TikTokBan.Cmdlets.TrendRow'                            = 'Begins', 'Exposures', 'Violations', 'Devices', 'ScanId', 'Directive'
        'TikTokBan.Exposures.SourceCoverage'                    = 'State', 'Source', 'Read', 'Rejected', 'Found'
        'TikTokBan.Catalogue.CoveredApplication'                = 'Id', 'Name', 'Class'
        'TikTokBan.Cmdlets.ClassifiedValue'                     = 'Value', 'Kind', 'Result', 'Application'
        'TikTokBan.Directives.Directive'                        = 'Id', 'Binding', 'From', 'Title'
        'TikTokBan.Cmdlets.Commands.DirectiveProblem'           = 'Line', 'Column', 'Message'
        'TikTokBan.Waivers.Waiver'                              = 'Id', 'State', 'Holder', 'Device', 'Expires'
        'TikTokBan.Waivers.WaiverTestResult'                    = 'Waiver', 'Exempts', 'Answer', 'AsOf', 'Reasons'
        'TikTokBan.Reports.Handover.PublishedReport'            = 'Whole', 'Files', 'Sent', 'WebUrl'
        'TikTokBan.Reports.Handover.PublishedFile'              = 'State', 'Bytes', 'Name'
        'TikTokBan.Reports.Handover.ExportedWaiver'             = 'Id', 'State', 'Columns'
        'TikTokBan.Reports.Handover.ImportedWaiver'             = 'Item', 'Id', 'State', 'Sentence'
        'TikTokBan.Removal.Blocks.BlockValue'                   = 'Value', 'Kind', 'Blocked', 'Application'
        'TikTokBan.Removal.Blocks.Standing.BlockInForce'        = 'InForce', 'Part', 'Kind', 'Name', 'Plan'
        'TikTokBan.Removal.Blocks.Checking.BlockListFindings'   = 'Good', 'Entries', 'Missing', 'TooMuch'
        'TikTokBan.Removal.Plans.RemovalPlan'                   = 'Id', 'Purpose', 'Expires', 'Actions', 'Reaches'
        'TikTokBan.Removal.Plans.BlastRadius'                   = 'Devices', 'People', 'Fleet', 'Share', 'TenantWide', 'ByPlatform'
        'TikTokBan.Removal.Approvals.Approval'                  = 'Plan', 'Approver', 'Expires', 'Signed'
        'TikTokBan.Removal.Applying.ActionResult#WhatIf'        = 'Action', 'Ring', 'Kind', 'Target'
        'TikTokBan.Removal.Applying.ActionResult'               = 'Action', 'Ring', 'Outcome', 'Kind', 'Sentence'
        'TikTokBan.Removal.Verifying.VerifiedDevice'            = 'State', 'Ring', 'Device', 'Application', 'Sentence'
        'TikTokBan.Removal.Journals.RemovalProgress'            = 'Plan', 'State', 'Deadline', 'Devices'
        'TikTokBan.Cmdlets.Sessions.TenantConnection'           = 'Name', 'TenantId', 'Cloud'
        'TikTokBan.Tenants.Access.SourceAccess'                 = 'Source', 'State', 'Missing'
        'TikTokBan.Tenants.Access.PermissionNeed'               = 'Permission', 'Optional', 'Sources'
        'TikTokBan.Reports.Proof.ReportCheckResult'             = 'Fits', 'Authority', 'AsOf', 'SignedBy'
        'TikTokBan.Reports.Proof.ReportManifest'                = 'Kind', 'AsOf', 'Detail', 'Languages', 'Authority'
        'TikTokBan.Reports.Proof.ReportFinding'                 = 'Flaw', 'File', 'Sentence'
        'TikTokBan.Reports.Rollup.RollupResult'                 = 'Reported', 'Expected', 'Late', 'Missing', 'Awaited', 'Folder'
        'TikTokBan.Reports.Rollup.AuthorityStanding'            = 'Status', 'Authority', 'AsOf', 'Due'
    }
    $format = [xml](Get-Content (Join-Path $PSScriptRoot '../../TikTokBan.Format.ps1xml') -Raw)
    $views = $format.Configuration.ViewDefinitions.View.ViewSelectedBy.TypeName | Select-Object -Unique |
        ForEach-Object { @{ Type = $_; Essential = $essential[$_] } }
}

BeforeAll {
    $module = Resolve-Path (Join-Path $PSScriptRoot '../../artifacts/TikTokBan')
    $shown = @{}
    pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Render-Views.ps1') -Module $module `
        -Probe (Join-Path $PSScriptRoot '../../artifacts/probe/TikTokBan.Cmdlets.Probe.dll') -Format (Join-Path $module 'TikTokBan.Format.ps1xml') |
        ConvertFrom-Json | ForEach-Object { $shown[$_.Type] = $_ }

    # The cells of a column are cut out of the lines where the widths say they stand, and put together again.
    function Get-Cell($View, [string] $Label, [int] $Width) {
        $start = 0
        foreach ($column in $View.Columns) {
            $size = $column.Width ? $column.Width : $Width - $start
            if ($column.Label -eq $Label) { break }
            $start += $size + 1
        }
        $lines = $View.Table."$Width" -split "`r?`n"
        $rule = [array]::FindIndex($lines, [Predicate[string]] { $args[0].StartsWith('-') })
        $lines[$rule - 1].PadRight($start + $size).Substring($start, $size).Trim() | Should -Be $Label -Because 'the column has to be there'
        ($lines[($rule + 1)..($lines.Count - 1)] | ForEach-Object { $_.PadRight($start + $size).Substring($start, [Math]::Min($size, $_.PadRight($start + $size).Length - $start)) }) -join '' -replace '\s'
    }
}

Describe '<Type>' -ForEach $views {
    It 'is known to this test' { $Essential | Should -Not -BeNullOrEmpty }

    It 'fits <_> columns as a table and as a list' -ForEach 120, 80 {
        $view = $shown[$Type]
        foreach ($line in ($view.Table."$_" + $view.List."$_") -split "`r?`n") { $line.TrimEnd().Length | Should -BeLessOrEqual $_ -Because $line }
        $view.List."$_".Trim() | Should -Match '^\w+ +:'
    }

    It 'loses nothing essential in <_> columns' -ForEach 120, 80 {
        $view = $shown[$Type]
        foreach ($label in $Essential) {
            Get-Cell $view $label $_ | Should -BeExactly ($view.Columns.Where({ $_.Label -eq $label })[0].Text -replace '\s') -Because "$label must not be cut"
        }
    }
}

Describe 'Colours' {
    BeforeAll {
        Import-Module $module -Force
        $rendering = $PSStyle.OutputRendering
    }
    AfterAll { $PSStyle.OutputRendering = $rendering }

    It 'are shown where the host has them' {
        $PSStyle.OutputRendering = 'Ansi'
        'TikTok' | Test-CoveredApplication | Out-String | Should -Match "`e\[31mCovered !`e\[0m"
    }

    It 'are neither in a file nor in text nor in plain rendering, and the mark is' -ForEach 'Host', 'PlainText' {
        $PSStyle.OutputRendering = $_
        $file = Join-Path $TestDrive 'shown.txt'
        'TikTok' | Test-CoveredApplication | Out-File $file
        Get-Content $file -Raw | Should -Match 'Covered !'
        Get-Content $file -Raw | Should -Not -Match "`e"
        'TikTok' | Test-CoveredApplication | Out-String | Should -Not -Match "`e"
    }

    It 'are never in the data' {
        $found = 'TikTok' | Test-CoveredApplication
        $found | ConvertTo-Json | Should -Not -Match '\\u001b'
        $found | ConvertTo-Csv | Out-String | Should -Not -Match "`e"
    }
}

Describe 'What is written' {
    BeforeAll {
        Import-Module $module -Force
        $scan = Get-TikTokExposure (Join-Path $PSScriptRoot '../../samples/authority') -AsScan -WarningAction SilentlyContinue -InformationAction Ignore
    }

    It 'is grouped by the kind of source' {
        $scan.Coverage | Out-String | Should -Match 'Kind of source: mdm'
    }

    It 'has most cases on a line each, in 80 columns' {
        $lines = ($scan.Exposures | Format-Table | Out-String -Width 80) -split "`r?`n" | Where-Object { $_.Trim() }
        $lines.Count | Should -BeLessThan ($scan.Exposures.Count * 1.4)
    }

    It 'tells in words of what is an object itself' {
        $folder = Join-Path $TestDrive 'report'
        $scan | Export-BanReport -Path $folder -Format Json | Out-Null
        $checked = Test-BanReport $folder
        $all = $checked | Format-List * | Out-String -Width 200
        $all | Should -Match 'Manifest +: report, '
        $all | Should -Not -Match 'Manifest\w* \{|System\.Collections|List`1'
        $checked.Manifest | Format-List * | Out-String -Width 200 | Should -Not -Match 'Manifest\w* \{|System\.Collections|List`1'
        $path = Join-Path $TestDrive 'reach.json'
        $plan = $scan.Exposures.Where({ $_.Device -and $_.Person })[0] | New-TikTokRemovalPlan -Path $path -Tenant 716aaaaa-0000-4000-8000-000000000001 -Author ada@agency.example -Authority (Join-Path $PSScriptRoot '../../samples/authority/authority.yaml') -ScanDays 30000 -WarningAction SilentlyContinue
        $plan | Format-List * | Out-String -Width 200 | Should -Match 'BlastRadius +: \d+ of '
        $plan.BlastRadius | Out-String | Should -Match 'ByPlatform +:'
    }

    It 'stands in a spreadsheet in words: <name>' -ForEach @(
        @{ name = 'exposures'; of = { $scan.Exposures } }
        @{ name = 'coverage'; of = { $scan.Coverage } }
        @{ name = 'applications'; of = { Get-CoveredApplication } }
        @{ name = 'classified values'; of = { Test-CoveredApplication TikTok, com.zhiliaoapp.musically, Notepad } }
    ) {
        $cells = foreach ($row in (& $of | ConvertTo-Csv | ConvertFrom-Csv)) { $row.PSObject.Properties.Value }
        $cells.Count | Should -BeGreaterThan 10
        $cells -match 'System\.|TikTokBan\.|<>z__|`\d\[|^\w+ \{ ' | Select-Object -First 3 | Should -BeNullOrEmpty
    }

    It 'tells a person and a device in a spreadsheet by the name that people know them by' {
        $exposure = $scan.Exposures.Where({ $_.Device.Name -and $_.Person.UserPrincipalName })[0]
        $row = $exposure | ConvertTo-Csv | ConvertFrom-Csv
        $row.Device | Should -Be $exposure.Device.Name
        $row.Person | Should -Be $exposure.Person.UserPrincipalName
        $row.Reasons | Should -Be ($exposure.Reasons -join '; ')
        $row.Conducts | Should -Be ($exposure.Conducts -join '; ')
    }

    It 'goes into other formats whole' {
        $exposure = $scan.Exposures.Where({ $_.Device -and $_.Person })[0]
        $json = $exposure | ConvertTo-Json -Depth 10
        $json.Length | Should -BeLessThan 20000
        ($json | ConvertFrom-Json).Device.Id | Should -Be $exposure.Device.Id
        ($scan.Exposures | ConvertTo-Csv | ConvertFrom-Csv).Count | Should -Be $scan.Exposures.Count
        $path = Join-Path $TestDrive 'plan.json'
        $plan = $exposure | New-TikTokRemovalPlan -Path $path -Tenant 716aaaaa-0000-4000-8000-000000000001 -Author ada@agency.example -Authority (Join-Path $PSScriptRoot '../../samples/authority/authority.yaml') -ScanDays 30000 -WarningAction SilentlyContinue
        ($plan | ConvertTo-Json -Depth 10 | ConvertFrom-Json).Id | Should -Be $plan.Id
    }

    It 'has days as ISO 8601 has them, in every culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'fr-BE'
            $scan | Out-String | Should -Match 'AsOf +: \d{4}-\d\d-\d\d'
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }
}
