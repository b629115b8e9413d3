#Requires -Version 7.4
# Two tenants at once, each in a runspace of its own; and Ctrl+C, typed at a terminal in the middle of a scan.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support/MadeUpTenant.ps1')
    $module = (Resolve-Path (Join-Path $PSScriptRoot '../../artifacts/TikTokBan')).Path
    Import-Module $module -Force
    $tenants = @(
        Start-MadeUpTenant $TestDrive
        Start-MadeUpTenant $TestDrive '--people', '300', '--devices', '600', '--unlimited'
    )
}

AfterAll { $tenants | ForEach-Object { Stop-MadeUpTenant $_ } }

Describe 'ForEach-Object -Parallel' {
    It 'signs in to each tenant apart, and mixes nothing' {
        $answers = $tenants | ForEach-Object -Parallel {
            Import-Module $using:module
            $ErrorActionPreference = 'Stop'
            $none = @(Get-TikTokBanContext).Count
            Connect-TikTokBan $_.Id -AccessToken $_.Token -GraphEndpoint $_.Graph -DefenderEndpoint $_.Defender -InformationAction Ignore
            $scans = foreach ($round in 1..3) { Get-TikTokExposure -Source mdm.devices -AsScan -WarningAction Ignore -InformationAction Ignore }
            [pscustomobject]@{ Asked = $_.Graph; Before = $none; Sessions = @(Get-TikTokBanContext).Graph.AbsoluteUri; Devices = $scans.Summary.Devices }
            Disconnect-TikTokBan
        }
        $answers.Count | Should -Be 2
        foreach ($answer in $answers) {
            $answer.Before | Should -Be 0
            $answer.Sessions | Should -BeLike "$($answer.Asked)/*"
            $devices = $answer.Asked -eq $tenants[0].Graph ? 1201 : 601
            $answer.Devices | Should -Be $devices, $devices, $devices
        }
        Get-TikTokBanContext | Should -BeNullOrEmpty -Because 'this runspace is signed in to none'
    }
}

Describe 'Ctrl+C at a terminal' {
    It 'ends a scan, waits for it, leaves nothing half written, and the session goes on' {
        if (-not (Get-Command script -CommandType Application -ErrorAction Ignore) -or $IsMacOS -or $IsWindows) { Set-ItResult -Skipped -Because "no 'script' here that gives a program a terminal" }
        $ledger = Join-Path $TestDrive 'interrupted.db'
        $capture = Join-Path $TestDrive 'capture'
        $setup = Join-Path $TestDrive 'setup.ps1'
        Set-Content $setup @"
Remove-Module PSReadLine -ErrorAction Ignore
Import-Module '$module'
Connect-TikTokBan $($tenants[0].Id) -AccessToken (ConvertTo-SecureString '$($tenants[0].TokenText)' -AsPlainText -Force) -GraphEndpoint $($tenants[0].Graph) -DefenderEndpoint $($tenants[0].Defender) -InformationAction Ignore
function scan { Get-TikTokExposure -Ledger '$ledger' -Capture '$capture' -WarningAction Ignore }
"@
        $start = [Diagnostics.ProcessStartInfo]::new('script')
        foreach ($argument in '-qec', "pwsh -NoProfile -NoExit -File '$setup'", '/dev/null') { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $start.Environment['TERM'] = 'dumb'
        $start.Environment['NO_COLOR'] = '1'
        $terminal = [Diagnostics.Process]::Start($start)
        $said = [Text.StringBuilder]::new()
        $buffer = [char[]]::new(4096)
        $reading = $terminal.StandardOutput.ReadAsync($buffer, 0, $buffer.Length)

        function Wait-For([string] $Pattern) {
            for ($look = 0; $look -lt 1200; $look++) {
                if ($reading.Wait(100)) {
                    if ($reading.Result -eq 0) { break }
                    $chunk = [string]::new($buffer, 0, $reading.Result)
                    $null = $said.Append($chunk)

                    # It asks where its cursor is, as a terminal is to answer.
                    $terminal.StandardInput.Write("$([char] 27)[1;1R" * [regex]::Matches($chunk, "$([char] 27)\[6n").Count)
                    Set-Variable reading $terminal.StandardOutput.ReadAsync($buffer, 0, $buffer.Length) -Scope 1
                }
                if ($Pattern ? "$said" -match $Pattern : $look -gt 0) { return }
            }
            throw "The terminal never said '$Pattern', but: $said"
        }

        try {
            # The words that are waited for are not those that are typed, which the terminal repeats.
            $terminal.StandardInput.Write("'rea' + 'dy'`r")
            Wait-For '(?m)^ready'
            $terminal.StandardInput.Write("scan; 'fini' + 'shed'`r")
            $asked = { @(Get-Content $tenants[0].Log | Where-Object { $_ -match '/users' }).Count }
            for ($look = 0; $look -lt 300 -and (& $asked) -eq 0; $look++) { Wait-For '' }
            (& $asked) | Should -BeGreaterThan 0 -Because "the scan is under way; the terminal said: $said"
            $terminal.StandardInput.Write([char] 3)
            $terminal.StandardInput.Write("'still ' + 'here'; @(Get-TikTokBanContext).Count`r")
            Wait-For '(?m)^still here\s+^1\s'
            $requests = @(Get-Content $tenants[0].Log).Count
            "$said" | Should -Not -Match '(?m)^finished'
            Get-ChildItem $capture -Recurse -File -ErrorAction Ignore | Should -BeNullOrEmpty -Because "a part of a scan is nobody's to keep"
            (Test-Path $ledger) -and (Get-TikTokScan -Ledger $ledger) | Should -BeFalse
            Start-Sleep -Milliseconds 500
            @(Get-Content $tenants[0].Log).Count | Should -Be $requests -Because 'nothing is asked any more once it has ended'
        }
        finally {
            $terminal.Kill($true)
        }
    }
}
