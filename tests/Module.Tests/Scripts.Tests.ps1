#Requires -Version 7.4
# The repository's own scripts, looked at by PSScriptAnalyzer. Skipped, with its reason, where that isn't installed.

BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..'
    $looked = @(
        @{ What = 'build.ps1'; Settings = 'PSScriptAnalyzerSettings.psd1' }
        @{ What = 'TikTokBan.psd1'; Settings = 'PSScriptAnalyzerSettings.psd1' }
        @{ What = 'src/Module/TikTokBan.psm1'; Settings = 'PSScriptAnalyzerSettings.psd1' }
        @{ What = 'eng'; Settings = 'PSScriptAnalyzerSettings.psd1' }
        @{ What = 'examples'; Settings = 'PSScriptAnalyzerSettings.psd1' }
        @{ What = 'tests/Module.Tests'; Settings = 'PSScriptAnalyzerSettings.Tests.psd1' }
    ) | Where-Object { Test-Path (Join-Path $root $_.What) }
}

Describe 'The repository''s scripts' {
    BeforeAll {
        $root = Join-Path $PSScriptRoot '../..'
        $analyser = Get-Module PSScriptAnalyzer -ListAvailable | Select-Object -First 1
        if ($analyser) { Import-Module $analyser }
    }

    It '<What> holds nothing that the analyser minds' -ForEach $looked {
        if (-not $analyser) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: THE SCRIPTS WERE NOT LOOKED AT' }
        $minds = Invoke-ScriptAnalyzer (Join-Path $root $What) -Recurse -Settings (Join-Path $root "eng/$Settings")
        @($minds).ForEach({ "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" }) | Should -BeNullOrEmpty
    }
}
