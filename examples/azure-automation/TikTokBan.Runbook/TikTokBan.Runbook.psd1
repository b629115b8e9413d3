@{
    RootModule        = 'TikTokBan.Runbook.psm1'
    ModuleVersion     = '1.0.0'
    GUID              = '71600000-5afe-4b00-8000-72756e626f6f'
    Author            = 'TikTokBan'
    Description       = 'What a runbook needs beside TikTokBan: files that outlast its sandbox, one run at a time, and an end before the service ends it.'
    PowerShellVersion = '7.4'
    FunctionsToExport = 'Open-BanStore', 'Receive-BanFile', 'Send-BanFile', 'Get-BanFile', 'Remove-BanFile', 'Receive-BanFolder', 'Send-BanFolder', 'Receive-BanRecord', 'Send-BanRecord', 'Enter-BanRun', 'Exit-BanRun', 'Invoke-BanWork'
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
