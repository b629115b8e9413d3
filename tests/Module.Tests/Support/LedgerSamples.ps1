# Ledgers to work on. Dot-source it where tests need one; the module must have been imported.

# The library as the module holds it, for what only an owner of a ledger does and no cmdlet does.
function Get-LibraryType([string] $Name) {
    $context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Get-TikTokScan).ImplementingType.Assembly)
    $context.Assemblies.Where({ $_.GetName().Name -eq 'TikTokBan' })[0].GetType($Name, $true)
}

function New-LibraryObject([string] $Name, [object[]] $Arguments) {
    $type = Get-LibraryType $Name
    $makers = $type.GetConstructors([Reflection.BindingFlags]'Instance, Public, NonPublic').Where({ $_.GetParameters().Count -eq $Arguments.Count -and -not ($_.GetParameters().Count -eq 1 -and $_.GetParameters()[0].ParameterType -eq $type) })
    # Reflection takes nothing in PowerShell's wrapping.
    $plain = [object[]]::new($Arguments.Count)
    for ($i = 0; $i -lt $plain.Count; $i++) { $plain[$i] = $Arguments[$i].PSObject.BaseObject }
    $makers[0].Invoke($plain)
}

function Get-LedgerPlace([string] $Ledger) { (Get-LibraryType 'TikTokBan.Ledger.LedgerLocation').GetMethod('Parse').Invoke($null, @([string] $Ledger)) }

# Waivers: one that is in force, and one that was taken back.
function New-WaiverLedger([string] $Ledger) {
    $terms = @{
        Directive = 'us-omb-m-23-13'; Kind = 'law-enforcement'; Approver = 'head'; ApprovedBy = 'Ada Ash'; Grantor = 'ada@agency.example'
        Motive = 'Open-source inquiries'; Documented = $true; Ledger = $Ledger
    }
    $null = Grant-TikTokWaiver @terms -Id W-1 -Holder an@agency.example -Expires 9998-12-31
    $null = Grant-TikTokWaiver @terms -Id W-2 -Holder bo@agency.example -Expires 9998-12-31
    $null = Revoke-TikTokWaiver W-2 -By ada@agency.example -Why 'Over' -Ledger $Ledger
}

# A device that is known by more than the cases of its person: a waiver of its own, which was taken back.
function New-DeviceWaiver([string] $Serial, [string] $Ledger) {
    $null = Grant-TikTokWaiver us-omb-m-23-13 -Id W-3 -Serial $Serial -Kind law-enforcement -Approver head -ApprovedBy 'Ada Ash' -Grantor ada@agency.example -Motive Inquiries -Documented yes -Expires 9998-12-31 -Ledger $Ledger
    $null = Revoke-TikTokWaiver W-3 -By ada@agency.example -Why Over -Ledger $Ledger
}

# A ledger as it would be had it been written two years ago.
function New-OldLedger([string] $Ledger, $Scan) {
    if (-not ('PastTime' -as [type])) {
        Add-Type 'public sealed class PastTime : System.TimeProvider { public override System.DateTimeOffset GetUtcNow() => global::System.DateTimeOffset.UtcNow.AddYears(-2); }'
    }
    $time = [PastTime]::new()
    $open = (Get-LibraryType 'TikTokBan.Ledger.Stores.LedgerStores').GetMethods([Reflection.BindingFlags]'Static, Public').Where({ $_.Name -eq 'Open' -and $_.GetParameters().Count -eq 2 })[0]
    $old = (Get-LibraryType 'TikTokBan.Ledger.EvidenceLedger').GetConstructors([Reflection.BindingFlags]'Instance, NonPublic')[0].Invoke(@($open.Invoke($null, @((Get-LedgerPlace $Ledger), $time)), $time))
    $run = (Get-LibraryType 'TikTokBan.Ledger.ScanRun').GetConstructors()[0].Invoke(@($time.GetUtcNow(), $time.GetUtcNow(), $null, $null))
    $null = $old.SaveScanAsync($Scan.PSObject.BaseObject, $run, [Threading.CancellationToken]::None).GetAwaiter().GetResult()
}

# Changes text in a copy of a ledger's file, as somebody would who has the file and not the program.
function New-TamperedLedger([string] $Ledger, [string] $Target, [string] $From, [string] $To) {
    Backup-TikTokLedger $Target -Ledger $Ledger
    $latin = [Text.Encoding]::Latin1
    $content = $latin.GetString([IO.File]::ReadAllBytes($Target))
    $content.Contains($From) | Should -BeTrue -Because 'there must be something to change'
    [IO.File]::WriteAllBytes($Target, $latin.GetBytes($content.Replace($From, $To)))
}

function Get-Digest([string] $Ledger) { (Test-TikTokLedger -Ledger $Ledger -WarningAction Ignore).Head }

# A database of the tests' server with the authority north, and a login that may do all with it. Gives what Remove-LedgerDatabase takes.
function New-LedgerDatabase {
    $server = [uri] $env:TIKTOKBAN_TEST_POSTGRES
    $name = "pester_$PID"
    $made = [pscustomobject]@{ Name = $name; Owner = "$($server.Scheme)://$($server.UserInfo)@$($server.Authority)/$name"; Ledger = "$($server.Scheme)://${name}:only-for-tests@$($server.Authority)/${name}?authority=north" }
    Remove-LedgerDatabase $made
    Invoke-ServerStatement "CREATE DATABASE $name", "CREATE ROLE $name LOGIN PASSWORD 'only-for-tests'"
    $owner = New-LibraryObject 'TikTokBan.Ledger.Stores.Postgres.PostgresAdministration' (Get-LedgerPlace $made.Owner), ([TimeProvider]::System)
    $none = [Threading.CancellationToken]::None
    $null = $owner.MigrateAsync($none).GetAwaiter().GetResult()
    $null = $owner.AddAuthorityAsync('north', $none).GetAwaiter().GetResult()
    foreach ($role in 'Writer', 'Eraser') { $null = $owner.GrantAsync($name, 'north', $role, $none).GetAwaiter().GetResult() }
    $made
}

function Remove-LedgerDatabase($Database) {
    if ($Database) { Invoke-ServerStatement "DROP DATABASE IF EXISTS $($Database.Name) WITH (FORCE)", "DROP ROLE IF EXISTS $($Database.Name)" }
}

function Invoke-ServerStatement([string[]] $Statement) {
    $context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Get-TikTokScan).ImplementingType.Assembly)
    $address = (Get-LibraryType 'TikTokBan.Ledger.Stores.Postgres.PostgresAddress').GetMethod('Parse').Invoke($null, @($env:TIKTOKBAN_TEST_POSTGRES))
    $text = $address.GetType().GetProperty('ConnectionString').GetValue($address)
    $connection = [Activator]::CreateInstance($context.LoadFromAssemblyName('Npgsql').GetType('Npgsql.NpgsqlConnection'), $text)
    try {
        $connection.Open()
        foreach ($one in $Statement) {
            $command = $connection.CreateCommand()
            $command.CommandText = $one
            $null = $command.ExecuteNonQuery()
        }
    }
    finally { $connection.Dispose() }
}
