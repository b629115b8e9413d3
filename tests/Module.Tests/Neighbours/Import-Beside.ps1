# In a process of its own: loads other copies of what the module uses, as modules do that bring them, and the module; scans; tells
# as JSON what was loaded where. Isolation.Tests.ps1 runs it.
param([string] $Module, [string] $Copies, [string] $Samples, [switch] $ModuleFirst, [string] $TenantId, [string] $Endpoint, [string] $TokenFile)

$ErrorActionPreference = 'Stop'
$names = 'Azure.Core', 'Microsoft.Identity.Client', 'Microsoft.Graph.Core', 'Newtonsoft.Json', 'System.Text.Json', 'YamlDotNet'

# Of what PowerShell or the framework brings itself, this gives their copy: that one is in the shared context in any case.
function Import-Copy {
    foreach ($name in $names) { $null = [Reflection.Assembly]::LoadFrom("$Copies/$name.dll") }
}

function Get-Loaded([Runtime.Loader.AssemblyLoadContext] $Context) {
    $Context.Assemblies.Where({ $_.GetName().Name -in $names }).ForEach({ "$($_.FullName) $($_.ManifestModule.ModuleVersionId) $($_.Location)" }) | Sort-Object
}

function Invoke-Scan {
    @(Get-TikTokExposure -Exports "$Samples/authority" -AsOf 2026-11-16 3>$null 6>$null).Count
    if ($TenantId) {
        Connect-TikTokBan $TenantId -AccessToken (ConvertTo-SecureString (Get-Content $TokenFile -Raw) -AsPlainText -Force) -GraphEndpoint $Endpoint 6>$null
        @(Get-TikTokExposure -Authority "$Samples/authority/authority.yaml" -Source directory.users, mdm.devices, mdm.inventory 3>$null 6>$null).Count
        Disconnect-TikTokBan
    }
}

# Each copy is asked to do a little, through its own types.
function Invoke-Copy {
    $default = [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies
    $of = { param($Name, $Type) $default.Where({ $_.GetName().Name -eq $Name }, 'First')[0].GetType($Type, $true) }
    (& $of Azure.Core Azure.Core.RequestMethod)::Get.Method
    (& $of Microsoft.Identity.Client Microsoft.Identity.Client.AzureCloudInstance).IsEnum
    (& $of Microsoft.Graph.Core Microsoft.Graph.GraphClientFactory).Name
    (& $of Newtonsoft.Json Newtonsoft.Json.JsonConvert)::ToString('a')
    (& $of System.Text.Json System.Text.Json.JsonEncodedText)::Encode('b').ToString()
    (& $of YamlDotNet YamlDotNet.Core.Mark).Name
}

if ($ModuleFirst) {
    Import-Module $Module
    $scanned = @(Invoke-Scan)
    Import-Copy
    $theirs = @(Get-Loaded ([Runtime.Loader.AssemblyLoadContext]::Default))
    $scanned += @(Invoke-Scan)
}
else {
    Import-Copy
    $theirs = @(Get-Loaded ([Runtime.Loader.AssemblyLoadContext]::Default))
    Import-Module $Module
    $scanned = @(Invoke-Scan)
}

$own = [Runtime.Loader.AssemblyLoadContext]::All.Where({ $_.Name -like 'TikTokBan *' })
@{
    scanned     = $scanned
    before      = $theirs
    after       = @(Get-Loaded ([Runtime.Loader.AssemblyLoadContext]::Default))
    works       = @(Invoke-Copy)
    contexts    = $own.Count
    ours        = @($own[0].Assemblies.ForEach({ $_.Location }))
    oursShared  = @(Get-Loaded $own[0])
    ofOursThere = @([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ $_.Location -like "$Module*" }).ForEach({ $_.GetName().Name }))
} | ConvertTo-Json -Depth 3
