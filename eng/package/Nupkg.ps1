# The package that a PowerShell repository takes, and how it is unpacked. Dot-sourced by build.ps1 and eng/pester.ps1.
# It is a zip with the module's files at its root, a description for the repository, and two parts that every such package has.

function Get-ModuleVersion([hashtable] $Manifest) {
    $data = $Manifest.PrivateData.PSData
    $data.ContainsKey('Prerelease') -and $data.Prerelease ? "$($Manifest.ModuleVersion)-$($data.Prerelease)" : $Manifest.ModuleVersion
}

function Export-ModulePackage([string] $Module, [string] $Folder) {
    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $Module 'TikTokBan.psd1')
    $version = Get-ModuleVersion $manifest
    $files = Get-RelativeFile $Module
    $unfit = @($files -match '[^A-Za-z0-9._/-]')
    if ($unfit) { throw "A package can't carry these names as they are: $($unfit -join ', ')." }
    Get-ChildItem $Folder -Filter 'TikTokBan.*.nupkg' | Remove-Item
    $package = Join-Path $Folder "TikTokBan.$version.nupkg"
    $properties = 'package/services/metadata/core-properties/tiktokban.psmdcp'
    $zip = [IO.Compression.ZipFile]::Open($package, [IO.Compression.ZipArchiveMode]::Create)
    try {
        Add-TextEntry $zip '_rels/.rels' (Get-Relationship $properties)
        Add-TextEntry $zip 'TikTokBan.nuspec' (Get-Nuspec $manifest $version)
        foreach ($file in $files) { Add-Entry $zip $file ([IO.File]::ReadAllBytes((Join-Path $Module $file))) }
        Add-TextEntry $zip '[Content_Types].xml' (Get-ContentType $files)
        Add-TextEntry $zip $properties (Get-CoreProperty $manifest $version)
    }
    finally { $zip.Dispose() }
}

# Unpacks the module's files as an installer does: without the parts that only the package needs.
function Expand-ModulePackage([string] $Package, [string] $Folder) {
    $zip = [IO.Compression.ZipFile]::OpenRead($Package)
    try {
        foreach ($entry in $zip.Entries) {
            if ($entry.FullName -match '^(_rels/|package/|\[Content_Types\]\.xml$|[^/]+\.nuspec$)') { continue }
            $path = Join-Path $Folder $entry.FullName
            $null = [IO.Directory]::CreateDirectory((Split-Path $path))
            [IO.Compression.ZipFileExtensions]::ExtractToFile($entry, $path, $true)
        }
    }
    finally { $zip.Dispose() }
}

function Add-TextEntry([IO.Compression.ZipArchive] $Zip, [string] $Path, [string] $Text) {
    Add-Entry $Zip $Path ([Text.Encoding]::UTF8.GetBytes($Text.ReplaceLineEndings("`n")))
}

function Add-Entry([IO.Compression.ZipArchive] $Zip, [string] $Path, [byte[]] $Bytes) {
    $entry = $Zip.CreateEntry($Path, [IO.Compression.CompressionLevel]::Optimal)
    # The time and rights of whoever builds would make other bytes each time.
    $entry.LastWriteTime = [DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [TimeSpan]::Zero)
    $entry.ExternalAttributes = 0x81A4 -shl 16
    $stream = $entry.Open()
    try { $stream.Write($Bytes) } finally { $stream.Dispose() }
}

function Get-Nuspec([hashtable] $Manifest, [string] $Version) {
    $data = $Manifest.PrivateData.PSData
    $tags = @('PSModule') + $data.Tags + 'PSIncludes_Cmdlet' + $Manifest.CmdletsToExport.ForEach({ "PSCmdlet_$_" }) + $Manifest.CmdletsToExport.ForEach({ "PSCommand_$_" })
    # The gallery cuts off what is longer.
    if (($tags -join ' ').Length -gt 4000) { throw 'The tags are longer than 4000 characters: take some out of TikTokBan.psd1.' }
    $values = [ordered] @{
        id                       = 'TikTokBan'
        version                  = $Version
        authors                  = $Manifest.Author
        owners                   = $Manifest.CompanyName
        requireLicenseAcceptance = 'false'
        licenseUrl               = $data.LicenseUri
        description              = $Manifest.Description
        releaseNotes             = $data.ReleaseNotes
        copyright                = $Manifest.Copyright
        tags                     = $tags -join ' '
    }
    if ($data.ContainsKey('ProjectUri')) { $values.projectUrl = $data.ProjectUri }
    $elements = $values.GetEnumerator() | ForEach-Object { "    <$($_.Key)>$([Security.SecurityElement]::Escape($_.Value))</$($_.Key)>`n" }
    "<?xml version=`"1.0`" encoding=`"utf-8`"?>`n<package xmlns=`"http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd`">`n  <metadata>`n$(-join $elements)  </metadata>`n</package>`n"
}

function Get-Relationship([string] $Properties) {
    @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/TikTokBan.nuspec" Id="Rmanifest" />
  <Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/$Properties" Id="Rproperties" />
</Relationships>
"@
}

function Get-ContentType([string[]] $Files) {
    [string[]] $extensions = @('rels', 'psmdcp', 'nuspec') + ($Files | ForEach-Object { [IO.Path]::GetExtension($_).TrimStart('.').ToLowerInvariant() } | Where-Object { $_ } | Sort-Object -Unique)
    [Array]::Sort($extensions, [StringComparer]::Ordinal)
    $types = @{ rels = 'application/vnd.openxmlformats-package.relationships+xml'; psmdcp = 'application/vnd.openxmlformats-package.core-properties+xml' }
    $lines = @($extensions | ForEach-Object { "  <Default Extension=`"$_`" ContentType=`"$($types.ContainsKey($_) ? $types[$_] : 'application/octet')`" />" }) +
        @($Files | Where-Object { -not [IO.Path]::GetExtension($_) } | ForEach-Object { "  <Override PartName=`"/$_`" ContentType=`"application/octet`" />" })
    "<?xml version=`"1.0`" encoding=`"utf-8`"?>`n<Types xmlns=`"http://schemas.openxmlformats.org/package/2006/content-types`">`n$($lines -join "`n")`n</Types>`n"
}

function Get-CoreProperty([hashtable] $Manifest, [string] $Version) {
    $escape = { [Security.SecurityElement]::Escape($args[0]) }
    @"
<?xml version="1.0" encoding="utf-8"?>
<coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
  <dc:creator>$(& $escape $Manifest.Author)</dc:creator>
  <dc:description>$(& $escape $Manifest.Description)</dc:description>
  <dc:identifier>TikTokBan</dc:identifier>
  <version>$Version</version>
</coreProperties>
"@
}
