#Requires -Version 7.4
# How the base class of the cmdlets behaves when the pipeline around it does not.

BeforeAll {
    $probe = Join-Path $PSScriptRoot '../../artifacts/probe/TikTokBan.Cmdlets.Probe.dll'
    Import-Module $probe -Force
    [TikTokBan.Cmdlets.Probe.ProbeLog]::CountUnobserved()
    function New-Log { [TikTokBan.Cmdlets.Probe.ProbeLog]::new() }

    # A shell of its own, whose streams can be looked at; with a host at which somebody answers, if one is given.
    function New-Shell([Management.Automation.Host.PSHost] $At) {
        $shell = [powershell]::Create()
        if ($At) {
            $shell.Runspace = [runspacefactory]::CreateRunspace($At)
            $shell.Runspace.Open()
        }
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', $probe).Invoke()
        $shell.Commands.Clear()
        $shell
    }
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

    It 'never runs far ahead of whoever reads its details' {
        $log = New-Log
        $ahead = Invoke-Probe -Log $log -Details 3000 -Verbose 4>&1 | ForEach-Object { $log.Produced - [int] $_.Message } | Measure-Object -Maximum -Property { $_ }
        $ahead.Count | Should -Be 3000
        $ahead.Maximum | Should -BeLessOrEqual 300
    }

    It 'shows the newest progress and skips what nobody could have seen' {
        $shell = New-Shell
        try {
            $null = $shell.AddCommand('Invoke-Probe').AddParameter('ProgressReports', 50000).Invoke()
            $shown = $shell.Streams.Progress.Where({ $_.RecordType -eq 'Processing' })
            $shown[-1].StatusDescription | Should -Be '49999'
            $shown.Count | Should -BeLessOrEqual 2
        }
        finally { $shell.Dispose() }
    }

    It 'leaves no bar behind when it <How>' -ForEach @(
        @{ How = 'ends'; With = @{} }
        @{ How = 'fails'; With = @{ Throw = 'other' } }
        @{ How = 'is to stop at an error'; With = @{ WriteAnError = $true; Hang = $true; ErrorAction = 'Stop' } }
    ) {
        $shell = New-Shell
        try {
            $null = $shell.AddCommand('Invoke-Probe').AddParameter('ProgressReports', 1).AddParameter('Nested').AddParameters($With)
            try { $null = $shell.Invoke() } catch { $With | Should -Not -BeNullOrEmpty }
            $shell.Streams.Progress.Where({ $_.RecordType -eq 'Processing' }).ActivityId | Sort-Object -Unique | Should -Be 1, 2
            $shell.Streams.Progress.Where({ $_.RecordType -eq 'Completed' }).ActivityId | Should -Be 2, 1 -Because 'the inner one ends first'
        }
        finally { $shell.Dispose() }
    }

    It 'writes nothing any more when it has ended' {
        $log = New-Log
        Invoke-Probe -Log $log -Late -Count 2 | Where-Object { $_ -gt 0 } | Should -Be 1, 2
        $log.Late.GetAwaiter().GetResult() | Should -Be 'PipelineStoppedException'
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

    It 'goes on in the pool when it is cancelled, and leaves no failure that nobody saw' {
        $before = [TikTokBan.Cmdlets.Probe.ProbeLog]::Unobserved
        foreach ($round in 1..20) {
            $log = New-Log
            $null = Invoke-Probe -Log $log -Count 1000 -Hang -Throw other | Select-Object -First 1
            $log.CancelledOnPipelineThread | Should -BeFalse
        }
        [TikTokBan.Cmdlets.Probe.ProbeLog]::Unobserved | Should -Be $before
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
        @{ Throw = 'powershell'; Id = 'OwnId'; Category = 'DeviceError'; Target = 'it' }
        @{ Throw = 'timeout'; Id = 'Cancelled'; Category = 'OperationStopped'; Target = $null }
        @{ Throw = 'stopped'; Id = 'UnexpectedFailure'; Category = 'NotSpecified'; Target = $null }
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

    It 'asks no more after <Said>' -ForEach @(
        @{ Said = 'yes to all'; Choices = @(1); Answers = $true, $true, $true; Questions = 1 }
        @{ Said = 'no to all'; Choices = @(3); Answers = $false, $false, $false; Questions = 1 }
        @{ Said = 'yes, no and yes'; Choices = @(0, 2, 0); Answers = $true, $false, $true; Questions = 3 }
    ) {
        $log, $somebody = (New-Log), [TikTokBan.Cmdlets.Probe.AnsweringHost]::new($Choices)
        $shell = New-Shell $somebody
        try {
            $null = $shell.AddCommand('Invoke-Probe').AddParameter('Log', $log).AddParameter('Asks', 3).AddParameter('Confirm').Invoke()
            $log.Answers | Should -Be $Answers
            $somebody.Questions | Should -Be $Questions
        }
        finally { $shell.Runspace.Dispose(); $shell.Dispose() }
    }

    It 'can be suspended while it is asked, and is asked again' {
        $log, $somebody = (New-Log), [TikTokBan.Cmdlets.Probe.AnsweringHost]::new(@(4, 0))
        $shell = New-Shell $somebody
        try {
            $null = $shell.AddCommand('Invoke-Probe').AddParameter('Log', $log).AddParameter('Asks', 1).AddParameter('Confirm').Invoke()
            $somebody.NestedPrompts | Should -Be 1
            $log.Answers | Should -Be $true
        }
        finally { $shell.Runspace.Dispose(); $shell.Dispose() }
    }
}
