#Requires -Version 7.4
# The package as a repository takes it, and the module as somebody has it who installed it.

BeforeAll {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $module = Join-Path $root 'artifacts/TikTokBan'
    foreach ($part in 'Modules', 'Signing', 'Nupkg') { . (Join-Path $root "eng/package/$part.ps1") }
    $manifest = Import-PowerShellDataFile (Join-Path $module 'TikTokBan.psd1')
    $version = Get-ModuleVersion $manifest
    $package = Join-Path $root "artifacts/TikTokBan.$version.nupkg"
    $files = Get-RelativeFile $module
    $sbom = Get-Content (Join-Path $module 'sbom.cdx.json') -Raw | ConvertFrom-Json -AsHashtable
}

Describe 'The package' {
    BeforeAll {
        $zip = [IO.Compression.ZipFile]::OpenRead($package)
        $entries = $zip.Entries
        $reader = [IO.StreamReader]::new($zip.GetEntry('TikTokBan.nuspec').Open())
        $about = ([xml] $reader.ReadToEnd()).package.metadata
        $reader.Dispose()
    }

    AfterAll { $zip.Dispose() }

    It 'holds the module that these tests import, at its root, and what a repository needs' {
        $needed = '_rels/.rels', 'TikTokBan.nuspec', '[Content_Types].xml', 'package/services/metadata/core-properties/tiktokban.psmdcp'
        ($entries.FullName | Sort-Object) | Should -Be (($files + $needed) | Sort-Object)
    }

    It 'is small enough' { (Get-Item $package).Length | Should -BeLessThan 40MB }

    It 'says what it is, in the words that the gallery looks for' {
        $about.id | Should -Be 'TikTokBan'
        $about.version | Should -Be $version
        $about.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
        $about.description | Should -Be $manifest.Description
        $tags = $about.tags.Split(' ')
        'PSModule', 'PSEdition_Core', 'PSIncludes_Cmdlet' | ForEach-Object { $tags | Should -Contain $_ }
        $tags.Where({ $_ -like 'PSCmdlet_*' }).Count | Should -Be $manifest.CmdletsToExport.Count
        $tags.Where({ $_ -like 'PSCommand_*' }).Count | Should -Be $manifest.CmdletsToExport.Count
    }

    It 'has the same bytes when the same files are packed again, at another time' {
        (Get-Item (Join-Path $module 'TikTokBan.psd1')).LastWriteTime = Get-Date
        Export-ModulePackage $module $TestDrive
        (Get-FileHash (Join-Path $TestDrive "TikTokBan.$version.nupkg")).Hash | Should -Be (Get-FileHash $package).Hash
    }

    It 'carries nothing that nobody reads' {
        $files.Where({ $_ -match '^(lib|bin)/[^/]+\.(xml|runtimeconfig\.json)$' }) | Should -BeNullOrEmpty
    }

    It 'names no folder of the machine that built it' {
        $own = Get-ChildItem $module -Recurse -File | Where-Object { $_.Name -like 'TikTokBan*' -or $_.DirectoryName -eq $module }
        $own.Count | Should -BeGreaterThan 15
        $own.Where({
                $bytes = [IO.File]::ReadAllBytes($_.FullName)
                [Text.Encoding]::UTF8.GetString($bytes).Contains($root) -or [Text.Encoding]::Unicode.GetString($bytes).Contains($root)
            }).Name | Should -BeNullOrEmpty
    }
}

Describe 'What the module says of its parts' {
    It 'has the hash of each file, once' {
        $listed = @($sbom.metadata.component.components) + @($sbom.components.ForEach({ if ($_.ContainsKey('components')) { $_.components } }))
        ($listed.name | Sort-Object) | Should -Be ($files.Where({ $_ -ne 'sbom.cdx.json' }) | Sort-Object)
        $listed.Where({ (Get-FileHash (Join-Path $module $_.name)).Hash -ne $_.hashes[0].content }).name | Should -BeNullOrEmpty
    }

    It 'has name, version, licence and hash of each package' {
        $sbom.components.Count | Should -BeGreaterThan 40
        $sbom.components.Where({ -not ($_.name -and $_.version -and $_.licenses[0].expression -and $_.hashes[0].content -match '^[0-9a-f]{128}$') }) | Should -BeNullOrEmpty
        $sbom.components.name | Should -Contain 'Microsoft.Graph'
    }

    It 'says which package needs which, and leaves none loose' {
        $known = @($sbom.components.'bom-ref') + $sbom.metadata.component.'bom-ref'
        $sbom.dependencies.ForEach({ $_.ref; $_.dependsOn }).Where({ $_ -notin $known }) | Should -BeNullOrEmpty
        $sbom.dependencies.Where({ $_.dependsOn }).Count | Should -BeGreaterThan 10
    }

    It 'has the licence of each package in words' {
        $notices = Get-Content (Join-Path $module 'THIRD-PARTY-NOTICES.txt') -Raw
        $parts = $notices -split '(?m)^={100}\n'
        $sbom.components.Where({
                $component = $_
                -not $parts.Where({ $_.StartsWith("$($component.name) $($component.version)`n") -and ($_ -split "`n").Count -gt 5 })
            }).name | Should -BeNullOrEmpty
    }
}

