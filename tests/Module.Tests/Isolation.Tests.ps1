#Requires -Version 7.4
# Beside modules that load other versions of what this one uses into the context that all share.

BeforeDiscovery {
    $orders = @{ Copies = 'older'; First = 'theirs' }, @{ Copies = 'newer'; First = 'theirs' }, @{ Copies = 'newer'; First = 'ours' }
}

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $module = Join-Path $root 'artifacts/TikTokBan'

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in (Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = $root
    $tenant = [Diagnostics.Process]::Start($start)
    $said = ''
    while ($said -notmatch '--tenant (\S+) --graph-endpoint (\S+) --token-file (\S+)') {
        $line = $tenant.StandardOutput.ReadLine()
        if ($null -eq $line) { throw "The made-up tenant did not start: $said" }
        $said += "$line`n"
    }
    $live = '-TenantId', $Matches[1], '-Endpoint', $Matches[2], '-TokenFile', $Matches[3]
}

AfterAll { if ($tenant) { $tenant.Kill(); $tenant.WaitForExit() } }

Describe 'With <copies> copies in the shared context, <first> first' -ForEach $orders {
    BeforeAll {
        $how = $First -eq 'ours' ? @('-ModuleFirst') : $live
        $told = pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Neighbours/Import-Beside.ps1') -Module $module -Copies (Join-Path $root artifacts/neighbours/$Copies) -Samples (Join-Path $root samples) @how
        $found = $told | ConvertFrom-Json
    }

    It 'scans' {
        $found.scanned.Count | Should -Be 2
        $found.scanned[0] | Should -BeGreaterThan 50
        $found.scanned[1] | Should -BeGreaterThan 20
    }

    It 'leaves the other copies as they were, and they work' {
        $found.before.Count | Should -Be 6
        $found.after | Should -Be $found.before
        $found.works | Should -Be 'GET', $true, 'GraphClientFactory', '"a"', 'b', 'Mark'
    }

    It 'takes none of them, and gives none of its own' {
        $found.contexts | Should -Be 1
        $found.ours.Where({ -not $_.StartsWith("$module$([IO.Path]::DirectorySeparatorChar)") }) | Should -BeNullOrEmpty
        $found.ofOursThere | Should -Be 'TikTokBan.Loader'
    }

    It 'really met other versions, and used its own' {
        $others = $found.before.Where({ $_ -match '^(Azure\.Core|Microsoft\.Identity\.Client|Microsoft\.Graph\.Core|YamlDotNet),' })
        $others.Count | Should -Be 4
        $others.Where({ $_ -in $found.oursShared }) | Should -BeNullOrEmpty
        $found.oursShared.Where({ $_ -match '^YamlDotNet,' }).Count | Should -Be 1
    }
}
