#Requires -Version 7.4
# The topics of the help: in the reader's language, and with samples that work.

BeforeDiscovery {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $topics = (Get-ChildItem (Join-Path $root 'en-US') -Filter 'about_*').Name -replace '\.help\.txt$'
}

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force
    . (Join-Path $PSScriptRoot 'Help.Examples.ps1')
    $topics = (Get-ChildItem (Join-Path $root 'en-US') -Filter 'about_*').Name -replace '\.help\.txt$'
}

Describe 'The topics' {
    BeforeAll { $usual = [cultureinfo]::CurrentUICulture }
    AfterEach { [cultureinfo]::CurrentUICulture = $usual }

    It 'are shown to somebody who reads <_.Culture> as <_.File> has them' -ForEach @(
        @{ Culture = 'fr-BE'; File = 'fr-BE' }, @{ Culture = 'fr-FR'; File = 'fr-BE' }, @{ Culture = 'nl-BE'; File = 'nl-BE' }, @{ Culture = 'nl-NL'; File = 'nl-BE' }
        @{ Culture = 'de-DE'; File = 'de-DE' }, @{ Culture = 'de-BE'; File = 'de-DE' }, @{ Culture = 'en-GB'; File = 'en-US' }, @{ Culture = 'ja-JP'; File = 'en-US' }
    ) {
        [cultureinfo]::CurrentUICulture = $Culture
        foreach ($topic in $topics) {
            (Get-Help $topic | Out-String).Trim() | Should -BeExactly (Get-Content (Join-Path $root "$File/$topic.help.txt") -Raw -Encoding utf8).Trim()
        }
    }
}

Describe 'The samples' {
    BeforeAll {
        $tenant = Start-Tenant
        $kept = Enter-Tenant $tenant
        # One source tells as much of the samples as all, and sooner.
        $global:PSDefaultParameterValues['Test-TikTokBanAccess:Source'] = 'directory.users'
        $exports = New-SampleFolder
        $before = @{
            about_TikTokBan            = 'Copy-Item ./authority.yaml ./registers'
            about_TikTokBan_Directives = "(Get-Content (Get-BanDirective be-federal-716).Path) -replace '^id: .*', 'id: agency' | Set-Content ./agency.yaml"
            about_TikTokBan_Removal    = 'Connect-TikTokBan agency.example -ManagedIdentity'
        }

        # Samples stand eight columns in, between empty lines; what begins with a word and a colon is YAML.
        function Get-Sample([string] $Topic) {
            (Get-Content (Join-Path $root "en-US/$Topic.help.txt") -Raw) -split "`n`n" | Where-Object { $_ -match '^ {8}\S' -and $_ -notmatch '^ {8}\w+:' } |
                ForEach-Object { @{ title = ($_ -split "`n")[0].Trim(); code = $_ } }
        }
    }

    AfterAll { Exit-Tenant $kept $tenant }

    # The topic on errors shows how a failure is caught, and has nothing to run that doesn't fail.
    It 'of <_> run' -ForEach @($topics -ne 'about_TikTokBan_Errors') {
        $folder = (New-Item (Join-Path $TestDrive $_) -ItemType Directory).FullName
        Copy-Item $exports (Join-Path $folder 'exports') -Recurse
        Copy-Item (Join-Path $exports 'authority.yaml') $folder
        Copy-Item (Join-Path $exports 'registers') $folder -Recurse
        $env:XDG_DATA_HOME = Join-Path $folder 'home'
        Set-Location $folder
        $sample = @(Get-Sample $_)
        Invoke-PageExample $sample -PageSetup $before[$_] | Should -Be $sample.Count
        Disconnect-TikTokBan
        '*-TikTok*:Ledger', '*-BanReport:Ledger' | ForEach-Object { $global:PSDefaultParameterValues.Remove($_) }
    }
}
