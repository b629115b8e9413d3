# THIRD-PARTY-NOTICES.txt: every package in the module with its copyright and the words of its licence. Dot-sourced by build.ps1.

function Export-Notice([string] $Module, [object[]] $Packages) {
    $text = [Text.StringBuilder]::new()
    $null = $text.AppendLine('THIRD-PARTY NOTICES').AppendLine().
        AppendLine('TikTokBan contains files of the packages below, unchanged, each under its own licence.')
    foreach ($package in $Packages) {
        $null = $text.AppendLine().AppendLine('=' * 100).
            AppendLine("$($package.Id) $($package.Version)").
            AppendLine("By $($package.Authors). Licence: $($package.Licence)").
            AppendLine().AppendLine((Get-LicenceText $package))
    }

    # What packages pass on of others; many carry the same one.
    $passedOn = $Packages | ForEach-Object {
        $package = $_
        Get-ChildItem -LiteralPath $package.Folder -File | Where-Object Name -Match '^third-?party-?notices' | ForEach-Object {
            [pscustomobject] @{ Of = "$($package.Id) $($package.Version)"; Text = (Get-Content -LiteralPath $_.FullName -Raw).ReplaceLineEndings("`n").Trim() }
        }
    }
    foreach ($group in $passedOn | Group-Object Text) {
        $null = $text.AppendLine().AppendLine('=' * 100).
            AppendLine("Passed on with $($group.Group.Of -join ', ')").
            AppendLine().AppendLine($group.Group[0].Text)
    }
    Write-Text (Join-Path $Module 'THIRD-PARTY-NOTICES.txt') $text.ToString()
}

# The package's own file; where it has none, the words that its expression stands for.
function Get-LicenceText([pscustomobject] $Package) {
    $own = Get-LicenceFile $Package.Folder
    if ($own) { return (Get-Content -LiteralPath $own -Raw).Trim() }
    $holder = $Package.Copyright ? $Package.Copyright : "Copyright (c) $($Package.Authors)"
    $root = Join-Path $PSScriptRoot '../..'
    switch ($Package.Licence) {
        # The words of the MIT licence are the same for all; only the line of the copyright differs.
        'MIT' { return (Get-Content -LiteralPath (Join-Path $root 'LICENSE') -Raw).Trim() -replace '(?m)^Copyright .*$', $holder.Replace('$', '$$') }
        { $_ -in 'Apache-2.0', 'MS-PL OR Apache-2.0' } {
            return "$holder`n`nUnder the Apache License 2.0:`n`n" + (Get-Content -LiteralPath (Join-Path $PSScriptRoot 'licences/Apache-2.0.txt') -Raw).Trim("`r", "`n")
        }
        # The words name the holder, and Npgsql alone comes under them.
        { $_ -eq 'PostgreSQL' -and $Package.Id -eq 'Npgsql' } {
            return "$holder`n`n" + (Get-Content -LiteralPath (Join-Path $PSScriptRoot 'licences/PostgreSQL.txt') -Raw).Trim("`r", "`n")
        }
        default { throw "$($Package.Id) brings no licence file, and the words of '$($Package.Licence)' are not in eng/package/licences." }
    }
}
