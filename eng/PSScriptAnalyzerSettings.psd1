# How the scripts of this repository are looked at; tests/Module.Tests/Scripts.Tests.ps1 does it, and an editor may.
@{
    Severity = @('Error', 'Warning')
    Rules    = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('7.4') }
    }
}
