# A tenant that answers on this machine. Dot-source it where tests need one.

function Start-MadeUpTenant {
    # Gives its process, id, addresses and secrets, and the file into which it writes what it was asked.
    param([Parameter(Mandatory)] [string] $Folder, [string[]] $Option = @())
    $root = Resolve-Path (Join-Path $PSScriptRoot '../../..')
    $log = Join-Path $Folder "tenant-$(New-Guid).log"
    $arguments = @((Join-Path $root 'artifacts/tenant/TikTokBan.Tenant.dll'), '--port', '0', '--show-requests') + $Option
    $process = Start-Process dotnet -ArgumentList $arguments -WorkingDirectory $root -RedirectStandardOutput $log -PassThru
    for ($look = 0; $look -lt 1200 -and -not $process.HasExited; $look++) {
        $said = (Test-Path $log) ? (Get-Content $log -Raw) : ''
        if ($said -match '(?m)^.* access --tenant (\S+) --graph-endpoint (\S+) --login-endpoint (\S+) --client-id (\S+) --client-secret-file (\S+) .*--defender-endpoint (\S+)') {
            $at = @{ Id = $Matches[1]; Graph = $Matches[2].TrimEnd('/'); Login = $Matches[3]; Client = $Matches[4]; Secret = Get-Content $Matches[5] -Raw; Defender = $Matches[6] }
            $null = $said -match '--token-file (\S+)'
            return [pscustomobject]($at + @{
                    Process = $process; Log = $log; TokenText = Get-Content $Matches[1] -Raw
                    Token = ConvertTo-SecureString (Get-Content $Matches[1] -Raw) -AsPlainText -Force
                })
        }
        Start-Sleep -Milliseconds 50
    }
    throw "The made-up tenant did not start: $said"
}

function Stop-MadeUpTenant($Tenant) {
    if ($Tenant) { $Tenant.Process.Kill(); $Tenant.Process.WaitForExit() }
}

function Get-MadeUpTenantWrite($Tenant) {
    # What it was asked to change: every request but those that read, some of which Microsoft made a POST.
    @(Get-Content $Tenant.Log | Where-Object { $_ -match '^\d\d:\d\d:\d\d\.\d+ .*\b(POST|PATCH|PUT|DELETE) ' -and $_ -notmatch 'oauth2|runHuntingQuery|exportJobs|\$batch|getByIds|/reports/' })
}
