#Requires -Version 7.4
# The examples, run as far as that goes without a cloud: against a made-up tenant that also plays the machine's identity, a
# storage account and a workflow's runner.

BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $parts = (Get-Content (Join-Path $root 'examples/ad-hoc/TikTokBan.AdHoc.ps1') -Raw) -split '(?m)^# %% ' | Select-Object -Skip 1 | ForEach-Object {
        @{ Title = ($_ -split '\n')[0]; Code = $_ -replace '^.*\n' }
    }
}

BeforeAll {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $examples = Join-Path $root examples
    $samples = Join-Path $root 'samples/authority'
    $before = @{ Path = $env:PSModulePath; Endpoint = $env:IDENTITY_ENDPOINT; Header = $env:IDENTITY_HEADER }
    $env:PSModulePath = @((Join-Path $root artifacts), (Join-Path $examples azure-automation), $env:PSModulePath) -join [IO.Path]::PathSeparator
    Import-Module TikTokBan -Force
    Import-Module TikTokBan.Runbook -Force

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in (Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0', '--check-in', '0') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = $root
    $process = [Diagnostics.Process]::Start($start)
    $said = ''
    while ($said -notmatch '(?m)^.* scan .*--client-secret-file (\S+)') {
        $line = $process.StandardOutput.ReadLine()
        if ($null -eq $line) { throw "The made-up tenant did not start: $said" }
        $said += "$line`n"
    }
    $null = $said -match '--tenant (\S+) --graph-endpoint (\S+) --token-file (\S+)'
    $tenant = @{ Process = $process; Id = $Matches[1]; Endpoint = $Matches[2].TrimEnd('/'); Token = ConvertTo-SecureString (Get-Content $Matches[3] -Raw) -AsPlainText -Force }
    $env:IDENTITY_ENDPOINT = "$($tenant.Endpoint)/msi/token"
    $env:IDENTITY_HEADER = 'made-up-identity-header'
    $own = '716ccccc-0000-4000-8000-000000000001'
    $grant = Join-Path $examples 'permissions/Grant-TikTokBanPermission.ps1'
    $few = 'directory.users', 'mdm.devices'
    $cli = Join-Path $root 'src/Cli/bin/Release/net10.0/TikTokBan.Cli.dll'

    # Somebody who approves, with a certificate that the profile knows.
    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Bram', $key, [Security.Cryptography.HashAlgorithmName]::SHA256)
    $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(30))
    $pem = Join-Path $TestDrive 'bram.pem'
    "$($certificate.ExportCertificatePem())`n$($key.ExportPkcs8PrivateKeyPem())" | Set-Content $pem
    $authority = Join-Path $TestDrive 'authority.yaml'
    $demand = "`napproval:`n  approvals: 1`n  signed: true`n  certificates:`n    - { account: bram@agency.example, sha256: $($certificate.GetCertHashString([Security.Cryptography.HashAlgorithmName]::SHA256)) }`n"
    (Get-Content (Join-Path $samples 'authority.yaml') -Raw) + $demand | Set-Content $authority

    # The sample's own register of waivers has a line that can't be read, and a line that can't be read may be an exception.
    $registers = (Copy-Item (Join-Path $samples registers) (Join-Path $TestDrive registers) -Recurse -PassThru)[0].FullName
    $waivers = Join-Path $registers 'waiver-register.csv'
    [IO.File]::WriteAllLines($waivers, ([IO.File]::ReadAllLines($waivers) -notmatch 'because'))

    function New-Store([string] $Name) {
        $store = Open-BanStore -Uri "$($tenant.Endpoint)/store/$Name"
        Send-BanFile -Store $store -Name authority.yaml -Path $authority
        Send-BanFolder -Store $store -Name registers.zip -Path $registers
        $store
    }

    function Get-Ledger($Store) {
        $copy = Join-Path $TestDrive "$(New-Guid).db"
        $null = Receive-BanFile -Store $Store -Name ledger.db -Path $copy
        $copy
    }

    # A place of its own: other tests that run at the same time make folders of such names, too.
    $usualTemp = $env:TMPDIR
    $env:TMPDIR = (New-Item (Join-Path $TestDrive 'tmp') -ItemType Directory).FullName
    function Get-WorkingFolder { (Get-ChildItem ([IO.Path]::GetTempPath()) -Directory -Filter 'tiktokban-*').FullName }

    # Runs a runbook in a process of its own, and kills that at once when the store shows what is waited for.
    function Stop-Runbook([string] $Command, [scriptblock] $When) {
        $folders = Get-WorkingFolder
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', "$Command *>`$null") { $start.ArgumentList.Add($argument) }
        $run = [Diagnostics.Process]::Start($start)
        # It is halted while the store is looked at: on a busy machine it could otherwise end before the look does.
        for ($look = 0; $look -lt 2400 -and -not $run.HasExited; $look++) {
            if (-not $IsWindows) { sh -c "kill -STOP $($run.Id)" 2>$null }
            $isSeen = & $When
            if ($isSeen) { break }
            if (-not $IsWindows) { sh -c "kill -CONT $($run.Id)" 2>$null }
            Start-Sleep -Milliseconds 25
        }
        $ended = $run.HasExited
        $run.Kill()
        $run.WaitForExit()
        # What a sandbox that is taken away takes with it.
        Get-WorkingFolder | Where-Object { $_ -notin $folders } | Remove-Item -Recurse -Force
        -not $ended
    }

    $scan = Join-Path $examples 'azure-automation/Invoke-BanScan.ps1'
    $removal = Join-Path $examples 'azure-automation/Invoke-BanRemoval.ps1'
    $usual = @{ Tenant = $tenant.Id; GraphEndpoint = $tenant.Endpoint }
    $site = 'https://agency716.sharepoint.com/sites/council'
}

