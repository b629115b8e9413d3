#Requires -Version 7.4
# What the examples of the help need around them. Dot-sourced by Help.Tests.ps1.

# Starts a made-up tenant; its first lines say where it answers and where its token lies.
function Start-Tenant {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in (Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0', '--check-in', '0', '--unlimited') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = $root
    $process = [Diagnostics.Process]::Start($start)
    $said = ''
    while ($said -notmatch '--defender-endpoint (\S+)') {
        $line = $process.StandardOutput.ReadLine()
        if ($null -eq $line) { throw "The made-up tenant did not start: $said" }
        $said += "$line`n"
    }
    $defender = $Matches[1]
    $null = $said -match '--tenant (\S+) --graph-endpoint (\S+) --token-file (\S+)'
    @{ Process = $process; Id = $Matches[1]; Graph = $Matches[2]; Login = $Matches[2]; Defender = $defender; Token = Get-Content $Matches[3] -Raw }
}

# Puts the made-up tenant behind every address, and gives what Exit-Tenant takes back.
function Enter-Tenant($Tenant) {
    $kept = @{ Variables = $env:IDENTITY_ENDPOINT, $env:IDENTITY_HEADER, $env:XDG_DATA_HOME; Defaults = $global:PSDefaultParameterValues.Clone(); Place = Get-Location }
    $env:IDENTITY_ENDPOINT, $env:IDENTITY_HEADER = "$($Tenant.Graph)/msi/token", 'made-up-identity-header'
    foreach ($service in 'Graph', 'Defender', 'Login') { $global:PSDefaultParameterValues["Connect-TikTokBan:${service}Endpoint"] = $Tenant[$service] }

    # A managed identity's token is kept by its id for as long as the process lives, and another file's tenant wouldn't take it.
    $global:PSDefaultParameterValues['Connect-TikTokBan:ClientId'] = (New-Guid).Guid
    $kept
}

function Exit-Tenant($Kept, $Tenant) {
    Disconnect-TikTokBan
    $env:IDENTITY_ENDPOINT, $env:IDENTITY_HEADER, $env:XDG_DATA_HOME = $Kept.Variables
    $global:PSDefaultParameterValues = $Kept.Defaults
    Set-Location $Kept.Place
    if ($Tenant) { $Tenant.Process.Kill(); $Tenant.Process.WaitForExit() }
}

# The samples, without the line of their register of waivers that can't be read: it may be an exception, and stops every removal.
function New-SampleFolder {
    $folder = Join-Path $TestDrive 'samples'
    Copy-Item (Join-Path $root 'samples/authority') $folder -Recurse
    $register = Join-Path $folder 'registers/waiver-register.csv'
    Set-Content $register -Value (Get-Content $register | Where-Object { $_ -notmatch 'because' })
    $folder
}

function New-Certificate([string] $Path, [string] $Phrase, [string] $Public) {
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Agency', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(30))
    if ($Phrase) { [IO.File]::WriteAllBytes((Join-Path (Get-Location) $Path), $certificate.Export('Pfx', $Phrase)) }
    else { Set-Content $Path -Value $certificate.ExportCertificatePem(), $key.ExportPkcs8PrivateKeyPem() }
    if ($Public) { Set-Content $Public -Value $certificate.ExportCertificatePem() }
}

function New-Directive([string] $Path) {
    (Get-Content (Get-BanDirective be-deepseek-2025).Path) -replace '^id: .*', 'id: city-716' | Set-Content $Path
}

function New-Report([string] $Path) {
    Get-TikTokExposure ./exports -AsScan | Export-BanReport $Path @args
}

function New-Waiver {
    $terms = @{ Directive = 'fr-recreational'; Kind = 'institutional-communication'; Approver = 'head'; ApprovedBy = 'Ada Ash'; Grantor = 'ada@agency.example'; Motive = 'A channel'; Documented = $true }
    $null = Grant-TikTokWaiver @terms -Holder bo@agency.example -Application tiktok -Expires (Get-Date).AddDays(20) -Ledger ./ledger.db
    $null = Grant-TikTokWaiver @terms -Holder cleo@agency.example -Expires (Get-Date).AddYears(2) -Ledger ./ledger.db
}

# What takes long to make is made once, in a folder of its own, and copied into that of a page.
function Use-Made([string] $Name, [scriptblock] $Make) {
    $folder = Join-Path $TestDrive "made-$Name"
    if (-not (Test-Path $folder)) {
        $null = New-Item $folder -ItemType Directory
        Copy-Item ./authority.yaml $folder
        Push-Location $folder
        try { . $Make }
        finally { Pop-Location }
    }
    Get-ChildItem $folder | Copy-Item -Destination . -Recurse -Force
}

function Use-Scan { Use-Made scan { $null = Get-TikTokExposure $exports -Ledger ./ledger.db } }

# A plan for one organisation's devices in the tenant, if asked for approved or carried out, with its ledger and registers.
function Use-Plan([string] $Organisation, [switch] $Approved, [switch] $Begun) {
    Connect-TikTokBan agency.example -ManagedIdentity
    Use-Made "plan-$Organisation-$Approved-$Begun" {
        Use-Made tenant { $null = Get-TikTokExposure -Authority ./authority.yaml -Ledger ./ledger.db }
        Copy-Item (Join-Path $exports 'registers') . -Recurse
        $null = New-TikTokRemovalPlan ./plan.json -ScanId latest -Organisation $Organisation -Author ada@agency.example -Authority ./authority.yaml -Ledger ./ledger.db
        if ($Approved -or $Begun) { $null = Approve-TikTokRemovalPlan ./plan.json -As bram@agency.example }
        if ($Begun) { $null = Invoke-TikTokRemoval ./plan.json -Authority ./authority.yaml -Registers ./registers -Ledger ./ledger.db }
    }
}

function Use-Block([switch] $Begun) {
    Connect-TikTokBan agency.example -ManagedIdentity
    $null = Enable-TikTokBlock Defender -As ada@agency.example -PlanPath ./block.json -Ledger ./ledger.db
    $null = Approve-TikTokRemovalPlan ./block.json -As bram@agency.example
    if ($Begun) { $null = Invoke-TikTokRemoval ./block.json -Ledger ./ledger.db }
}

# Runs examples one after the other, as somebody would who types them, and counts them. Any error ends it. What an example
# keeps in a variable is there for the next one, so that none of these may have a name that an example would choose.
function Invoke-PageExample([object[]] $Page, [string] $PageSetup, [hashtable] $PageParsedOnly) {
    $ErrorActionPreference = 'Stop'
    $WarningPreference = $InformationPreference = $VerbosePreference = $ProgressPreference = 'SilentlyContinue'
    $ConfirmPreference = 'None'
    if ($PageSetup) { $null = . ([scriptblock]::Create($PageSetup)) 3>$null 6>$null }
    Set-StrictMode -Version Latest
    $pageCount = 0
    foreach ($pageExample in $Page) {
        $pageTitle = $pageExample.title -replace '^-+ Example \d+: | -+$'
        $pageScript = [scriptblock]::Create(($pageExample.code -replace '\bWL-2026-', "WL-$((Get-Date).Year)-"))
        if ($PageParsedOnly -and $PageParsedOnly.ContainsKey($pageTitle)) { continue }
        try { $null = . $pageScript 3>$null 4>$null 6>$null | Out-String }
        catch { throw "The example '$pageTitle' failed: $_ ($($_.ScriptStackTrace))" }
        $pageCount++
    }
    $pageCount
}
