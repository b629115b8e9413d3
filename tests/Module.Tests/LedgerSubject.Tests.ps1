#Requires -Version 7.4
# What a ledger in a file holds of people: telling it, erasing it, and letting it go in time.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force
    . (Join-Path $PSScriptRoot 'Support/LedgerSamples.ps1')
    $quiet = @{ WarningAction = 'Ignore'; InformationAction = 'Ignore' }
    $work = (New-Item (Join-Path ([IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory).FullName
    $samples = Join-Path $PSScriptRoot '../../samples/authority'
    $whole = Join-Path $work 'whole.db'
    $scan = Get-TikTokExposure $samples -AsOf 2026-11-16 -AsScan -Ledger $whole @quiet
    New-WaiverLedger $whole

    # Somebody with a device that nobody else's cases name.
    $cases = $scan.Exposures | Where-Object { $_.Person -and $_.Device }
    $shared = ($cases | Group-Object { $_.Device.Id } | Where-Object { @($_.Group.Person.Id | Select-Object -Unique).Count -gt 1 }).Name
    $found = $cases | Where-Object { $_.Device.Id -notin $shared -and $_.Person.UserPrincipalName } | Select-Object -First 1
    $person = $found.Person.UserPrincipalName
    $theirs = @($scan.Exposures | Where-Object { $_.Person.Id -eq $found.Person.Id })
    $dpo = @{ As = 'dpo@agency.example' }

    function New-Ledger {
        $copy = Join-Path $work "$(New-Guid).db"
        Backup-TikTokLedger $copy -Ledger $whole
        $copy
    }
}

AfterAll { Remove-Item $work -Recurse -Force }

Describe 'Get-TikTokLedgerSubject' {
    BeforeAll { $ledger = New-Ledger }

    It 'tells what is held as objects, with all that is stored' {
        $held = @(Get-TikTokLedgerSubject $person @dpo -Ledger $ledger)
        @($held | Where-Object Kind -EQ Case).Count | Should -Be $theirs.Count
        $held[0].Content.person.userPrincipalName | Should -Be $person
        $held.Content.application | Should -Contain $theirs[0].Application
        $held[0].Scans | Should -Be $scan.Summary.ScanId
        $held | Out-String | Should -Match 'Kind +At +About'
        $held[0] | Format-List | Out-String | Should -Match ([regex]::Escape($person))
    }

    It 'says of a case which scan saw it last, and when that was kept' {
        $case = Get-TikTokLedgerSubject $person @dpo -Ledger $ledger | Where-Object Kind -EQ Case | Select-Object -First 1
        $case.About | Should -Be $scan.Summary.ScanId
        $case.At | Should -BeOfType DateTimeOffset
        $case.At | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddHours(-1))
    }

    It 'loses nothing of the content where a text is wanted' {
        $held = @(Get-TikTokLedgerSubject $person @dpo -Ledger $ledger)
        $row = $held | ConvertTo-Csv | ConvertFrom-Csv | Select-Object -First 1
        $row.Content | Should -Not -Match '@\{|System\.Object'
        $read = $row.Content | ConvertFrom-Json
        $read.person.userPrincipalName | Should -Be $person
        $read.device.id | Should -Be $held[0].Content.device.id
        @($read.conducts) | Should -Be @($held[0].Content.conducts)
        $held[0] | Format-List * | Out-String -Width 20000 | Should -Match ([regex]::Escape("`"userPrincipalName`":`"$person`""))
        "$($held[0].Content.device)" | ConvertFrom-Json | Select-Object -ExpandProperty id | Should -Be $held[0].Content.device.id
        ($held[0] | ConvertTo-Json -Depth 9 | ConvertFrom-Json).Content.person.userPrincipalName | Should -Be $person
    }

    It 'names others nowhere in a waiver, and says that they are others' {
        $content = (Get-TikTokLedgerSubject bo@agency.example @dpo -Ledger $ledger | Where-Object EventKind -EQ waiver).Content
        $content.approvedBy, $content.grantor | Should -Be '(other)', '(other)'
    }

    It 'tells of a waiver which event brought it' {
        $held = Get-TikTokLedgerSubject bo@agency.example @dpo -Ledger $ledger
        $held.EventKind | Should -Contain 'revocation'
        ($held | Where-Object EventKind -EQ waiver).About | Should -Be 'W-2'
        ($held | Where-Object EventKind -EQ waiver).Content.holder | Should -Be 'bo@agency.example'
        ($held | Where-Object EventKind -EQ waiver).Event | Should -BeGreaterThan 0
    }

    It 'records each answer, also that nothing is held, and warns of that' {
        $before = (Test-TikTokLedger -Ledger $ledger @quiet).Events
        Get-TikTokLedgerSubject nobody@agency.example @dpo -Ledger $ledger -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike "*holds nothing of nobody@agency.example; event $($before + 1) records*"
        (Test-TikTokLedger -Ledger $ledger @quiet).Events | Should -Be ($before + 1)
    }

    It 'gives and records nothing with -WhatIf' {
        $before = Get-Digest $ledger
        Get-TikTokLedgerSubject $person @dpo -Ledger $ledger -WhatIf | Should -BeNullOrEmpty
        Get-TikTokLedgerSubject $person @dpo -OutDirectory "$work/never" -Ledger $ledger -WhatIf | Should -BeNullOrEmpty
        "$work/never" | Should -Not -Exist
        Get-Digest $ledger | Should -Be $before
    }

    It 'writes files for each row of a table' {
        $table = Join-Path $work 'requests.csv'
        Set-Content $table 'UserPrincipalName,OutDirectory,Language', "$person,$work/answers/1,nl", "bo@agency.example,$work/answers/2,fr"
        $files = Import-Csv $table | Get-TikTokLedgerSubject @dpo -Authority (Join-Path $samples 'authority.yaml') -Ledger $ledger @quiet
        $files.Name | Should -Be 'subject-access.html', 'subject-access.json', 'subject-access.html', 'subject-access.json'
        $answer = Get-Content "$work/answers/1/subject-access.json" -Raw | ConvertFrom-Json
        $answer.found | Should -BeTrue
        $answer.retentionDays | Should -Be 365
        $answer.cases.Count | Should -Be $theirs.Count
        Get-Content "$work/answers/2/subject-access.html" -Raw | Should -Match 'lang="fr"'
    }

    It 'leaves files that are there and goes on with the next, unless told to write over them' {
        $rows = [pscustomobject]@{ Name = $person; OutDirectory = "$work/answers/1" }, [pscustomobject]@{ Name = $person; OutDirectory = "$work/answers/3" }
        $files = $rows | Get-TikTokLedgerSubject @dpo -Ledger $ledger -ErrorAction SilentlyContinue -ErrorVariable wrong
        $wrong.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $files.DirectoryName | Select-Object -Unique | Should -BeLike '*3'
        (Get-TikTokLedgerSubject $person @dpo -OutDirectory "$work/answers/1" -Force -Ledger $ledger).Count | Should -Be 2
    }

    It 'takes several names of one person, and each object of a pipeline as one person' {
        @(Get-TikTokLedgerSubject $person, $found.Person.Id @dpo -Ledger $ledger | Where-Object Kind -EQ Case).Count | Should -Be $theirs.Count
        $before = (Test-TikTokLedger -Ledger $ledger @quiet).Events
        $null = $person, 'bo@agency.example' | Get-TikTokLedgerSubject @dpo -Ledger $ledger
        (Test-TikTokLedger -Ledger $ledger @quiet).Events | Should -BeGreaterOrEqual ($before + 2)
    }

    It 'needs a ledger and somebody who answers' {
        { Get-TikTokLedgerSubject $person @dpo -Ledger "$work/nope.db" } | Should -Throw -ErrorId 'LedgerNotFound,*'
        { Get-TikTokLedgerSubject $person -As '' -Ledger $ledger } | Should -Throw
        "$work/nope.db" | Should -Not -Exist
    }
}

Describe 'Remove-TikTokLedgerSubject' {
    BeforeEach { $ledger = New-Ledger }

    It 'says with -WhatIf what would go, in numbers, and erases nothing' {
        $before = Get-Digest $ledger
        $looked = Remove-TikTokLedgerSubject $person @dpo -Ledger $ledger -WhatIf -PassThru @quiet
        $looked.IsErased | Should -BeFalse
        $looked.Event | Should -BeNullOrEmpty
        $looked.Parts | Should -Be $theirs.Count
        $looked.Scans | Should -Be $scan.Summary.ScanId
        Remove-TikTokLedgerSubject $person @dpo -Ledger $ledger -WhatIf @quiet | Should -BeNullOrEmpty
        ($looked | ConvertTo-Csv | ConvertFrom-Csv).Scans | Should -Be $scan.Summary.ScanId
        $looked | ConvertTo-Json -Depth 6 | Should -Not -Match ([regex]::Escape($person.Split('@')[0]))
        Get-Digest $ledger | Should -Be $before
    }

    It 'asks with numbers, and with no name but the one that was typed' {
        $log = Join-Path $work 'asked.txt'
        $script = "Import-Module '$(Join-Path $PSScriptRoot '../../artifacts/TikTokBan')'; Remove-TikTokLedgerSubject '$($found.Person.Id)' -As dpo@agency.example -Ledger '$ledger' -WhatIf"
        pwsh -NoProfile -NonInteractive -Command $script *> $log
        $said = (Get-Content $log -Raw) -replace '\s+', ' '
        $said | Should -Match "keys: \d+, sealed parts: $($theirs.Count),"
        $said | Should -Match $found.Person.Id
        $said | Should -Not -Match ([regex]::Escape($person))
    }

    It 'erases, and what is left verifies and tells nothing of them' {
        $done = Remove-TikTokLedgerSubject $person @dpo -Reason Objection -Note DPO-2026-17 -Ledger $ledger -Confirm:$false @quiet
        $done.IsErased | Should -BeTrue
        $done.Keys | Should -BeGreaterThan 0
        $check = Test-TikTokLedger -Ledger $ledger @quiet
        $check.IsWhole | Should -BeTrue
        $check.Erased | Should -Be $done.Parts
        $check.Events | Should -BeGreaterOrEqual $done.Event
        Get-TikTokLedgerSubject $person @dpo -Ledger $ledger @quiet | Should -BeNullOrEmpty
        (Get-TikTokTrend -Ledger $ledger).Exposures | Should -Be $scan.Exposures.Count -Because 'numbers stay'
        $done | Out-String | Should -Match 'Erased +Event +Keys'
    }

    It 'leaves a device that only they used, and says so, unless it is to be erased as well' {
        New-DeviceWaiver $found.Device.Serial $ledger
        $looked = Remove-TikTokLedgerSubject $person @dpo -Ledger $ledger -WhatIf -PassThru -WarningVariable warned -WarningAction SilentlyContinue
        $looked.Devices.Count | Should -Be 1
        $looked.Subjects.Count | Should -Be 1
        "$warned" | Should -BeLike '*-IncludeDevices*'
        $done = Remove-TikTokLedgerSubject $person @dpo -IncludeDevices -Ledger $ledger -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        $done.Subjects.Count | Should -Be 2
        $done.Waivers | Should -Be 'W-3'
        $warned | Should -BeNullOrEmpty
    }

    It 'erases a device, and leaves the cases of its people and says so' {
        New-DeviceWaiver $found.Device.Serial $ledger
        $done = Remove-TikTokLedgerSubject $found.Device.Serial @dpo -Ledger $ledger -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        $done.Waivers | Should -Be 'W-3'
        $done.PersonCases | Should -BeGreaterThan 0
        "$warned" | Should -BeLike "*erase those by the person's name*"
        @(Get-TikTokLedgerSubject $person @dpo -Ledger $ledger | Where-Object Kind -EQ Case).Count | Should -Be $theirs.Count
    }

    It 'refuses a device that stands only in cases of people' {
        { Remove-TikTokLedgerSubject $found.Device.Serial @dpo -Ledger $ledger -Confirm:$false -ErrorAction Stop } | Should -Throw "*erase by*name*" -ErrorId 'ArgumentUnusable,*'
    }

    It 'is an error where a waiver is in force, and the others of a pipeline are erased' {
        $done = 'an@agency.example', 'bo@agency.example' | Remove-TikTokLedgerSubject @dpo -Ledger $ledger -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable wrong
        $wrong.Count | Should -Be 1
        $wrong[0].FullyQualifiedErrorId | Should -BeLike 'RunInProgress,*'
        $wrong[0].TargetObject | Should -Be 'an@agency.example'
        $done.Waivers | Should -Be 'W-2'
        (Remove-TikTokLedgerSubject an@agency.example @dpo -Force -Ledger $ledger -Confirm:$false).Waivers | Should -Be 'W-1'
    }

    It 'is an error for each whom the ledger does not know, and for who would erase themselves' {
        $before = Get-Digest $ledger
        $done = 'nobody@agency.example', 'DPO@agency.example', 'bo@agency.example' | Remove-TikTokLedgerSubject -As bo@agency.example -Ledger $ledger -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable wrong
        $done | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Should -Be 'SubjectNotFound', 'SubjectNotFound', 'ArgumentUnusable'
        $wrong[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-Digest $ledger | Should -Be $before
    }

    It 'takes rows of a table, and asks for each' {
        (Get-Command Remove-TikTokLedgerSubject).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact | Should -Be 'High'
        $rows = [pscustomobject]@{ Name = 'bo@agency.example'; Reason = 'Unlawful'; Note = 'DPO-2026-18' }, [pscustomobject]@{ Name = $person; Reason = 'Request'; Note = '' }
        ($rows | Remove-TikTokLedgerSubject @dpo -Ledger $ledger -Confirm:$false @quiet).IsErased | Should -Be $true, $true
        { Remove-TikTokLedgerSubject $person @dpo -Reason Retention -Ledger $ledger -Confirm:$false } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'needs a ledger' {
        { Remove-TikTokLedgerSubject $person @dpo -Ledger "$work/nope.db" -Confirm:$false } | Should -Throw -ErrorId 'LedgerNotFound,*'
        "$work/nope.db" | Should -Not -Exist
    }
}

Describe 'Clear-TikTokLedger' {
    BeforeAll {
        $old = Join-Path $work 'old.db'
        New-OldLedger $old $scan
        $profile365 = Join-Path $samples 'authority.yaml'
    }

    It 'says with -WhatIf what is too old, and destroys nothing' {
        $before = Get-Digest $old
        $looked = Clear-TikTokLedger -Authority $profile365 @dpo -Ledger $old -WhatIf -PassThru
        $looked.Keys | Should -BeGreaterThan 0
        $looked.Months.Count | Should -Be 1
        $looked.Scans | Should -Be $scan.Summary.ScanId
        Clear-TikTokLedger -Days 365 @dpo -Ledger $old -WhatIf | Should -BeNullOrEmpty
        Get-Digest $old | Should -Be $before
    }

    It 'keeps what is young enough, and writes no event of that' {
        $before = Get-Digest $old
        $done = Clear-TikTokLedger 1500 @dpo -Ledger $old -Confirm:$false @quiet
        $done.IsErased | Should -BeFalse
        $done.Keys | Should -Be 0
        (Clear-TikTokLedger 1500 @dpo -Ledger $old -Confirm:$true -InformationVariable told -InformationAction SilentlyContinue).IsErased | Should -BeFalse -Because 'nobody is asked about nothing'
        "$told" | Should -Be 'There is nothing to erase.'
        (Clear-TikTokLedger 365 @dpo -AsOf 2000-01-01 -Ledger $old -Confirm:$false).IsErased | Should -BeFalse
        Get-Digest $old | Should -Be $before
    }

    It 'says with -WhatIf that nothing is too old, and not that it would destroy nothing' {
        $log = Join-Path $work 'nothing.txt'
        $script = "Import-Module '$(Join-Path $PSScriptRoot '../../artifacts/TikTokBan')'; Clear-TikTokLedger 1500 -As dpo@agency.example -Ledger '$old' -WhatIf"
        pwsh -NoProfile -NonInteractive -Command $script *> $log
        (Get-Content $log -Raw).Trim() | Should -Be 'There is nothing to erase.'
        (Clear-TikTokLedger 1500 @dpo -Ledger $old -WhatIf -PassThru @quiet).Keys | Should -Be 0
    }

    It 'destroys the keys of what is too old, and the numbers and the chain stay' {
        $done = Clear-TikTokLedger -Days 365 -As retention-runbook -Ledger $old -Confirm:$false
        $done.IsErased | Should -BeTrue
        $done.Event | Should -BeGreaterThan 0
        $check = Test-TikTokLedger -Ledger $old @quiet
        $check.IsWhole | Should -BeTrue
        $check.Erased | Should -BeGreaterThan 0
        (Get-TikTokTrend -Ledger $old).Exposures | Should -Be $scan.Exposures.Count
        (Clear-TikTokLedger -Days 365 -As retention-runbook -Ledger $old -Confirm:$false).IsErased | Should -BeFalse -Because 'nothing is left to destroy'
    }

    It 'must be told how long, and never counts from the future' {
        $short = Join-Path $work 'short.yaml'
        Set-Content $short (Get-Content $profile365 | Where-Object { $_ -notmatch '^retention' })
        { Clear-TikTokLedger @dpo -Ledger $whole -Confirm:$false } | Should -Throw '*-Days*' -ErrorId 'ArgumentUnusable,*'
        { Clear-TikTokLedger -Authority $short @dpo -Ledger $whole -Confirm:$false } | Should -Throw '*retention: { days: 365 }*' -ErrorId 'ProfileUnusable,*'
        { Clear-TikTokLedger -Days 30 -AsOf 9998-01-01 @dpo -Ledger $whole -Confirm:$false } | Should -Throw -ErrorId 'ArgumentUnusable,*'
        { Clear-TikTokLedger -Days 0 @dpo -Ledger $whole } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Clear-TikTokLedger -Days 30 @dpo -Ledger "$work/nope.db" } | Should -Throw -ErrorId 'LedgerNotFound,*'
    }
}
