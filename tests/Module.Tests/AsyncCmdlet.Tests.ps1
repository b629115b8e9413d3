#Requires -Version 7.4
# How the base class of the cmdlets behaves when the pipeline around it does not.

BeforeAll {
    $probe = Join-Path $PSScriptRoot '../../artifacts/probe/TikTokBan.Cmdlets.Probe.dll'
    Import-Module $probe -Force
    function New-Log { [TikTokBan.Cmdlets.Probe.ProbeLog]::new() }
}

Describe 'Work on the thread pool' {
    It 'writes everything, in order, and does not run on the pipeline thread' {
        $log = New-Log
        Invoke-Probe -Log $log -Count 2000 | Should -Be (1..2000)
        $log.Ended | Should -BeTrue
        $log.Cancelled | Should -BeFalse
        $log.OnPipelineThread | Should -BeFalse
    }

    It 'never runs far ahead of a slow reader' {
        $log = New-Log
        $ahead = Invoke-Probe -Log $log -Count 3000 | ForEach-Object { $log.Produced - $_ } | Measure-Object -Maximum
        $ahead.Maximum | Should -BeLessOrEqual 300
    }

    It 'shows the newest progress and skips what nobody could have seen' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddCommand('Import-Module').AddParameter('Name', $probe).AddStatement()
            $null = $shell.AddCommand('Invoke-Probe').AddParameter('ProgressReports', 50000).Invoke()
            $shell.Streams.Progress.Count | Should -BeGreaterThan 0
            $shell.Streams.Progress.Count | Should -BeLessThan 25000
            $shell.Streams.Progress[-1].StatusDescription | Should -Be '49999'
        }
        finally { $shell.Dispose() }
    }
}

Describe 'A reader that has enough' {
    It 'cancels the work and waits for it to end' {
        $log = New-Log
        Invoke-Probe -Log $log -Count 100000 | Select-Object -First 3 | Should -Be 1, 2, 3
        $log.Ended | Should -BeTrue
        $log.Cancelled | Should -BeTrue
        $log.Produced | Should -BeLessThan 1000
    }

    It 'waits for work that takes its time to end' {
        $log = New-Log
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = Invoke-Probe -Log $log -Count 1 -Hang -LingerAfterCancel 1500 | Select-Object -First 1
        $log.Ended | Should -BeTrue
        $watch.ElapsedMilliseconds | Should -BeGreaterOrEqual 1400
    }

    It 'cancels the work when the reader throws' {
        $log = New-Log
        { Invoke-Probe -Log $log -Count 100000 | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
        $log.Ended | Should -BeTrue
        $log.Cancelled | Should -BeTrue
    }
}

Describe 'Ctrl+C' {
    It 'cancels the work and waits for it to end' {
        $log = New-Log
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddCommand('Import-Module').AddParameter('Name', $probe).Invoke()
            $shell.Commands.Clear()
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $null = $shell.AddCommand('Invoke-Probe').AddParameter('Log', $log).AddParameter('Count', 5).AddParameter('Hang').AddParameter('LingerAfterCancel', 300)
            $nothing = [Management.Automation.PSDataCollection[psobject]]::new()
            $nothing.Complete()
            $pending = $shell.BeginInvoke($nothing, $output)
            $deadline = [Diagnostics.Stopwatch]::StartNew()
            while ($output.Count -lt 5 -and $deadline.Elapsed.TotalSeconds -lt 20) { [Threading.Thread]::Yield() | Out-Null }
            $shell.Stop()
            { $shell.EndInvoke($pending) } | Should -Throw '*stopped*'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $log.Ended | Should -BeTrue
            $log.Cancelled | Should -BeTrue
            $output | Should -Be 1, 2, 3, 4, 5
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Failures' {
    It 'has an id, a category and a target for <Throw>' -ForEach @(
        @{ Throw = 'unusable'; Id = 'ExportUnusable'; Category = 'InvalidData'; Target = 'file.csv' }
        @{ Throw = 'io'; Id = 'FileAccess'; Category = 'ReadError'; Target = $null }
        @{ Throw = 'other'; Id = 'UnexpectedFailure'; Category = 'NotSpecified'; Target = $null }
    ) {
        $failure = $null
        try { Invoke-Probe -Throw $Throw } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be $Target
    }

    It 'keeps what was written before the failure' {
        $seen = [Collections.Generic.List[int]]::new()
        { Invoke-Probe -Count 3 -Throw other | ForEach-Object { $seen.Add($_) } } | Should -Throw
        $seen | Should -Be 1, 2, 3
    }

    It 'goes on after an error that does not end the pipeline' {
        $log = New-Log
        Invoke-Probe -Log $log -WriteAnError -ErrorAction SilentlyContinue -ErrorVariable written
        $written[0].FullyQualifiedErrorId | Should -BeLike 'ProbeError,*'
        $log.Cancelled | Should -BeFalse
    }

    It 'ends the work when such an error is to stop the pipeline' {
        $log = New-Log
        { Invoke-Probe -Log $log -WriteAnError -Hang -ErrorAction Stop } | Should -Throw 'told to'
        $log.Ended | Should -BeTrue
        $log.Cancelled | Should -BeTrue
    }
}

Describe 'Asking before acting' {
    It 'carries the answer of -WhatIf back to the work' {
        $log = New-Log
        Invoke-Probe -Log $log -Ask -WhatIf
        $log.Answer | Should -BeFalse
    }

    It 'goes on without being asked when nobody is to be' {
        $log = New-Log
        Invoke-Probe -Log $log -Ask -Confirm:$false
        $log.Answer | Should -BeTrue
    }
}
