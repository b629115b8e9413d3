# The same for Pester files, without what can't be so in them.
@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        'PSUseBOMForUnicodeEncodedFile'                   # PowerShell 7 reads UTF-8.
        'PSUseDeclaredVarsMoreThanAssignments'            # A block's variables are used in the blocks after it, which the rule doesn't see.
        'PSReviewUnusedParameter'                         # Likewise; and a stand-in has the parameters of what it stands in for.
        'PSAvoidGlobalVars'                               # Stand-ins for the cmdlets of other modules live where those would.
        'PSUseSingularNouns'                              # They are called as those are called,
        'PSUseSupportsShouldProcess'                      # and take what those take.
        'PSUseShouldProcessForStateChangingFunctions'     # A helper of a test that starts something is never asked about.
        'PSAvoidUsingConvertToSecureStringWithPlainText'  # The made-up tenant's tokens and passwords are no secrets.
    )
    Rules        = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('7.4') }
    }
}
