#Requires -Version 7.4
<#
.SYNOPSIS
    Builds the module, and the package that a PowerShell repository takes: artifacts/TikTokBan and artifacts/TikTokBan.VERSION.nupkg.
.DESCRIPTION
    Needs the .NET SDK and nothing else. The same sources give the same bytes, whatever the folder and the time, as long as the
    SDK, PowerShell and the operating system are the same. docs/package.md says what is in the package and how to check it.
.EXAMPLE
    ./build.ps1
    Import-Module ./artifacts/TikTokBan
.EXAMPLE
    ./build.ps1 -SigningCertificate (Get-Item Cert:\CurrentUser\My\THUMBPRINT) -TimestampServer https://timestamp.example
#>
[CmdletBinding()]
param(
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Signs the module's own files and a catalogue of all of them. On Windows only.
    [System.Security.Cryptography.X509Certificates.X509Certificate2] $SigningCertificate,

    [uri] $TimestampServer
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-StrictMode -Version 3.0
foreach ($part in 'Modules', 'Dependencies', 'Notices', 'Sbom', 'Signing', 'Nupkg') { . (Join-Path $PSScriptRoot "eng/package/$part.ps1") }
if ($SigningCertificate) { Assert-CanSign $SigningCertificate }

$artifacts = Join-Path $PSScriptRoot 'artifacts'
$module = Join-Path $artifacts 'TikTokBan'
if (Test-Path $module) { Remove-Item $module -Recurse -Force }

# The loader is apart from all else: it is the only assembly that enters PowerShell's own load context.
Publish-Project 'src/Module/Loader' (Join-Path $module 'bin') $Configuration
Publish-Project 'src/Module/Cmdlets' (Join-Path $module 'lib') $Configuration
Clear-Unused $module

$beside = 'TikTokBan.psd1', 'TikTokBan.Format.ps1xml', 'src/Module/TikTokBan.psm1', 'LICENSE', 'README.md', 'CHANGELOG.md'
Copy-Item -LiteralPath ($beside | ForEach-Object { Join-Path $PSScriptRoot $_ }) -Destination $module

# Topics for every country of a language, not only for the one that they were written for.
foreach ($culture in 'en-US', 'fr-BE', 'nl-BE', 'de-DE') {
    foreach ($name in $culture, $culture.Substring(0, 2)) { Copy-Item (Join-Path $PSScriptRoot $culture) (Join-Path $module $name) -Recurse }
}

# Get-Help's text: what docs/cmdlets says, with types, sets and positions as they were compiled.
dotnet run --project (Join-Path $PSScriptRoot 'eng/Help') --configuration $Configuration --verbosity quiet -- (Join-Path $PSScriptRoot 'docs/cmdlets') (Join-Path $module 'en-US')

# What is signed changes, so that hashes are taken afterwards; the catalogue covers the list of hashes too.
if ($SigningCertificate) { Add-FileSignature $module $SigningCertificate $TimestampServer }
$packages = Get-ShippedPackage $module (Join-Path $PSScriptRoot 'src/Module/Cmdlets/obj/project.assets.json')
Export-Notice $module $packages
Export-Sbom $module $packages
if ($SigningCertificate) { Add-SignedCatalogue $module $SigningCertificate $TimestampServer }

Export-ModulePackage $module $artifacts
Write-Output $module
