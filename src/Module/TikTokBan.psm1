if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "TikTokBan needs PowerShell 7.4 or later, and this is $($PSVersionTable.PSVersion): start 'pwsh' and import it there."
}

# Only the loader enters the default load context, where every module shares one version of each assembly; so the one that another
# copy of this module brought serves this copy too. No cmdlet does this, as Add-Type and Join-Path would load two modules first.
try { $loader = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/TikTokBan.Loader.dll") }
catch [System.IO.FileLoadException] { $loader = [System.Reflection.Assembly]::Load([System.Reflection.AssemblyName]::new('TikTokBan.Loader')) }
$cmdlets = $loader.GetType('TikTokBan.Loader.ModuleContext')::Open("$PSScriptRoot/lib/TikTokBan.Cmdlets.dll")

# A cmdlet's name can be had once in a session: of two copies, the one that is imported last has it, as after an update.
if (@([System.Runtime.Loader.AssemblyLoadContext]::All.Name -like 'TikTokBan *').Count -gt 1) {
    Get-Module TikTokBan | Where-Object ModuleBase -NE $PSScriptRoot | Remove-Module -Force
}

# Removing this module leaves the inner one behind, which PowerShell would take for already imported the next time.
$inner = Import-Module -Assembly $cmdlets -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $inner -Force -ErrorAction Ignore }
