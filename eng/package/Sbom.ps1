# sbom.cdx.json: what the module is made of, as CycloneDX 1.6, down to the hash of every file. Dot-sourced by build.ps1.

function Export-Sbom([string] $Module, [object[]] $Packages) {
    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $Module 'TikTokBan.psd1')
    $version = Get-ModuleVersion $manifest
    $name = 'sbom.cdx.json'
    $theirs = [Collections.Generic.HashSet[string]]::new([string[]] @($Packages.Files), [StringComparer]::Ordinal)
    $own = Get-RelativeFile $Module | Where-Object { -not $theirs.Contains($_) -and $_ -ne $name }
    $self = "TikTokBan@$version"
    $document = [ordered] @{
        bomFormat    = 'CycloneDX'
        specVersion  = '1.6'
        serialNumber = ''
        version      = 1
        metadata     = [ordered] @{
            component = [ordered] @{
                type       = 'library'
                'bom-ref'  = $self
                name       = 'TikTokBan'
                version    = $version
                publisher  = $manifest.Author
                copyright  = $manifest.Copyright
                licenses   = @(@{ expression = 'MIT' })
                components = @($own | ForEach-Object { ConvertTo-FileComponent $Module $_ })
            }
        }
        components   = @($Packages | ForEach-Object { ConvertTo-Component $Module $_ })
        dependencies = @([ordered] @{ ref = $self; dependsOn = @($Packages | ForEach-Object { Get-PackageUrl $_.Id $_.Version }) }) +
            @($Packages | ForEach-Object { [ordered] @{ ref = Get-PackageUrl $_.Id $_.Version; dependsOn = @(Get-DependencyUrl $_ $Packages) } })
    }

    # A number that the contents decide: another one for other contents, the same for the same.
    $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes(($document | ConvertTo-Json -Depth 20 -Compress)))).ToLowerInvariant()
    $document.serialNumber = 'urn:uuid:' + ($hash -replace '^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$', '$1-$2-8$3-8$4-$5')
    Write-Text (Join-Path $Module $name) (($document | ConvertTo-Json -Depth 20) + "`n")
}

function ConvertTo-Component([string] $Module, [pscustomobject] $Package) {
    $component = [ordered] @{
        type      = 'library'
        'bom-ref' = Get-PackageUrl $Package.Id $Package.Version
        name      = $Package.Id
        version   = $Package.Version
        publisher = $Package.Authors
        # Of the package as its registry serves it.
        hashes    = @([ordered] @{ alg = 'SHA-512'; content = $Package.Sha512 })
        licenses  = @(@{ expression = $Package.Licence })
        purl      = Get-PackageUrl $Package.Id $Package.Version
    }
    if ($Package.Copyright) { $component.copyright = $Package.Copyright }
    if ($Package.Files) { $component.components = @($Package.Files | ForEach-Object { ConvertTo-FileComponent $Module $_ }) }
    $component
}

function ConvertTo-FileComponent([string] $Module, [string] $Path) {
    $hash = (Get-FileHash -LiteralPath (Join-Path $Module $Path) -Algorithm SHA256).Hash.ToLowerInvariant()
    [ordered] @{ type = 'file'; name = $Path; hashes = @([ordered] @{ alg = 'SHA-256'; content = $hash }) }
}

function Get-PackageUrl([string] $Id, [string] $Version) { "pkg:nuget/$Id@$Version" }

function Get-DependencyUrl([pscustomobject] $Package, [object[]] $Packages) {
    foreach ($dependency in $Package.Dependencies) {
        $id, $version = $dependency.Split('/')
        if ($Packages.Where({ $_.Id -eq $id -and $_.Version -eq $version }, 'First')) { Get-PackageUrl $id $version }
    }
}
