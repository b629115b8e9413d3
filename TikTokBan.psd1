@{
    RootModule           = 'TikTokBan.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '7f1c1d5e-3c0b-4b7e-9c55-716a2023cb31'
    Author               = 'The TikTokBan authors'
    CompanyName          = 'TikTokBan'
    Copyright            = 'Copyright (c) the TikTokBan authors. MIT.'
    Description          = 'Finds TikTok on an authority''s devices, says what the rule makes of each case, and proves it.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('TikTokBan.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Approve-TikTokRemovalPlan'
        'Backup-TikTokLedger'
        'Clear-TikTokLedger'
        'Compare-TikTokExposure'
        'Connect-TikTokBan'
        'Copy-TikTokLedger'
        'Disable-TikTokBlock'
        'Disconnect-TikTokBan'
        'Enable-TikTokBlock'
        'Export-BanReport'
        'Export-TikTokBlockList'
        'Export-TikTokWaiver'
        'Get-BanDirective'
        'Get-CoveredApplication'
        'Get-TikTokBanContext'
        'Get-TikTokBlock'
        'Get-TikTokExposure'
        'Get-TikTokLedgerSubject'
        'Get-TikTokRemoval'
        'Get-TikTokScan'
        'Get-TikTokTrend'
        'Get-TikTokWaiver'
        'Grant-TikTokWaiver'
        'Import-TikTokWaiver'
        'Invoke-TikTokRemoval'
        'Merge-BanReport'
        'New-TikTokLedgerCheckpoint'
        'New-TikTokRemovalPlan'
        'Publish-BanReport'
        'Remove-TikTokLedgerSubject'
        'Revoke-TikTokWaiver'
        'Test-BanDirective'
        'Test-BanReport'
        'Test-CoveredApplication'
        'Test-TikTokBanAccess'
        'Test-TikTokBlockList'
        'Test-TikTokLedger'
        'Test-TikTokRemoval'
        'Test-TikTokWaiver'
        'Undo-TikTokRemoval'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('TikTok', 'Intune', 'MDM', 'Compliance', 'Government', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'CHANGELOG.md in the module''s folder says what changed.'
        }
    }
}
