#Requires -Version 7.4
# Shows a sample of each type in each of its views, in a process of its own: the samples have to be of the types that the views name.
param([string] $Module, [string] $Probe, [string] $Format)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module $Module
$context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Get-TikTokExposure).ImplementingType.Assembly)
$null = $context.LoadFromAssemblyPath((Resolve-Path $Probe).Path)
$library = $context.Assemblies.Where({ $_.GetName().Name -in 'TikTokBan', 'TikTokBan.Cmdlets' })
$makers = $context.Assemblies.Where({ $_.GetName().Name -eq 'TikTokBan.Cmdlets.Probe' })[0].GetType('TikTokBan.Cmdlets.Probe.Sample')
$views = ([xml](Get-Content $Format -Raw)).Configuration.ViewDefinitions.View

foreach ($group in $views | Group-Object { $_.ViewSelectedBy.TypeName }) {
    $typeName, $variant = $group.Name -split '#'
    $type = $library.ForEach({ $_.GetType($typeName) }).Where({ $_ }, 'First')[0]
    $sample = [psobject] $makers::Of($type)
    if ($variant) { $sample.PSObject.TypeNames.Insert(0, $group.Name) }
    if ($typeName -like '*.Waiver') { $sample | Add-Member State NotBegun }
    if ($typeName -match 'RemovalPlan$|Approval$|Checkpoint$') { $sample | Add-Member Path '/srv/plans/a-folder-with-a-long-name/plan.approval.json' }
    $table = $group.Group.Where({ $_.TableControl })[0]
    $items = $table.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem
    [pscustomobject]@{
        Type    = $group.Name
        Columns = @(for ($i = 0; $i -lt $items.Count; $i++) {
                $header = @($table.TableControl.TableHeaders.TableColumnHeader)[$i]
                $value = $items[$i].PropertyName ? $sample.($items[$i].PropertyName) : ($sample | ForEach-Object ([scriptblock]::Create($items[$i].ScriptBlock)))
                [pscustomobject]@{ Label = $header.Label; Width = [int] $header.Width; Text = "$value" -replace "`e\[[0-9;]*m" }
            })
        Table   = @{ '120' = $sample | Format-Table | Out-String -Width 120; '80' = $sample | Format-Table | Out-String -Width 80 }
        List    = @{ '120' = $sample | Format-List | Out-String -Width 120; '80' = $sample | Format-List | Out-String -Width 80 }
    } | ConvertTo-Json -Depth 5 -Compress
}