Describe 'Signing' {
    It 'is refused where it cannot be done, before anything is built' {
        if ($IsWindows) { Set-ItResult -Skipped -Because 'Windows can sign' }
        $key = [Security.Cryptography.ECDsa]::Create()
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Nobody', $key, 'SHA256')
        $certificate = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1))
        { & (Join-Path $root 'build.ps1') -SigningCertificate $certificate } | Should -Throw '*needs Windows*'
        Join-Path $module 'TikTokBan.psd1' | Should -Exist
    }
}

Describe 'An older host' {
    It 'can read the script that tells it what it lacks' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }
        $settings = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }
        foreach ($name in 'TikTokBan.psm1', 'TikTokBan.psd1') { Invoke-ScriptAnalyzer (Join-Path $module $name) -Settings $settings | Should -BeNullOrEmpty }
    }
}

Describe 'Installed' {
    BeforeAll {
        # A profile in which there is nothing yet, and no module path of the machine but PowerShell's own.
        function Invoke-InProfile([string] $HomeFolder, [string] $ModulePath, [string] $Script) {
            $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
            foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', "`$ErrorActionPreference = 'Stop'; $Script") { $start.ArgumentList.Add($argument) }
            $null = New-Item $HomeFolder -ItemType Directory -Force
            foreach ($name in 'HOME', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA') { $start.Environment[$name] = $HomeFolder }
            foreach ($name in 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME') { $null = $start.Environment.Remove($name) }
            $start.Environment['PSModulePath'] = $ModulePath
            $start.RedirectStandardOutput = $start.RedirectStandardError = $true
            $process = [Diagnostics.Process]::Start($start)
            $errors = $process.StandardError.ReadToEndAsync()
            $said = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            if ($process.ExitCode) { throw "$said $($errors.Result)" }
            $said.Trim() -split "`r?`n"
        }
    }

    It 'is found by its name, and a cmdlet brings it' {
        $modules = Join-Path $TestDrive 'modules'
        Expand-ModulePackage $package (Join-Path $modules "TikTokBan/$version")
        Invoke-InProfile (Join-Path $TestDrive 'one') $modules 'Test-CoveredApplication TikTok -Quiet; (Get-Module TikTokBan).Version.ToString(); (Get-Module TikTokBan).ModuleBase' |
            Should -Be 'True', $manifest.ModuleVersion, (Join-Path $modules "TikTokBan/$version")
    }

    It 'comes from a repository that is a folder, into a profile where nothing was' {
        $manager = Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable | Select-Object -First 1
        if (-not $manager) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet, which installs modules, is not here' }
        $repository = New-Item (Join-Path $TestDrive 'repository') -ItemType Directory
        Copy-Item $package $repository
        $said = Invoke-InProfile (Join-Path $TestDrive 'two') '' @"
            Import-Module '$($manager.Path)'
            Register-PSResourceRepository -Name here -Uri '$repository'
            Install-PSResource TikTokBan -Repository here -TrustRepository -Quiet
            Remove-Module Microsoft.PowerShell.PSResourceGet
            Import-Module TikTokBan
            Test-CoveredApplication TikTok -Quiet
            (Get-Command -Module TikTokBan).Count
            (Get-Module TikTokBan).ModuleBase
"@
        $said[0] | Should -Be 'True'
        $said[1] | Should -Be $manifest.CmdletsToExport.Count
        $said[2] | Should -BeLike (Join-Path $TestDrive 'two' '*' "$($manifest.ModuleVersion)")
        $files.Where({ -not (Test-Path -LiteralPath (Join-Path $said[2] $_)) }) | Should -BeNullOrEmpty
    }
}
