# How the scripts of this repository are looked at; tests/Module.Tests/Scripts.Tests.ps1 does it, and an editor may.
@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @('PSUseBOMForUnicodeEncodedFile')  # PowerShell 7 reads UTF-8.
    Rules        = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('7.4') }
    }
}
