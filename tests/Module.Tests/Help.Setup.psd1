# What the examples of a page find when they begin, and what of them can't be run. Everything runs in a fresh folder, with the
# samples as ./exports, their profile as ./authority.yaml, and a made-up tenant behind every address. The functions are in
# Help.Examples.ps1.
@{
    # By cmdlet: script that runs before its first example.
    Before     = @{
        'Approve-TikTokRemovalPlan' = 'Use-Plan regions'
        'Clear-TikTokLedger'        = 'New-Waiver'
        'Connect-TikTokBan'         = 'New-Certificate ./app.pfx -Phrase secret; Set-Content ./password.txt secret; function Get-MyToken { $tenant.Token }'
        'Copy-TikTokLedger'         = 'New-Waiver'
        'Disable-TikTokBlock'       = 'Use-Block -Begun'
        'Disconnect-TikTokBan'      = 'Connect-TikTokBan agency.example -ManagedIdentity'
        'Enable-TikTokBlock'        = 'Connect-TikTokBan agency.example -ManagedIdentity'
        'Export-BanReport'          = 'New-Certificate ./signing.pem'
        'Export-TikTokWaiver'       = 'Connect-TikTokBan agency.example -ManagedIdentity; New-Waiver'
        'Get-BanDirective'          = 'New-Directive ./city-716.yaml'
        'Get-TikTokBanContext'      = 'Connect-TikTokBan agency.example -ManagedIdentity'
        'Get-TikTokBlock'           = 'Connect-TikTokBan agency.example -ManagedIdentity; Use-Scan'
        'Get-TikTokLedgerSubject'   = 'New-Waiver'
        'Get-TikTokRemoval'         = 'Use-Plan regions -Begun'
        'Get-TikTokScan'            = 'Use-Scan'
        'Get-TikTokTrend'           = 'Use-Scan'
        'Get-TikTokWaiver'          = 'New-Waiver'
        'Import-TikTokWaiver'       = 'Connect-TikTokBan agency.example -ManagedIdentity; New-Waiver; Export-TikTokWaiver -Site https://agency716.sharepoint.com/sites/council -List Waivers -Ledger ./ledger.db; Remove-Item ./ledger.db*'
        'Invoke-TikTokRemoval'      = 'Use-Plan communication -Approved'
        'Merge-BanReport'           = 'New-Certificate ./authorities.pem; New-Report ./received/one; "authority,organisation,due", "Another agency,north,2026-11-30" | Set-Content ./expected.csv'
        'New-TikTokLedgerCheckpoint' = 'New-Certificate ./signing.pem; New-Waiver'
        'New-TikTokRemovalPlan'     = 'Connect-TikTokBan agency.example -ManagedIdentity'
        'Publish-BanReport'         = 'New-Report ./report; New-Report ./violations -Detail Pseudonymised'
        'Remove-TikTokLedgerSubject' = 'New-Waiver'
        'Revoke-TikTokWaiver'       = 'New-Waiver'
        'Test-BanDirective'         = 'New-Directive ./city-716.yaml'
        'Test-BanReport'            = 'New-Certificate ./signing.pem -Public ./authorities.pem; New-Report ./report; New-Report ./received/one; New-Report ./signed -SignWith ./signing.pem'
        'Test-CoveredApplication'   = "'com.zhiliaoapp.musically', 'com.example.notes' | Set-Content ./apps.txt"
        'Test-TikTokLedger'         = 'New-Certificate ./signing.pem -Public ./authorities.pem; New-Waiver; $null = New-Item ./checkpoints -ItemType Directory; New-TikTokLedgerCheckpoint ./checkpoints/one.json -SignWith ./signing.pem -Ledger ./ledger.db'
        'Test-TikTokRemoval'        = 'Use-Plan regions -Begun'
        'Test-TikTokWaiver'         = 'New-Waiver'
        'Undo-TikTokRemoval'        = 'Use-Plan regions -Begun'
    }

    # By cmdlet and title: why an example is parsed and not run.
    ParsedOnly = @{
        'Connect-TikTokBan' = @{ 'Sign in with the browser of this machine' = 'a person has to sign in, in a browser' }
    }
}
