#Requires -Version 7.4
# What Get-Help shows of each cmdlet, and whether what it shows works: every example is run, in the order of its page.

BeforeDiscovery {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force
    $cmdlets = (Get-Command -Module TikTokBan).Name
}

BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'artifacts/TikTokBan') -Force
    $setup = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'Help.Setup.psd1')
    $common = [Management.Automation.PSCmdlet]::CommonParameters

    # The part of a help text under a heading.
    function Get-Section([string] $Text, [string] $Name) {
        ($Text -csplit "(?m)^$Name\s*$", 2)[1] -csplit '(?m)^[A-Z ]+$' | Select-Object -First 1
    }
}

Describe 'The help of <_>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $_ -Full
        $text = $help | Out-String -Width 160
    }

    It 'says what it does' {
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        ($help.description | Out-String).Trim().Length | Should -BeGreaterThan 100
        $text | Should -Not -Match '\{\{|\bTODO\b'
    }

    It 'explains each parameter' {
        $named = (Get-Command $_).Parameters.Values.Where({ $_.Name -notin $common }).Name | Sort-Object
        $help.parameters.parameter.name | Sort-Object | Should -Be $named
        $help.parameters.parameter.Where({ ($_.description | Out-String).Trim().Length -lt 10 }).name | Should -BeNullOrEmpty
        foreach ($name in $named) { $text | Should -Match "(?m)^    -$name\b" }
    }

    It 'has the syntax of each parameter set' {
        $sets = (Get-Command $_).ParameterSets
        @($help.syntax.syntaxItem).Count | Should -Be $sets.Count
        $shown = @($help.syntax.syntaxItem).ForEach({ $_.parameter.name -join ' ' }) | ForEach-Object { ($_ -split ' ' | Sort-Object) -join ' ' } | Sort-Object
        $shown | Should -Be ($sets.ForEach({ ($_.Parameters.Name.Where({ $_ -notin $common }) | Sort-Object) -join ' ' }) | Sort-Object)
    }

    It 'shows each example with a remark' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterThan 0
        foreach ($example in $examples) {
            $example.code.Trim() | Should -Not -BeNullOrEmpty
            ($example.remarks | Out-String).Trim() | Should -Not -BeNullOrEmpty
            $text.Contains($example.title.Trim()) | Should -BeTrue
        }
    }

    It 'says what comes in, what goes out and what to read next' {
        foreach ($section in 'INPUTS', 'OUTPUTS', 'RELATED LINKS') { (Get-Section $text $section).Trim() | Should -Not -BeNullOrEmpty -Because $section }
    }
}

Describe 'In another language' {
    BeforeAll { $usual = [cultureinfo]::CurrentUICulture }
    AfterEach { [cultureinfo]::CurrentUICulture = $usual }

    It 'the help of a cmdlet is there, in English: <_>' -ForEach 'fr-BE', 'nl-BE', 'de-DE', 'en-GB', 'ja-JP' {
        [cultureinfo]::CurrentUICulture = $_
        (Get-Help Get-TikTokExposure).Synopsis | Should -BeLike 'Finds who has*'
    }

    It 'README promises no more than that' {
        $said = Get-Content (Join-Path $root 'README.md') -Raw
        $said | Should -Match 'Get-Help Get-TikTokExposure -Full +# every cmdlet, in English,'
        $said | Should -Match 'five topics, each in English, French, Dutch and German'
    }
}

Describe 'The examples' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Help.Examples.ps1')
        $tenant = Start-Tenant
        $kept = Enter-Tenant $tenant
        $exports = New-SampleFolder
    }

    AfterAll { Exit-Tenant $kept $tenant }

    It 'of <_> run' -ForEach $cmdlets {
        $folder = (New-Item (Join-Path $TestDrive $_) -ItemType Directory).FullName
        Copy-Item $exports (Join-Path $folder 'exports') -Recurse
        Copy-Item (Join-Path $exports 'authority.yaml') $folder
        $env:XDG_DATA_HOME = Join-Path $folder 'home'
        Set-Location $folder
        $ran = Invoke-PageExample @((Get-Help $_ -Examples).examples.example) -PageSetup $setup.Before[$_] -PageParsedOnly $setup.ParsedOnly[$_]
        Disconnect-TikTokBan
        $ran | Should -BeGreaterThan 0
    }

    It 'that are not run are still there' {
        foreach ($name in $setup.Before.Keys) { Get-Command $name -Module TikTokBan | Should -Not -BeNullOrEmpty }
        foreach ($name in $setup.ParsedOnly.Keys) {
            $titles = (Get-Help $name -Examples).examples.example.title -replace '^-+ Example \d+: | -+$'
            foreach ($title in $setup.ParsedOnly[$name].Keys) { $title | Should -BeIn $titles }
        }
    }
}
