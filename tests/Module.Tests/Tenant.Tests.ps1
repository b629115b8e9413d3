#Requires -Version 7.4
# A tenant that answers on this machine, as an administrator reads it.

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $module = Join-Path $root 'artifacts/TikTokBan'
    Import-Module $module -Force

    # Starts a made-up tenant; its first lines say where it answers and where its token lies.
    function Start-Tenant([string[]] $Option = @()) {
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in @((Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0', '--unlimited'; $Option)) { $start.ArgumentList.Add($argument) }
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
        $found = @{ Process = $process; Id = $Matches[1]; Endpoint = $Matches[2]; Token = Get-Content $Matches[3] -Raw }
        $null = $said -match '--client-id (\S+)'
        $found.Client = $Matches[1]
        $found
    }

    function Stop-Tenant($Tenant) {
        if ($Tenant) { $Tenant.Process.Kill(); $Tenant.Process.WaitForExit() }
    }

    function Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

    $tenant = Start-Tenant
}

AfterAll { Stop-Tenant $tenant }

Describe 'Without a session' {
    It 'says in a sentence what to do' {
        { Get-TikTokExposure } | Should -Throw '*Connect-TikTokBan first, or scan exports with -Exports*' -ErrorId 'NotConnected,*'
        { Test-TikTokBanAccess } | Should -Throw -ErrorId 'NotConnected,*'
        { Get-TikTokExposure -Source mdm.inventory } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'still scans exports' {
        (Get-TikTokExposure -Exports (Join-Path $root samples/authority) -AsOf 2026-11-16 6>$null 3>$null).Count | Should -BeGreaterThan 50
    }

    It 'ends nothing and says nothing when there is nothing to end' {
        Disconnect-TikTokBan | Should -BeNullOrEmpty
        Get-TikTokBanContext | Should -BeNullOrEmpty
    }
}

Describe 'Connect-TikTokBan' {
    AfterEach { Disconnect-TikTokBan }

    It 'says who is signed in, and shows no token anywhere' {
        $session = Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint -PassThru
        $session.TenantId | Should -Be $tenant.Id
        $session.Permissions | Should -Contain 'User.Read.All'
        ($session | Format-List -Property * -Force | Out-String -Width 4000) + ($session | ConvertTo-Json -Depth 6 -WarningAction Ignore) | Should -Not -Match ([regex]::Escape($tenant.Token.Split('.')[1]))
        $session | Out-String -Width 200 | Should -Match 'Name\s+TenantId\s+Cloud'
    }

    It 'tells the person at the host' {
        Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint -InformationVariable said 6>$null
        "$said" | Should -BeLike "Signed in to $($tenant.Id) as *"
    }

    It 'asks a script block for tokens, on the thread of the pipeline' {
        $asked = [Collections.Generic.List[string]]::new()
        $token = $tenant.Token
        $thread = [Environment]::CurrentManagedThreadId
        Connect-TikTokBan $tenant.Id -GraphEndpoint $tenant.Endpoint 6>$null -AccessTokenScript {
            param($scope)
            $asked.Add("$scope $([Environment]::CurrentManagedThreadId)")
            ConvertTo-SecureString $token -AsPlainText -Force
        }
        $asked[0] | Should -BeLike "*.default $thread"
        (Test-TikTokBanAccess -Source directory.users 6>$null).State | Should -Be 'Readable'
    }

    It 'says so when the script block gives no token' {
        { Connect-TikTokBan $tenant.Id -GraphEndpoint $tenant.Endpoint -AccessTokenScript { 42 } } | Should -Throw '*gave no token*' -ErrorId 'TenantSignIn,*'
        { Connect-TikTokBan $tenant.Id -GraphEndpoint $tenant.Endpoint -AccessTokenScript { throw 'no vault' } } | Should -Throw '*-AccessTokenScript failed*' -ErrorId 'TenantSignIn,*'
        Get-TikTokBanContext | Should -BeNullOrEmpty
    }

    It 'refuses a place where a token could be read on the way' {
        { Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint http://graph.example } | Should -Throw '*must be https*' -ErrorId 'ArgumentUnusable,*'
        { Connect-TikTokBan '../common' -AccessToken (Secure $tenant.Token) } | Should -Throw '*one of its domains*' -ErrorId 'ArgumentUnusable,*'
    }

    It 'keeps several tenants apart by their names' {
        Connect-TikTokBan $tenant.Id -Name north -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint 6>$null
        Connect-TikTokBan $tenant.Id -Name south -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint 6>$null
        (Get-TikTokBanContext).Name | Should -Be 'north', 'south'
        (Get-TikTokBanContext s*).Name | Should -Be 'south'
        { Get-TikTokExposure } | Should -Throw '*several tenants (north, south)*' -ErrorId 'NotConnected,*'
        (Test-TikTokBanAccess south -Source directory.users 6>$null).State | Should -Be 'Readable'
        (TabExpansion2 'Get-TikTokExposure -Tenant no').CompletionMatches.CompletionText | Should -Be 'north'
        (TabExpansion2 'Get-TikTokExposure -Source mail.t').CompletionMatches.CompletionText | Should -Be 'mail.trace'
        Get-TikTokBanContext north | Disconnect-TikTokBan
        (Get-TikTokBanContext).Name | Should -Be 'south'
    }

    It 'replaces a session of the same name' {
        1..2 | ForEach-Object { Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint 6>$null }
        (Get-TikTokBanContext).Count | Should -Be 1
    }

    It 'keeps its sessions to the runspace' {
        Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint 6>$null
        $shell = [powershell]::Create()
        try { $shell.AddScript("Import-Module '$module'; @(Get-TikTokBanContext).Count").Invoke() | Should -Be 0 }
        finally { $shell.Dispose() }
    }

    It 'lets nobody use a session that was ended' {
        $session = Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint -PassThru
        Disconnect-TikTokBan
        { Get-TikTokExposure -Session $session } | Should -Throw '*was ended*' -ErrorId 'NotConnected,*'
    }
}

Describe 'Get-TikTokExposure of a tenant' {
    BeforeAll {
        # A session asks Intune for no more reports in a minute than it bears; a new one need not wait for the last.
        function Connect-Anew { Connect-TikTokBan $tenant.Id -AccessToken (Secure $tenant.Token) -GraphEndpoint $tenant.Endpoint 6>$null }
        Connect-Anew
        $authority = Join-Path $root samples/authority/authority.yaml
        $sources = 'directory.users', 'mdm.devices', 'mdm.inventory'
        $found = @(Get-TikTokExposure -Authority $authority -Source $sources -WarningVariable warned -InformationVariable said 3>$null 6>$null)
    }

    AfterAll { Disconnect-TikTokBan }

    It 'finds what the tenant has' {
        $found.Count | Should -BeGreaterThan 20
        "$said" | Should -Match 'Scan .+ cases on .+ devices'
    }

    It 'warns of each source that was not read' {
        Connect-Anew
        $scan = Get-TikTokExposure -Authority $authority -Source $sources -AsScan 3>$null 6>$null
        $wanting = $scan.Coverage.Where({ $_.State -in 'partial', 'failed', 'unavailable' })
        $warned.Where({ $_ -match '^(Not read in full|Not available)' }).Count | Should -Be $wanting.Count
    }

    It 'reads only the sources that are named' {
        $scan = Get-TikTokExposure -Source directory.users -AsScan 3>$null 6>$null
        $scan.Coverage.Where({ $_.State -ne 'absent' }).Source | Should -Be 'directory.users'
        { Get-TikTokExposure -Source directory.user } | Should -Throw -ErrorId 'ArgumentUnusable,*'
    }

    It 'leaves nothing running when the reader has enough' {
        Connect-Anew
        $first = Get-TikTokExposure -Authority $authority -Source $sources 3>$null 6>$null | Select-Object -First 1
        $first.Id | Should -Be $found[0].Id
    }
}

Describe 'Test-TikTokBanAccess' {
    BeforeAll {
        $poor = Start-Tenant '--deny', 'AuditLog.Read.All', '--deny', 'ExchangeMessageTrace.Read.All'
        Connect-TikTokBan $poor.Id -AccessToken (Secure $poor.Token) -GraphEndpoint $poor.Endpoint 6>$null
        $found = Test-TikTokBanAccess 6>$null
    }

    AfterAll {
        Disconnect-TikTokBan
        Stop-Tenant $poor
    }

    It 'names what is missing, and only that' {
        $found.Where({ $_.State -eq 'PermissionMissing' }).MissingApplication | Sort-Object -Unique | Should -Be 'AuditLog.Read.All', 'ExchangeMessageTrace.Read.All'
        $found.Where({ $_.Source -eq 'directory.users' }).State | Should -Be 'Readable'
        $found | Out-String -Width 200 | Should -Match 'Source\s+State\s+Missing\s+Problem'
    }

    It 'stops asking when the reader has enough' {
        (Test-TikTokBanAccess 6>$null | Select-Object -First 1).Source | Should -Be $found[0].Source
    }

    It 'writes commands that PowerShell understands and that grant exactly this' {
        $script = Test-TikTokBanAccess -AsScript PowerShell 6>$null
        $problems = $null
        $null = [Management.Automation.Language.Parser]::ParseInput($script, [ref] $null, [ref] $problems)
        $problems | Should -BeNullOrEmpty

        # The cmdlets of Microsoft.Graph, played by functions that remember what they were told.
        $granted = [Collections.Generic.List[string]]::new()
        function Connect-MgGraph { param($TenantId, $Environment, $Scopes, [switch] $NoWelcome) $script:scopes = $Scopes }
        function Get-MgServicePrincipal {
            param($Filter)
            if ($Filter -match '00000003') {
                $roles = 'AuditLog.Read.All', 'ExchangeMessageTrace.Read.All', 'Mail.ReadWrite' | ForEach-Object { @{ Id = "role-$_"; Value = $_; AllowedMemberTypes = 'Application' } }
                return @{ Id = 'graph'; AppRoles = $roles }
            }
            @{ Id = 'principal'; AppRoles = @() }
        }
        function Get-MgServicePrincipalAppRoleAssignment { param($ServicePrincipalId, [switch] $All) @{ AppRoleId = 'role-ExchangeMessageTrace.Read.All' } }
        function New-MgServicePrincipalAppRoleAssignment { param($ServicePrincipalId, $PrincipalId, $ResourceId, $AppRoleId) $granted.Add("$PrincipalId $ResourceId $AppRoleId") }
        & ([scriptblock]::Create($script)) | Should -Be 'AuditLog.Read.All is granted.', 'ExchangeMessageTrace.Read.All is granted already.'
        $granted | Should -Be 'principal graph role-AuditLog.Read.All'
        $scopes | Should -Be 'Application.Read.All', 'AppRoleAssignment.ReadWrite.All'
    }

    It 'writes commands that the shell understands' -Skip:(-not (Get-Command bash -ErrorAction Ignore)) {
        $file = Join-Path $TestDrive grant.sh
        Test-TikTokBanAccess -AsScript Az 6>$null | Set-Content $file -NoNewline
        bash -n $file
        $LASTEXITCODE | Should -Be 0
    }
}

Describe 'Removing the module' {
    It 'ends its sessions' {
        pwsh -NoProfile -NonInteractive -Command @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$module'
            Connect-TikTokBan $($tenant.Id) -AccessToken (ConvertTo-SecureString '$($tenant.Token)' -AsPlainText -Force) -GraphEndpoint $($tenant.Endpoint) 6>`$null
            Remove-Module TikTokBan
            Import-Module '$module'
            @(Get-TikTokBanContext).Count
"@ | Should -Be 0
    }
}