AfterAll {
    $env:TMPDIR = $usualTemp
    if ($tenant) { $tenant.Process.Kill(); $tenant.Process.WaitForExit() }
    Get-Module TikTokBan.Runbook | Remove-Module
    $env:PSModulePath, $env:IDENTITY_ENDPOINT, $env:IDENTITY_HEADER = $before.Path, $before.Endpoint, $before.Header
}

Describe 'The scripts' {
    It 'pass the script analyzer' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'there is no PSScriptAnalyzer here' }
        Invoke-ScriptAnalyzer $examples -Recurse | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName)" } | Should -BeNullOrEmpty
    }
}

Describe 'Granting permissions' {
    BeforeAll {
        $who = @{ ClientId = '716ccccc-0000-4000-8000-000000000002'; AccessToken = $tenant.Token; GraphEndpoint = $tenant.Endpoint; Confirm = $false; WarningAction = 'SilentlyContinue' }
    }

    It 'only shows what is missing unless told to grant' {
        $shown = & $grant @who
        $shown.State | Sort-Object -Unique | Should -Be Missing
        $shown.Permission | Should -Be ((Test-TikTokBanAccess -List | Where-Object { -not $_.IsOptional }).Permission)
        (& $grant @who).State | Sort-Object -Unique | Should -Be Missing
    }

    It 'grants nothing with -WhatIf' {
        (& $grant @who -Grant -WhatIf).State | Sort-Object -Unique | Should -Be Missing
        (& $grant @who).State | Should -Not -Contain Held
    }

    It 'grants exactly what the sources need that were chosen, and once' {
        $given = & $grant @who -Source mdm.devices, publish.files -For Read, Publish -Grant
        $given.Permission | Should -Be DeviceManagementManagedDevices.Read.All, Sites.Selected
        $given.State | Should -Be Granted, Granted
        (& $grant @who -Source mdm.devices, publish.files -For Read, Publish -Grant).State | Should -Be Held, Held
    }

    It 'looks for permissions of Defender where Defender has them' {
        $shown = & $grant @who -Source block.indicators -For Apply
        $shown.Where({ $_.Permission -eq 'Ti.ReadWrite' }).Resource | Should -Be WindowsDefenderATP
    }

    It 'takes back what is not needed, only when told to' {
        (& $grant @who -Source mdm.devices).Where({ $_.State -eq 'Unwanted' }).Permission | Should -Be Sites.Selected
        (& $grant @who -Source mdm.devices -Remove -WhatIf).State | Should -Contain Unwanted
        (& $grant @who -Source mdm.devices -Remove).State | Should -Be Held, Removed
        (& $grant @who -Source mdm.devices).State | Should -Be Held
    }

    It 'refuses a source that nobody knows and an application that is not there' {
        { & $grant @who -Source mdm.device } | Should -Throw '*no source mdm.device*'
        $other = $who.Clone()
        $other.ClientId = New-Guid
        { & $grant @other } | Should -Throw '*no application or managed identity*'
    }

    It 'means the service principal that the product means' {
        $product = (Test-TikTokBanAccess -List -AsScript PowerShell) -match "New-MgServicePrincipal -AppId '([^']+)'" ? $Matches[1] : 'none'
        Get-Content $grant -Raw | Should -BeLike "*'$product'*"
    }

    It 'is said in full on the page about runbooks' {
        $needs = @(Test-TikTokBanAccess -List | Where-Object { -not $_.IsOptional }) + @(Test-TikTokBanAccess -List -For Publish -Source publish.files)
        $table = @('| permission | for |', '| --- | --- |') + $needs.ForEach({ '| `{0}` | {1} |' -f $_.Permission, ($_.Sources.ForEach({ '`{0}`' -f $_ }) -join ', ') })
        $page = Get-Content (Join-Path $examples 'azure-automation/README.md') -Raw
        $page.ReplaceLineEndings("`n").Contains("<!-- permissions -->`n$($table -join "`n")`n<!-- /permissions -->") | Should -BeTrue -Because ($table -join "`n")
    }
}

Describe 'The scanning runbook' {
    BeforeAll {
        # From here on the machine's identity holds what the page says, and nothing more.
        $sources = @((Test-TikTokBanAccess -List | Where-Object { -not $_.IsOptional }).Sources | Select-Object -Unique) + 'publish.files'
        $null = & $grant -ClientId $own -AccessToken $tenant.Token -GraphEndpoint $tenant.Endpoint -For Read, Publish -Source $sources -Grant -Remove -Confirm:$false -WarningAction SilentlyContinue
        $store = New-Store one
        $one = $usual + @{ Store = $store.Uri; Site = $site; Source = $few }
    }

    It 'says beforehand how far a run has come, and changes nothing' {
        $files = Get-BanFile -Store $store
        & $scan @one -Key first -Rehearse $true 6>$null | Should -Be 'Run first has come to: nothing yet.'
        Get-BanFile -Store $store | Should -Be $files
    }

    It 'scans, keeps, plans, reports and hands over, and tells the log of nobody' {
        $planning = $one.Clone()
        $planning.Source = $few + 'directory.groups', 'mdm.inventory'
        $all = & $scan @planning -Key first -PlanAuthor ada@agency.example -PlanOrganisation regions -PlanScanDays 30000 *>&1
        $result = $all.Where({ $_ -is [pscustomobject] -and $_.PSObject.Properties['stage'] })
        $result.stage | Should -Be published
        $result.planned | Should -BeGreaterThan 1
        $result.report | Should -Be "$site/Shared%20Documents/TikTokBan/first"
        Get-BanFile -Store $store | Should -Be authority.yaml, ledger.db, plan-first.json, registers.zip, report-first.zip, run-first.json, run.lock, state.zip
        $all | Out-String -Width 4000 | Should -Not -Match '@'
        (Get-TikTokScan -Ledger (Get-Ledger $store)).Id | Should -Be $result.scan
        Get-TikTokBanContext | Should -BeNullOrEmpty
    }

    It 'does a run once' {
        (& $scan @one -Key first 6>$null).stage | Should -Be published
        (Get-TikTokScan -Ledger (Get-Ledger $store)).Runs | Should -Be 1
    }

    It 'goes on where it was killed, under the same job, and scans and publishes nothing twice' {
        $job = New-Guid
        $command = "& '$scan' -Tenant $($tenant.Id) -GraphEndpoint $($tenant.Endpoint) -Store $($store.Uri) -Site $site -Source $($few -join ',') -Key killed -Job $job"
        Stop-Runbook $command { Receive-BanRecord -Store $store -Name run-killed.json } | Should -BeTrue
        $record = Receive-BanRecord -Store $store -Name run-killed.json
        $record.stage | Should -Be scanned

        # The lock is the killed job's; a stranger has to leave it alone.
        { & $scan @one -Key other } | Should -Throw "Job $job works on this store*"
        $PSPrivateMetadata = @{ JobId = $job }
        (& $scan @one -Key killed 6>$null 3>$null).stage | Should -Be published
        Remove-Variable PSPrivateMetadata
        (Receive-BanRecord -Store $store -Name run-killed.json).scan | Should -Be $record.scan
        (Get-TikTokScan $record.scan -Ledger (Get-Ledger $store)).Runs | Should -Be 1
    }

    It 'ends in good order when its time is over' {
        $folders = Get-WorkingFolder
        { & $scan @one -Key late -Minutes 0 } | Should -Throw '*time for this run is over*'
        Receive-BanRecord -Store $store -Name run-late.json | Should -BeNullOrEmpty
        Get-WorkingFolder | Should -Be $folders
        $next = Open-BanStore -Uri $store.Uri
        Enter-BanRun -Store $next -Job (New-Guid)
        Exit-BanRun -Store $next
    }

    It 'fails with a sentence when the store refuses it' {
        $elsewhere = $one.Clone()
        $elsewhere.Store = 'http://storage.example/tiktokban'
        { & $scan @elsewhere } | Should -Throw '*none.'
        $elsewhere.Store = "$($tenant.Endpoint)/nowhere/tiktokban"
        { & $scan @elsewhere } | Should -Throw 'Storage did not do PUT of run.lock: 404.'
    }

    It 'shares its process with another, and neither touches the other''s session' {
        $null = Connect-TikTokBan $tenant.Id -Name mine -AccessToken $tenant.Token -GraphEndpoint $tenant.Endpoint -PassThru
        $shells = foreach ($name in 'north', 'south', 'south') {
            if ($name -eq 'north' -or -not $second) { $second = $name -eq 'south'; $null = New-Store $name }
            $shell = [powershell]::Create().AddCommand($scan).AddParameters($usual + @{ Store = "$($tenant.Endpoint)/store/$name"; Source = $few; Key = 'both' })
            @{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        $ended = foreach ($one in $shells) {
            try { $one.Shell.EndInvoke($one.Running).stage } catch { "$($_.Exception.InnerException.Message)" }
            $one.Shell.Dispose()
        }
        $ended[0] | Should -Be reported
        # Of the two with one store, one works and the other leaves it alone; or comes when all is done.
        $ended[1..2] | Should -Contain reported
        $ended[1..2].Where({ $_ -ne 'reported' }) | ForEach-Object { $_ | Should -BeLike '*works on this store*' }
        (Get-TikTokScan -Ledger (Get-Ledger (Open-BanStore -Uri "$($tenant.Endpoint)/store/south"))).Runs | Should -Be 1
        (Get-TikTokBanContext).Name | Should -Be mine
        Disconnect-TikTokBan
    }
}

Describe 'The removing runbook' {
    BeforeAll {
        # An identity of its own, with what acting needs.
        $null = & $grant -ClientId $own -AccessToken $tenant.Token -GraphEndpoint $tenant.Endpoint -For Apply -Grant -Confirm:$false
        $store = Open-BanStore -Uri "$($tenant.Endpoint)/store/one"
        $acting = $usual + @{ Store = $store.Uri; Plan = 'plan-first.json'; ClientId = $own; DefenderEndpoint = $tenant.Endpoint; Confirm = $false }
        $plan = Join-Path $TestDrive 'plan-first.json'
        $null = Receive-BanFile -Store $store -Name plan-first.json -Path $plan
        $earlier = Get-Ledger $store

        function Get-PlanGroup { (Invoke-RestMethod "$($tenant.Endpoint)/v1.0/groups?`$filter=startswith(displayName,'TikTokBan p-')&`$select=id,displayName" -Headers @{ Authorization = "Bearer $([Net.NetworkCredential]::new('', $tenant.Token).Password)" }).value }
    }

    It 'carries out nothing that nobody approved' {
        { & $removal @acting } | Should -Throw 'Nobody has approved plan-first.json*'
        { & $removal @acting -Rehearse $true } | Should -Throw 'Nobody has approved*'
    }

    It 'takes no approval that anybody could have written' {
        $unsigned = Join-Path $TestDrive 'unsigned.approval.json'
        $null = Approve-TikTokRemovalPlan $plan -As bram@agency.example -OutFile $unsigned
        Send-BanFile -Store $store -Name plan-first.bram@agency.example.approval.json -Path $unsigned
        { & $removal @acting } | Should -Throw '*sign*'
        { & $removal @acting -AllowUnsigned $true } | Should -Throw '*sign*' -Because 'the profile demands more than the runbook'

        $lax = New-Store lax
        Send-BanFile -Store $lax -Name authority.yaml -Path (Join-Path $samples authority.yaml)
        foreach ($name in 'plan-first.json', 'ledger.db') {
            $null = Receive-BanFile -Store $store -Name $name -Path (Join-Path $TestDrive lax)
            Send-BanFile -Store $lax -Name $name -Path (Join-Path $TestDrive lax)
        }
        $elsewhere = $acting.Clone()
        $elsewhere.Store = $lax.Uri
        { & $removal @elsewhere } | Should -Throw '*does not demand signed approvals*'
        Get-PlanGroup | Should -BeNullOrEmpty
    }

    It 'takes no ring that is above its own limit' {
        $signed = Join-Path $TestDrive 'signed.approval.json'
        $null = Approve-TikTokRemovalPlan $plan -As bram@agency.example -Certificate $pem -OutFile $signed
        Send-BanFile -Store $store -Name plan-first.bram@agency.example.approval.json -Path $signed
        { & $removal @acting -MaxDevices 0 } | Should -Throw '*this runbook takes 0 at most.'
    }

    It 'shows what it would send, and sends nothing' {
        $folders = Get-WorkingFolder
        $shown = & $removal @acting -WhatIf 6>$null
        $shown.requests | Should -BeGreaterThan 1
        Get-PlanGroup | Should -BeNullOrEmpty
        Get-TikTokRemoval -Ledger (Get-Ledger $store) | Should -BeNullOrEmpty
        Get-WorkingFolder | Should -Be $folders
    }

    It 'carries one ring out, and its journal is in the store' {
        $all = & $removal @acting -JournalEvery 0:0:0 *>&1
        $done = $all.Where({ $_ -is [pscustomobject] -and $_.PSObject.Properties['outcomes'] })
        $done.outcomes.Done | Should -BeGreaterThan 1
        $done.outcomes.Failed | Should -BeNullOrEmpty
        $all | Out-String -Width 4000 | Should -Not -Match '@'
        (Get-TikTokRemoval -Ledger (Get-Ledger $store)).Rings[0].State | Should -Be Done
        (Get-PlanGroup).Count | Should -Be 1
        Get-BanFile -Store $store -Prefix under-way | Should -BeNullOrEmpty
    }

    It 'does nothing twice' {
        (& $removal @acting 6>$null).outcomes.Done | Should -BeNullOrEmpty
        (Get-PlanGroup).Count | Should -Be 1
    }

    It 'looks what it achieved, and carries nothing out' {
        $looked = & $removal @acting -Verify $true 6>$null
        ($looked.seen.Values | Measure-Object -Sum).Sum | Should -BeGreaterThan 0
        (Get-TikTokRemoval -Ledger (Get-Ledger $store)).Rings[1].State | Should -Be NotBegun
    }

    It 'goes on where it was killed, by the journal that had arrived' {
        $job = New-Guid
        $marks = [Collections.Generic.HashSet[string]]::new()
        $command = "& '$removal' -Tenant $($tenant.Id) -GraphEndpoint $($tenant.Endpoint) -DefenderEndpoint $($tenant.Endpoint) -Store $($store.Uri) -Plan plan-first.json -ClientId $own -Ring 2 -JournalEvery 0:0:0 -Job $job -Confirm:`$false"
        Stop-Runbook $command {
            $mark = Get-BanFile -Store $store -Prefix under-way
            if ($mark -and ($said = Receive-BanRecord -Store $store -Name $mark)) { $null = $marks.Add("$($said.journal.Ticks)") }
            $marks.Count -gt 2
        } | Should -BeTrue
        (Get-TikTokRemoval -Ledger (Get-Ledger $store)).Rings[1].State | Should -Be UnderWay

        $all = & $removal @acting -Ring 2 -Job $job 3>&1 6>$null
        "$($all.Where({ $_ -is [Management.Automation.WarningRecord] }))" | Should -BeLike "Job $job was cut off*"
        (Get-TikTokRemoval -Ledger (Get-Ledger $store)).Rings[1].State | Should -Be Done
        (Get-PlanGroup).displayName | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty
    }

    It 'says so when a journal was lost on the way, and finds what was made' {
        $groups = (Get-PlanGroup).Count
        # As after a sandbox that was taken away before its journal had arrived.
        Send-BanFile -Store $store -Name ledger.db -Path $earlier
        Send-BanRecord -Store $store -Name "under-way-$((Get-Content $plan -Raw | ConvertFrom-Json).id).json" -Record @{ job = 'earlier'; journal = '2026-11-16T02:20:00Z' }
        $all = & $removal @acting 3>&1 6>$null
        "$($all.Where({ $_ -is [Management.Automation.WarningRecord] }))" | Should -BeLike 'Job earlier was cut off*'
        $done = $all.Where({ $_ -isnot [Management.Automation.WarningRecord] })
        $done.outcomes.AlreadyDone | Should -BeGreaterThan 0
        (Get-PlanGroup).Count | Should -Be $groups
        Get-BanFile -Store $store -Prefix under-way | Should -BeNullOrEmpty
    }
}

Describe 'The template of the Automation account' {
    BeforeAll {
        $text = Get-Content (Join-Path $examples 'azure-automation/azuredeploy.json') -Raw
        $template = $text | ConvertFrom-Json -AsHashtable
    }

    It 'uses what it declares, and declares what it uses' {
        foreach ($kind in 'parameters', 'variables') {
            $used = [regex]::Matches($text, "$kind\('(\w+)'\)").ForEach({ $_.Groups[1].Value }) | Sort-Object -Unique
            $used | Should -Be @($template.$kind.Keys | Sort-Object)
        }
    }

    It 'gives the scheduled runbook all that it demands, and nothing that it doesn''t know' {
        $given = $template.resources.Where({ $_.type -like '*/jobSchedules' }).properties.parameters.Keys
        $known = (Get-Command $scan).Parameters
        $given.Where({ $_ -notin $known.Keys }) | Should -BeNullOrEmpty
        $known.Values.Where({ $_.Attributes.Mandatory -contains $true }).Name.Where({ $_ -notin $given }) | Should -BeNullOrEmpty
        [regex]::Matches($text, "/(Invoke-\w+)'").ForEach({ $_.Groups[1].Value }) | ForEach-Object { Join-Path $examples "azure-automation/$_.ps1" | Should -Exist }
    }

    It 'keeps the container to the two identities' {
        $account = $template.resources.Where({ $_.type -eq 'Microsoft.Storage/storageAccounts' }).properties
        $account.allowBlobPublicAccess | Should -BeFalse
        $account.allowSharedKeyAccess | Should -BeFalse
        $template.resources.Where({ $_.type -like '*roleAssignments' }).scope | Should -HaveCount 2
        $template.resources.Where({ $_.type -like '*roleAssignments' }).scope | ForEach-Object { $_ | Should -BeLike '*/containers/*' }
    }
}

Describe 'The workflow' {
    BeforeAll {
        # The module's own YAML reader, in a load context of its own.
        $yaml = [Runtime.Loader.AssemblyLoadContext]::new('yaml').LoadFromAssemblyPath((Join-Path $root 'artifacts/TikTokBan/lib/YamlDotNet.dll'))
        $reader = [Activator]::CreateInstance($yaml.GetType('YamlDotNet.Serialization.DeserializerBuilder')).Build()
        $workflow = $reader.Deserialize((Get-Content (Join-Path $examples 'github-actions/tiktokban.yml') -Raw))
        $job = $workflow['jobs']['report']
        $scanning = $job['steps'].Where({ $_['name'] -eq 'Scan and report' })[0]['run']
    }

    It 'is allowed no more than it needs, and runs once at a time' {
        $workflow['permissions'].Count | Should -Be 0
        $job['permissions'].Keys | Sort-Object | Should -Be contents, id-token
        $job['permissions']['contents'] | Should -Be read
        $workflow['concurrency']['group'] | Should -Not -BeNullOrEmpty
        $job['steps'].Where({ $_['uses'] }).ForEach({ $_['uses'] }) | ForEach-Object { $_ | Should -Match '@v\d+$' }
        $job['steps'].Where({ "$($_['uses'])" -like '*upload-artifact*' })[0]['with']['path'] | Should -Be report
    }

    It 'has steps that their shells understand' {
        foreach ($step in $job['steps'].Where({ $_['run'] -and -not $_['shell'] })) {
            $problems = $null
            $null = [Management.Automation.Language.Parser]::ParseInput($step['run'], [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
        }
    }

    It 'has steps that bash understands' {
        if (-not (Get-Command bash -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no bash here' }
        $own = $job['steps'].Where({ $_['shell'] -eq 'bash' })
        $own | Should -HaveCount 1
        $null = New-Item (Join-Path $TestDrive runner/ledger.db) -Force
        $own[0]['run'] | Set-Content (Join-Path $TestDrive step.sh)
        $env:RUNNER_TEMP = Join-Path $TestDrive runner
        try { bash -e (Join-Path $TestDrive step.sh) } finally { $env:RUNNER_TEMP = $null }
        $LASTEXITCODE | Should -Be 0
        Join-Path $TestDrive runner/ledger.db | Should -Not -Exist
    }

    It 'scans and reports with the token of its runner, and prints numbers only' {
        $folder = (New-Item (Join-Path $TestDrive checkout) -ItemType Directory).FullName
        Copy-Item $authority (Join-Path $folder authority.yaml)
        $variables = @{
            ACTIONS_ID_TOKEN_REQUEST_URL = "$($tenant.Endpoint)/workflow/id-token?api-version=2.0"; ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'made-up-workflow-secret'
            TENANT = $tenant.Id; CLIENT = $own; LOGIN = $tenant.Endpoint; GRAPH = $tenant.Endpoint; RUNNER_TEMP = $folder; GITHUB_STEP_SUMMARY = (Join-Path $folder summary.md)
        }
        $variables.GetEnumerator().ForEach({ Set-Item "env:$($_.Key)" $_.Value })
        try {
            $shell = [powershell]::Create()
            $set = "`$ErrorActionPreference = 'stop'; Set-Location '$folder'; `$PSDefaultParameterValues['Get-TikTokExposure:Source'] = $("'$($few -join "','")'")`n"
            $said = $shell.AddScript($set + $scanning).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            "$said" | Should -Match '\d+ cases on \d+ of \d+ devices'
            "$said $($shell.Streams.Warning) $($shell.Streams.Information)" | Should -Not -Match '@'
            Get-Content $variables.GITHUB_STEP_SUMMARY -Raw | Should -Match 'cases'
            Test-BanReport (Join-Path $folder report) -Quiet | Should -BeTrue
        }
        finally {
            $shell.Dispose()
            $variables.Keys.ForEach({ Set-Item "env:$_" $null })
        }
    }
}

Describe 'The systemd units' {
    BeforeAll { $units = Join-Path $examples systemd }

    It 'are what systemd understands' {
        if (-not (Get-Command systemd-analyze -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no systemd-analyze here' }
        $folder = (New-Item (Join-Path $TestDrive units) -ItemType Directory).FullName
        foreach ($unit in Get-ChildItem $units -Include *.service, *.timer -Recurse) {
            # The programs need not be on this machine for the units to be right.
            (Get-Content $unit -Raw) -replace '/opt/tiktokban/tiktokban|/usr/bin/logger', '/bin/true' | Set-Content (Join-Path $folder $unit.Name)
        }
        $said = systemd-analyze verify (Get-ChildItem $folder).FullName 2>&1
        "$said" | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
    }

    It 'run commands that the program understands, and take its statuses right' {
        if (-not (Test-Path $cli)) { Set-ItResult -Skipped -Because 'the console program is not built: dotnet build src/Cli --configuration Release' }
        $folder = (New-Item (Join-Path $TestDrive machine) -ItemType Directory).FullName
        $rsa = [Security.Cryptography.RSA]::Create(2048)
        $mine = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=app', $rsa, [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1).CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(30))
        "$($mine.ExportCertificatePem())`n$($rsa.ExportPkcs8PrivateKeyPem())" | Set-Content (Join-Path $folder app.pem)
        if (-not $IsWindows) { chmod 600 (Join-Path $folder app.pem) }
        $null = New-Item (Join-Path $folder tiktokban) -ItemType Directory
        $unit = Get-Content (Join-Path $units tiktokban.service)
        $clean = @('0') + (-split (($unit -match '^SuccessExitStatus=') -replace '^.*='))
        foreach ($command in ($unit -match '^ExecStart=') -replace '^ExecStart=') {
            $words = -split $command | Select-Object -Skip 1 | ForEach-Object {
                $_.Replace('%d', $folder).Replace('%S', $folder).Replace('${TENANT}', $tenant.Id).Replace('${CLIENT_ID}', '716ccccc-0000-4000-8000-000000000001').Replace('${REPORT_LANGUAGE}', 'fr-nl').Replace('/etc/tiktokban/registers', $registers).Replace('/etc/tiktokban/authority.yaml', $authority)
            }
            $words -match '[%$]|/etc/' | Should -BeNullOrEmpty
            if ($words[0] -eq 'scan') { $words += '--graph-endpoint', $tenant.Endpoint, '--login-endpoint', $tenant.Endpoint, '--source', ($few -join ',') }
            $said = dotnet $cli @words 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
            "$LASTEXITCODE" | Should -BeIn $clean -Because "$said"
        }
        Test-BanReport (Join-Path $folder 'tiktokban/report') -Quiet | Should -BeTrue
    }
}

Describe 'The script for a desk' {
    BeforeAll {
        # The tenant's own inventory would take a minute's share of Intune's export jobs, so an export of it lies with the registers.
        $folder = (Copy-Item $samples (Join-Path $TestDrive exports) -Recurse -PassThru)[0].FullName
        Get-ChildItem (Join-Path $folder intune) -Filter '*AppInv*' | Copy-Item -Destination (Join-Path $folder registers)
        $desk = [powershell]::Create()
        $variables = @{
            exports = $folder; tenant = $tenant.Id; out = (Join-Path $TestDrive desk); authority = (Join-Path $folder authority.yaml)
            signIn = @{ AccessToken = $tenant.Token; GraphEndpoint = $tenant.Endpoint }
        }
        $variables.GetEnumerator().ForEach({ $desk.Runspace.SessionStateProxy.SetVariable($_.Key, $_.Value) })
        # What is sampled is old, and what is asked of the tenant is little.
        $null = $desk.AddScript("`$PSDefaultParameterValues['New-TikTokRemovalPlan:ScanDays'] = 30000; `$PSDefaultParameterValues['Test-TikTokBanAccess:Source'] = 'directory.users'").Invoke()
    }

    AfterAll { $desk.Dispose() }

    It 'part <Title>' -ForEach $parts {
        if ($Code -match '-State ') { $Code = "`$PSDefaultParameterValues['Get-TikTokExposure:Source'] = '$($few -join "','")', 'directory.groups'`n$Code" }
        $desk.Commands.Clear()
        $desk.Streams.ClearStreams()
        $said = $desk.AddScript($Code).AddCommand('Out-String').AddParameter('Width', 200).Invoke()
        "$($desk.Streams.Error)" | Should -BeNullOrEmpty
        if ($Title -match '^(2|3|7|9|10) ') { "$said".Trim() | Should -Not -BeNullOrEmpty }
    }

    It 'leaves a report and a plan that was approved, and nothing done' {
        Join-Path $TestDrive 'desk/report/report.html' | Should -Exist
        Get-Item (Join-Path $TestDrive 'desk/plan.*.approval.json') | Should -HaveCount 1
        Get-TikTokRemoval -Ledger (Join-Path $TestDrive desk/ledger.db) | Should -BeNullOrEmpty
    }
}
