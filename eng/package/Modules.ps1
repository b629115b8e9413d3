# The module's folder: what is published into it, and what is taken out again. Dot-sourced by build.ps1.

function Publish-Project([string] $Project, [string] $Folder, [string] $Configuration) {
    dotnet publish (Join-Path $PSScriptRoot '../..' $Project) --configuration $Configuration --output $Folder --nologo --verbosity quiet
}

# What a build leaves beside assemblies and nothing reads in a module, and what a package can't carry.
function Clear-Unused([string] $Module) {
    Get-ChildItem (Join-Path $Module 'bin'), (Join-Path $Module 'lib') -File |
        Where-Object { $_.Name -like '*.runtimeconfig.json' -or ($_.Extension -eq '.xml' -and (Test-Path (Join-Path $_.Directory "$($_.BaseName).dll"))) } |
        Remove-Item
    Remove-Item (Join-Path $Module 'bin/TikTokBan.Loader.deps.json')

    # SQLite comes for more platforms than PowerShell 7.4 runs on.
    $platforms = 'win-x64', 'win-x86', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-arm', 'linux-musl-x64', 'osx-x64', 'osx-arm64'
    Get-ChildItem (Join-Path $Module 'lib/runtimes') -Directory | Where-Object Name -NotIn $platforms | Remove-Item -Recurse -Force

    # A package writes such names with % and digits, and what installs it doesn't always read them back.
    Get-ChildItem $Module -Recurse -File | Where-Object Name -Match '[^A-Za-z0-9._-]' | ForEach-Object {
        Rename-Item -LiteralPath $_.FullName ($_.Name -replace '[^A-Za-z0-9._-]', '_')
    }
}

# Every file of a folder as its path inside it, with forward slashes, in an order that no culture changes.
function Get-RelativeFile([string] $Folder) {
    $root = (Resolve-Path -LiteralPath $Folder).Path
    [string[]] $paths = Get-ChildItem -LiteralPath $root -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') }
    [Array]::Sort($paths, [StringComparer]::Ordinal)
    $paths
}

# Text as it is on every system: UTF-8 without a mark, lines that end with LF.
function Write-Text([string] $Path, [string] $Text) {
    [IO.File]::WriteAllText($Path, $Text.ReplaceLineEndings("`n"), [Text.UTF8Encoding]::new($false))
}
