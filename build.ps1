#Requires -Version 7.4
<#
.SYNOPSIS
    Builds the module: artifacts/TikTokBan is then what is installed, and what the tests test.
.EXAMPLE
    ./build.ps1
    Import-Module ./artifacts/TikTokBan
#>
[CmdletBinding()]
param(
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$module = Join-Path $PSScriptRoot 'artifacts/TikTokBan'
if (Test-Path $module) { Remove-Item $module -Recurse -Force }

function Publish([string] $Project, [string] $Folder) {
    dotnet publish (Join-Path $PSScriptRoot $Project) --configuration $Configuration --output (Join-Path $module $Folder) --nologo --verbosity quiet
}

# The loader is apart from all else: it is the only assembly that enters PowerShell's own load context.
Publish 'src/Module/Loader' 'bin'
Publish 'src/Module/Cmdlets' 'lib'

# SQLite comes for more platforms than PowerShell 7.4 runs on.
$platforms = 'win-x64', 'win-x86', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-arm', 'linux-musl-x64', 'osx-x64', 'osx-arm64'
Get-ChildItem (Join-Path $module 'lib/runtimes') -Directory | Where-Object Name -NotIn $platforms | Remove-Item -Recurse -Force

$beside = 'TikTokBan.psd1', 'TikTokBan.Format.ps1xml', 'src/Module/TikTokBan.psm1', 'LICENSE', 'README.md', 'CHANGELOG.md'
Copy-Item -LiteralPath ($beside | ForEach-Object { Join-Path $PSScriptRoot $_ }) -Destination $module

# Topics for every country of a language, not only for the one that they were written for.
foreach ($culture in 'en-US', 'fr-BE', 'nl-BE', 'de-DE') {
    foreach ($name in $culture, $culture.Substring(0, 2)) { Copy-Item (Join-Path $PSScriptRoot $culture) (Join-Path $module $name) -Recurse }
}
Write-Output $module
