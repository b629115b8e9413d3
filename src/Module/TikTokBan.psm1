if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "TikTokBan needs PowerShell 7.4 or later, and this is $($PSVersionTable.PSVersion): start 'pwsh' and import it there."
}

# Only the loader enters the default load context, where every module shares one version of each assembly.
Add-Type -LiteralPath (Join-Path $PSScriptRoot 'bin/TikTokBan.Loader.dll')
$cmdlets = [TikTokBan.Loader.ModuleContext]::Open((Join-Path $PSScriptRoot 'lib/TikTokBan.Cmdlets.dll'))

# Import-Module -Force leaves the inner module behind, and PowerShell would take that for already imported.
Get-Module -All | Where-Object Path -EQ $cmdlets.Location | Remove-Module -Force
Import-Module -Assembly $cmdlets
