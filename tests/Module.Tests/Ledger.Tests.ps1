#Requires -Version 7.4
# Verifying a ledger in a file, checkpoints of it, copies, and its numbers over time.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force
    . (Join-Path $PSScriptRoot 'Support/LedgerSamples.ps1')
    $quiet = @{ WarningAction = 'Ignore'; InformationAction = 'Ignore' }
    $work = (New-Item (Join-Path ([IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory).FullName
    $ledger = Join-Path $work 'ledger.db'
    New-WaiverLedger $ledger
    $checkpoint = New-TikTokLedgerCheckpoint "$work/first.checkpoint.json" -Ledger $ledger @quiet
    $rubbish = Join-Path $work 'rubbish.db'
    Set-Content $rubbish ('no ledger at all ' * 400)
    Set-Content (Join-Path $work 'cases.csv') 'Verdict,Application', 'Violation,tiktok'

    function New-Signer([string] $Name, [string] $Phrase) {
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$Name", $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(30))
        [IO.File]::WriteAllBytes("$work/$Name.pfx", $certificate.Export('Pfx', $Phrase))
        Set-Content "$work/$Name.pem" $certificate.ExportCertificatePem()
        @{ Pfx = "$work/$Name.pfx"; Pem = "$work/$Name.pem"; Password = ConvertTo-SecureString $Phrase -AsPlainText -Force }
    }
}

AfterAll { Remove-Item $work -Recurse -Force }

Describe 'Test-TikTokLedger' {
    It 'finds a ledger whole that nobody touched, and counts what is in it' {
        $check = Test-TikTokLedger -Ledger $ledger @quiet
        $check.IsWhole | Should -BeTrue
        $check.Events | Should -Be 4 -Because 'two waivers, a revocation and a checkpoint were kept'
        $check.Parts | Should -BeGreaterThan 0
        $check.Opened | Should -Be $check.Parts
        $check.Findings | Should -BeNullOrEmpty
        Test-TikTokLedger -Ledger $ledger -Quiet | Should -BeExactly $true
    }

    It 'names what was changed, in the result and in a warning, and in no error' {
        $changed = Join-Path $work 'changed.db'
        New-TamperedLedger $ledger $changed '"expires":"9998-12-31"' '"expires":"9997-12-31"'
        $check = Test-TikTokLedger -Ledger $changed -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop
        $check.IsWhole | Should -BeFalse
        $check.Findings.Count | Should -BeGreaterThan 0
        $check.Findings[0].Event | Should -Be 1
        $check.Findings[0].Flaw | Should -Be 'EventChanged'
        "$warned" | Should -Match ([regex]::Escape($check.Findings[0].Sentence))
        $check | Out-String | Should -Match 'no !'
        ($check | ConvertTo-Csv | ConvertFrom-Csv).Findings | Should -Be ($check.Findings.Sentence -join '; ')
        Test-TikTokLedger -Ledger $changed -Quiet | Should -BeExactly $false
    }

    It 'warns of nothing with -Quiet' {
        Test-TikTokLedger -Ledger $ledger -Quiet -WarningVariable warned | Should -BeTrue
        $warned | Should -BeNullOrEmpty
    }

    It 'takes checkpoints by name, by wildcard, as files and as what made them' {
        (Test-TikTokLedger "$work/first.checkpoint.json" -Ledger $ledger @quiet).IsWhole | Should -BeTrue
        (Test-TikTokLedger "$work/*.checkpoint.json" -Ledger $ledger -WarningVariable warned -WarningAction SilentlyContinue).IsWhole | Should -BeTrue
        $warned | Should -BeNullOrEmpty -Because 'one that was kept elsewhere was given'
        Get-ChildItem $work -Filter *.checkpoint.json | Test-TikTokLedger -Ledger $ledger -Quiet | Should -BeTrue
        $checkpoint | Test-TikTokLedger -Ledger $ledger -Quiet | Should -BeTrue
        @($checkpoint, $checkpoint | Test-TikTokLedger -Ledger $ledger -Quiet).Count | Should -Be 1 -Because 'all of them are held against the one ledger'
    }

    It 'takes a checkpoint whose name has brackets in it' {
        $bracketed = Join-Path $work 'a[1].json'
        Copy-Item "$work/first.checkpoint.json" $bracketed
        Test-TikTokLedger $bracketed -Ledger $ledger -Quiet | Should -BeTrue
        Get-Item -LiteralPath $bracketed | Test-TikTokLedger -Ledger $ledger -Quiet | Should -BeTrue
    }

    It 'finds that another chain took the place of the one that a checkpoint is of' {
        $other = Join-Path $work 'other.db'
        New-WaiverLedger $other
        $check = Test-TikTokLedger "$work/first.checkpoint.json" -Ledger $other @quiet
        $check.IsWhole | Should -BeFalse
        $check.Findings.Flaw | Should -Contain 'ChainReplaced'
        Test-TikTokLedger -Ledger $other -Quiet | Should -BeTrue -Because 'alone it fits itself'
    }

    It 'goes no further where a checkpoint is not there or is none: <Named>' -ForEach @(
        @{ Named = 'none.json'; Id = 'PathNotFound' }, @{ Named = '*.nothing'; Id = 'PathNotFound' }, @{ Named = 'rubbish.db'; Id = 'ArgumentUnusable' }, @{ Named = 'cases.csv'; Id = 'ArgumentUnusable' }
    ) {
        $said = $null
        try { $said = Test-TikTokLedger (Join-Path $work $Named) -Ledger $ledger -ErrorAction SilentlyContinue }
        catch { $_.FullyQualifiedErrorId | Should -BeLike "$Id,*" }
        $said | Should -BeNullOrEmpty -Because 'a ledger must not look whole for lack of its checkpoint'
        { Test-TikTokLedger (Join-Path $work $Named) -Ledger $ledger } | Should -Throw -ErrorId "$Id,*"
    }

    It 'says of a file that is no checkpoint what to name, and nothing of its permissions' {
        $wrong = { Test-TikTokLedger "$work/cases.csv" -Ledger $ledger } | Should -Throw '*not a checkpoint of a ledger*' -PassThru
        $wrong.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $wrong.ErrorDetails.RecommendedAction | Should -Not -Match 'permission'
    }

    It 'takes several checkpoints, with a comma between them' {
        $null = New-TikTokLedgerCheckpoint "$work/second.checkpoint.json" -Ledger $ledger @quiet
        (Test-TikTokLedger "$work/first.checkpoint.json", "$work/second.checkpoint.json" -Ledger $ledger @quiet).IsWhole | Should -BeTrue
        { Test-TikTokLedger "$work/first.checkpoint.json", "$work/cases.csv" -Ledger $ledger } | Should -Throw -ErrorId 'ArgumentUnusable,*'
    }

    It 'says that a signer is not vouched for' {
        $mine, $other = (New-Signer mine 'one'), (New-Signer other 'two')
        $null = New-TikTokLedgerCheckpoint "$work/signed.json" -SignWith $mine.Pfx -SignPassword $mine.Password -Ledger $ledger @quiet
        (Test-TikTokLedger "$work/signed.json" -TrustedCertificate $mine.Pem -Ledger $ledger @quiet).IsWhole | Should -BeTrue
        $check = Test-TikTokLedger "$work/signed.json" -Trust $other.Pem -Ledger $ledger @quiet
        $check.IsWhole | Should -BeFalse
        $check.Findings.Flaw | Should -Contain 'CheckpointWrong'
    }

    It 'is not whole where the master key is missing, unless what is sealed is left alone' {
        $sealed = Join-Path $work 'sealed.db'
        $key = Join-Path $work 'ledger.key'
        $null = (Get-LibraryType 'TikTokBan.Ledger.Subjects.MasterKeys').GetMethod('Create').Invoke($null, @([string] $key))
        $before = $env:TIKTOKBAN_LEDGER_KEY
        try {
            $env:TIKTOKBAN_LEDGER_KEY = $key
            New-WaiverLedger $sealed
            Test-TikTokLedger -Ledger $sealed -Quiet | Should -BeTrue
            $env:TIKTOKBAN_LEDGER_KEY = $null
            $check = Test-TikTokLedger -Ledger $sealed -WarningVariable warned -WarningAction SilentlyContinue
            $check.IsWhole | Should -BeFalse
            $check.Unopened | Should -BeGreaterThan 0
            $check.Findings | Should -BeNullOrEmpty
            "$warned" | Should -BeLike '*master key*'
            Test-TikTokLedger -Ledger $sealed -Shallow -Quiet | Should -BeTrue
        }
        finally { $env:TIKTOKBAN_LEDGER_KEY = $before }
    }

    It 'says what is wrong with what is no ledger' {
        { Test-TikTokLedger -Ledger (Join-Path $work 'nope.db') } | Should -Throw -ErrorId 'LedgerNotFound,*'
        { Test-TikTokLedger -Ledger $rubbish } | Should -Throw -ErrorId 'LedgerUnusable,*'
        { Test-TikTokLedger -Ledger $ledger -TrustedCertificate $rubbish } | Should -Throw -ErrorId 'CertificateUnusable,*'
    }

    It 'changes nothing' {
        $before = (Get-FileHash $ledger).Hash
        $null = Test-TikTokLedger -Ledger $ledger @quiet
        (Get-FileHash $ledger).Hash | Should -Be $before
    }
}

Describe 'New-TikTokLedgerCheckpoint' {
    It 'writes what it gives, and an event that verifies' {
        $path = Join-Path $work 'written.json'
        $made = New-TikTokLedgerCheckpoint $path -Ledger $ledger @quiet
        $made.Path | Should -Be $path
        $read = Get-Content $path -Raw | ConvertFrom-Json
        $read.root, $read.size | Should -Be $made.Root, $made.Size
        $read.PSObject.Properties.Name | Should -Not -Contain 'signature'
        (Test-TikTokLedger $path -Ledger $ledger @quiet).Checkpoints | Should -BeGreaterThan 1
    }

    It 'says that it is not signed, and where to keep it' {
        New-TikTokLedgerCheckpoint "$work/told.json" -Ledger $ledger -InformationVariable told -InformationAction SilentlyContinue | Out-Null
        "$told" | Should -BeLike '*not signed*Keep it where*'
    }

    It 'leaves a file that is there, unless told to write over it' {
        $path = Join-Path $work 'there.json'
        Set-Content $path 'mine'
        { New-TikTokLedgerCheckpoint $path -Ledger $ledger -Confirm:$false @quiet } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content $path | Should -Be 'mine'
        $null = New-TikTokLedgerCheckpoint $path -Ledger $ledger -Force @quiet
        (Get-Content $path -Raw | ConvertFrom-Json).size | Should -BeGreaterThan 0
    }

    It 'appends and writes nothing with -WhatIf' {
        $before = Get-Digest $ledger
        New-TikTokLedgerCheckpoint "$work/never.json" -Ledger $ledger -WhatIf | Should -BeNullOrEmpty
        "$work/never.json" | Should -Not -Exist
        Get-Digest $ledger | Should -Be $before
    }

    It 'appends nothing where the certificate or the ledger can not be used' {
        $before = Get-Digest $ledger
        { New-TikTokLedgerCheckpoint "$work/never.json" -SignWith $rubbish -Ledger $ledger } | Should -Throw -ErrorId 'CertificateUnusable,*'
        { New-TikTokLedgerCheckpoint "$work/never.json" -Ledger "$work/nope.db" } | Should -Throw -ErrorId 'LedgerNotFound,*'
        "$work/never.json", "$work/nope.db" | Should -Not -Exist
        Get-Digest $ledger | Should -Be $before
    }
}

Describe 'Copy-TikTokLedger' {
    It 'copies all of it, with the same chain, and leaves the source' {
        $before = Get-Digest $ledger
        $copied = Copy-TikTokLedger "$work/moved.db" -Ledger $ledger -InformationVariable told -InformationAction SilentlyContinue
        $copied.IsWhole | Should -BeTrue
        $copied.Head | Should -Be $before
        $copied.Rows | Should -Be ($copied.Tables | Measure-Object Rows -Sum).Sum
        "$told" | Should -BeLike "*don't write to it any more*"
        ($copied | ConvertTo-Csv | ConvertFrom-Csv).Tables | Should -BeLike 'authority_key 1; *'
        Get-Digest "$work/moved.db" | Should -Be $before
        Get-Digest $ledger | Should -Be $before
        (Get-TikTokWaiver -Ledger "$work/moved.db").Id | Should -Be 'W-1', 'W-2'
        $checkpoint | Test-TikTokLedger -Ledger "$work/moved.db" -Quiet | Should -BeTrue -Because 'checkpoints hold on'
    }

    It 'makes nothing with -WhatIf' {
        Copy-TikTokLedger -Destination "$work/never.db" -Ledger $ledger -WhatIf | Should -BeNullOrEmpty
        "$work/never.db" | Should -Not -Exist
    }

    It 'refuses a place that holds something, itself, and what is no ledger' {
        { Copy-TikTokLedger "$work/moved.db" -Ledger $ledger @quiet } | Should -Throw -ErrorId 'LedgerUnusable,*'
        { Copy-TikTokLedger $ledger -Ledger $ledger @quiet } | Should -Throw -ErrorId 'ArgumentUnusable,*'
        { Copy-TikTokLedger "$work/never.db" -Ledger $rubbish @quiet } | Should -Throw -ErrorId 'LedgerUnusable,*'
        { Copy-TikTokLedger "$work/never.db" -Ledger "$work/nope.db" @quiet } | Should -Throw -ErrorId 'LedgerNotFound,*'
        "$work/nope.db" | Should -Not -Exist
    }

    It 'says of a ledger that was changed that the copy is not whole either' {
        $changed = Join-Path $work 'changed-to-move.db'
        New-TamperedLedger $ledger $changed '"expires":"9998-12-31"' '"expires":"9997-12-31"'
        $copied = Copy-TikTokLedger "$work/changed-moved.db" -Ledger $changed -WarningVariable warned -WarningAction SilentlyContinue -InformationAction Ignore
        $copied.IsWhole | Should -BeFalse
        $copied.Findings.Count | Should -BeGreaterThan 0
        "$warned" | Should -BeLike '*not as*stored*'
    }
}

Describe 'Get-TikTokTrend' {
    BeforeAll {
        $scanned = Join-Path $work 'scanned.db'
        $samples = Join-Path $PSScriptRoot '../../samples/authority'
        $scans = '2026-10-05', '2026-11-02', '2026-11-16' | ForEach-Object { Get-TikTokExposure $samples -AsOf $_ -AsScan -Ledger $scanned @quiet }
    }

    It 'takes the last scan of each step, the oldest first' {
        $months = @(Get-TikTokTrend Month -Ledger $scanned)
        $months.Begins.ForEach({ "$($_.ToString('yyyy-MM-dd'))" }) | Should -Be '2026-10-01', '2026-11-01'
        $months.ScanId | Should -Be $scans[0].Summary.ScanId, $scans[2].Summary.ScanId
        $months[1].Exposures | Should -Be $scans[2].Exposures.Count
        $months[1].Violations | Should -Be @($scans[2].Exposures | Where-Object Verdict -EQ Violation).Count
        @(Get-TikTokTrend -Ledger $scanned).Count | Should -Be 3
        @(Get-TikTokTrend -Ledger $scanned -From 2026-11-01 -To 2026-11-10).ScanId | Should -Be $scans[1].Summary.ScanId
    }

    It 'counts apart, with a row for each key' {
        $rows = @(Get-TikTokTrend Month -By Verdict -From 2026-11-01 -Ledger $scanned)
        ($rows | Measure-Object KeyExposures -Sum).Sum | Should -Be $scans[2].Exposures.Count
        $rows.Where({ $_.Key -eq 'Violation' }).KeyExposures | Should -Be $rows[0].Violations
        $rows | Out-String | Should -Match 'Begins +Key +KeyExposures +KeyViolations'
    }

    It 'shows under the name of a property that property alone' {
        $rows = @(Get-TikTokTrend Month -By Verdict -From 2026-11-01 -Ledger $scanned)
        $shown = ($rows | Sort-Object KeyExposures | Format-Table | Out-String -Width 120) -split "`r?`n" | Where-Object { $_ -match '^\d{4}-' }
        $numbers = @($shown | ForEach-Object { [long] ([regex]::Match($_, '^\S+ +.*? +(\d+) +\d+ +\S+').Groups[1].Value) })
        $numbers.Count | Should -BeGreaterThan 1
        $numbers | Should -Be ($rows.KeyExposures | Sort-Object)
        ($rows | Format-Table | Out-String -Width 120) | Should -Not -Match '(?<!Key)(Exposures|Violations)'
    }

    It 'warns where there are no numbers' {
        Get-TikTokTrend -Ledger $ledger -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike 'The ledger holds no scan yet*'
        Get-TikTokTrend -From 2030-01-01 -Ledger $scanned -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike '*of this directive and these days*'
        $null = Get-TikTokTrend -Ledger $scanned -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'gives what Get-TikTokScan and Export-BanReport take' {
        (Get-TikTokTrend Month -Ledger $scanned | Get-TikTokScan -Ledger $scanned).Id | Should -Be $scans[0].Summary.ScanId, $scans[2].Summary.ScanId
        (Get-TikTokTrend Month -Ledger $scanned | Select-Object -Last 1 | Export-BanReport "$work/report" -Format Json -Ledger $scanned).Name | Should -Contain 'report.json'
    }

    It 'takes a directive by its id or as an object, and has nothing for one that none judged by' {
        @(Get-TikTokTrend -Directive be-federal-716 -Ledger $scanned).Count | Should -Be 3
        @(Get-TikTokTrend -Directive (Get-BanDirective be-federal-716) -Ledger $scanned).Count | Should -Be 3
        Get-TikTokTrend -Directive eu-council -Ledger $scanned @quiet | Should -BeNullOrEmpty
    }

    It 'says what is wrong with what is no ledger' {
        { Get-TikTokTrend -Ledger "$work/nope.db" } | Should -Throw -ErrorId 'LedgerNotFound,*'
        { Get-TikTokTrend -Ledger $rubbish } | Should -Throw -ErrorId 'LedgerUnusable,*'
    }
}
