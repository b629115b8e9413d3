#Requires -Version 7.4
# Builds the module, then runs the Pester tests against what the package holds. Called by test.sh, and by hand: pwsh eng/pester.ps1
[CmdletBinding()]
param(
    [string] $ResultFolder = 'artifacts/tests',
    [string] $Path = 'tests/Module.Tests'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..')
$null = New-Item $ResultFolder -ItemType Directory -Force
$module = ./build.ps1

# What the tests import is unpacked from the package, so that a file which didn't get into it is missed here and not by a user.
. (Join-Path $PSScriptRoot 'package/Nupkg.ps1')
Remove-Item $module -Recurse -Force
Expand-ModulePackage (Get-Item artifacts/TikTokBan.*.nupkg).FullName $module
dotnet publish tests/Module.Tests/Probe --configuration Release --output artifacts/probe --nologo --verbosity quiet
foreach ($age in 'Older', 'Newer') {
    dotnet publish tests/Module.Tests/Neighbours/$age --configuration Release --output artifacts/neighbours/$($age.ToLowerInvariant()) --nologo --verbosity quiet
}
dotnet publish tests/Tenant --configuration Release --output artifacts/tenant --nologo --verbosity quiet

Import-Module Pester -MinimumVersion 5.0
$settings = New-PesterConfiguration
$settings.Run.Path = $Path
$settings.Run.PassThru = $true
$settings.Output.Verbosity = 'Normal'
$settings.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $settings

# A file that could not even be discovered is a failure, whatever the count of tests says.
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
"$($run.PassedCount) $failed $($run.SkippedCount + $run.InconclusiveCount)" | Set-Content (Join-Path $ResultFolder 'pester.txt')
Set-Content (Join-Path $ResultFolder 'pester-skipped.txt') -Value @($run.Skipped | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord.Exception.Message)" })
Set-Content (Join-Path $ResultFolder 'pester-failed.txt') -Value @(@($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers) | ForEach-Object { "$($_.ExpandedPath ?? $_.Item): $("$($_.ErrorRecord)".Split("`n")[0])" })
exit [int]($failed -gt 0)
