#Requires -Version 7.4
# The module as it is installed: what it exports, what it keeps to itself, what a wrong host is told.

BeforeAll {
    $module = Resolve-Path (Join-Path $PSScriptRoot '../../artifacts/TikTokBan')
    $cmdlets = 'Approve-TikTokRemovalPlan', 'Backup-TikTokLedger', 'Clear-TikTokLedger', 'Compare-TikTokExposure', 'Connect-TikTokBan', 'Copy-TikTokLedger', 'Disable-TikTokBlock',
        'Disconnect-TikTokBan', 'Enable-TikTokBlock', 'Export-BanReport', 'Export-TikTokBlockList', 'Export-TikTokWaiver', 'Get-BanDirective', 'Get-CoveredApplication',
        'Get-TikTokBanContext', 'Get-TikTokBlock', 'Get-TikTokExposure', 'Get-TikTokLedgerSubject', 'Get-TikTokRemoval', 'Get-TikTokScan', 'Get-TikTokTrend', 'Get-TikTokWaiver',
        'Grant-TikTokWaiver', 'Import-TikTokWaiver', 'Invoke-TikTokRemoval', 'Merge-BanReport', 'New-TikTokLedgerCheckpoint', 'New-TikTokRemovalPlan', 'Publish-BanReport',
        'Remove-TikTokLedgerSubject', 'Revoke-TikTokWaiver', 'Test-BanDirective', 'Test-BanReport', 'Test-CoveredApplication', 'Test-TikTokBanAccess', 'Test-TikTokBlockList',
        'Test-TikTokLedger', 'Test-TikTokRemoval', 'Test-TikTokWaiver', 'Undo-TikTokRemoval'
    function Invoke-Alone([scriptblock] $Script) {
        pwsh -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $($Script.ToString().Replace('MODULE', $module))"
    }
}

Describe 'The manifest' {
    It 'is valid and says which PowerShell it needs' {
        $manifest = Test-ModuleManifest (Join-Path $module 'TikTokBan.psd1')
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.ExportedCmdlets.Keys | Sort-Object | Should -Be $cmdlets
    }

    It 'has the version of everything else' {
        $manifest = Import-PowerShellDataFile (Join-Path $module 'TikTokBan.psd1')
        [Diagnostics.FileVersionInfo]::GetVersionInfo((Join-Path $module 'lib/TikTokBan.dll')).ProductVersion |
            Should -BeLike "$($manifest.ModuleVersion)*"
    }
}

Describe 'Importing' {
    It 'exports its cmdlets and nothing else' {
        Invoke-Alone { Import-Module MODULE; (Get-Command -Module TikTokBan).Name | Sort-Object } | Should -Be $cmdlets
    }

    It 'still exports them when it is imported again' {
        Invoke-Alone { Import-Module MODULE; Import-Module MODULE -Force; (Get-Command -Module TikTokBan).Count } | Should -Be $cmdlets.Count
    }

    It 'exports them after it was removed' {
        Invoke-Alone { Import-Module MODULE; Remove-Module TikTokBan; Import-Module MODULE; (Get-Command -Module TikTokBan).Count } | Should -Be $cmdlets.Count
    }

    It 'works in runspaces that run at once' {
        Invoke-Alone {
            1..4 | ForEach-Object -Parallel { Import-Module MODULE; Test-CoveredApplication com.zhiliaoapp.musically -Quiet }
        } | Should -Be 'True', 'True', 'True', 'True'
    }

    It 'puts only the loader into the load context that all modules share' {
        Invoke-Alone {
            Import-Module MODULE
            $null = Test-CoveredApplication TikTok
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ $_.Location -like 'MODULE*' }).ForEach({ $_.GetName().Name })
        } | Should -Be 'TikTokBan.Loader'
    }

    It 'loads none of its heavy dependencies yet, and for completion and the shipped data only what reads the data' {
        Invoke-Alone {
            Import-Module MODULE
            function Get-Own { [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.Location -like 'MODULE*' }).ForEach({ $_.GetName().Name }) | Sort-Object | Join-String -Separator ' ' }
            Get-Own
            $null = (TabExpansion2 'Get-BanDirective be').CompletionMatches, (Get-BanDirective), (Get-CoveredApplication), (Test-CoveredApplication TikTok)
            Get-Own
        } | Should -Be 'TikTokBan TikTokBan.Cmdlets TikTokBan.Loader', 'TikTokBan TikTokBan.Cmdlets TikTokBan.Loader YamlDotNet'
    }

    It 'brings in no module of PowerShell that the session had not' {
        Invoke-Alone { $before = (Get-Module).Name; Import-Module MODULE; (Get-Module).Name | Where-Object { $_ -notin $before } } | Should -Be 'TikTokBan'
    }

    It 'has the cmdlets of a second copy of the same version too' {
        $copy = New-Item (Join-Path $TestDrive 'copy/TikTokBan') -ItemType Directory
        foreach ($part in 'TikTokBan.psd1', 'TikTokBan.psm1', 'TikTokBan.Format.ps1xml', 'bin') { Copy-Item (Join-Path $module $part) $copy -Recurse }
        Copy-Item (Join-Path $module lib) $copy -Recurse -Exclude samples, runtimes, Microsoft.Graph.dll
        Invoke-Alone ([scriptblock]::Create("Import-Module MODULE; Import-Module '$copy'; Test-CoveredApplication TikTok -Quiet; (Get-Command Test-CoveredApplication).Count")) |
            Should -Be 'True', '1'
    }
}

Describe 'Every cmdlet' {
    BeforeDiscovery {
        $names = 'Clear-TikTokLedger', 'Connect-TikTokBan', 'Copy-TikTokLedger', 'Disable-TikTokBlock', 'Disconnect-TikTokBan', 'Enable-TikTokBlock', 'Export-BanReport', 'Export-TikTokBlockList', 'Get-CoveredApplication', 'Get-TikTokBanContext',
            'Get-TikTokBlock', 'Get-TikTokExposure', 'Get-TikTokLedgerSubject', 'Get-TikTokTrend', 'New-TikTokLedgerCheckpoint', 'Remove-TikTokLedgerSubject', 'Test-CoveredApplication', 'Test-TikTokBanAccess', 'Test-TikTokBlockList', 'Test-TikTokLedger'
    }

    BeforeAll { Import-Module $module -Force }

    It '<_> says what it writes and explains each parameter' -ForEach $names {
        $command = Get-Command $_
        $command.OutputType | Should -Not -BeNullOrEmpty
        $own = $command.Parameters.Values.Where({ $_.Name -notin [Management.Automation.PSCmdlet]::CommonParameters -and $_.Name -notin [Management.Automation.PSCmdlet]::OptionalCommonParameters })
        $own.Where({ -not $_.Attributes.Where({ $_ -is [Management.Automation.ParameterAttribute] })[0].HelpMessage }).Name | Should -BeNullOrEmpty
    }

    It '<_> shows no type of a dependency in its parameters' -ForEach $names {
        $types = (Get-Command $_).Parameters.Values.ParameterType
        $types.ForEach({ $_.IsArray ? $_.GetElementType() : $_ }).Where({ $_.Namespace -notmatch '^(System|TikTokBan)' }) | Should -BeNullOrEmpty
    }
}
