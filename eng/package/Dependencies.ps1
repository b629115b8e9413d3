# The packages whose files are in the module, with what their own descriptions say of them. Dot-sourced by build.ps1.

function Get-ShippedPackage([string] $Module, [string] $AssetsFile) {
    $closure = Get-Content -LiteralPath (Join-Path $Module 'lib/TikTokBan.Cmdlets.deps.json') -Raw | ConvertFrom-Json -AsHashtable
    $cache = [string[]] (Get-Content -LiteralPath $AssetsFile -Raw | ConvertFrom-Json -AsHashtable).packageFolders.Keys
    $target = $closure.targets[$closure.runtimeTarget.name]
    $keys = [string[]] $closure.libraries.Keys.Where({ $closure.libraries[$_].type -eq 'package' })
    [Array]::Sort($keys, [StringComparer]::Ordinal)
    foreach ($key in $keys) {
        $id, $version = $key.Split('/')
        $folder = $cache | ForEach-Object { Join-Path $_ $id.ToLowerInvariant() $version.ToLowerInvariant() } | Where-Object { Test-Path $_ } | Select-Object -First 1
        if (-not $folder) { throw "$key is in the module but not in the package cache: run 'dotnet restore --force src/Module/Cmdlets' and build again." }
        $about = ([xml] (Get-Content -LiteralPath (Join-Path $folder "$($id.ToLowerInvariant()).nuspec") -Raw)).package.metadata
        [pscustomobject] @{
            Id           = $id
            Version      = $version
            Folder       = $folder
            Authors      = Get-Element $about 'authors'
            Copyright    = Get-Element $about 'copyright'
            Licence      = Get-LicenceExpression $about $folder
            Sha512       = [Convert]::ToHexString([Convert]::FromBase64String((Get-Content (Join-Path $folder '*.nupkg.sha512') -Raw))).ToLowerInvariant()
            Files        = @(Get-ShippedFile $target[$key] $Module)
            Dependencies = @(if ($target[$key].ContainsKey('dependencies')) { $target[$key].dependencies.GetEnumerator() | ForEach-Object { "$($_.Key)/$($_.Value)" } })
        }
    }
}

function Get-Element([Xml.XmlElement] $Parent, [string] $Name) {
    $found = $Parent.ChildNodes.Where({ $_.LocalName -eq $Name }, 'First')
    if ($found) { $found[0].InnerText.Trim() } else { '' }
}

# The SPDX expression that the package states; of older packages the one that their licence file is.
function Get-LicenceExpression([Xml.XmlElement] $About, [string] $Folder) {
    $stated = $About.ChildNodes.Where({ $_.LocalName -eq 'license' }, 'First')
    if ($stated -and $stated[0].GetAttribute('type') -eq 'expression') { return $stated[0].InnerText.Trim() }
    $text = Get-Content -LiteralPath (Get-LicenceFile $Folder) -Raw
    switch -Regex ($text) {
        'MIT License|Permission is hereby granted, free of charge' { return 'MIT' }
        'Public Domain' { return 'LicenseRef-SQLite-Public-Domain' }
        default { throw "The licence of $Folder is neither stated nor known: name it in eng/package/Dependencies.ps1." }
    }
}

function Get-LicenceFile([string] $Folder) {
    Get-ChildItem -LiteralPath $Folder -File | Where-Object Name -Match '^(licen[sc]e|copying)(\.|$)' | Sort-Object Name | Select-Object -First 1 -ExpandProperty FullName
}

# Where the files of one package are in the module; those for other platforms were taken out.
function Get-ShippedFile([hashtable] $Entry, [string] $Module) {
    $inside = @(
        if ($Entry.ContainsKey('runtime')) { $Entry.runtime.Keys | Split-Path -Leaf }
        if ($Entry.ContainsKey('runtimeTargets')) { $Entry.runtimeTargets.Keys }
        if ($Entry.ContainsKey('resources')) { $Entry.resources.GetEnumerator() | ForEach-Object { "$($_.Value.locale)/$(Split-Path $_.Key -Leaf)" } }
    )
    [string[]] $paths = $inside | ForEach-Object { "lib/$_" } | Where-Object { Test-Path -LiteralPath (Join-Path $Module $_) }
    if ($paths) { [Array]::Sort($paths, [StringComparer]::Ordinal) }
    $paths
}
