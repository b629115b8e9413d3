#Requires -Version 7.4
# Each parameter set of each cmdlet has an example here, and each is run: in this order, against one made-up tenant.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/TikTokBan') -Force

    # Where this machine can't go on, the error that says so is the example's end.
    $examples = [ordered]@{
        'Get-BanDirective/Path' = { Get-BanDirective be-federal-716 -Path $own }
        'Get-BanDirective/LiteralPath' = { Get-BanDirective agency-716 -LiteralPath $own }
        'Test-BanDirective/Path' = { Test-BanDirective "$work/own*.yaml" -Quiet }
        'Test-BanDirective/LiteralPath' = { Get-Item $own | Test-BanDirective -Quiet }
        'Get-CoveredApplication/__AllParameterSets' = { Get-CoveredApplication 'tiktok*' }
        'Test-CoveredApplication/__AllParameterSets' = { [pscustomobject]@{ Value = 'com.zhiliaoapp.musically'; Kind = '' } | Test-CoveredApplication }
        'Connect-TikTokBan/Interactive' = { Connect-TikTokBan $tenant.Id @at }, 'ArgumentUnusable'
        'Connect-TikTokBan/DeviceCode' = { Connect-TikTokBan $tenant.Id @at -DeviceCode -PassThru }
        'Connect-TikTokBan/ManagedIdentity' = { [pscustomobject]@{ TenantId = $tenant.Id; Name = 'north' } | Connect-TikTokBan @at -ManagedIdentity -ClientId $identity -PassThru }
        'Connect-TikTokBan/Certificate' = { Connect-TikTokBan $tenant.Id @at -Certificate $certificate -ClientId $tenant.Client -PassThru }
        'Connect-TikTokBan/CertificatePath' = { Connect-TikTokBan $tenant.Id @at -CertificatePath $pem -ClientId $tenant.Client -PassThru }
        'Connect-TikTokBan/CertificateThumbprint' = { Connect-TikTokBan $tenant.Id @at -CertificateThumbprint ('0' * 40) -ClientId $tenant.Client }, 'CertificateUnusable'
        'Connect-TikTokBan/ClientSecret' = { Connect-TikTokBan $tenant.Id @at -ClientSecret (ConvertTo-SecureString $tenant.Secret -AsPlainText -Force) -ClientId $tenant.Client -PassThru }
        'Connect-TikTokBan/WorkloadIdentity' = { Connect-TikTokBan $tenant.Id @at -WorkloadIdentity -ClientId $tenant.Client -PassThru }
        'Connect-TikTokBan/AccessTokenScript' = { Connect-TikTokBan $tenant.Id @at -AccessTokenScript { $tenant.TokenText } -PassThru }
        'Connect-TikTokBan/AccessToken' = { Connect-TikTokBan $tenant.Id @at -AccessToken $tenant.Token -PassThru }
        'Get-TikTokBanContext/__AllParameterSets' = { Get-TikTokBanContext 'n*', 'nobody' }
        'Disconnect-TikTokBan/Session' = { Get-TikTokBanContext $tenant.Id | Where-Object Name -NE north | Disconnect-TikTokBan; Get-TikTokBanContext }
        'Test-TikTokBanAccess/Tenant' = { Test-TikTokBanAccess north -Source directory.groups }
        'Test-TikTokBanAccess/Session' = { Get-TikTokBanContext | Test-TikTokBanAccess -Source directory.groups }
        'Test-TikTokBanAccess/List' = { Test-TikTokBanAccess -List -Source directory.groups }
        'Get-TikTokExposure/Exports' = { Get-Item $samples | Get-TikTokExposure -AsOf 2026-11-16 @quiet -Ledger $ledger -Organisation regions }
        'Get-TikTokExposure/Tenant' = { Get-BanDirective be-federal-716 | Get-TikTokExposure -Source software.inventory @quiet }
        'Get-TikTokExposure/Session' = { Get-TikTokBanContext | Get-TikTokExposure -Source software.inventory -AsScan @quiet }
        'Get-TikTokScan/__AllParameterSets' = { Get-TikTokScan latest -Ledger $ledger }
        'Compare-TikTokExposure/__AllParameterSets' = { Get-TikTokScan latest -Ledger $ledger | Compare-TikTokExposure -Reference $scan -Change Same -Ledger $ledger @quiet }
        'Backup-TikTokLedger/__AllParameterSets' = { Backup-TikTokLedger "$work/copy.db" -Ledger $ledger -PassThru }
        'Grant-TikTokWaiver/Described' = { Import-Csv $table | Grant-TikTokWaiver -Ledger $ledger }
        'Get-TikTokWaiver/__AllParameterSets' = { Get-TikTokWaiver -State Valid -Ledger $ledger }
        'Test-TikTokWaiver/Registered' = { Get-TikTokWaiver -Ledger $ledger | Test-TikTokWaiver -Ledger $ledger }
        'Test-TikTokWaiver/Described' = { Import-Csv $table | Test-TikTokWaiver -Ledger $ledger }
        'Export-TikTokWaiver/__AllParameterSets' = { Get-TikTokBanContext | Export-TikTokWaiver -Site $site -List Waivers -Ledger $ledger }
        'Import-TikTokWaiver/__AllParameterSets' = { Import-TikTokWaiver -Site $site -List Waivers -Ledger "$work/other.db" -Confirm:$false }
        'Revoke-TikTokWaiver/__AllParameterSets' = { Get-TikTokWaiver -Ledger $ledger | Revoke-TikTokWaiver -By ada@agency.example -Why 'It is over' -Ledger $ledger }
        'Export-BanReport/Exposures' = { $found | Export-BanReport "$work/reports/one" -Format Json, Html }
        'Export-BanReport/Scan' = { $scan | Export-BanReport "$work/reports/two" -Format Json, Html }
        'Export-BanReport/Ledger' = { Get-TikTokScan latest -Ledger $ledger | Export-BanReport "$work/three" -Format Json -Ledger $ledger }
        'Test-BanReport/Path' = { Test-BanReport "$work/reports/*" -Quiet }
        'Test-BanReport/LiteralPath' = { Get-ChildItem "$work/reports" | Test-BanReport -Quiet }
        'Merge-BanReport/Path' = { Merge-BanReport "$work/reports" "$work/nation" @quiet }
        'Merge-BanReport/LiteralPath' = { Get-ChildItem "$work/reports" | Merge-BanReport -OutDirectory "$work/nation-again" @quiet }
        'Publish-BanReport/Path' = { Publish-BanReport "$work/reports/on?" -Site $site -Folder x -Ledger $ledger }
        'Publish-BanReport/LiteralPath' = { Get-Item "$work/reports/one" | Publish-BanReport -Site $site -Folder y -Ledger $ledger }
        'New-TikTokRemovalPlan/Exposures' = { $found | New-TikTokRemovalPlan "$work/plan.json" @plans -Tenant $tenant.Id }
        'New-TikTokRemovalPlan/Scan' = { $scan | New-TikTokRemovalPlan "$work/whole.json" @plans }, 'PlanOverLimits'
        'New-TikTokRemovalPlan/Ledger' = { Get-TikTokScan latest -Ledger $ledger | New-TikTokRemovalPlan "$work/plan2.json" @plans -Organisation regions }
        'Approve-TikTokRemovalPlan/Path' = { Approve-TikTokRemovalPlan "$work/plan*.json" -As bram@agency.example }
        'Approve-TikTokRemovalPlan/LiteralPath' = { Get-Item "$work/plan.json" | Approve-TikTokRemovalPlan -As carla@agency.example }
        'Invoke-TikTokRemoval/LiteralPath' = { Get-Item "$work/plan.json" | Invoke-TikTokRemoval @removals -WhatIf }
        'Invoke-TikTokRemoval/Exposures' = { $found | Invoke-TikTokRemoval @removals -As ada@agency.example -WhatIf }
        'Invoke-TikTokRemoval/Plan' = { Invoke-TikTokRemoval "$work/plan.json" @removals -Confirm:$false }
        'Get-TikTokRemoval/Path' = { Get-TikTokRemoval latest -Ledger $ledger }
        'Get-TikTokRemoval/LiteralPath' = { Get-Item "$work/plan.json" | Get-TikTokRemoval -Ledger $ledger }
        'Test-TikTokRemoval/Path' = { Get-TikTokRemoval latest -Ledger $ledger | Test-TikTokRemoval -Exports $samples -Ledger $ledger @quiet }
        'Test-TikTokRemoval/LiteralPath' = { Get-Item "$work/plan.json" | Test-TikTokRemoval -Exports $samples -Ledger $ledger @quiet }
        'Undo-TikTokRemoval/Path' = { Undo-TikTokRemoval latest -Ledger $ledger -WhatIf }
        'Undo-TikTokRemoval/LiteralPath' = { Get-Item "$work/plan.json" | Undo-TikTokRemoval -Ledger $ledger -Confirm:$false }
        'Enable-TikTokBlock/__AllParameterSets' = { Enable-TikTokBlock Entra @blocks -Confirm:$false }
        'Disable-TikTokBlock/Path' = { Disable-TikTokBlock latest -Ledger $ledger @quiet -Confirm:$false }
        'Disable-TikTokBlock/LiteralPath' = { $null = Enable-TikTokBlock Entra @blocks -PlanPath "$work/block.json"; Get-Item "$work/block.json" | Disable-TikTokBlock -Ledger $ledger -WhatIf @quiet }, 'PlanNotFound'
        'Get-TikTokBlock/Values' = { Get-TikTokBlock -Application (Get-CoveredApplication tiktok) }
        'Get-TikTokBlock/List' = { Get-TikTokBlock Hosts -AsOf today }
        'Get-TikTokBlock/InForce' = { Get-TikTokBanContext | Get-TikTokBlock -InForce -Ledger $ledger @quiet; 'looked' }
        'Test-TikTokLedger/__AllParameterSets' = { New-TikTokLedgerCheckpoint "$work/kept.json" -Ledger $ledger @quiet | Test-TikTokLedger -Ledger $ledger }
        'New-TikTokLedgerCheckpoint/__AllParameterSets' = { New-TikTokLedgerCheckpoint "$work/signed.json" -SignWith $pem -Ledger $ledger @quiet }
        'Copy-TikTokLedger/__AllParameterSets' = { Copy-TikTokLedger "$work/moved.db" -Ledger $ledger @quiet }
        'Get-TikTokTrend/__AllParameterSets' = { Get-TikTokTrend Month Verdict -Directive (Get-BanDirective be-federal-716) -Ledger $ledger }
        'Get-TikTokLedgerSubject/__AllParameterSets' = { [pscustomobject]@{ Name = 'an@agency.example'; OutDirectory = "$work/access" } | Get-TikTokLedgerSubject -As dpo@agency.example -Ledger $ledger }
        'Remove-TikTokLedgerSubject/__AllParameterSets' = { Import-Csv $table | Select-Object @{ Name = 'Name'; Expression = 'Holder' } | Remove-TikTokLedgerSubject -As dpo@agency.example -Ledger "$work/moved.db" -Confirm:$false @quiet }
        'Clear-TikTokLedger/__AllParameterSets' = { Clear-TikTokLedger -Authority $plans.Authority -As retention-runbook -Ledger "$work/moved.db" -Confirm:$false }
        'Export-TikTokBlockList/__AllParameterSets' = { Export-TikTokBlockList Hosts "$work/hosts.txt" }
        'Test-TikTokBlockList/Path' = { Test-TikTokBlockList Hosts "$work/h*s.txt" -Quiet }
        'Test-TikTokBlockList/LiteralPath' = { Get-Item "$work/hosts.txt" | Test-TikTokBlockList Hosts -Quiet }
        'Disconnect-TikTokBan/Tenant' = { Disconnect-TikTokBan north; (Get-TikTokBanContext).Count }
    }
    $cases = $examples.GetEnumerator().ForEach({ @{ Set = $_.Key; Do = @($_.Value)[0]; Fails = @($_.Value)[1] } })
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Support/MadeUpTenant.ps1')
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force

    # Not in TestDrive, which is emptied after each block.
    $work = (New-Item (Join-Path ([IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory).FullName
    $samples = Join-Path $root 'samples/authority'
    $tenant = Start-MadeUpTenant $work '--unlimited', '--check-in', '0'
    $site = 'https://agency716.sharepoint.com/sites/council'
    $ledger = Join-Path $work 'ledger.db'
    $quiet = @{ WarningAction = 'Ignore'; InformationAction = 'Ignore' }
    # A managed identity's token is kept for the process: this one is not that of another file's tenant.
    $identity = '716c0000-0000-4000-8000-0000000000f5'
    $at = @{ GraphEndpoint = $tenant.Graph; LoginEndpoint = $tenant.Login; DefenderEndpoint = $tenant.Defender; InformationAction = 'Ignore' }
    $blocks = @{ EntraApplication = '716a0000-0000-4000-8000-00000000abcd'; As = 'ada@agency.example'; Ledger = $ledger } + $quiet
    $plans = @{ Author = 'ada@agency.example'; Authority = Join-Path $samples 'authority.yaml'; ScanDays = 30000; Ledger = $ledger; WarningAction = 'Ignore' }

    $own = Join-Path $work 'own.yaml'
    (Get-Content (Get-BanDirective be-federal-716).Path -Raw) -replace 'id: be-federal-716', 'id: agency-716' | Set-Content $own
    $table = Join-Path $work 'waivers.csv'
    Set-Content $table @'
Holder,Directive,Kind,Approver,ApprovedBy,Grantor,Motive,Documented,Condition,ValidFrom,Expires,Serial
an@agency.example,us-omb-m-23-13,law-enforcement,head,Ada Ash,ada@agency.example,Inquiries,yes,singlePurpose=true; wifi=false,,2099-01-31,
bo@agency.example,us-omb-m-23-13,law-enforcement,head,Ada Ash,ada@agency.example,Inquiries,,,today,2099-01-31,
'@

    # The sample's own register of waivers has a line that can't be read, and a line that can't be read may be an exception.
    $registers = (Copy-Item (Join-Path $samples registers) (Join-Path $work registers) -Recurse -PassThru)[0].FullName
    $waivers = Join-Path $registers 'waiver-register.csv'
    [IO.File]::WriteAllLines($waivers, ([IO.File]::ReadAllLines($waivers) -notmatch 'because'))
    $removals = @{ Authority = $plans.Authority; Registers = $registers; Ledger = $ledger } + $quiet

    $rsa = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=app', $rsa, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(30))
    $pem = Join-Path $work 'app.pem'
    Set-Content $pem "$($certificate.ExportCertificatePem())`n$($rsa.ExportPkcs8PrivateKeyPem())"
    $kept = @{}
    foreach ($name in 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'AZURE_FEDERATED_TOKEN_FILE') { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
    $env:IDENTITY_ENDPOINT, $env:IDENTITY_HEADER = "$($tenant.Graph)/msi/token", 'made-up-identity-header'
    $env:AZURE_FEDERATED_TOKEN_FILE = Join-Path $work 'assertion'
    Set-Content $env:AZURE_FEDERATED_TOKEN_FILE (Invoke-RestMethod "$($tenant.Graph)/workflow/id-token" -Headers @{ Authorization = 'Bearer made-up-workflow-secret' }).value -NoNewline

    $scan = Get-TikTokExposure $samples -AsOf 2026-11-16 -Ledger $ledger -AsScan @quiet
    $found = $scan.Exposures | Where-Object Organisation -EQ regions
}

AfterAll {
    Disconnect-TikTokBan
    Stop-MadeUpTenant $tenant
    Remove-Item $work -Recurse -Force
    foreach ($name in $kept.Keys) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) }
}

Describe 'Parameter sets' {
    It 'each has an example here, and each example a parameter set' -ForEach @{ Examples = @($cases.Set) } {
        $there = Get-Command -Module TikTokBan | ForEach-Object { $name = $_.Name; $_.ParameterSets.ForEach({ "$name/$($_.Name)" }) }
        Compare-Object @($there) $Examples | ForEach-Object { "$($_.InputObject) $($_.SideIndicator)" } | Should -BeNullOrEmpty
    }

    It '<Set>' -ForEach $cases {
        "$Do" | Should -Match ([regex]::Escape($Set.Split('/')[0])) -Because 'it is the example of this cmdlet'
        $ErrorActionPreference = 'Stop'
        $failure = $written = $null
        try { $written = & $Do } catch { $failure = $_ }
        if ($Fails) { $failure.FullyQualifiedErrorId | Should -BeLike "$Fails,*" }
        else {
            $failure | Should -BeNullOrEmpty
            $written | Should -Not -BeNullOrEmpty
        }
    }
}

Describe '-WhatIf' {
    BeforeDiscovery {
        $rehearsals = @{
            'Backup-TikTokLedger' = { Backup-TikTokLedger "$work/nothing.db" -Ledger $ledger -WhatIf }
            'Approve-TikTokRemovalPlan' = { Approve-TikTokRemovalPlan "$work/later.json" -As carla@agency.example -WhatIf -PassThru }
            'Clear-TikTokLedger' = { Clear-TikTokLedger -Days 30 -As dpo@agency.example -Ledger $ledger -WhatIf -PassThru }
            'Copy-TikTokLedger' = { Copy-TikTokLedger "$work/nowhere.db" -Ledger $ledger -WhatIf }
            'Disable-TikTokBlock' = { Disable-TikTokBlock latest -Ledger $ledger -WhatIf @quiet }
            'Enable-TikTokBlock' = { Enable-TikTokBlock Entra, Defender @blocks -WhatIf }
            'Export-BanReport' = { $found | Export-BanReport "$work/nothing" -WhatIf }
            'Export-TikTokBlockList' = { Export-TikTokBlockList Hosts "$work/nothing.txt" -WhatIf }
            'Export-TikTokWaiver' = { Export-TikTokWaiver -Site $site -List Nothing -Ledger $ledger -WhatIf }
            'Get-TikTokLedgerSubject' = { Get-TikTokLedgerSubject cy@agency.example -As dpo@agency.example -OutDirectory "$work/nothing" -Ledger $ledger -WhatIf }
            'Grant-TikTokWaiver' = { Import-Csv $table | Grant-TikTokWaiver -Ledger $ledger -WhatIf -PassThru @quiet }
            'Import-TikTokWaiver' = { Import-TikTokWaiver -Site $site -List Waivers -Ledger $ledger -WhatIf @quiet }
            'Invoke-TikTokRemoval' = { Get-Item "$work/later.json" | Invoke-TikTokRemoval @removals -WhatIf }
            'Merge-BanReport' = { Merge-BanReport "$work/reports" "$work/nothing" -WhatIf }
            'New-TikTokLedgerCheckpoint' = { New-TikTokLedgerCheckpoint "$work/nothing.json" -Ledger $ledger -WhatIf }
            'New-TikTokRemovalPlan' = { $found | New-TikTokRemovalPlan "$work/nothing.json" @plans -WhatIf -PassThru }
            'Publish-BanReport' = { Publish-BanReport "$work/reports/one" -Site $site -Folder z -Ledger $ledger -WhatIf }
            'Remove-TikTokLedgerSubject' = { Remove-TikTokLedgerSubject cy@agency.example -As dpo@agency.example -Ledger $ledger -WhatIf -PassThru @quiet }
            'Revoke-TikTokWaiver' = { Revoke-TikTokWaiver W-1 -By ada@agency.example -Why no -Ledger $ledger -WhatIf }
            'Undo-TikTokRemoval' = { Undo-TikTokRemoval latest -Ledger $ledger -WhatIf @quiet }
        }
        $rehearsed = $rehearsals.GetEnumerator().ForEach({ @{ Name = $_.Key; Do = $_.Value } })
    }

    BeforeAll {
        Connect-TikTokBan $tenant.Id @at -ManagedIdentity -ClientId $identity
        $null = Grant-TikTokWaiver us-omb-m-23-13 -Id W-1 -Holder cy@agency.example -Kind law-enforcement -Approver head -ApprovedBy 'Ada Ash' -Grantor ada@agency.example -Motive Inquiries -Documented yes -Expires 2099-01-31 -Ledger $ledger
        $null = $found | New-TikTokRemovalPlan "$work/later.json" @plans -Tenant $tenant.Id | Approve-TikTokRemovalPlan -As bram@agency.example
        function Get-State {
            $files = Get-ChildItem $work -Recurse -File -Exclude tenant-*.log | Sort-Object FullName | ForEach-Object { "$($_.FullName) $((Get-FileHash $_.FullName).Hash)" }
            @($files) + (Get-MadeUpTenantWrite $tenant)
        }
    }

    It 'is tried here of each cmdlet that has it' -ForEach @{ Names = @($rehearsed.Name) } {
        Compare-Object (Get-Command -Module TikTokBan | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name $Names | ForEach-Object InputObject | Should -BeNullOrEmpty
    }

    It 'changes nothing: <Name>' -ForEach $rehearsed {
        $before = Get-State
        $ErrorActionPreference = 'Stop'
        $null = & $Do
        Compare-Object $before (Get-State) | ForEach-Object InputObject | Should -BeNullOrEmpty
    }

    It 'rehearses a pipeline with -PassThru' {
        $plan = $found | New-TikTokRemovalPlan "$work/nothing.json" @plans -WhatIf -PassThru
        $plan.Actions | Should -Not -BeNullOrEmpty
        $plan.Path | Should -Not -Exist
        (Approve-TikTokRemovalPlan "$work/later.json" -As carla@agency.example -WhatIf -PassThru).Path | Should -Not -Exist
        (Import-Csv $table | Grant-TikTokWaiver -Ledger $ledger -WhatIf -PassThru @quiet).Holder | Should -Be an@agency.example, bo@agency.example
    }

    It 'is not needed by what only reads' {
        $before = Get-State
        $null = Get-TikTokRemoval -Ledger $ledger; Get-TikTokWaiver -Ledger $ledger; Get-TikTokScan -Ledger $ledger; Test-TikTokBanAccess -Source directory.groups @quiet
        Compare-Object $before (Get-State) | ForEach-Object InputObject | Should -BeNullOrEmpty
    }
}
